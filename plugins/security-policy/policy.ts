import { createHash } from 'node:crypto'

export interface PolicySources {
  /** `sha256-…` of each inline script of the page, and of the sandbox's controller. */
  readonly scriptHashes: readonly string[]
  /** Only for the page of Docusaurus' own live block, which compiles in the page. */
  readonly unsafeEval: boolean
}

/**
 * The Content-Security-Policy of one page. `frame-src 'none'` does not block the sandbox's `srcdoc` frame, and stops
 * that frame from navigating itself. The frame inherits this policy, hence the controller's hash and `worker-src blob:`.
 */
export function contentSecurityPolicy({ scriptHashes, unsafeEval }: PolicySources): string {
  const scripts = ["'self'", ...scriptHashes.map((hash) => `'${hash}'`), ...(unsafeEval ? ["'unsafe-eval'"] : [])]
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

export function scriptHash(source: string): string {
  return `sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}`
}

const RUNNING_TYPES = new Set(['', 'module', 'text/javascript'])
const INLINE_SCRIPT = /<script(?<attributes>(?:\s[^>]*)?)>(?<source>[\s\S]*?)<\/script>/g

/** The sources of the scripts that a page runs inline, in order; data blocks such as JSON-LD are not scripts. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)]
    .filter(({ groups }) => {
      const attributes = groups?.attributes ?? ''
      const type = /\stype=["']?(?<type>[^"'\s>]*)/.exec(attributes)?.groups?.type ?? ''
      return !/\ssrc=/.test(attributes) && RUNNING_TYPES.has(type)
    })
    .map(({ groups }) => groups?.source ?? '')
}

/** The page with its policy as the first element of its head, so that nothing runs before it holds. */
export function withPolicy(html: string, sources: { controllerHash: string; unsafeEval: boolean }): string {
  const head = /<head(?:\s[^>]*)?>/.exec(html)
  if (head === null) throw new Error('Expected a page with a <head>, found none; the policy has no place to stand.')
  const scriptHashes = [...new Set([...inlineScripts(html).map(scriptHash), sources.controllerHash])]
  const policy = contentSecurityPolicy({ scriptHashes, unsafeEval: sources.unsafeEval })
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`
  const end = head.index + head[0].length
  return html.slice(0, end) + meta + html.slice(end)
}
