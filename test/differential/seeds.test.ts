import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshSeeds, MAX_SEED, parseSeeds, pieces, programOf, showSeeds } from './seeds'

const kind = { arbitrary: fc.array(fc.nat({ max: 9 }), { minLength: 20, maxLength: 20 }) }
const numbers = (seed: number) => programOf(kind, seed).value

describe('a seed', () => {
  test('is the same program each time', () => {
    expect(numbers(7)).toEqual(numbers(7))
  })

  test('has nothing to do with its neighbours', () => {
    const seeds = Array.from({ length: 2000 }, (_, seed) => seed)
    expect(new Set(seeds.map((seed) => numbers(seed).join())).size).toBe(2000)
    // Each digit comes first about 200 times, and as often follows one step later in the next program.
    for (let digit = 0; digit < 10; digit += 1) {
      const first = seeds.filter((seed) => numbers(seed)[0] === digit).length
      const shifted = seeds.filter((seed) => numbers(seed)[1] === numbers(seed + 1)[0] && numbers(seed)[1] === digit)
      expect(first).toBeGreaterThan(140)
      expect(first).toBeLessThan(260)
      expect(shifted.length).toBeLessThan(60)
    }
  })
})

describe('a range of seeds', () => {
  test('is written as one number or as two', () => {
    expect(parseSeeds('7')).toEqual({ first: 7, last: 7 })
    expect(parseSeeds('1..10000')).toEqual({ first: 1, last: 10_000 })
    for (const text of ['7', '1..10000']) expect(showSeeds(parseSeeds(text))).toBe(text)
  })

  test.each(['', 'x', '5..2', '-1', '1.5', `${MAX_SEED + 1}`, '1..2..3'])('is not %j', (text) => {
    expect(() => parseSeeds(text)).toThrow(`expected 7 or 1..10000, up to ${MAX_SEED}, got ${JSON.stringify(text)}`)
  })

  test('falls into pieces that leave nothing out', () => {
    expect([...pieces({ first: 1, last: 5 }, 2)]).toEqual([
      { first: 1, last: 2 },
      { first: 3, last: 4 },
      { first: 5, last: 5 },
    ])
  })

  test('of fresh seeds is elsewhere each time', () => {
    const [a, b] = [freshSeeds(10), freshSeeds(10)]
    expect(a.last - a.first).toBe(9)
    expect(a.first).not.toBe(b.first)
  })
})
