import type { Coroutine } from './coroutines.js'
import { ValueError } from './errors.js'
import { printable, repr } from './format.js'
import { LoopBound } from './loop-bound.js'
import { ownMethod } from './own-coroutines.js'
import { tell } from './trace-sink.js'
import { Waiter, WaitingLine } from './waiting-line.js'
import { holding } from './with-body.js'

/**
 * Lets so many tasks at a time through. A counter that `acquire` takes one from, waiting while it is 0, and to which
 * `release` adds one. Whoever waits is served in the order of asking, and nobody overtakes.
 *
 * Mirrors `Semaphore` in `Lib/asyncio/locks.py`; `async with semaphore:` is `yield* semaphore.with(body)`.
 *
 * @example
 * ```ts
 * const downloads = new Semaphore(3)
 * yield* downloads.with(function* () {
 *   yield* download(url) // at most three at a time
 * })
 * ```
 */
export class Semaphore extends LoopBound {
  static {
    printable(Semaphore)
    ownMethod(Semaphore.prototype, 'acquire', 'Semaphore.acquire')
    ownMethod(Semaphore.prototype, 'with', 'Semaphore.with')
  }
  /** What is left for those who come. For whoever is woken, one has been taken off already. */
  #value: number
  readonly #waiters = new WaitingLine()

  /** `value`: how many may be inside at once. Negative: ValueError. */
  constructor(value = 1) {
    super()
    if (typeof value !== 'number') throw new TypeError(`Semaphore takes a number, got ${repr(value)}`)
    if (!(value >= 0)) throw new ValueError(`Semaphore initial value must be >= 0, got ${repr(value)}`)
    this.#value = value
  }

  /** Whether one who came now would have to wait: nothing is left, or others wait already. */
  locked(): boolean {
    return this.#value === 0 || !this.#waiters.allCancelled()
  }

  /** Takes one, and gives true; waits for it if it must, otherwise does not give way. */
  *acquire(): Coroutine<true> {
    if (!this.locked()) {
      this.#value -= 1
      tell(this, 'acquire')
      return true
    }
    const waiter = new Waiter(this._boundLoop(), this)
    this.#waiters.add(waiter)
    let taken = false
    try {
      try {
        yield* waiter
      } finally {
        this.#waiters.delete(waiter)
      }
      taken = true
      tell(this, 'acquire')
      return true
    } finally {
      // Woken and cancelled before it could go on: what was taken off for it goes back.
      if (!taken && waiter.done() && !waiter.cancelled()) {
        this.#value += 1
        tell(this, 'release', true)
      }
      // Those who came while it was being handed on had to stand in line, though there may be enough for them.
      this.#value -= this.#waiters.wake(this.#value)
    }
  }

  /** Gives one back, and wakes the first that waits. */
  release(): void {
    this.#value += 1
    tell(this, 'release')
    this.#value -= this.#waiters.wake(1)
  }

  /** Runs `body` while holding one, and gives what it returns. Gives it back also when the body throws. */
  *with<T>(body: () => Coroutine<T>): Coroutine<T> {
    return yield* holding('semaphore.with', this, body)
  }

  toString(): string {
    const state = this.locked() ? 'locked' : `unlocked, value:${this.#value}`
    const waiters = this.#waiters.size > 0 ? `, waiters:${this.#waiters.size}` : ''
    return `<${this[Symbol.toStringTag]} [${state}${waiters}]>`
  }

  get [Symbol.toStringTag](): string {
    return 'Semaphore'
  }

  /** @internal */
  get _value(): number {
    return this.#value
  }
}

/**
 * A Semaphore that notices when it is released more often than it was acquired.
 *
 * Mirrors `BoundedSemaphore` in `Lib/asyncio/locks.py`.
 *
 * @example
 * ```ts
 * const places = new BoundedSemaphore(2)
 * yield* places.with(() => visit())
 * places.release() // ValueError: BoundedSemaphore released too many times: all 2 are free
 * ```
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number

  constructor(value = 1) {
    super(value)
    this.#bound = value
  }

  /**
   * Gives one back, and wakes the first that waits.
   *
   * @throws ValueError when that would be more than there were at first.
   */
  override release(): void {
    if (this._value >= this.#bound) {
      throw new ValueError(
        `BoundedSemaphore released too many times: all ${this.#bound} are free; release() gives back what acquire() took`,
      )
    }
    super.release()
  }

  override get [Symbol.toStringTag](): string {
    return 'BoundedSemaphore'
  }
}
