import type { EventLoop } from './event-loop.js'
import { Future } from './futures.js'

/** What is waited for: a lock; or something `of` a barrier, or of a queue, there on one `side`. */
export interface Wanted {
  toString(): string
  readonly _of?: object
  readonly _side?: 'get' | 'put' | 'join'
}

/** What somebody waits on while standing in a line: a Future that knows its neighbours. */
export class Waiter extends Future<void> {
  /** @internal The line in which it stands. */
  _line: WaitingLine | null = null
  /** @internal */
  _ahead: Waiter | null = null
  /** @internal */
  _behind: Waiter | null = null
  /** @internal */
  readonly _wanted: Wanted

  /** `wanted` is what a deadlock report says that is waited for. */
  constructor(loop: EventLoop, wanted: Wanted) {
    super({ loop })
    this._wanted = wanted
  }

  override _purpose(): string {
    return this._wanted.toString()
  }
}

/**
 * Those who wait for one thing, in the order of asking. A linked list: the first is at hand, and one in the middle
 * leaves at no cost. (A Set keeps the order too, but finding its first takes the longer the more have left.)
 */
export class WaitingLine {
  size = 0
  first: Waiter | null = null
  #last: Waiter | null = null
  /** Where to look for one to wake: all who stand before are woken or cancelled. Null: so are all. */
  #asleep: Waiter | null = null

  /** At the end. */
  add(waiter: Waiter): void {
    const last = this.#last
    waiter._line = this
    waiter._ahead = last
    if (last === null) this.first = waiter
    else last._behind = waiter
    this.#last = waiter
    this.#asleep ??= waiter
    this.size += 1
    waiter._loop._trace?.lineJoined(waiter, this.size)
  }

  /** One that stands here no more is left alone. */
  delete(waiter: Waiter): void {
    if (waiter._line !== this) return
    const { _ahead: ahead, _behind: behind } = waiter
    if (ahead === null) this.first = behind
    else ahead._behind = behind
    if (behind === null) this.#last = ahead
    else behind._ahead = ahead
    if (this.#asleep === waiter) this.#asleep = behind
    waiter._line = null
    waiter._ahead = null
    waiter._behind = null
    this.size -= 1
  }

  /** Whether all who stand here are cancelled and about to leave. */
  allCancelled(): boolean {
    for (let waiter = this.first; waiter !== null; waiter = waiter._behind) if (!waiter.cancelled()) return false
    return true
  }

  /** Wakes up to `count` who are not woken yet, and says how many. They stay in line until they leave it themselves. */
  wake(count: number): number {
    let woken = 0
    for (let waiter = this.#asleep; waiter !== null && woken < count; waiter = this.#asleep) {
      this.#asleep = waiter._behind
      if (waiter.done()) continue
      waiter.setResult(undefined)
      woken += 1
    }
    return woken
  }
}
