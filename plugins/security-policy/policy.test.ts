import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, inlineScripts, scriptHash, withPolicy } from './policy'

const page =
  '<!doctype html><html lang=en><head lang="x"><meta charset="UTF-8"><script>let a = 1</script></head></html>'

describe('the policy of a page', () => {
  test('allows only its own inline scripts and the controller, by hash', () => {
    const html = withPolicy(page, { controllerHash: 'sha256-controller', unsafeEval: false })
    expect(html).toContain(`script-src 'self' '${scriptHash('let a = 1')}' 'sha256-controller';`)
    expect(html).not.toContain("'unsafe-eval'")
  })

  test('is the first element of the head', () => {
    const html = withPolicy(page, { controllerHash: 'sha256-c', unsafeEval: false })
    expect(html).toMatch(/<head lang="x"><meta http-equiv="Content-Security-Policy"/)
  })

  test('allows evaluation where it is asked for, and nowhere else', () => {
    expect(contentSecurityPolicy({ scriptHashes: [], unsafeEval: true })).toContain("script-src 'self' 'unsafe-eval'")
    expect(contentSecurityPolicy({ scriptHashes: [], unsafeEval: false })).not.toContain('unsafe-eval')
  })

  test('never lets a frame, an object or a form leave the site', () => {
    const policy = contentSecurityPolicy({ scriptHashes: [], unsafeEval: false })
    for (const rule of ["default-src 'none'", "frame-src 'none'", "object-src 'none'", "form-action 'none'"]) {
      expect(policy).toContain(rule)
    }
  })

  test('counts scripts that run, not files and not data', () => {
    const html = [
      '<script src="/a.js" defer></script>',
      '<script type="application/ld+json">{}</script>',
      '<script data-x="1">run()</script>',
      '<script type="module">more()</script>',
    ].join('')
    expect(inlineScripts(html)).toEqual(['run()', 'more()'])
  })

  test('refuses a page without a head', () => {
    expect(() => withPolicy('<p>', { controllerHash: 'x', unsafeEval: false })).toThrow(/<head>/)
  })
})
