import type { Stream, Value } from 'fast-check'
import type { Oracle } from '../oracle/oracle'
import type { Kind, Outcome } from './kind'
import { differs, runBoth } from './run-both'
import { pieces, programOf, type SeedRange } from './seeds'

/** A program of which the two make different things. */
export interface Difference {
  readonly kind: Kind
  readonly seed: number
  /** As the seed made it. */
  readonly found: Outcome
  /** The smallest that was found by leaving out, one after the other, what is not needed for a difference. */
  readonly smallest: Outcome
  readonly steps: number
}

/** CPython takes them together, as one text; more at a time is hardly faster and takes more of its memory. */
const BATCH = 200
/** While shrinking: most candidates differ or do not within the first few. */
const CANDIDATES = 20

/**
 * Runs a program of each seed on CPython and on asyncio-ts, until one differs; null: none did. `begin` is told before
 * each that asyncio-ts begins with it.
 */
export async function search(
  oracle: Oracle,
  kind: Kind,
  seeds: SeedRange,
  begin: (seed: number) => void = () => {},
): Promise<Difference | null> {
  for (const { first, last } of pieces(seeds, BATCH)) {
    const values = Array.from({ length: last - first + 1 }, (_, index) => programOf(kind, first + index))
    const programs = values.map(({ value }) => value)
    const outcomes = await runBoth(oracle, kind, programs, (index) => begin(first + index))
    const index = outcomes.findIndex(differs)
    const value = values[index]
    const found = outcomes[index]
    if (value !== undefined && found !== undefined) {
      const seed = first + index
      return { kind, seed, found, ...(await shrink(oracle, kind, value, found, () => begin(seed))) }
    }
  }
  return null
}

/** Goes on to the first smaller program that differs too, until there is none. */
async function shrink(
  oracle: Oracle,
  kind: Kind,
  value: Value<unknown>,
  found: Outcome,
  begin: () => void,
): Promise<Pick<Difference, 'smallest' | 'steps'>> {
  let smallest = found
  let steps = 0
  let candidates = kind.arbitrary.shrink(value.value, value.context)
  for (;;) {
    const values = takeSome(candidates, CANDIDATES)
    if (values.length === 0) return { smallest, steps }
    const smaller = values.map(({ value }) => value)
    const outcomes = await runBoth(oracle, kind, smaller, begin)
    const index = outcomes.findIndex(differs)
    const next = values[index]
    if (next === undefined) continue
    smallest = outcomes[index] as Outcome
    steps += 1
    candidates = kind.arbitrary.shrink(next.value, next.context)
  }
}

function takeSome<T>(stream: Stream<T>, count: number): readonly T[] {
  const taken: T[] = []
  while (taken.length < count) {
    const next = stream.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}
