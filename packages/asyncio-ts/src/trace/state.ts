import type { Ending } from './events.js'

/*
 * What there is at a moment of a run, as plain data. Numbers are those of the events: tasks, futures, callbacks, timers, locks
 * and queues.
 */

/** A task, a callback or a timer. */
export interface Named {
  readonly id: number
  readonly name: string
}

/** A task, also one that has ended. */
export interface TaskState {
  readonly id: number
  readonly name: string
  readonly coro?: string
  readonly parent?: number
  /** `running` also while one that it has made eagerly takes its first step. */
  readonly status: 'ready' | 'running' | 'waiting' | Ending
  /** While it waits: for this future, or task. */
  readonly waitsFor?: number
  /** For what it waits, in words, as `Lock 1`. */
  readonly what?: string
  /** Once it has ended: its result or error. */
  readonly value?: string
  /** Who waits for it: tasks and functions to be called, in the order in which they will be woken. */
  readonly waiters: readonly Named[]
}

/** A future that is pending. */
export interface FutureState {
  readonly id: number
  readonly name: string
  readonly waiters: readonly Named[]
}

/** A timer that is set. */
export interface TimerState {
  readonly id: number
  readonly name: string
  /** Loop time, in seconds; null: never. */
  readonly when: number | null
}

/** Somebody who stands in a line and is not woken yet. */
export interface InLine {
  readonly future: number
  /** None: it is no task. */
  readonly task?: number
}

/** A lock, event, condition, semaphore or barrier. */
export interface LockState {
  readonly id: number
  readonly name: string
  /**
   * The tasks that have taken it. Nobody owns a lock: if a task gives back what it has not taken, that counts for the one
   * that has held it longest.
   */
  readonly holders: readonly number[]
  readonly waiters: readonly InLine[]
  /** Of a semaphore: how many it has left. */
  readonly free?: number
  /** Of an event. */
  readonly set?: boolean
}

/** A queue, and who waits at it. */
export interface QueueState {
  readonly id: number
  readonly name: string
  /** How many items are in it. */
  readonly size: number
  readonly getters: readonly InLine[]
  readonly putters: readonly InLine[]
  readonly joiners: readonly InLine[]
  readonly shutDown: boolean
}

/** What there is after an event. */
export interface TraceState {
  /** Of the event; -1: before the first. */
  readonly i: number
  readonly t: number
  readonly turn: number
  /** The task whose step executes, or the callback. */
  readonly running: Named | undefined
  /** Tasks, callbacks and timers whose time has come, in their order. */
  readonly ready: readonly Named[]
  /** In the order in which they will fire. */
  readonly timers: readonly TimerState[]
  /** In order of creation, also those that have ended. */
  readonly tasks: readonly TaskState[]
  readonly futures: readonly FutureState[]
  readonly locks: readonly LockState[]
  readonly queues: readonly QueueState[]
}
