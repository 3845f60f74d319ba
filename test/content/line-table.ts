/** A printed line with the loop time of its printing in seconds; null where none is known. */
export interface TimedLine {
  readonly text: string
  readonly time: number | null
}

export interface Column {
  readonly title: string
  readonly lines: readonly TimedLine[]
}

/** Lines as they stand in a fence: text only. */
export function untimed(text: string): readonly TimedLine[] {
  return text === '' ? [] : text.split('\n').map((line) => ({ text: line, time: null }))
}

/** One printed text may hold several lines; each has its time. */
export function splitLines(lines: readonly { readonly text: string; readonly time: number }[]): readonly TimedLine[] {
  return lines.flatMap(({ text, time }) => text.split('\n').map((line) => ({ text: line, time })))
}

/**
 * What a program on a real clock prints, whatever the machine: its lines without their figures, each kind once, in no order.
 */
export function kindsOfLines(lines: readonly TimedLine[]): readonly TimedLine[] {
  const kinds = new Set(lines.map(({ text }) => text.replace(/\d+(?:\.\d+)?/g, '#')))
  return [...kinds].sort().map((text) => ({ text, time: null }))
}

/** The index of the first line in which two columns differ, by text or, where both know it, by time; null: the same. */
export function firstDifference(a: readonly TimedLine[], b: readonly TimedLine[]): number | null {
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) if (!sameLine(a[i], b[i])) return i
  return null
}

function sameLine(a: TimedLine | undefined, b: TimedLine | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.text === b.text && (a.time === null || b.time === null || sameTime(a.time, b.time))
}

/** Loop times in seconds are compared to the resolution of the loop's clock. */
export function sameTime(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9
}

/** Two columns side by side, differing lines marked with `≠`. */
export function table(left: Column, right: Column): string {
  const length = Math.max(left.lines.length, right.lines.length)
  const cells = Array.from({ length }, (_, i) => [show(left.lines[i]), show(right.lines[i])] as const)
  const width = Math.max(widthOf(left.title), ...cells.map(([cell]) => widthOf(cell)))
  const row = (mark: string, a: string, b: string) =>
    `  ${mark} ${a}${' '.repeat(width - widthOf(a))}  │ ${b}`.trimEnd()
  return [
    row(' ', left.title, right.title),
    ...cells.map(([a, b], i) => row(sameLine(left.lines[i], right.lines[i]) ? ' ' : '≠', a, b)),
  ].join('\n')
}

function show(line: TimedLine | undefined): string {
  if (line === undefined) return '(nothing)'
  return line.time === null ? line.text : `+${line.time.toFixed(2)} ${line.text}`
}

/** Columns of a terminal: Chinese characters and full-width punctuation take two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\u115f\u2e80-\uffdc]/.test(character) ? 2 : 1), 0)
}
