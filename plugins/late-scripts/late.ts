const SCRIPT = /<script(?<before>(?:\s[^>]*?)?)\sdefer(?<after>(?:\s[^>]*)?)><\/script>/g

/** The page with its deferred scripts held back, and `wake` behind them, which fetches them when somebody reads. */
export function heldBack(html: string, wake: string): string {
  const end = html.indexOf('</head>')
  if (end === -1) throw new Error('Expected a page with a </head>, found none; its scripts cannot be held back.')
  const head = html.slice(0, end)
  const held = head.replace(SCRIPT, '<script type="text/late"$<before>$<after>></script>')
  if (held === head) throw new Error('Expected deferred scripts in the head of the page, found none to hold back.')
  return `${held}<script>${wake}</script>${html.slice(end)}`
}
