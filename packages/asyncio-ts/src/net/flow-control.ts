import { type Coroutine, type EventLoop, Future, getRunningLoop } from '../core.js'
import { ConnectionResetError } from './os-errors.js'

/**
 * What `drain` waits for: that the transport may be written again.
 *
 * Mirrors `FlowControlMixin` in `Lib/asyncio/streams.py`.
 */
export class FlowControl {
  readonly #loop: EventLoop
  readonly #waiters = new Set<Future<void>>()
  #paused = false
  #lost = false

  constructor(loop: EventLoop = getRunningLoop()) {
    this.#loop = loop
  }

  pauseWriting(): void {
    this.#paused = true
  }

  resumeWriting(): void {
    this.#paused = false
    for (const waiter of this.#waiters) if (!waiter.done()) waiter.setResult(undefined)
  }

  connectionLost(error: Error | undefined): void {
    this.#lost = true
    if (!this.#paused) return
    for (const waiter of this.#waiters) {
      if (waiter.done()) continue
      if (error === undefined) waiter.setResult(undefined)
      else waiter.setException(error)
    }
  }

  *drained(): Coroutine<void> {
    if (this.#lost) throw new ConnectionResetError(undefined, 'Connection lost')
    if (!this.#paused) return
    const waiter = new Room({ loop: this.#loop })
    this.#waiters.add(waiter)
    try {
      yield* waiter
    } finally {
      this.#waiters.delete(waiter)
    }
  }
}

class Room extends Future<void> {
  override _purpose(): string {
    return 'room to write to a stream'
  }
}
