import { getRunningLoop } from './current.js'
import { RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'

/**
 * What belongs to one loop, from the first time that somebody has to wait for it. So it can be made before a loop runs.
 *
 * Mirrors `Lib/asyncio/mixins.py`.
 */
export abstract class LoopBound {
  #loop: EventLoop | null = null

  /** @internal The running loop, to which it belongs from now on. */
  _boundLoop(): EventLoop {
    const loop = getRunningLoop()
    this.#loop ??= loop
    if (this.#loop !== loop) {
      throw new RuntimeError(
        `${this} is bound to a different event loop: somebody waited for it in another run; make a new one in each run`,
      )
    }
    return loop
  }

  abstract toString(): string
}
