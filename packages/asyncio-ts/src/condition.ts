import { type Coroutine, isCoroutine, isPromiseLike } from './coroutines.js'
import { type CancelledError, isCancelled, RuntimeError } from './errors.js'
import { printable, repr } from './format.js'
import { Lock } from './locks.js'
import { LoopBound } from './loop-bound.js'
import { ownMethod } from './own-coroutines.js'
import { tell } from './trace-sink.js'
import { Waiter, WaitingLine } from './waiting-line.js'
import { holding } from './with-body.js'

/** What of a type counts as true. */
type Truthy<T> = Exclude<T, false | 0 | 0n | '' | null | undefined>

/**
 * A lock, and a line of those who wait under it for somebody to say that something has changed. Several conditions may
 * share one lock.
 *
 * Mirrors `Condition` in `Lib/asyncio/locks.py`; `async with condition:` is `yield* condition.with(body)`.
 *
 * @example
 * ```ts
 * yield* condition.with(function* () {
 *   yield* condition.waitFor(() => items.length > 0) // lets go of the lock while it waits
 *   use(items)
 * })
 * ```
 */
export class Condition extends LoopBound {
  static {
    printable(Condition)
    ownMethod(Condition.prototype, 'acquire', 'Condition.acquire')
    ownMethod(Condition.prototype, 'wait', 'Condition.wait')
    ownMethod(Condition.prototype, 'waitFor', 'Condition.waitFor')
    ownMethod(Condition.prototype, 'with', 'Condition.with')
  }
  readonly #lock: Lock
  readonly #waiters = new WaitingLine()

  /** `lock`: default: one of its own. */
  constructor(lock: Lock = new Lock()) {
    super()
    if (!(lock instanceof Lock)) throw new TypeError(`Condition takes a Lock, or nothing; got ${repr(lock)}`)
    this.#lock = lock
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.#lock.locked()
  }

  /** Waits until the lock is free, and takes it. */
  *acquire(): Coroutine<true> {
    return yield* this.#lock.acquire()
  }

  /**
   * Lets go of the lock.
   *
   * @throws RuntimeError when nobody holds it.
   */
  release(): void {
    this.#lock.release()
  }

  /** Runs `body` while holding the lock, and gives what it returns. Releases it also when the body throws. */
  *with<T>(body: () => Coroutine<T>): Coroutine<T> {
    return yield* holding('condition.with', this, body)
  }

  /**
   * Lets go of the lock, waits for `notify`, and takes the lock again; then gives true. The lock is taken again also
   * when it is cancelled, however often; a notification that it does not live to use goes to another.
   *
   * So somebody may be woken for nothing: look again at what you wait for, or use `waitFor`.
   *
   * @throws RuntimeError when nobody holds the lock.
   */
  *wait(): Coroutine<true> {
    if (!this.locked()) throw unacquired('wait')
    const waiter = new Waiter(this._boundLoop(), this)
    this.release()
    let woken = false
    try {
      this.#waiters.add(waiter)
      try {
        try {
          yield* waiter
        } finally {
          this.#waiters.delete(waiter)
        }
      } finally {
        yield* this.#reacquire()
      }
      woken = true
      return true
    } finally {
      if (!woken) this.#waiters.wake(1)
    }
  }

  /**
   * Waits until `predicate` gives something true, and gives that. Asks it at once, and again after each notification,
   * always with the lock held.
   */
  *waitFor<T>(predicate: () => T): Coroutine<Truthy<T>> {
    let result = plain(predicate())
    while (!result) {
      yield* this.wait()
      result = plain(predicate())
    }
    return result as Truthy<T>
  }

  /**
   * Wakes `n` of those who wait, in the order of asking, or as many as there are. They go on when they have the lock,
   * so let go of it.
   *
   * @throws RuntimeError when nobody holds the lock.
   */
  notify(n = 1): void {
    if (!this.locked()) throw unacquired('notify')
    tell(this, 'notify')
    this.#waiters.wake(n)
  }

  /**
   * Wakes all who wait.
   *
   * @throws RuntimeError when nobody holds the lock.
   */
  notifyAll(): void {
    this.notify(this.#waiters.size)
  }

  toString(): string {
    const waiters = this.#waiters.size > 0 ? `, waiters:${this.#waiters.size}` : ''
    return `<Condition [${this.locked() ? 'locked' : 'unlocked'}${waiters}]>`
  }

  /** Takes the lock whatever happens; the last cancel that came meanwhile is thrown when it has it. */
  *#reacquire(): Coroutine<void> {
    let cancelled: CancelledError | null = null
    for (let taken = false; !taken; ) {
      try {
        taken = yield* this.acquire()
      } catch (error) {
        if (!isCancelled(error)) throw error
        cancelled = error
      }
    }
    if (cancelled !== null) throw cancelled
  }
}

function unacquired(verb: string): RuntimeError {
  return new RuntimeError(
    `cannot ${verb} on un-acquired lock: ${verb} within yield* condition.with(function* () {…}), which holds it`,
  )
}

/** A coroutine would count as true, always. */
function plain<T>(result: T): T {
  if (!isCoroutine(result) && !isPromiseLike(result)) return result
  throw new TypeError(`waitFor takes a function that looks and answers at once; its answer was ${repr(result)}`)
}
