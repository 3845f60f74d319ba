import { describe, expect, it } from 'vitest'
import { frameDocument } from './sandbox'

describe('the document of the sandbox', () => {
  const document = frameDocument({ code: 'control()', hash: 'sha256-abc=' })

  it('lets in its own script by hash, workers from blobs, and nothing else', () => {
    expect(/content="([^"]*)"/.exec(document)?.[1]).toBe(
      "default-src 'none'; script-src 'sha256-abc='; worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types playground",
    )
  })

  it('holds exactly the script that the hash is of', () => {
    expect(/<script>(.*)<\/script>$/.exec(document)?.[1]).toBe('control()')
    expect(document.indexOf('Content-Security-Policy')).toBeLessThan(document.indexOf('<script>'))
  })
})
