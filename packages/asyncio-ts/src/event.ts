import type { Coroutine } from './coroutines.js'
import { printable } from './format.js'
import { LoopBound } from './loop-bound.js'
import { ownMethod } from './own-coroutines.js'
import { tell } from './trace-sink.js'
import { Waiter, WaitingLine } from './waiting-line.js'

/**
 * A flag for which tasks wait, unset at first. `set` wakes all who wait, in the order of asking; from then on nobody
 * waits, until `clear`.
 *
 * Mirrors `Event` in `Lib/asyncio/locks.py`. The DOM has a global of the same name: import this one.
 *
 * @example
 * ```ts
 * const opened = new Event()
 * createTask(visitor(opened)) // in it: yield* opened.wait()
 * opened.set()
 * ```
 */
export class Event extends LoopBound {
  static {
    printable(Event)
    ownMethod(Event.prototype, 'wait', 'Event.wait')
  }
  #set = false
  readonly #waiters = new WaitingLine()

  /** Whether the flag is set. */
  isSet(): boolean {
    return this.#set
  }

  /** Sets the flag, and wakes all who wait. They go on at the next turn, also when it is cleared before that. */
  set(): void {
    if (this.#set) return
    this.#set = true
    tell(this, 'set')
    this.#waiters.wake(this.#waiters.size)
  }

  /** Unsets the flag: who calls `wait` from now on waits for the next `set`. */
  clear(): void {
    if (!this.#set) return
    this.#set = false
    tell(this, 'clear')
  }

  /** Waits until the flag is set, and gives true. Does not give way when it is set already. */
  *wait(): Coroutine<true> {
    if (this.#set) return true
    const waiter = new Waiter(this._boundLoop(), this)
    this.#waiters.add(waiter)
    try {
      yield* waiter
      return true
    } finally {
      this.#waiters.delete(waiter)
    }
  }

  toString(): string {
    const waiters = this.#waiters.size > 0 ? `, waiters:${this.#waiters.size}` : ''
    return `<Event [${this.#set ? 'set' : 'unset'}${waiters}]>`
  }
}
