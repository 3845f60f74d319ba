import type { Coroutine } from './coroutines.js'
import { isCancelled, RuntimeError } from './errors.js'
import { printable } from './format.js'
import { LoopBound } from './loop-bound.js'
import { ownMethod } from './own-coroutines.js'
import { tell } from './trace-sink.js'
import { Waiter, WaitingLine } from './waiting-line.js'
import { holding } from './with-body.js'

/**
 * Lets one task at a time through. Not owned by a task, and not re-entrant; whoever waits is served in the order of
 * asking. It guards the tasks of one loop, not other threads, tabs or processes.
 *
 * Mirrors `Lock` in `Lib/asyncio/locks.py`; `async with lock:` is `yield* lock.with(body)`.
 *
 * @example
 * ```ts
 * yield* lock.with(function* () {
 *   yield* save(data) // nobody else is here
 * })
 * ```
 */
export class Lock extends LoopBound {
  static {
    printable(Lock)
    ownMethod(Lock.prototype, 'acquire', 'Lock.acquire')
    ownMethod(Lock.prototype, 'with', 'Lock.with')
  }
  #locked = false
  readonly #waiters = new WaitingLine()

  /** Whether somebody holds it. */
  locked(): boolean {
    return this.#locked
  }

  /** Waits until it is free, and takes it. A free lock is taken without giving way. */
  *acquire(): Coroutine<true> {
    const waiters = this.#waiters
    if (!this.#locked && waiters.allCancelled()) {
      return this.#take()
    }
    const waiter = new Waiter(this._boundLoop(), this)
    waiters.add(waiter)
    try {
      try {
        yield* waiter
      } finally {
        waiters.delete(waiter)
      }
    } catch (error) {
      // Cancelled, perhaps after it was woken: then the lock is free, and the next one must not sleep on.
      if (isCancelled(error) && !this.#locked) this.#wakeFirst()
      throw error
    }
    return this.#take()
  }

  /**
   * Lets go of it, and wakes the first that waits.
   *
   * @throws RuntimeError when nobody holds it.
   */
  release(): void {
    if (!this.#locked) {
      throw new RuntimeError(
        'Lock is not acquired. release() gives back what acquire() took, once; lock.with(body) does both in their place',
      )
    }
    this.#locked = false
    tell(this, 'release')
    this.#wakeFirst()
  }

  /** Runs `body` while holding the lock, and gives what it returns. Releases it also when the body throws. */
  *with<T>(body: () => Coroutine<T>): Coroutine<T> {
    return yield* holding('lock.with', this, body)
  }

  toString(): string {
    const waiters = this.#waiters.size > 0 ? `, waiters:${this.#waiters.size}` : ''
    return `<Lock [${this.#locked ? 'locked' : 'unlocked'}${waiters}]>`
  }

  #take(): true {
    this.#locked = true
    tell(this, 'acquire')
    return true
  }

  #wakeFirst(): void {
    const { first } = this.#waiters
    // One that is done is about to wake, and will take the lock.
    if (first !== null && !first.done()) first.setResult(undefined)
  }
}
