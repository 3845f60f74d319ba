/*
 * The entry `asyncio-ts/trace`: what happens in a run, as a list of plain events, and the state of the loop at each.
 */
import { Recorder, type RecorderOptions } from './recorder.js'

export type { Change, TraceSink } from '../trace-sink.js'
export type {
  Ending,
  EventBase,
  EventBody,
  FutureEvent,
  GeneratorEvent,
  LoopEvent,
  Place,
  ProgramEvent,
  QueueEvent,
  Side,
  SyncEvent,
  TaskEvent,
  TraceEvent,
} from './events.js'
export type { TraceLimits } from './log.js'
export { preview } from './preview.js'
export type { Recorder, RecorderOptions } from './recorder.js'

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
