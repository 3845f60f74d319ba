import { describe, expect, it } from 'vitest'
import { createRandom } from './random'
import { createTimeOfDay } from './time-of-day'

describe('seeded random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    const take = (seed: string) => Array.from({ length: 5 }, createRandom(seed))
    expect(take('a')).toEqual(take('a'))
    expect(take('a')).not.toEqual(take('b'))
  })

  it('lie in [0, 1) and spread evenly', () => {
    const random = createRandom('spread')
    const counts = new Array(10).fill(0)
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random() * 10)]++
    expect(counts.every((count) => count > 850 && count < 1150)).toBe(true)
  })
})

describe('the time of day of a run', () => {
  const real = Date.prototype.constructor
  function at(seconds: number, start = '17:14:32') {
    const made = createTimeOfDay(start, () => seconds)
    // The real class gets its prototype back: this realm is the tests' own.
    Object.defineProperty(Date.prototype, 'constructor', { value: real })
    return made
  }

  it('is the given one, on the first of January 2026 in the host’s zone, at loop time 0', () => {
    const date = new (at(0).Date)()
    expect([date.getFullYear(), date.getMonth(), date.getDate()]).toEqual([2026, 0, 1])
    expect([date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()]).toEqual([17, 14, 32, 0])
  })

  it('goes with loop time, to the millisecond', () => {
    const start = at(0).Date.now()
    for (const [seconds, ms] of [
      [0.1 + 0.2, 300],
      [2.3, 2300],
      [1.0015, 1001],
      [3600, 3_600_000],
    ] as const) {
      expect(at(seconds).Date.now() - start, `${seconds} s`).toBe(ms)
    }
    expect(at(1.5).performance.now()).toBe(1500)
  })

  it('is a Date like any other', () => {
    const { Date: VirtualDate } = at(0)
    expect(new VirtualDate(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
    expect(new VirtualDate(2020, 1, 3).getMonth()).toBe(1)
    expect(new VirtualDate() instanceof VirtualDate).toBe(true)
    expect(VirtualDate.UTC(1970, 0)).toBe(0)
    expect(VirtualDate()).toContain('2026')
    expect(VirtualDate.name).toBe('Date')
    class Later extends VirtualDate {}
    expect(new Later()).toBeInstanceOf(Later)
  })
})
