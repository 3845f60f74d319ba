import type { OutputLine } from '../../runner/session'

/** How a run's output stands to the recorded one. `line` counts from 1; null is a line that one of them lacks. */
export type Comparison =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'differs'
      readonly line: number
      readonly recorded: string | null
      readonly printed: string | null
    }

/** The lines of a recorded output. An empty output has none; one that printed an empty line cannot be told from it. */
export function recordedLines(output: string): string[] {
  return output === '' ? [] : output.split('\n')
}

/** The first line in which a run differs from the recorded output, if any. */
export function compareOutput(recorded: string, printed: readonly OutputLine[]): Comparison {
  const want = recordedLines(recorded)
  const got = printed.flatMap((line) => line.text.split('\n'))
  for (let i = 0; i < Math.max(want.length, got.length); i++) {
    const [a, b] = [want[i] ?? null, got[i] ?? null]
    if (a !== b) return { kind: 'differs', line: i + 1, recorded: a, printed: b }
  }
  return { kind: 'same' }
}
