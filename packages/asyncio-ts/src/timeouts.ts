import type { Coroutine } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { isCancelled, RuntimeError, TimeoutError } from './errors.js'
import { printable, repr } from './format.js'
import type { Handle } from './handles.js'
import { ownMethod } from './own-coroutines.js'
import { currentTask, type Task } from './tasks.js'
import { bodyOf } from './with-body.js'

const CREATED = 'created'
const ENTERED = 'active'
const EXPIRING = 'expiring'
const EXPIRED = 'expired'
const EXITED = 'finished'
type State = typeof CREATED | typeof ENTERED | typeof EXPIRING | typeof EXPIRED | typeof EXITED

/**
 * Cancels what is within `with` when its time is over. Made by `timeout` and `timeoutAt`.
 *
 * The cancel comes out of `with` as TimeoutError, if it was this timeout's own and no other is pending: a task that
 * others cancel at the same moment stays cancelled. One object serves once.
 *
 * Mirrors `Lib/asyncio/timeouts.py`; `async with timeout(1) as t:` is `yield* timeout(1).with(function* (t) {…})`.
 * Differs: errors of JavaScript have no `__context__`, so that an error thrown while cleaning up does not tell of the
 * timeout.
 *
 * @example
 * ```ts
 * yield* timeout(10).with(function* (limit) {
 *   const size = yield* askForSize()
 *   limit.reschedule(getRunningLoop().time() + size / 1000)
 *   yield* download(size)
 * })
 * ```
 */
export class Timeout {
  static {
    printable(Timeout)
    ownMethod(Timeout.prototype, 'with', 'Timeout.with')
  }
  #state: State = CREATED
  #when: number | undefined
  #task: Task<unknown> | null = null
  #timer: Handle | null = null
  /** How many requests to cancel the task stood when it entered. */
  #cancelling = 0

  /** Use `timeout` or `timeoutAt`. */
  constructor(when: number | null | undefined) {
    this.#when = checkedTime(when, 'a loop time')
  }

  /** The loop time, in seconds, at which it is over; undefined: never. */
  when(): number | undefined {
    return this.#when
  }

  /**
   * Moves the deadline to loop time `when`, in seconds; null: never. A time that has passed counts at the next turn.
   *
   * @throws RuntimeError before `with` has begun, after the time was over, or after the end.
   */
  reschedule(when: number | null | undefined): void {
    if (this.#state === CREATED)
      throw new RuntimeError('Timeout has not been entered: reschedule it within yield* timeout.with(…)')
    if (this.#state !== ENTERED) {
      throw new RuntimeError(`Cannot change state of ${this.#state} Timeout: its time is over, or its body has ended`)
    }
    this.#when = checkedTime(when, 'a loop time')
    this.#timer?.cancel()
    this.#timer = null
    if (this.#when === undefined) return
    const loop = getRunningLoop()
    const expire = (): void => this.#expire()
    this.#timer = this.#when <= loop.time() ? loop.callSoon(expire) : loop.callAt(this.#when, expire)
  }

  /** Whether the time was over before the end. */
  expired(): boolean {
    return this.#state === EXPIRING || this.#state === EXPIRED
  }

  /**
   * Runs `body`, which is given this object, and gives what it returns. Takes no turn of its own.
   *
   * @throws TimeoutError when the time was over: the CancelledError is its `cause`.
   * @throws RuntimeError outside a task, or when it was entered before.
   */
  *with<T>(body: (timeout: Timeout) => Coroutine<T>): Coroutine<T> {
    const task = this.#enter()
    try {
      return yield* bodyOf('Timeout.with', body, this)
    } catch (error) {
      if (this.#leave(task) && isCancelled(error)) throw new TimeoutError('', { cause: error })
      throw error
    } finally {
      this.#leave(task)
    }
  }

  toString(): string {
    const when = this.#state === ENTERED ? ` when=${this.#when === undefined ? 'never' : round(this.#when)}` : ''
    return `<Timeout [${this.#state}]${when}>`
  }

  #enter(): Task<unknown> {
    if (this.#state !== CREATED) {
      throw new RuntimeError('Timeout has already been entered: it serves once, so call timeout() again for another')
    }
    const task = currentTask()
    if (task === undefined) {
      throw new RuntimeError('Timeout should be used inside a task: use yield* timeout(1).with(…) in a coroutine')
    }
    this.#state = ENTERED
    this.#task = task
    this.#cancelling = task.cancelling()
    this.reschedule(this.#when)
    return task
  }

  /** Says whether the task was cancelled by this timeout and by nobody since. A second time does nothing. */
  #leave(task: Task<unknown>): boolean {
    this.#timer?.cancel()
    this.#timer = null
    if (this.#state === ENTERED) this.#state = EXITED
    if (this.#state !== EXPIRING) return false
    this.#state = EXPIRED
    return task.uncancel() <= this.#cancelling
  }

  #expire(): void {
    this.#timer = null
    this.#task?.cancel()
    this.#state = EXPIRING
  }
}

/**
 * A limit of `delay` seconds from now for what is within its `with`; null: no limit, until `reschedule` sets one.
 *
 * Mirrors `timeout` in `Lib/asyncio/timeouts.py`.
 *
 * @throws RuntimeError when no loop is running.
 *
 * @example
 * ```ts
 * try {
 *   yield* timeout(10).with(function* () {
 *     yield* longRunning()
 *   })
 * } catch (error) {
 *   if (!(error instanceof TimeoutError)) throw error
 *   console.log('too late')
 * }
 * ```
 */
export function timeout(delay: number | null | undefined): Timeout {
  const loop = getRunningLoop()
  const seconds = checkedTime(delay, 'a number of seconds')
  return new Timeout(seconds === undefined ? undefined : loop.time() + seconds)
}

/**
 * As `timeout`, until a loop time (see `loop.time()`), in seconds.
 *
 * Mirrors `timeout_at` in `Lib/asyncio/timeouts.py`.
 *
 * @example
 * ```ts
 * const deadline = getRunningLoop().time() + 10
 * yield* timeoutAt(deadline).with(() => first())
 * yield* timeoutAt(deadline).with(() => second()) // what is left of the ten seconds
 * ```
 */
export function timeoutAt(when: number | null | undefined): Timeout {
  return new Timeout(when)
}

function checkedTime(value: number | null | undefined, what: string): number | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new TypeError(`a timeout takes ${what}, or null for none; got ${repr(value)}`)
  }
  return value
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
