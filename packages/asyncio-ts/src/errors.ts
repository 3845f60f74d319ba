/*
 * The exceptions of Python that asyncio's users meet, under their own names.
 */

import { isError, repr } from './format.js'

/**
 * The base of an error class: its `name` stands on the prototype as a literal, so that it survives minification and is
 * in place when the engine writes the head of the stack.
 *
 * @internal
 */
export function named(name: string): ErrorConstructor
/** @internal */
// biome-ignore lint/suspicious/noExplicitAny: TypeScript asks for it where a class extends one that it is given
export function named<Base extends new (...args: any[]) => Error>(name: string, base: Base): Base
export function named(name: string, base: ErrorConstructor = Error): ErrorConstructor {
  class Named extends base {}
  Object.defineProperty(Named.prototype, 'name', { value: name, configurable: true, writable: true })
  return Named as ErrorConstructor
}

/**
 * Something was asked for at the wrong time or in the wrong way; the message says what to do instead.
 *
 * @example
 * ```ts
 * const lock = new Lock()
 * lock.release() // RuntimeError: Lock is not acquired. release() gives back what acquire() took
 * ```
 */
export class RuntimeError extends /* @__PURE__ */ named('RuntimeError') {}

/**
 * A value of the right type that makes no sense here.
 *
 * @example
 * ```ts
 * new Semaphore(-1) // ValueError: Semaphore initial value must be >= 0, got -1
 * ```
 */
export class ValueError extends /* @__PURE__ */ named('ValueError') {}

/**
 * The time allowed was over.
 *
 * Mirrors `TimeoutError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * try {
 *   yield* waitFor(answer(), 5)
 * } catch (error) {
 *   if (!(error instanceof TimeoutError)) throw error
 * }
 * ```
 */
export class TimeoutError extends /* @__PURE__ */ named('TimeoutError') {}

/**
 * A Future was asked for what it does not have yet, or told a second time what it is.
 *
 * Mirrors `InvalidStateError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * const future = new Future<number>()
 * future.result() // InvalidStateError: Result is not set.
 * ```
 */
export class InvalidStateError extends /* @__PURE__ */ named('InvalidStateError') {}

/**
 * Thrown into a coroutine whose task is being cancelled; its message is the one given to `cancel`, or empty.
 *
 * `catch` takes it too, other than Python's `except Exception`: begin with `if (isCancelled(error)) throw error`.
 *
 * Mirrors `CancelledError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * try {
 *   yield* sleep(10)
 * } catch (error) {
 *   if (isCancelled(error)) throw error // clean up before, if there is something to clean up
 *   console.log('failed', error)
 * }
 * ```
 */
export class CancelledError extends /* @__PURE__ */ named('CancelledError') {}

/**
 * Whether an error is a cancellation, which a `catch` should let through.
 *
 * @example
 * ```ts
 * try {
 *   yield* work()
 * } catch (error) {
 *   if (isCancelled(error)) throw error
 *   console.log('failed', error)
 * }
 * ```
 */
export function isCancelled(error: unknown): error is CancelledError {
  return error instanceof CancelledError
}

/** Who can never go on, and what for. */
export interface Stuck {
  /** The task's name, and its coroutine's where it has one; or `native code`. */
  readonly task: string
  /** A task's name, a lock, `gather of a, b`, `a promise`, … */
  readonly waitsFor: string
}

/**
 * On a virtual clock: nothing is ready, no timer is set, and nobody outside can wake anybody.
 *
 * @example
 * ```ts
 * try {
 *   await run(main(), { clock: new VirtualClock() })
 * } catch (error) {
 *   if (!(error instanceof DeadlockError)) throw error
 *   for (const { task, waitsFor } of error.waiting) console.log(`${task} waits for ${waitsFor}`)
 * }
 * ```
 */
export class DeadlockError extends /* @__PURE__ */ named('DeadlockError', RuntimeError) {
  /** The tasks that wait, in order of creation. */
  readonly waiting: readonly Stuck[]

  constructor(message: string, waiting: readonly Stuck[]) {
    super(message)
    this.waiting = waiting
  }
}

const wrappers = /* @__PURE__ */ new WeakSet<object>()

/** What a Future keeps when it fails: errors as they are, anything else as the cause of a RuntimeError. */
export function toError(value: unknown): Error {
  if (isError(value)) return value
  const error = new RuntimeError(`something that is no Error was thrown: ${repr(value)}`, { cause: value })
  wrappers.add(error)
  return error
}

/** The very object that was thrown, where `toError` had to wrap it. */
export function asThrown(error: unknown): unknown {
  return wrappers.has(error as object) ? (error as Error).cause : error
}
