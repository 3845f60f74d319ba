import { type Coroutine, own, type Suspension } from './coroutines.js'
import { getRunningLoop, turningLoop } from './current.js'
import { RuntimeError, ValueError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { Future, PENDING } from './futures.js'
import { TimerHandle } from './handles.js'

/** Suspends for `delay` seconds of loop time; at 0 or less it lets the others run for one turn. Gives `result`. */
export function sleep(delay: number): Coroutine<void>
export function sleep<T>(delay: number, result: T): Coroutine<T>
export function sleep<T>(delay: number, result?: T): Coroutine<T | undefined> {
  if (typeof delay !== 'number') throw new TypeError(`sleep takes a number of seconds, got ${repr(delay)}`)
  const coroutine = new Sleep(delay, result)
  turningLoop()?._watchUndriven(coroutine)
  return coroutine
}

const CREATED = 0
const YIELDED = 1
const WAITING = 2
const CLOSED = 3

/** Written by hand, since nothing is called more often. It is its own iterator result, see FutureIterator. */
class Sleep<T> implements Coroutine<T> {
  static {
    own(Sleep, 'sleep')
  }
  declare readonly name: string
  done: boolean | undefined = false
  value: unknown = undefined
  readonly #delay: number
  readonly #result: T
  #stage: typeof CREATED | typeof YIELDED | typeof WAITING | typeof CLOSED = CREATED
  #timer: SleepTimer<T> | null = null

  constructor(delay: number, result: T) {
    this.#delay = delay
    this.#result = result
  }

  /** Whether anybody has begun to drive it. */
  get driven(): boolean {
    return this.#stage !== CREATED
  }

  next(): IteratorResult<Suspension | undefined, T> {
    switch (this.#stage) {
      case CREATED:
        this.#start()
        break
      case YIELDED:
        this.#end()
        break
      case WAITING: {
        const timer = this.#timer as SleepTimer<T>
        if (timer.future._state === PENDING) throw new RuntimeError("yield* wasn't used with future")
        timer.cancel()
        this.#end()
        timer.future.result()
        break
      }
      default:
        throw new RuntimeError('cannot reuse already awaited coroutine')
    }
    return this as unknown as IteratorResult<Suspension | undefined, T>
  }

  throw(error: unknown): never {
    this.#stop()
    throw error
  }

  return(value: T): IteratorResult<Suspension | undefined, T> {
    this.#stop()
    return { done: true, value }
  }

  [Symbol.iterator](): this {
    return this
  }

  #start(): void {
    if (this.#delay <= 0) {
      this.#stage = YIELDED
      return
    }
    if (Number.isNaN(this.#delay)) {
      this.#stage = CLOSED
      throw new ValueError('Invalid delay: NaN (not a number)')
    }
    const loop = getRunningLoop()
    const timer = new SleepTimer(loop.time() + this.#delay, loop, this.#result)
    loop._addTimer(timer)
    timer.future._blocking = true
    this.#timer = timer
    this.value = timer.future
    this.#stage = WAITING
  }

  #end(): void {
    this.#stage = CLOSED
    this.done = true
    this.value = this.#result
  }

  #stop(): void {
    this.#stage = CLOSED
    this.#timer?.cancel()
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
