import { describe, expect, it } from 'vitest'
import type { RunSettings, Speed } from '../protocol'
import { createFakeHost } from './fake-host'
import { createPacer } from './pacer'
import { createRunClock } from './run-clock'

describe('the pace of virtual time', () => {
  /** Wall milliseconds until a jump of `seconds` happens. */
  function wait(speed: Speed, seconds: number) {
    const host = createFakeHost()
    let at = Number.NaN
    createPacer(host, speed).pace(seconds, () => {
      at = host.now() - 1000
    })
    expect(at, 'never at once').toBeNaN()
    host.pass(1e9)
    return at
  }

  it('is that of the reader’s clock, four or ten times as fast, or none', () => {
    expect(wait('1', 2)).toBe(2000)
    expect(wait('4', 2)).toBe(500)
    expect(wait('10', 2)).toBe(200)
    expect(wait('instant', 2)).toBe(0)
    expect(wait('instant', 1e12)).toBe(0)
  })

  it('waits longer than a host’s timers can', () => {
    expect(wait('10', 5_000_000)).toBe(500_000_000)
  })

  it('makes up for timers that come late', () => {
    const host = createFakeHost()
    const late = { ...host, setTimeout: (callback: () => void, ms: number) => host.setTimeout(callback, ms + 1.5) }
    const pacer = createPacer(late, '1')
    let left = 100
    const step = () => {
      if (left-- > 0) pacer.pace(0.01, step)
    }
    step()
    host.pass(1002)
    expect(left).toBe(-1)
  })

  it('does not hurry after a long computation', () => {
    const host = createFakeHost()
    const pacer = createPacer(host, '1')
    pacer.pace(0.1, () => host.compute(400))
    host.pass(500)
    let at = 0
    pacer.pace(0.2, () => {
      at = host.now()
    })
    host.pass(1000)
    expect(at).toBe(1700)
  })

  it('tells how much has passed when it is called off', () => {
    const host = createFakeHost()
    const withdraw = createPacer(host, '4').pace(2, () => expect.unreachable())
    host.pass(250)
    expect(withdraw()).toBeCloseTo(1)
    host.pass(1000)
  })
})

describe('the clock of a run', () => {
  const settings: RunSettings = { seed: '', start: '00:00:00', clock: 'virtual', speed: '1' }
  const silent = { onQuiet: () => {}, onLook: () => {} }

  it('applies a new speed to what is left of a wait', () => {
    const host = createFakeHost()
    const clock = createRunClock(settings, host, silent)
    let at = 0
    clock.wakeAt(10, () => {
      at = host.now() - 1000
    })
    host.pass(4000)
    clock.setSpeed('10')
    host.pass(10_000)
    expect(at).toBeCloseTo(4600)
    expect(clock.time()).toBe(10)
  })

  it('knows when nobody waits for it and nobody holds it', () => {
    let quiet = 0
    const clock = createRunClock(settings, createFakeHost(), { ...silent, onQuiet: () => quiet++ })
    expect(clock.quiet).toBe(true)
    const withdraw = clock.wakeAt(1, () => {})
    const release = clock.hold()
    expect([clock.quiet, clock.waiting]).toEqual([false, 1])
    withdraw()
    withdraw()
    expect([clock.quiet, clock.waiting, quiet]).toEqual([false, 0, 0])
    release()
    release()
    expect([clock.quiet, quiet]).toEqual([true, 1])
  })

  it('stands still and wakes nobody once it is closed', () => {
    const host = createFakeHost()
    const clock = createRunClock(settings, host, silent)
    clock.wakeAt(1, () => expect.unreachable())
    clock.close()
    clock.wakeAt(2, () => expect.unreachable())
    host.pass(5000)
    expect(clock.time()).toBe(0)
  })
})
