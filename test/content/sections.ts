export interface Section {
  /** 2 for `##`. */
  readonly depth: number
  /** What stands below the heading, up to the next one of whatever level. */
  readonly text: string
}

/** The sections of a page by the ids of their headings. */
export function sectionsOf(markdown: string): ReadonlyMap<string, Section> {
  const sections: { id: string; depth: number; lines: string[] }[] = []
  let inFence = false
  for (const line of markdown.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) inFence = !inFence
    const [, marks = '', id] = (inFence ? null : /^(#{2,}) .*\{#([\w-]+)\}\s*$/.exec(line)) ?? []
    if (id === undefined) sections.at(-1)?.lines.push(line)
    else sections.push({ id, depth: marks.length, lines: [] })
  }
  return new Map(sections.map(({ id, depth, lines }) => [id, { depth, text: lines.join('\n').trim() }]))
}

/** Where the links of a text lead, in order. */
export function linksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}
