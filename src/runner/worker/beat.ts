import { limits } from '../limits'
import type { Host } from './host'
import { floor, min } from './primordials'

export interface BeatEnds {
  /** The program has not given way for a while, and is at this line. */
  tell(line: number): void
  /** Every few milliseconds of computing: a chance for what would wait for a timer. */
  looked(): void
}

/** Hears of the program's progress, hit by hit, and tells where it is when it does not give way. */
export interface Beat {
  /** The program is at this line; returns after how many more hits to say so again. */
  look(line: number): number
  /** The program gave way, or is at the boundary of a turn. */
  gaveWay(): void
}

/** Between two looks the program computes about so long. */
const LOOK_EVERY_MS = 4
const MOST_HITS = 2 ** 20

/**
 * Asks for a look so seldom that it costs nothing, and so often that it comes every few milliseconds: hits are counted
 * by the program itself. Once it has not given way for `limits.busyAfterMs`, its line is told, now and then.
 */
export function createBeat(host: Host, { tell, looked }: BeatEnds): Beat {
  let hits = 0
  let lookedAt = host.now()
  let gaveWayAt = lookedAt
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    look: (line) => {
      const now = host.now()
      const took = now - lookedAt
      lookedAt = now
      hits = took * 2 < LOOK_EVERY_MS ? min(2 * hits + 1, MOST_HITS) : floor((hits * LOOK_EVERY_MS) / took)
      looked()
      if (now - gaveWayAt >= limits.busyAfterMs && now - toldAt >= limits.busyEveryMs) {
        toldAt = now
        tell(line)
      }
      return hits
    },
    gaveWay: () => {
      gaveWayAt = host.now()
    },
  }
}
