import type { Position } from '../session'

/** From a place in the compiled program to the one in the reader's source. */
export type Locate = (compiled: Position) => Position

/**
 * sucrase never moves a line, so only columns have to be found: by laying the words of the two lines side by side.
 * (Its source maps lose their columns after the first `}` that ends a template's `${…}`, for the rest of the program.)
 * What was inserted after it is taken out again first.
 */
export function createLocator(source: string, code: string, insertions: readonly Insertion[] = []): Locate {
  const sourceLines = source.split('\n')
  const inserted = byLine(insertions)
  const codeLines = code.split('\n').map((text, index) => withoutInsertions(text, inserted.get(index + 1) ?? []))
  // A program can have any number of errors at places of its choice: what a line takes to be read, it takes once.
  const aligned = new Map<number, (column: number) => number>()
  return ({ line, column: marked }) => {
    const before = sourceLines[line - 1]
    const after = codeLines[line - 1]
    if (before === undefined || after === undefined) return { line, column: 1 }
    const column = plainColumn(inserted.get(line) ?? [], marked)
    if (before === after) return { line, column }
    const known = aligned.get(line) ?? alignedColumns(before, after)
    aligned.set(line, known)
    return { line, column: known(column) }
  }
}

/** Text put into a line of the program: `length` characters before its column `column` (from 1, without insertions). */
export interface Insertion {
  readonly line: number
  readonly column: number
  readonly length: number
}

function byLine(insertions: readonly Insertion[]): Map<number, Insertion[]> {
  const lines = new Map<number, Insertion[]>()
  for (const insertion of insertions) {
    const those = lines.get(insertion.line)
    if (those === undefined) lines.set(insertion.line, [insertion])
    else those.push(insertion)
  }
  return lines
}

/** A column of a line with its insertions, in the line without them; within an insertion, that of what follows it. */
function plainColumn(insertions: readonly Insertion[], column: number): number {
  let shift = 0
  for (const insertion of insertions) {
    const start = insertion.column + shift
    if (column < start) break
    if (column < start + insertion.length) return insertion.column
    shift += insertion.length
  }
  return column - shift
}

/** A line of the program as it was without its insertions. */
function withoutInsertions(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = []
  let end = 0
  let shift = 0
  for (const { column, length } of insertions) {
    const start = column - 1 + shift
    parts.push(text.slice(end, start))
    end = start + length
    shift += length
  }
  return parts.join('') + text.slice(end)
}

interface Word {
  readonly text: string
  /** From 1. */
  readonly column: number
}

function wordsOf(line: string): Word[] {
  return [...line.matchAll(/[\p{ID_Continue}$]+|\S/gu)].map((match) => ({ text: match[0], column: match.index + 1 }))
}

/** Lines longer than this many pairs of words are not worth the wait. */
const MOST_PAIRS = 250_000

/** From columns of `code` to those in `source` of the same text; of the next word both have, if it was added. */
function alignedColumns(source: string, code: string): (column: number) => number {
  const from = wordsOf(code)
  const to = wordsOf(source)
  if (from.length * to.length > MOST_PAIRS) return () => 1
  const pairs = align(from, to)
  return (column) => {
    let at = from.length - 1
    while (at >= 0 && (from[at] as Word).column > column) at--
    const exact = at < 0 ? undefined : pairs[at]
    if (exact !== undefined) return exact.column + (column - (from[at] as Word).column)
    for (let i = at + 1; i < pairs.length; i++) {
      const next = pairs[i]
      if (next !== undefined) return next.column
    }
    return to.at(-1)?.column ?? 1
  }
}

/** For each word of `from` its partner in `to`, so that as many as possible have one and none cross. */
function align(from: readonly Word[], to: readonly Word[]): (Word | undefined)[] {
  const width = to.length + 1
  // longest[i * width + j]: how many pairs there can be from word i and word j on.
  const longest = new Uint16Array((from.length + 1) * width)
  const get = (i: number, j: number): number => longest[i * width + j] as number
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const same = from[i]?.text === to[j]?.text
      longest[i * width + j] = same ? get(i + 1, j + 1) + 1 : Math.max(get(i + 1, j), get(i, j + 1))
    }
  }
  const pairs: (Word | undefined)[] = new Array(from.length).fill(undefined)
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    if (from[i]?.text === to[j]?.text) pairs[i++] = to[j++]
    else if (get(i + 1, j) >= get(i, j + 1)) i++
    else j++
  }
  return pairs
}
