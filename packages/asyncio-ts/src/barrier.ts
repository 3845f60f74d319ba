import { Condition } from './condition.js'
import type { Coroutine } from './coroutines.js'
import { named, RuntimeError, ValueError } from './errors.js'
import { printable, repr } from './format.js'
import { ownMethod } from './own-coroutines.js'
import type { Wanted } from './waiting-line.js'
import { bodyOf } from './with-body.js'

/**
 * A barrier was reset or aborted while somebody waited for it, or is broken already.
 *
 * Mirrors `BrokenBarrierError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * try {
 *   yield* barrier.wait()
 * } catch (error) {
 *   if (!(error instanceof BrokenBarrierError)) throw error
 * }
 * ```
 */
export class BrokenBarrierError extends /* @__PURE__ */ named('BrokenBarrierError', RuntimeError) {}

const FILLING = 'filling'
/** All have come, and those of this round are leaving; who comes now waits for the next. */
const DRAINING = 'draining'
const RESETTING = 'resetting'
const BROKEN = 'broken'

/**
 * A point at which so many tasks wait for each other, then go on together; as often as they like.
 *
 * Mirrors `Barrier` in `Lib/asyncio/locks.py`; `async with barrier as index:` is `yield* barrier.with(body)`.
 *
 * @example
 * ```ts
 * const barrier = new Barrier(3)
 * function* swimmer(): Coroutine<void> {
 *   const index = yield* barrier.wait()
 *   if (index === 0) console.log('all are here') // one of them says it
 * }
 * yield* gather([swimmer(), swimmer(), swimmer()])
 * ```
 */
export class Barrier {
  static {
    printable(Barrier)
    ownMethod(Barrier.prototype, 'wait', 'Barrier.wait')
    ownMethod(Barrier.prototype, 'with', 'Barrier.with')
    ownMethod(Barrier.prototype, 'reset', 'Barrier.reset')
    ownMethod(Barrier.prototype, 'abort', 'Barrier.abort')
  }
  /** Notified whenever the state changes. */
  readonly #changed: Condition
  readonly #parties: number
  #state: typeof FILLING | typeof DRAINING | typeof RESETTING | typeof BROKEN = FILLING
  /** Those within: who wait, and who are leaving. */
  #count = 0

  /** `parties`: how many it takes; fewer than 1: ValueError. */
  constructor(parties: number) {
    if (typeof parties !== 'number') throw new TypeError(`Barrier takes a number of parties, got ${repr(parties)}`)
    if (!(parties >= 1)) throw new ValueError(`parties must be >= 1, got ${repr(parties)}`)
    this.#parties = parties
    this.#changed = new Changed(this)
  }

  /** How many it takes to open it. */
  get parties(): number {
    return this.#parties
  }

  /** How many wait now; 0 while those of a round are leaving. */
  get nWaiting(): number {
    return this.#state === FILLING ? this.#count : 0
  }

  /** Whether it was aborted. `reset` mends it. */
  get broken(): boolean {
    return this.#state === BROKEN
  }

  /**
   * Waits until all have come, and gives each a number of its own, from 0 to `parties - 1`, in order of arrival. The
   * last to come does not give way. One that is cancelled while it waits has not come.
   *
   * @throws BrokenBarrierError when the barrier is reset or aborted meanwhile, or is broken.
   */
  *wait(): Coroutine<number> {
    yield* this.#changed.acquire()
    try {
      return yield* this.#waitInside()
    } finally {
      this.#changed.release()
    }
  }

  /** Waits as `wait` does, then runs `body` with the number, and gives what it returns. */
  *with<T>(body: (index: number) => Coroutine<T>): Coroutine<T> {
    const index = yield* this.wait()
    return yield* bodyOf('barrier.with', body, index)
  }

  /** Empties and mends it. Those who wait get a BrokenBarrierError. */
  *reset(): Coroutine<void> {
    yield* this.#changed.acquire()
    try {
      this.#state = this.#count > 0 ? RESETTING : FILLING
      this.#changed.notifyAll()
    } finally {
      this.#changed.release()
    }
  }

  /** Breaks it: those who wait, and who come before a `reset`, get a BrokenBarrierError. */
  *abort(): Coroutine<void> {
    yield* this.#changed.acquire()
    try {
      this.#state = BROKEN
      this.#changed.notifyAll()
    } finally {
      this.#changed.release()
    }
  }

  toString(): string {
    const waiters = this.broken ? '' : `, waiters:${this.nWaiting}/${this.#parties}`
    return `<Barrier [${this.#state}${waiters}]>`
  }

  /** With the lock held. */
  *#waitInside(): Coroutine<number> {
    yield* this.#changed.waitFor(() => this.#state !== DRAINING && this.#state !== RESETTING)
    if (this.#state === BROKEN) throw new BrokenBarrierError('Barrier aborted')
    try {
      const index = this.#count
      this.#count += 1
      if (this.#count === this.#parties) this.#open()
      else yield* this.#waitForOthers()
      return index
    } finally {
      this.#count -= 1
      this.#leave()
    }
  }

  #open(): void {
    this.#state = DRAINING
    this.#changed.notifyAll()
  }

  *#waitForOthers(): Coroutine<void> {
    yield* this.#changed.waitFor(() => this.#state !== FILLING)
    if (this.#state === BROKEN || this.#state === RESETTING) throw new BrokenBarrierError('Abort or reset of barrier')
  }

  /** The last to leave lets those in who wait for the next round. */
  #leave(): void {
    if (this.#count > 0) return
    if (this.#state === RESETTING || this.#state === DRAINING) this.#state = FILLING
    this.#changed.notifyAll()
  }
}

/** In reports it is the barrier that is waited for. */
class Changed extends Condition implements Wanted {
  readonly _of: Barrier

  constructor(barrier: Barrier) {
    super()
    this._of = barrier
  }

  override toString(): string {
    return this._of.toString()
  }
}
