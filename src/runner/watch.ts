/**
 * Counts how long an answer has been outstanding, tick by tick. Each tick is charged at most twice its interval, so
 * that a page that slept (a tab in the background, a closed laptop) does not take the sleep for silence.
 */
export interface Watch {
  /** An answer came: whoever is watched is alive. */
  heard(): void
  /** Once each interval. True when the silence has lasted too long. */
  tick(): boolean
  /** Milliseconds of silence, as charged. */
  readonly silentMs: number
}

export function createWatch(intervalMs: number, limitMs: number, now: () => number): Watch {
  let last = now()
  let silentMs = 0
  return {
    heard: () => {
      silentMs = 0
      last = now()
    },
    tick: () => {
      const at = now()
      silentMs += Math.min(at - last, 2 * intervalMs)
      last = at
      return silentMs >= limitMs
    },
    get silentMs() {
      return silentMs
    },
  }
}
