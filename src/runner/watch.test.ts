import { describe, expect, it } from 'vitest'
import { createWatch } from './watch'

describe('a watch', () => {
  function setUp() {
    let time = 0
    const watch = createWatch(500, 2000, () => time)
    const tickAfter = (ms: number) => {
      time += ms
      return watch.tick()
    }
    return { watch, tickAfter }
  }

  it('gives up after the limit of silence', () => {
    const { tickAfter } = setUp()
    expect([500, 500, 500, 500].map(tickAfter)).toEqual([false, false, false, true])
  })

  it('starts afresh with each answer', () => {
    const { watch, tickAfter } = setUp()
    for (let i = 0; i < 20; i++) {
      expect(tickAfter(500)).toBe(false)
      expect(tickAfter(500)).toBe(false)
      watch.heard()
    }
  })

  it('does not take a page that slept for silence', () => {
    const { tickAfter } = setUp()
    expect(tickAfter(3_600_000)).toBe(false)
    expect(tickAfter(500)).toBe(false)
    expect(tickAfter(500)).toBe(true)
  })
})
