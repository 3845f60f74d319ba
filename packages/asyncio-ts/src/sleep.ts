import type { Coroutine, Suspension } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { RuntimeError, ValueError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'
import { Future, PENDING, resumedTooEarly } from './futures.js'
import { TimerHandle } from './handles.js'
import { own, watched } from './own-coroutines.js'

/** Suspends for `delay` seconds of loop time; at 0 or less it lets the others run for one turn. Gives `result`. */
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

/** Waits for a timer. */
class Sleep<T> extends GiveWay<T> {
  readonly #delay: number
  #timer: SleepTimer<T> | null = null

  constructor(delay: number, result: T) {
    super(result)
    this.#delay = delay
  }

  override next(): IteratorResult<Suspension | undefined, T> {
    if (this.done === undefined) this.#start()
    else if (this.done) this.end()
    else {
      const { future } = this.#timer as SleepTimer<T>
      if (future._state === PENDING) throw resumedTooEarly(future)
      this.#timer?.cancel()
      this.end()
      future.result()
    }
    return this as unknown as IteratorResult<Suspension | undefined, T>
  }

  override throw(error: unknown): never {
    this.#timer?.cancel()
    return super.throw(error)
  }

  override return(value: T): IteratorResult<Suspension | undefined, T> {
    this.#timer?.cancel()
    return super.return(value)
  }

  #start(): void {
    if (Number.isNaN(this.#delay)) {
      this.done = true
      throw new ValueError('Invalid delay: NaN (not a number)')
    }
    const loop = getRunningLoop()
    const timer = new SleepTimer(loop.time() + this.#delay, loop, this.result)
    loop._addTimer(timer)
    timer.future._blocking = true
    this.#timer = timer
    this.value = timer.future
    this.done = false
  }
}

/** The timer of a sleep: it holds the Future itself instead of a callback and its arguments. */
class SleepTimer<T> extends TimerHandle {
  readonly future: Future<T>
  readonly #result: T

  constructor(when: number, loop: EventLoop, result: T) {
    super(when, loop, wake, NO_ARGS)
    this.future = new Future<T>({ loop })
    this.#result = result
  }

  override run(): void {
    if (!this._cancelled && this.future._state === PENDING) this.future._resolve(this.#result)
  }
}

const NO_ARGS: readonly unknown[] = []

/** Only its name is used, in messages. */
const wake = function sleep(): void {}
