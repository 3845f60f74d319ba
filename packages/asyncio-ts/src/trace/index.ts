/*
 * The entry `asyncio-ts/trace`: what happens in a run, as a list of plain events, and the state of the loop at each.
 */
import type { TraceEvent } from './events.js'
import { TraceFolder } from './folder.js'
import { Recorder, type RecorderOptions } from './recorder.js'
import type { TraceState } from './state.js'

export type { Change, NetworkNews, TraceSink } from '../trace-sink.js'
export type {
  Ending,
  EventBase,
  EventBody,
  FutureEvent,
  GeneratorEvent,
  LoopEvent,
  NetEvent,
  Place,
  ProgramEvent,
  QueueEvent,
  Side,
  SyncEvent,
  TaskEvent,
  TraceEnd,
  TraceEvent,
} from './events.js'
export type { TraceFolder } from './folder.js'
export type { TraceLimits } from './log.js'
export { type NameOf, preview } from './preview.js'
export type { Recorder, RecorderOptions } from './recorder.js'
export type {
  FutureState,
  InLine,
  LockState,
  Named,
  QueueState,
  TaskState,
  TimerState,
  TraceState,
} from './state.js'

/**
 * Makes a recorder, to be given to `run`, `runSync`, `new Runner` or, for all runs of a program, `configureHost`.
 *
 * ```ts
 * const recorder = createRecorder()
 * await run(main(), { trace: recorder })
 * for (const event of recorder.events) console.log(event.t, event.kind)
 * ```
 *
 * At a limit it stops, and the last event, `truncated`, says which limit it was and how many events are missing.
 */
export function createRecorder(options?: RecorderOptions): Recorder {
  return new Recorder(options)
}

/**
 * The state after event `i` of a trace: what is ready, which timers are set, who waits for what, who holds which lock. -1:
 * before the first event.
 *
 * ```ts
 * foldTrace(recorder.events, 10).tasks[0]?.status // 'waiting'
 * ```
 *
 * It goes through all events up to there: for several states of one trace use `createTraceFolder`.
 *
 * @throws RangeError when there is no such event.
 */
export function foldTrace(events: readonly TraceEvent[], i: number): TraceState {
  return new TraceFolder(events).at(i)
}

/**
 * For moving about in a trace: `at(i)` gives what `foldTrace` does, but soon, wherever it is asked for. Events that come
 * at the end of the list meanwhile count, too.
 *
 * ```ts
 * const folder = createTraceFolder(recorder.events)
 * folder.at(4000).ready
 * ```
 */
export function createTraceFolder(events: readonly TraceEvent[]): TraceFolder {
  return new TraceFolder(events)
}
