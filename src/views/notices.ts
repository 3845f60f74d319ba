import type { TraceEvent } from 'asyncio-ts/trace'
import type { Words } from './words'

/** What is not in a trace though it happened: to be read without opening anything. */
export function noticesOf(events: readonly TraceEvent[], view: string, words: Words): readonly string[] {
  const last = events.at(-1)
  return [
    ...(view === 'source' && events.some(({ kind }) => kind === 'lines/end') ? [words.event.linesEnd] : []),
    ...(last?.kind === 'truncated' ? [words.cut(last)] : []),
  ]
}
