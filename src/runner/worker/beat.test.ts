import { describe, expect, it } from 'vitest'
import { limits } from '../limits'
import { createBeat } from './beat'
import { createFakeHost } from './fake-host'

function setUp() {
  const host = createFakeHost()
  const told: number[] = []
  const beat = createBeat(host, { tell: (line) => told.push(line), looked: () => {} })
  /** A loop on `line` whose rounds take so long, for so long; how often it was looked at. */
  const spin = (line: number, roundMs: number, forMs: number): number => {
    let left = 0
    let looks = 0
    for (let passed = 0; passed < forMs; passed += roundMs) {
      host.compute(roundMs)
      if (--left < 0) {
        left = beat.look(line)
        looks++
      }
    }
    return looks
  }
  return { host, beat, told, spin }
}

describe('the beat of a program', () => {
  it('tells the line only after it has not given way for a while, and then not too often', () => {
    const { told, spin } = setUp()
    spin(4, 0.001, limits.busyAfterMs - 100)
    expect(told).toEqual([])
    spin(4, 0.001, 1_100)
    expect(told.length).toBeGreaterThanOrEqual(3)
    expect(told.length).toBeLessThanOrEqual(1 + 1_000 / limits.busyEveryMs)
    expect(new Set(told)).toEqual(new Set([4]))
  })

  it('looks about as often whether a round takes long or not', () => {
    for (const roundMs of [0.0005, 0.01, 1, 20]) {
      const { spin } = setUp()
      expect(spin(1, roundMs, 1_000)).toBeLessThan(600)
    }
    const { told, spin } = setUp()
    spin(3, 300, 3_000)
    expect(told.length, 'rounds that take long are told of too').toBeGreaterThan(3)
  })

  it('says nothing of a program that gives way', () => {
    const { beat, told, spin } = setUp()
    for (let i = 0; i < 20; i++) {
      spin(4, 0.01, 500)
      beat.gaveWay()
    }
    expect(told).toEqual([])
  })
})
