/*
 * What the page that maps asyncio to asyncio-ts says: which name of Python's stands beside which of ours.
 */

export interface Counterpart {
  /** As Python writes it. */
  readonly python: string
  /** The section of the page. */
  readonly section: string
}

/** The public name in a piece of code, as it stands in that table: `loop.callSoon` is `EventLoop.callSoon`, `new Queue<T>(n)` is `Queue`. */
export function nameIn(code: string): string {
  const [, first = '', member] = /^(?:(?:await|new|yield\*) )*(\w+)(?:\.(\w+)$)?/.exec(code) ?? []
  const owner = first === 'loop' ? 'EventLoop' : first
  return member === undefined ? owner : `${owner}.${member}`
}

/** Reads the tables whose second column is headed `asyncio-ts`. */
export function readCounterparts(markdown: string): ReadonlyMap<string, Counterpart> {
  const found = new Map<string, Counterpart>()
  let section = ''
  let paired = false
  for (const line of markdown.split('\n')) {
    section = /^#+ .*\{#(.+)\}$/.exec(line)?.[1] ?? section
    const [python = '', ours = ''] = line.startsWith('| ') ? line.slice(1, -1).split(/(?<!\\)\|/) : []
    if (!line.startsWith('|')) paired = false
    else if (ours.trim() === 'asyncio-ts') paired = section !== 'syntax'
    else if (paired) {
      const code = /`([^`]+)`/
      const [, name] = code.exec(ours) ?? []
      const [, counterpart] = code.exec(python) ?? []
      if (name && counterpart && !found.has(nameIn(name))) {
        found.set(nameIn(name), { python: counterpart, section })
      }
    }
  }
  return found
}
