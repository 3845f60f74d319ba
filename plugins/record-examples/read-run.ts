import type { Example } from '../../src/fences/example'
import type { Recording } from '../../src/fences/recording'
import { predictionOf } from './predict'
import type { TypeScriptRun } from './run-typescript'

/** Lines around the first difference that are shown. */
const SHOWN = 3

/** The times of a run, line by line, and how high its picture is; throws where the run is not what the example's fences say. */
export function readRun(example: Example, run: TypeScriptRun, picture = 0): Recording {
  const { ending, time, turns } = run
  const lines = run.lines.flatMap(({ text, time: at }) =>
    text.split('\n').map((part, index) => ({ text: part, time: index === 0 ? at : null })),
  )
  const printed = lines.map(({ text }) => text)
  const expected = example.output === '' ? [] : example.output.split('\n')
  const first = firstDifference(expected, printed)
  if (first !== null) {
    throw new Error(`it does not print what its \`text output\` says:\n${difference(expected, printed, first)}`)
  }
  if ((ending.kind === 'finished') === (example.expect === 'error')) {
    const how = 'error' in ending ? `${ending.kind}, ${ending.error.name}: ${ending.error.message}` : ending.kind
    throw new Error(`expect=${example.expect}, but it ends otherwise: ${how}`)
  }
  const predict = predictionOf(example, printed, time)
  return {
    times: lines.map((line) => line.time),
    time,
    turns,
    ...(picture === 0 ? null : { picture }),
    ...(predict && { predict }),
  }
}

function firstDifference(a: readonly string[], b: readonly string[]): number | null {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i
  return null
}

/** `-` is what the page says, `+` what the program printed. */
function difference(expected: readonly string[], printed: readonly string[], first: number): string {
  const show = (sign: string, lines: readonly string[]) => [
    ...lines.slice(first, first + SHOWN).map((line) => `${sign} ${line}`),
    ...(lines.length > first + SHOWN ? [`${sign} … and ${lines.length - first - SHOWN} more`] : []),
  ]
  const before = expected.slice(Math.max(0, first - SHOWN), first).map((line) => `  ${line}`)
  return [`  (line ${first + 1})`, ...before, ...show('-', expected), ...show('+', printed)].join('\n')
}
