import type { SyntaxKind } from './syntax'

/** A stretch of one line that has one colour; `kind` is null where the text is plain. */
export interface Token {
  readonly kind: SyntaxKind | null
  readonly text: string
}

const LETTERS = {
  comment: 'c',
  keyword: 'k',
  string: 's',
  number: 'n',
  function: 'f',
  type: 't',
  operator: 'o',
  punctuation: 'p',
  property: 'm',
} as const satisfies Record<SyntaxKind, string>
const PLAIN = '_'
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter as string, kind as SyntaxKind]))

/**
 * The colours of a program without its text: for each stretch a letter, and its length in UTF-16 units where that is
 * not 1, such as `k5_f6p2`. A line break belongs to the stretch before it. So a page carries its code once, and what
 * it is coloured by weighs a third of the same as markup.
 */
export function encodeColours(lines: readonly (readonly Token[])[]): string {
  const runs: { letter: string; length: number }[] = []
  const add = (letter: string, length: number) => {
    const last = runs.at(-1)
    if (last?.letter === letter) last.length += length
    else runs.push({ letter, length })
  }
  lines.forEach((tokens, index) => {
    if (index > 0) add(runs.at(-1)?.letter ?? PLAIN, 1)
    for (const { kind, text } of tokens) add(kind === null ? PLAIN : LETTERS[kind], text.length)
  })
  return runs.map(({ letter, length }) => (length === 1 ? letter : `${letter}${length}`)).join('')
}

/** The lines of a program in these colours; what they do not reach is plain. Joined again, the texts are the program. */
export function colouredLines(code: string, colours: string): Token[][] {
  const lines: Token[][] = [[]]
  const add = (kind: SyntaxKind | null, stretch: string) => {
    stretch.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ kind, text })
    })
  }
  let at = 0
  for (const [, letter = '', length] of colours.matchAll(/([a-z_])(\d*)/g)) {
    const end = at + Number(length || 1)
    add(KINDS.get(letter) ?? null, code.slice(at, end))
    at = end
  }
  add(null, code.slice(at))
  return lines
}
