/*
 * The entry `asyncio-ts/host`: for whoever runs other people's programs (a playground, a test), not for the programs.
 */
import type { Clock } from './clock.js'
import * as shared from './core.js'
import { liveLoops } from './current.js'
import { taskOf, waitingTasks } from './deadlock.js'
import type { Stuck } from './errors.js'
import type { HostTimers } from './host-timers.js'
import { setHostTimers } from './host-timers.js'
import type { Report } from './settings.js'
import { setReport, settings } from './settings.js'
import type { Task } from './tasks.js'
import type { TraceSink } from './trace-sink.js'
import type { WorkerHost } from './worker-host.js'

export type { HostTimers } from './host-timers.js'
export type { Report, ReportKind } from './settings.js'
export type { PoolWorker, PoolWorkerEvents, WorkerHost } from './worker-host.js'

/** What `configureHost` sets. */
export interface HostOptions {
  /** The clock of each loop that is given none. Default: one RealClock for each. */
  readonly clock?: Clock
  /** Where errors go that nobody handles. Default: the console. */
  readonly report?: Report
  /** Records all loops that are made from now on: see `createRecorder` of `asyncio-ts/trace`. Default: nobody records. */
  readonly trace?: TraceSink
  /** Where the workers of a `WorkerPool` come from. Default: Node's `worker_threads`. */
  readonly workers?: WorkerHost
  /** The host's timers, where the globals are missing or not to be used. Default: those found when the module was loaded. */
  readonly timers?: HostTimers
  /**
   * Called when an error, a cancel say, is thrown into a task that waits, before any handler of its runs: the call
   * stack then holds the places where its coroutines wait, which JavaScript tells at no other moment.
   */
  readonly interrupted?: (task: Task<unknown>) => void
}

/**
 * Sets what holds for all loops of a program, and begins to count turns from 0. What is left out goes back to its
 * default. Call it before the program runs.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock()
 * configureHost({ clock, report: (kind, error, message) => log(kind, message, error) })
 * await runProgram()
 * configureHost() // as it was
 * ```
 */
export function configureHost(options: HostOptions = {}): void {
  settings.clock = options.clock ?? null
  settings.turns = 0
  settings.interrupted = options.interrupted ?? null
  settings.trace = options.trace ?? null
  settings.workers = options.workers ?? null
  setReport(options.report)
  setHostTimers(options.timers)
}

/**
 * How many turns all loops have executed since `configureHost`; turns in which nothing was ready do not count.
 *
 * @example
 * ```ts
 * configureHost({ clock })
 * await runProgram()
 * console.log(turnCount(), 'turns')
 * ```
 */
export function turnCount(): number {
  return settings.turns
}

/**
 * Who waits for what on all loops that are under way, in order of creation; tasks that are ready wait for `nothing`.
 *
 * @example
 * ```ts
 * for (const { task, waitsFor } of pendingTasks()) console.log(`${task} waits for ${waitsFor}`)
 * ```
 */
export function pendingTasks(): readonly Stuck[] {
  return liveLoops().flatMap(waitingTasks)
}

/**
 * What the sub-entries take of the main one. A host that bundles a sub-entry apart, as a playground does, provides it in
 * the place of `core.js`, so that there is one event loop.
 *
 * @example
 * ```ts
 * const net = bundledApart(core)
 * ```
 */
export const core: typeof shared = shared

export { taskOf }
