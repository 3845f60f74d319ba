import type { TraceEvent } from 'asyncio-ts/trace'

/** To what a reader can step. */
export type Stride = 'event' | 'turn' | 'print' | 'task'

/**
 * The next event in a direction that is worth a stop; where there is none, the first or the last. Positions go from -1, before
 * everything, to the last event. `task`: among the events of the task that acts at the cursor.
 */
export function moveFrom(events: readonly TraceEvent[], from: number, stride: Stride, direction: 1 | -1): number {
  const last = events.length - 1
  const task = taskAt(events, from)
  const stops = (event: TraceEvent): boolean => {
    if (stride === 'event') return true
    if (stride === 'turn') return event.kind === 'loop/turn'
    if (stride === 'print') return event.kind === 'print'
    return task !== undefined && (event.task === task || ('id' in event && event.id === task))
  }
  for (let i = from + direction; i >= 0 && i <= last; i += direction) {
    if (stops(events[i] as TraceEvent)) return i
  }
  return direction === 1 ? last : -1
}

/** The task that acts at an event, or of which it tells. */
export function taskAt(events: readonly TraceEvent[], i: number): number | undefined {
  const event = events[i]
  if (event === undefined) return undefined
  if (event.task !== undefined) return event.task
  if (event.kind === 'task/create' || event.kind === 'task/wake') return event.id
  return event.kind === 'loop/ready-push' || event.kind === 'loop/ready-pop' ? event.id : undefined
}
