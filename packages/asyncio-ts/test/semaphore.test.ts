import { describe, expect, test } from 'vitest'
import {
  BoundedSemaphore,
  type Coroutine,
  createTask,
  gather,
  runSync,
  Semaphore,
  sleep,
  ValueError,
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

  test('can be released more often than it was acquired, but a bounded one cannot', () => {
    const semaphore = new Semaphore(1)
    semaphore.release()
    expect(String(semaphore)).toBe('<Semaphore [unlocked, value:2]>')
    const bounded = new BoundedSemaphore(1)
    expect(() => bounded.release()).toThrow(new ValueError('BoundedSemaphore released too many times'))
    expect(String(bounded)).toBe('<BoundedSemaphore [unlocked, value:1]>')
    runSync(bounded.acquire())
    bounded.release()
  })

  test('begins with a number that is not negative', () => {
    expect(() => new Semaphore(-1)).toThrow(new ValueError('Semaphore initial value must be >= 0'))
    expect(() => new BoundedSemaphore(Number.NaN)).toThrow(ValueError)
    expect(() => new Semaphore('3' as never)).toThrow(new TypeError("Semaphore takes a number, got '3'"))
  })

  test('wants a body that gives a coroutine', () => {
    const semaphore = new Semaphore()
    expect(() => runSync(semaphore.with((() => 5) as never))).toThrow(/^semaphore\.with takes a function/)
    expect(semaphore.locked()).toBe(false)
  })
})
