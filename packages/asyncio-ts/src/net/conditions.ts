import { repr, ValueError } from '../core.js'

/** What a link between two hosts is like. Times are seconds of loop time, probabilities from 0 to 1. */
export interface LinkConditions {
  /** How long everything takes in one direction. Default: 0.01. */
  readonly latency?: number
  /** Up to so much is added, at random. Streams stay in order. Default: 0. */
  readonly jitter?: number
  /** Bytes a second in one direction. Default: Infinity. */
  readonly bandwidth?: number
  /** How probable it is that a packet is lost. Streams send it again, which takes time; datagrams are gone. Default: 0. */
  readonly loss?: number
  /** How probable it is that a datagram comes twice. Default: 0. */
  readonly duplicates?: number
  /** How probable it is that a datagram is late, so that later ones overtake it. Default: 0. */
  readonly reordering?: number
  /** How many bytes of a stream may be on the way, or come and not read, in one direction. Default: 65536. */
  readonly bufferSize?: number
  /** Nobody answers but to refuse: connecting fails at once. Default: false. */
  readonly refused?: boolean
  /** Everything is lost: connecting fails after a minute, and so do connections that were there. Default: false. */
  readonly silent?: boolean
  /** A connection is reset when so many bytes have gone through it, in both directions together. Default: Infinity. */
  readonly resetAfter?: number
}

export const DEFAULTS: Required<LinkConditions> = {
  latency: 0.01,
  jitter: 0,
  bandwidth: Number.POSITIVE_INFINITY,
  loss: 0,
  duplicates: 0,
  reordering: 0,
  bufferSize: 64 * 1024,
  refused: false,
  silent: false,
  resetAfter: Number.POSITIVE_INFINITY,
}

const RANGES: { readonly [K in keyof LinkConditions]: readonly [low: number, high: number] } = {
  latency: [0, Number.MAX_VALUE],
  jitter: [0, Number.MAX_VALUE],
  bandwidth: [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
  loss: [0, 1],
  duplicates: [0, 1],
  reordering: [0, 1],
  bufferSize: [1, Number.POSITIVE_INFINITY],
  resetAfter: [0, Number.POSITIVE_INFINITY],
}

/** @throws TypeError for a name that is no condition, ValueError for a number out of range. */
export function checkConditions(conditions: LinkConditions): LinkConditions {
  for (const [name, value] of Object.entries(conditions)) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new TypeError(`a link has no ${name}; it has ${Object.keys(DEFAULTS).join(', ')}`)
    }
    const range = RANGES[name as keyof LinkConditions]
    if (value === undefined || range === undefined) continue
    if (typeof value !== 'number' || !(value >= range[0] && value <= range[1])) {
      throw new ValueError(`${name} must be a number from ${range[0]} to ${range[1]}, got ${repr(value)}`)
    }
  }
  return conditions
}
