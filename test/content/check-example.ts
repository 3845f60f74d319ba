import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import type { Example } from '../../src/fences'
import type { Oracle } from '../oracle/oracle'
import {
  type Column,
  firstDifference,
  kindsOfLines,
  sameTime,
  splitLines,
  type TimedLine,
  table,
  untimed,
} from './line-table'

/** An example, with the places of its fences as `file:line`. */
export interface PlacedExample {
  readonly example: Example
  readonly live: string
  readonly output: string
  readonly outputTwin: string
}

/**
 * Runs an example in both languages and returns what is wrong, each problem as a text to be read: an output that is
 * not that of the fence, an ending that is not the one announced, loop times that are not the same in both.
 * What a program on the wall clock prints is compared without its figures, which are those of the machine.
 */
export async function checkExample(
  { example, live, output, outputTwin }: PlacedExample,
  oracle: Oracle,
): Promise<readonly string[]> {
  const problems: string[] = []
  const complain = (place: string, sentence: string, ...columns: [] | [Column, Column]) =>
    problems.push([`${place}: ${sentence}`, ...(columns.length === 2 ? [table(...columns)] : [])].join('\n'))
  const timed = example.clock === 'virtual'
  const kinds = (lines: readonly TimedLine[]): readonly TimedLine[] => (timed ? lines : kindsOfLines(lines))

  const run = await runTypeScript(example)
  const printed = kinds(splitLines(run.lines))
  const fenced = kinds(untimed(example.output))
  if ((run.ending.kind !== 'finished') !== (example.expect === 'error')) {
    const how = 'error' in run.ending ? `${run.ending.kind}, ${run.ending.error.message}` : run.ending.kind
    complain(live, `expect=${example.expect}, but the TypeScript program ends otherwise: ${how}.`)
  }
  if (firstDifference(fenced, printed) !== null) {
    complain(output, 'the TypeScript program prints something else.', fence(fenced), ran('TypeScript', printed))
  }

  if (example.twin.kind !== 'checked') return problems
  const twin = oracle.run(example.twin.code, { start: example.start })
  const twinPrinted = kinds(splitLines(twin.lines))
  const expected = kinds(untimed(example.outputTwin ?? example.output))
  // Where Python is known to print otherwise it may end otherwise too.
  if (example.outputTwin === null && (twin.error !== null) !== (example.expect === 'error')) {
    complain(live, `expect=${example.expect}, but the Python program ends otherwise: ${twin.error ?? 'finished'}.`)
  }
  if (firstDifference(expected, twinPrinted) !== null) {
    const place = example.outputTwin === null ? output : outputTwin
    complain(place, 'the Python program prints something else.', fence(expected), ran('CPython', twinPrinted))
  } else if (timed && example.outputTwin === null && problems.length === 0) {
    const columns = [ran('TypeScript', printed), ran('CPython', twinPrinted)] as const
    if (firstDifference(printed, twinPrinted) !== null) {
      complain(live, 'both programs print the same, but at different loop times.', ...columns)
    } else if (!sameTime(run.time, twin.time)) {
      complain(
        live,
        `the TypeScript program ends at a loop time of ${run.time} s, the Python program at ${twin.time} s.`,
      )
    }
  }
  return problems
}

function fence(lines: readonly TimedLine[]): Column {
  return { title: 'the fence', lines }
}

function ran(title: string, lines: readonly TimedLine[]): Column {
  return { title, lines }
}
