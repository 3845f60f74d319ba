import { Random, type Value } from 'fast-check'
import type { Kind } from './kind'

/** Both ends are in it. */
export interface SeedRange {
  readonly first: number
  readonly last: number
}

/** The largest seed there is: seeds are the numbers of 32 bits. */
export const MAX_SEED = 0xffff_ffff

/**
 * A seed is one program of each kind, for as long as the kind stays as it is. fast-check knows how to make it smaller
 * (`arbitrary.shrink(value.value, value.context)`).
 */
export function programOf<Program>({ arbitrary }: Pick<Kind<Program>, 'arbitrary'>, seed: number): Value<Program> {
  return arbitrary.generate(new Random(new Sfc32(seed)), undefined)
}

/** `7` or `1..10000`. */
export function parseSeeds(text: string): SeedRange {
  const [, from, to = from] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? []
  const first = Number(from)
  const last = Number(to)
  if (!(first <= last && last <= MAX_SEED)) {
    throw new RangeError(`seeds: expected 7 or 1..10000, up to ${MAX_SEED}, got ${JSON.stringify(text)}`)
  }
  return { first, last }
}

/** So many seeds that hardly anybody has tried before. */
export function freshSeeds(count: number): SeedRange {
  const first = Math.floor(Math.random() * (MAX_SEED - count))
  return { first, last: first + count - 1 }
}

export function showSeeds({ first, last }: SeedRange): string {
  return first === last ? `${first}` : `${first}..${last}`
}

/** A range in pieces of at most `size` seeds. */
export function* pieces({ first, last }: SeedRange, size: number): Generator<SeedRange> {
  for (let from = first; from <= last; from += size) yield { first: from, last: Math.min(last, from + size - 1) }
}

type State = readonly [number, number, number, number]

/**
 * Random numbers by Chris Doty-Humphrey's sfc32: made at once, and after some rounds those of one seed have nothing to
 * do with those of the next. The generators that fast-check brings take as long to seed as a small program to run.
 */
class Sfc32 {
  private state: State

  constructor(seed: number | State) {
    this.state = typeof seed === 'number' ? [seed | 0, 0, 0, 1] : seed
    if (typeof seed === 'number') for (let round = 0; round < 16; round += 1) this.next()
  }

  clone(): Sfc32 {
    return new Sfc32(this.state)
  }

  /** A whole number of 32 bits, with its sign. */
  next(): number {
    const [a, b, c, counter] = this.state
    const result = (a + b + counter) | 0
    const turned = (c << 21) | (c >>> 11)
    this.state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (turned + result) | 0, (counter + 1) | 0]
    return result
  }

  getState(): State {
    return this.state
  }
}
