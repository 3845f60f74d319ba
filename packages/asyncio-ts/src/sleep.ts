import { checkTime } from './checks.js'
import type { Coroutine, Suspension } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'
import { Future, PENDING, resumedTooEarly } from './futures.js'
import { own, watched } from './own-coroutines.js'
import type { Timer } from './timer-heap.js'

/**
 * Suspends for `delay` seconds of loop time; at 0 or less it lets the others run for one turn. Gives `result`.
 *
 * Mirrors `sleep` in `Lib/asyncio/tasks.py`.
 *
 * @throws ValueError for NaN, when it is driven.
 *
 * @example
 * ```ts
 * yield* sleep(1.5)
 * const text = yield* sleep(1, 'x') // 'x'
 * yield* sleep(0) // the others have a turn
 * ```
 */
export function sleep(delay: number): Coroutine<void>
export function sleep<T>(delay: number, result: T): Coroutine<T>
export function sleep<T>(delay: number, result?: T): Coroutine<T | undefined> {
  if (typeof delay !== 'number') throw new TypeError(`sleep takes a number of seconds, got ${repr(delay)}`)
  return watched(delay <= 0 ? new GiveWay(result) : new Sleep(delay, result), 'sleep', sleep)
}

/**
 * Lets the others run for one turn: `sleep(0)`. Written by hand, since nothing is called more often. It is its own
 * iterator result, see FutureIterator.
 */
class GiveWay<T> implements Coroutine<T> {
  static {
    own(GiveWay, 'sleep')
    printable(GiveWay)
  }
  declare readonly name: string
  /** Undefined until it is asked for the first time. */
  done: boolean | undefined = undefined
  value: unknown = undefined
  protected readonly result: T

  constructor(result: T) {
    this.result = result
  }

  next(): IteratorResult<Suspension | undefined, T> {
    if (this.done === undefined) this.done = false
    else this.end()
    return this as unknown as IteratorResult<Suspension | undefined, T>
  }

  throw(error: unknown): never {
    this.done = true
    throw error
  }

  return(value: T): IteratorResult<Suspension | undefined, T> {
    this.done = true
    return { done: true, value }
  }

  [Symbol.iterator](): this {
    return this
  }

  toString(): string {
    return '<sleep()>'
  }

  protected end(): void {
    if (this.done === true)
      throw new RuntimeError('cannot reuse already awaited coroutine: this sleep is over, call sleep again for another')
    this.done = true
    this.value = this.result
  }
}

/** Waits for a timer. While it does, its `value` is the Future. */
class Sleep<T> extends GiveWay<T> {
  readonly #delay: number

  constructor(delay: number, result: T) {
    super(result)
    this.#delay = delay
  }

  override next(): IteratorResult<Suspension | undefined, T> {
    if (this.done === undefined) {
      this.done = true
      checkTime(this.#delay, 'delay')
      const loop = getRunningLoop()
      const future = new SleepFuture(loop, loop.time() + this.#delay, this.result)
      loop._addTimer(future)
      future._blocking = true
      this.value = future
      this.done = false
    } else {
      const future = this.value as Future<T>
      if (!this.done && future._state === PENDING) throw resumedTooEarly(future)
      this.end()
      future.result()
    }
    return this as unknown as IteratorResult<Suspension | undefined, T>
  }

  override throw(error: unknown): never {
    this.withdraw()
    return super.throw(error)
  }

  override return(value: T): IteratorResult<Suspension | undefined, T> {
    this.withdraw()
    return super.return(value)
  }

  protected withdraw(): void {
    if (this.done === false) (this.value as Future<T>).cancel()
  }
}

/** What a sleep waits for is itself the timer: no callback, no arguments, one object. */
class SleepFuture<T> extends Future<T> implements Timer {
  _seq = 0
  readonly _when: number
  readonly #result: T

  constructor(loop: EventLoop, when: number, result: T) {
    super({ loop })
    this._when = when
    this.#result = result
  }

  override cancel(message?: string): boolean {
    if (this._state === PENDING) this._loop._timers.noteCancelled(this)
    return super.cancel(message)
  }

  run(): void {
    if (this._state === PENDING) this._resolve(this.#result)
  }
}
