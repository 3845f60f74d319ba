import type { Pace } from 'asyncio-ts'
import type { Speed } from '../protocol'
import type { Host } from './host'
import { max, min } from './primordials'

/** Jumps this far behind their time count as computing, which takes no loop time: the next one starts afresh. */
const SLACK_MS = 25
/** Waits shorter than this are a hop: timers are not that exact. */
const SHORTEST_MS = 0.5
/** The longest that hosts can wait in one go is 2³¹ − 1 ms. */
const LONGEST_MS = 86_400_000

const { POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number

export interface Pacer {
  readonly pace: Pace
  /** Ask the clock to `repace` afterwards. */
  setSpeed(speed: Speed): void
}

/**
 * Lets virtual time pass at a multiple of the reader's: `seconds` of loop time take `seconds / speed`.
 *
 * Timers of a host are late by a millisecond or so, each. A jump is therefore timed from when the one before it was
 * due, not from when it came, so that a thousand short sleeps take as long as one long one.
 */
export function createPacer(host: Host, speed: Speed): Pacer {
  let factor = factorOf(speed)
  let due = NEGATIVE_INFINITY

  const pace: Pace = (seconds, go) => {
    let live = true
    // What passes until a new speed is asked for passes at the old one.
    const rate = factor
    const asked = host.now()
    const start = due > asked - SLACK_MS ? min(due, asked) : asked
    const target = start + (seconds * 1000) / rate
    let timer: unknown = null
    const arrive = (): void => {
      if (!live) return
      const left = target - host.now()
      if (left > SHORTEST_MS) {
        timer = host.setTimeout(arrive, min(left, LONGEST_MS))
        return
      }
      live = false
      due = target
      go()
    }
    if (target - asked > SHORTEST_MS) arrive()
    else host.hop(arrive)
    return () => {
      live = false
      if (timer !== null) host.clearTimeout(timer)
      const now = host.now()
      due = now
      return rate === POSITIVE_INFINITY ? 0 : max(0, min(seconds, ((now - start) / 1000) * rate))
    }
  }

  return {
    pace,
    setSpeed: (next) => {
      factor = factorOf(next)
    },
  }
}

function factorOf(speed: Speed): number {
  return speed === 'instant' ? POSITIVE_INFINITY : +speed
}
