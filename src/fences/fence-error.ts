interface FenceProblem {
  /** The line in the Markdown file, counted from 1. */
  readonly line: number
  readonly problem: string
  readonly found: string
  readonly expected: string
  /** What to write instead; several lines where a fence is missing. */
  readonly write: string
}

/** A fence that cannot be read: says what was found, what was expected, and what to write instead. */
export class FenceError extends Error {
  override readonly name = 'FenceError'
  /** The line in the Markdown file, counted from 1. */
  readonly line: number

  constructor({ line, problem, found, expected, write }: FenceProblem) {
    super([problem, entry('found', found), entry('expected', expected), entry('write', write)].join('\n'))
    this.line = line
  }
}

const LABEL_WIDTH = 'expected: '.length + 2

function entry(label: string, text: string): string {
  return `  ${label}:`.padEnd(LABEL_WIDTH) + text.replaceAll('\n', `\n${' '.repeat(LABEL_WIDTH)}`)
}
