import type { Clock, WakeReason } from './clock.js'
import { RESOLUTION } from './clock.js'
import { hostTimers } from './host-timers.js'

/** The longest that hosts can wait in one go is 2³¹ − 1 ms; a loop that wakes early just waits again. */
const LONGEST_MS = 86_400_000

const nothing = (): void => {}

/**
 * The host's monotonic clock. Its zero is unspecified, as in asyncio: only differences mean something.
 *
 * @example
 * ```ts
 * await run(main(), { clock: new RealClock() }) // as without it, unless the host has set another
 * ```
 */
export class RealClock implements Clock {
  readonly resolution = RESOLUTION

  time(): number {
    return hostTimers().now() / 1000
  }

  wakeAt(when: number, wake: (reason: WakeReason) => void): () => void {
    if (when === Number.POSITIVE_INFINITY) return nothing
    return wakeAfter((when - this.time()) * 1000, () => wake('time'))
  }

  /** Real time cannot be held. */
  hold(): () => void {
    return nothing
  }
}

/** Rounded up to whole milliseconds: hosts cut fractions off, and would wake too early. */
export function wakeAfter(milliseconds: number, wake: () => void): () => void {
  const { setTimeout, clearTimeout } = hostTimers()
  const timer = setTimeout(wake, Math.min(Math.max(Math.ceil(milliseconds), 0), LONGEST_MS))
  return () => clearTimeout(timer)
}
