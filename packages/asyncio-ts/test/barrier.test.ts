import { describe, expect, test } from 'vitest'
import {
  Barrier,
  BrokenBarrierError,
  type Coroutine,
  createTask,
  gather,
  RuntimeError,
  runSync,
  sleep,
  type Task,
  ValueError,
} from '../src/index.js'

function* ended(task: Task<unknown>): Coroutine<string> {
  try {
    return String(yield* task)
  } catch (error) {
    return String(error)
  }
}

describe('a barrier', () => {
  test('holds all until the last has come, and numbers them in order of arrival', () => {
    const log: string[] = []
    const barrier = new Barrier(3)
    function* runner(name: string, delay: number): Coroutine<number> {
      yield* sleep(delay)
      log.push(`${name} comes`)
      const index = yield* barrier.wait()
      log.push(`${name} goes as ${index}`)
      return index
    }
    runSync(function* () {
      expect(yield* gather([runner('a', 3), runner('b', 1), runner('c', 2)])).toEqual([2, 0, 1])
    })
    expect(log).toEqual(['b comes', 'c comes', 'a comes', 'a goes as 2', 'b goes as 0', 'c goes as 1'])
  })

  test('shows how many wait, and can be used again and again', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      expect(barrier.parties).toBe(2)
      for (let round = 0; round < 2; round += 1) {
        const first = createTask(barrier.wait())
        yield* sleep(0)
        expect(barrier.nWaiting).toBe(1)
        expect(String(barrier)).toBe('<Barrier [filling, waiters:1/2]>')
        expect(yield* barrier.wait()).toBe(1)
        expect(String(barrier)).toBe('<Barrier [draining, waiters:0/2]>')
        expect(yield* first).toBe(0)
      }
    })
  })

  test('has one who comes while the others leave wait for the next round', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      const first = createTask(barrier.wait())
      yield* sleep(0)
      yield* barrier.wait()
      const early = createTask(barrier.wait())
      yield* first
      yield* sleep(1)
      expect([early.done(), barrier.nWaiting]).toEqual([false, 1])
      expect(yield* barrier.wait()).toBe(1)
      expect(yield* early).toBe(0)
    })
  })

  test('runs the body of with when all have come, with the number, and gives what it returns', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      const pass = () =>
        barrier.with(function* (index) {
          yield* sleep(0)
          return `as ${index}`
        })
      expect(yield* gather([pass(), pass()])).toEqual(['as 0', 'as 1'])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })

  test('does not count one that was cancelled', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      const gone = createTask(barrier.wait())
      yield* sleep(0)
      gone.cancel()
      yield* sleep(1)
      expect([gone.cancelled(), barrier.nWaiting]).toEqual([true, 0])
      const first = createTask(barrier.wait())
      yield* sleep(0)
      expect(yield* barrier.wait()).toBe(1)
      expect(yield* first).toBe(0)
    })
  })

  test('that is reset throws at those who wait, and takes new ones', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      const waiting = createTask(barrier.wait())
      yield* sleep(0)
      yield* barrier.reset()
      expect(String(barrier)).toBe('<Barrier [resetting, waiters:0/2]>')
      expect(yield* ended(waiting)).toBe('BrokenBarrierError: Abort or reset of barrier')
      expect([barrier.broken, barrier.nWaiting]).toEqual([false, 0])
      expect(yield* gather([barrier.wait(), barrier.wait()])).toEqual([0, 1])
    })
  })

  test('that is aborted throws at those who wait and at those who come, until it is reset', () => {
    runSync(function* () {
      const barrier = new Barrier(2)
      const waiting = createTask(barrier.wait())
      yield* sleep(0)
      yield* barrier.abort()
      expect(String(barrier)).toBe('<Barrier [broken]>')
      expect(yield* ended(waiting)).toBe('BrokenBarrierError: Abort or reset of barrier')
      expect(yield* ended(createTask(barrier.wait()))).toBe('BrokenBarrierError: Barrier aborted')
      expect(barrier.broken).toBe(true)
      yield* barrier.reset()
      expect(barrier.broken).toBe(false)
      expect(yield* gather([barrier.wait(), barrier.wait()])).toEqual([0, 1])
    })
  })

  test('of one lets everybody through', () => {
    runSync(function* () {
      const barrier = new Barrier(1)
      expect([yield* barrier.wait(), yield* barrier.wait()]).toEqual([0, 0])
    })
  })

  test('is named in the report of a deadlock', () => {
    expect(() => runSync(new Barrier(2).wait())).toThrow('waits for <Barrier [filling, waiters:1/2]>')
  })

  test('takes at least one, and a body that gives a coroutine', () => {
    for (const parties of [0, -4]) {
      expect(() => new Barrier(parties)).toThrow('parties must be >= 1')
    }
    expect(() => new Barrier(Number.NaN)).toThrow(ValueError)
    expect(() => new Barrier(undefined as never)).toThrow('Barrier takes a number of parties, got undefined')
    expect(() => runSync(new Barrier(1).with((() => 5) as never))).toThrow(/^barrier\.with takes a function/)
    expect(new BrokenBarrierError()).toBeInstanceOf(RuntimeError)
  })
})
