import type { TimedLine } from '../content/line-table'

/**
 * What CPython says of misuse, where ours goes on: with what came and what to do. The words of CPython come first in
 * both, and are compared.
 */
const SAYINGS = [
  'BoundedSemaphore released too many times',
  'Cannot close a running event loop',
  'Event loop is closed',
  'Event loop stopped before Future completed.',
  'Exception is not set.',
  'Lock is not acquired.',
  'Result is not set.',
  'Semaphore initial value must be >= 0',
  'Task does not support set_exception operation',
  'Task does not support set_result operation',
  'has already been entered',
  'has not been entered',
  'invalid state',
  'is finished',
  'is shutting down',
  'no running event loop',
  'parties must be >= 1',
]

/** The lines of ours, without the advice after words that CPython says in the same place. */
export function withoutAdvice(ours: readonly TimedLine[], cpython: readonly TimedLine[]): readonly TimedLine[] {
  return ours.map((line, index) => {
    const said = cpython[index]?.text ?? ''
    const goesOn = line.text.startsWith(said) && SAYINGS.some((saying) => said.endsWith(saying))
    return goesOn ? { ...line, text: said } : line
  })
}
