import type { TraceEvent } from 'asyncio-ts/trace'

/** Who acts in a lane: a task by its number, `program` the code beside all loops, `callbacks` what the loop calls. */
export type LaneKey = number | 'program' | 'callbacks'

/** One stretch in which somebody runs without giving way. */
export interface Step {
  readonly lane: LaneKey
  /** The first and the last event of it. */
  readonly from: number
  readonly to: number
  readonly t: number
  readonly turn: number
  /** Its own events; those of an eager task's step within it are not among them. */
  readonly events: readonly TraceEvent[]
  /** Of a callback: what it is called. */
  readonly callback: string | null
}

interface Open {
  lane: LaneKey
  from: number
  to: number
  t: number
  turn: number
  events: TraceEvent[]
  callback: string | null
}

/** What of code outside tasks is worth a place of its own. */
const TELLING = new Set<TraceEvent['kind']>(['print', 'task/cancel', 'net/read'])

/** That a stream ends is told of whoever has closed it. */
const isTelling = (event: TraceEvent): boolean =>
  TELLING.has(event.kind) || (event.kind === 'net/send' && event.way !== 'end')

/**
 * Cuts a run into steps, in their order. Each event belongs to one at most: what the loop does between them (timers,
 * pushes) to none.
 */
export function readSteps(events: readonly TraceEvent[]): readonly Step[] {
  const steps: Step[] = []
  /** The innermost last: an eager task takes its first step within that of another. */
  let stack: Open[] = []
  let outside: Open | null = null
  let popped: { readonly id: number; readonly name: string } | null = null
  const names = new Map<number, string>()

  const close = (open: Open): void => {
    const telling = typeof open.lane === 'number' || open.events.some(isTelling)
    if (telling) steps.push({ ...open, to: open.events.at(-1)?.i ?? open.from })
  }
  const closeAll = (): void => {
    for (const open of stack.reverse()) close(open)
    stack = []
    if (outside) close(outside)
    outside = null
  }
  const begin = (event: TraceEvent, lane: LaneKey, callback: string | null = null): Open => {
    return { lane, from: event.i, to: event.i, t: event.t, turn: event.turn, events: [event], callback }
  }

  for (const event of events) {
    if (event.kind === 'loop/ready-push') names.set(event.id, event.name)
    if (event.kind === 'loop/ready-pop') {
      closeAll()
      popped = { id: event.id, name: names.get(event.id) ?? '' }
      if (event.callback !== undefined) stack.push(begin(event, 'callbacks', popped.name))
      continue
    }
    if (event.kind === 'loop/turn' || event.kind === 'loop/clock' || event.kind === 'loop/close') {
      closeAll()
      continue
    }
    if (event.kind === 'task/step') {
      if (outside) close(outside)
      outside = null
      stack.push(begin(event, event.id))
      continue
    }
    if (event.task === undefined && event.callback === undefined) {
      for (const open of stack.reverse()) close(open)
      stack = []
      // Time that has passed between two of the program's own lines is a gap, too.
      if (outside && outside.t !== event.t) {
        close(outside)
        outside = null
      }
      if (outside) outside.events.push(event)
      else outside = begin(event, 'program')
      continue
    }
    const current: Open | undefined = stack[stack.length - 1]
    if (current === undefined) continue
    // The end of an eager step is told from within it; what comes after it is the outer one's.
    current.events.push(event)
    const ends = event.kind === 'task/suspend' || event.kind === 'task/end'
    if (ends && event.id === current.lane && stack.length > 1) close(stack.pop() as Open)
  }
  closeAll()
  return steps.sort((a, b) => a.from - b.from)
}
