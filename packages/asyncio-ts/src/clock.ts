/** Why a clock wakes somebody. */
export type WakeReason = 'time' | 'deadlock'

/** A source of loop time, shared by any number of loops and by timers that are not asyncio's. */
export interface Clock {
  /** Loop time in seconds; never goes back. */
  time(): number
  /** How close two deadlines must be to fire in the same turn, in seconds. */
  readonly resolution: number
  /**
   * Asks to be woken, once, at loop time `when` (seconds; Infinity: never by time alone). `wake('deadlock')` says that
   * nobody can ever wake anybody (virtual clocks only). Returns a function that withdraws the request.
   */
  wakeAt(when: number, wake: (reason: WakeReason) => void): () => void
  /** While a hold is out the clock may not move. Returns the release. A loop holds its clock while it has something ready. */
  hold(): () => void
  /** Virtual clocks only: goes to `when` at once, for runs that never wait (`runSync`). */
  jump?(when: number): void
  /**
   * Virtual clocks only: true when nothing in the world can settle a promise without holding this clock or waiting on
   * it. Then a run that waits for a promise counts as deadlocked as well.
   */
  readonly sealed?: boolean
}

/** That of `time.monotonic()` in CPython on the common systems: a nanosecond. */
export const RESOLUTION = 1e-9
