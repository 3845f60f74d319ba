import { type Coroutine, isCoroutine, own } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { isCancelled, RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'
import { Future } from './futures.js'

/**
 * Lets one task at a time through. Not owned by a task, and not re-entrant; whoever waits is served in the order of
 * asking. It guards the tasks of one loop, not other threads, tabs or processes.
 *
 * ```ts
 * yield* lock.with(function* () {
 *   …
 * })
 * ```
 *
 * Mirrors `Lock` in `Lib/asyncio/locks.py`; `async with lock:` is `yield* lock.with(body)`.
 */
export class Lock {
  static {
    printable(Lock)
    own(Lock.prototype.acquire, 'Lock.acquire')
    own(Lock.prototype.with, 'Lock.with')
  }
  #locked = false
  #loop: EventLoop | null = null
  /** In order of asking: a Set keeps it, and lets one in the middle go at no cost. */
  readonly #waiters = new Set<Future<void>>()

  /** Whether somebody holds it. */
  locked(): boolean {
    return this.#locked
  }

  /** Waits until it is free, and takes it. A free lock is taken without giving way. */
  *acquire(): Coroutine<true> {
    if (!this.#locked && this.#allCancelled()) {
      this.#locked = true
      return true
    }
    const waiter = new LockWaiter(this.#boundLoop(), this)
    this.#waiters.add(waiter)
    try {
      try {
        yield* waiter
      } finally {
        this.#waiters.delete(waiter)
      }
    } catch (error) {
      // Cancelled, perhaps after it was woken: then the lock is free, and the next one must not sleep on.
      if (isCancelled(error) && !this.#locked) this.#wakeFirst()
      throw error
    }
    this.#locked = true
    return true
  }

  /**
   * Lets go of it, and wakes the first that waits.
   *
   * @throws RuntimeError when nobody holds it.
   */
  release(): void {
    if (!this.#locked) throw new RuntimeError('Lock is not acquired.')
    this.#locked = false
    this.#wakeFirst()
  }

  /** Runs `body` while holding the lock, and gives what it returns. Releases it also when the body throws. */
  *with<T>(body: () => Coroutine<T>): Coroutine<T> {
    yield* this.acquire()
    try {
      const coroutine = body()
      if (!isCoroutine(coroutine)) {
        throw new TypeError(
          `lock.with takes a function that gives a coroutine, as function* () {…}; got ${repr(coroutine)}`,
        )
      }
      return yield* coroutine
    } finally {
      this.release()
    }
  }

  toString(): string {
    const waiters = this.#waiters.size > 0 ? `, waiters:${this.#waiters.size}` : ''
    return `<Lock [${this.#locked ? 'locked' : 'unlocked'}${waiters}]>`
  }

  #allCancelled(): boolean {
    for (const waiter of this.#waiters) if (!waiter.cancelled()) return false
    return true
  }

  #wakeFirst(): void {
    const [first] = this.#waiters
    // One that is done is about to wake, and will take the lock.
    if (first !== undefined && !first.done()) first.setResult(undefined)
  }

  #boundLoop(): EventLoop {
    const loop = getRunningLoop()
    this.#loop ??= loop
    if (this.#loop !== loop) throw new RuntimeError(`${this} is bound to a different event loop`)
    return loop
  }
}

class LockWaiter extends Future<void> {
  readonly #lock: Lock

  constructor(loop: EventLoop, lock: Lock) {
    super({ loop })
    this.#lock = lock
  }

  override _purpose(): string {
    return this.#lock.toString()
  }
}
