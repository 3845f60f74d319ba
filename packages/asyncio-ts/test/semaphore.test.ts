import { describe, expect, test } from 'vitest'
import {
  BoundedSemaphore,
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  runSync,
  Semaphore,
  sleep,
  type Task,
  ValueError,
  wait,
  waitFor,
} from '../src/index.js'

describe('a semaphore', () => {
  test('lets so many through at a time, in the order of asking', () => {
    const log: string[] = []
    const semaphore = new Semaphore(2)
    const worker = (name: string): Coroutine<string> =>
      semaphore.with(function* () {
        log.push(`${name} in`)
        yield* sleep(1)
        log.push(`${name} out`)
        return name
      })
    runSync(function* () {
      expect(yield* gather([worker('a'), worker('b'), worker('c')])).toEqual(['a', 'b', 'c'])
    })
    expect(log).toEqual(['a in', 'b in', 'a out', 'b out', 'c in', 'c out'])
  })

  test('says whether one who came now would have to wait', () => {
    runSync(function* () {
      const semaphore = new Semaphore()
      expect(String(semaphore)).toBe('<Semaphore [unlocked, value:1]>')
      expect(yield* semaphore.acquire()).toBe(true)
      const waiting = createTask(semaphore.acquire())
      yield* sleep(0)
      expect(String(semaphore)).toBe('<Semaphore [locked, waiters:1]>')
      semaphore.release()
      semaphore.release()
      // One is left, but the other who waits has not gone on yet.
      expect(semaphore.locked()).toBe(true)
      yield* waiting
      expect(semaphore.locked()).toBe(false)
    })
  })

  test('cannot be overtaken by somebody who asks while it is being handed on', () => {
    const log: string[] = []
    const semaphore = new Semaphore(0)
    function* taker(name: string): Coroutine<void> {
      yield* semaphore.acquire()
      log.push(name)
    }
    runSync(function* () {
      const waiting = createTask(taker('waiting'))
      yield* sleep(0)
      semaphore.release()
      semaphore.release()
      yield* taker('barging')
      yield* waiting
    })
    expect(log).toEqual(['waiting', 'barging'])
  })

  test('gives the place of one that is cancelled after it was woken to the next', () => {
    runSync(function* () {
      const semaphore = new Semaphore(0)
      const first = createTask(semaphore.acquire())
      const second = createTask(semaphore.acquire())
      yield* sleep(0)
      semaphore.release()
      first.cancel()
      expect(yield* second).toBe(true)
      expect(first.cancelled()).toBe(true)
      expect(String(semaphore)).toBe('<Semaphore [locked]>')
    })
  })

  test('forgets one that is cancelled while it waits', () => {
    runSync(function* () {
      const semaphore = new Semaphore(0)
      const first = createTask(semaphore.acquire())
      yield* sleep(0)
      first.cancel()
      semaphore.release()
      // The cancelled one still stands in line, but nobody waits for it.
      expect(String(semaphore)).toBe('<Semaphore [unlocked, value:1, waiters:1]>')
      expect(yield* semaphore.acquire()).toBe(true)
    })
  })

  test('of nothing is locked until somebody releases it', () => {
    runSync(function* () {
      const semaphore = new Semaphore(0)
      expect(semaphore.locked()).toBe(true)
      semaphore.release()
      expect(semaphore.locked()).toBe(false)
      yield* semaphore.acquire()
      expect(semaphore.locked()).toBe(true)
    })
  })

  test('gives what is released to those who wait longest, not to one that has come since', () => {
    const log: string[] = []
    const semaphore = new Semaphore(3)
    function* taker(name: string): Coroutine<void> {
      expect(yield* semaphore.acquire()).toBe(true)
      log.push(name)
    }
    runSync(function* () {
      yield* taker('main')
      yield* taker('main')
      expect(semaphore.locked()).toBe(false)
      for (const name of ['a', 'b', 'c']) createTask(taker(name))
      yield* sleep(0)
      expect(log).toEqual(['main', 'main', 'a'])
      expect(String(semaphore)).toBe('<Semaphore [locked, waiters:2]>')
      const late = createTask(taker('late'))
      semaphore.release()
      semaphore.release()
      yield* sleep(0)
      expect(log.slice(3)).toEqual(['b', 'c'])
      expect(String(semaphore)).toBe('<Semaphore [locked, waiters:1]>')
      semaphore.release()
      yield* late
    })
  })

  test('goes to the first in line that is not cancelled, and only to that one', () => {
    runSync(function* () {
      const semaphore = new Semaphore(0)
      const [a, b, c, d] = Array.from({ length: 4 }, () => createTask(semaphore.acquire()))
      yield* sleep(0)
      a?.cancel()
      b?.cancel()
      semaphore.release()
      yield* sleep(0)
      yield* sleep(0)
      expect([a, b, c, d].map((task) => task?.done())).toEqual([true, true, true, false])
      expect(semaphore.locked()).toBe(true)
    })
  })

  test('is not lost with the only one that it had woken', () => {
    runSync(function* () {
      const semaphore = new Semaphore(1)
      let woken: Task<void> | undefined
      const holder = createTask(
        (function* (): Coroutine<void> {
          yield* semaphore.with(() => sleep(0))
          woken?.cancel()
        })(),
      )
      woken = createTask(semaphore.with(() => sleep(9)))
      yield* wait([holder, woken])
      expect(woken.cancelled()).toBe(true)
      expect(yield* waitFor(semaphore.acquire(), 1)).toBe(true)
      expect(getRunningLoop().time()).toBe(0)
    })
  })

  test('lets each take its second turn only when all others have had their first', () => {
    const log: string[] = []
    const semaphore = new Semaphore(1)
    function* twice(name: string): Coroutine<void> {
      for (const round of [1, 2]) {
        yield* semaphore.acquire()
        log.push(`${name}${round}`)
        yield* sleep(1)
        semaphore.release()
      }
    }
    runSync(function* () {
      yield* gather(['a', 'b', 'c'].map(twice))
    })
    expect(log).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2'])
  })

  test('that is released and taken again by the same task goes to those in line between', () => {
    const log: string[] = []
    const semaphore = new Semaphore(1)
    function* taker(name: string, again = ''): Coroutine<void> {
      yield* semaphore.acquire()
      log.push(name)
      if (again === '') return
      semaphore.release()
      yield* semaphore.acquire()
      log.push(again)
    }
    runSync(function* () {
      const tasks = [taker('a'), taker('b', 'b again'), taker('c')].map((coroutine) => createTask(coroutine))
      yield* sleep(0)
      semaphore.release()
      semaphore.release()
      yield* gather(tasks)
    })
    expect(log).toEqual(['a', 'b', 'c', 'b again'])
  })

  test('wakes as many as it has for, in order, when the first of them has left the line cancelled', () => {
    const log: string[] = []
    const semaphore = new Semaphore(0)
    function* taker(name: string): Coroutine<void> {
      yield* semaphore.acquire()
      log.push(name)
    }
    runSync(function* () {
      const tasks = ['a', 'b', 'c'].map((name) => createTask(taker(name)))
      yield* sleep(0)
      tasks[0]?.cancel()
      yield* sleep(0)
      semaphore.release()
      semaphore.release()
      yield* gather(tasks, { returnExceptions: true })
    })
    expect(log).toEqual(['b', 'c'])
  })

  test('that is taken wakes those who had to stand in line behind, before the tasks that are made then', () => {
    const log: string[] = []
    const semaphore = new Semaphore(0)
    function* first(): Coroutine<void> {
      yield* semaphore.acquire()
      createTask(last())
      log.push('first')
    }
    function* second(): Coroutine<void> {
      for (let i = 0; i < 3; i += 1) semaphore.release()
      // Two are left, but the first has not gone on yet.
      expect(semaphore.locked()).toBe(true)
      yield* semaphore.acquire()
      log.push('second')
    }
    function* third(): Coroutine<void> {
      yield* semaphore.acquire()
      expect(semaphore.locked()).toBe(true)
      log.push('third')
    }
    function* last(): Coroutine<void> {
      log.push('last')
    }
    runSync(function* () {
      const tasks = [first(), second(), third()].map((coroutine) => createTask(coroutine))
      yield* sleep(0)
      expect(String(semaphore)).toBe('<Semaphore [locked, waiters:3]>')
      yield* gather(tasks)
      yield* sleep(0)
    })
    expect(log).toEqual(['first', 'second', 'third', 'last'])
  })

  test('can be released more often than it was acquired, but a bounded one cannot', () => {
    const semaphore = new Semaphore(1)
    semaphore.release()
    expect(String(semaphore)).toBe('<Semaphore [unlocked, value:2]>')
    const bounded = new BoundedSemaphore(1)
    expect(() => bounded.release()).toThrow('BoundedSemaphore released too many times')
    expect(String(bounded)).toBe('<BoundedSemaphore [unlocked, value:1]>')
    runSync(bounded.acquire())
    bounded.release()
  })

  test('begins with a number that is not negative', () => {
    expect(() => new Semaphore(-1)).toThrow(new ValueError('Semaphore initial value must be >= 0, got -1'))
    expect(() => new BoundedSemaphore(Number.NaN)).toThrow(ValueError)
    expect(() => new Semaphore('3' as never)).toThrow(new TypeError("Semaphore takes a number, got '3'"))
  })

  test('wants a body that gives a coroutine', () => {
    const semaphore = new Semaphore()
    expect(() => runSync(semaphore.with((() => 5) as never))).toThrow(/^semaphore\.with takes a function/)
    expect(semaphore.locked()).toBe(false)
  })
})
