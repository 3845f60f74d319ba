import { afterEach, describe, expect, test } from 'vitest'
import { configureHost, type HostTimers } from '../src/host.js'
import { createTask, gather, getRunningLoop, RealClock, run, ScaledClock, sleep, VirtualClock } from '../src/index.js'

/** A host whose time passes only when told to. */
function fakeHost() {
  let now = 0
  const timers = new Set<{ at: number; callback: () => void }>()
  const host: HostTimers = {
    now: () => now,
    setTimeout: (callback, milliseconds) => {
      const timer = { at: now + milliseconds, callback }
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer) => void timers.delete(timer as never),
    hop: (callback) => void setImmediate(callback),
  }
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const pass = async (milliseconds: number): Promise<void> => {
    await settle()
    now += milliseconds
    for (const timer of [...timers]) {
      if (timer.at > now) continue
      timers.delete(timer)
      timer.callback()
    }
    await settle()
  }
  return { host, pass, timers }
}

afterEach(() => configureHost())

describe('a real clock', () => {
  test('wakes the loop when the time has passed on the host', async () => {
    const { host, pass, timers } = fakeHost()
    configureHost({ timers: host })
    let done = false
    const running = run(sleep(1.5), { clock: new RealClock() }).then(() => {
      done = true
    })
    await pass(1499)
    expect(done).toBe(false)
    await pass(1)
    expect(done).toBe(true)
    await running
    expect(timers.size).toBe(0)
  })
})

describe('a scaled clock', () => {
  test('goes as fast as it is told, also when it is told otherwise on the way', async () => {
    const { host, pass } = fakeHost()
    configureHost({ timers: host })
    const clock = new ScaledClock(2)
    const times: number[] = []
    const running = run(
      function* () {
        yield* sleep(2)
        times.push(getRunningLoop().time())
        yield* sleep(4)
        times.push(getRunningLoop().time())
      },
      { clock },
    )
    await pass(1000)
    expect(times).toEqual([2])
    await pass(1000)
    clock.speed = 20
    await pass(100)
    await running
    expect(times).toEqual([2, 6])
  })

  test('refuses a speed of nothing', () => {
    expect(() => new ScaledClock(0)).toThrow('a speed must be a number above 0, got 0')
  })
})

describe('a virtual clock', () => {
  test('is shared by loops: both see the same time, and what is due comes in order', async () => {
    const clock = new VirtualClock()
    const log: string[] = []
    const program = (name: string, delay: number) =>
      run(
        function* () {
          for (let i = 0; i < 3; i += 1) {
            yield* sleep(delay)
            log.push(`${clock.time()} ${name}`)
          }
        },
        { clock },
      )
    await Promise.all([program('a', 2), program('b', 3)])
    expect(log).toEqual(['2 a', '3 b', '4 a', '6 b', '6 a', '9 b'])
  })

  test('wakes timers of others in between, each in a macrotask of its own', async () => {
    const clock = new VirtualClock()
    const log: string[] = []
    clock.wakeAt(1, () => {
      log.push('first')
      Promise.resolve().then(() => log.push('microtask'))
    })
    clock.wakeAt(1, () => log.push('second'))
    const withdraw = clock.wakeAt(1, () => log.push('withdrawn'))
    withdraw()
    await run(
      function* () {
        yield* sleep(2)
        log.push('loop')
      },
      { clock },
    )
    expect(log).toEqual(['first', 'microtask', 'second', 'loop'])
  })

  test('does not move while it is held', async () => {
    const clock = new VirtualClock()
    const release = clock.hold()
    let done = false
    const running = run(sleep(1), { clock }).then(() => {
      done = true
    })
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve))
    expect([done, clock.time()]).toEqual([false, 0])
    release()
    release()
    await running
    expect(clock.time()).toBe(1)
  })

  test('asks its pace before each jump, and again with what is left when told to', async () => {
    const asked: number[] = []
    let go: (() => void) | undefined
    let passed = 0
    const clock = new VirtualClock({
      pace: (seconds, callback) => {
        asked.push(seconds)
        go = callback
        return () => passed
      },
    })
    const running = run(
      function* () {
        yield* sleep(4)
        yield* sleep(1)
      },
      { clock },
    )
    const settle = async (): Promise<void> => {
      for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    await settle()
    passed = 3
    clock.repace()
    expect(asked).toEqual([4, 1])
    passed = 0
    go?.()
    await settle()
    expect(asked).toEqual([4, 1, 1])
    go?.()
    await running
    expect(clock.time()).toBe(5)
  })

  test('by hand, stops at each deadline on the way', async () => {
    const clock = new VirtualClock({ manual: true, start: 10 })
    const log: number[] = []
    const running = run(
      function* () {
        const tick = function* (delay: number) {
          yield* sleep(delay)
          log.push(clock.time())
          yield* sleep(delay)
          log.push(clock.time())
        }
        yield* gather([createTask(tick(1)), tick(2)])
      },
      { clock },
    )
    await clock.advance(12.5)
    expect([log, clock.time()]).toEqual([[11, 12, 12], 12.5])
    expect(() => clock.advance(12)).toThrow('a clock never goes back: it is 12.5, got 12')
    await clock.advance(20)
    await running
    expect(log).toEqual([11, 12, 12, 14])
  })
})
