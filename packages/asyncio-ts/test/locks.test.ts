import { describe, expect, test } from 'vitest'
import { type Coroutine, createTask, gather, Lock, RuntimeError, runSync, sleep, ValueError } from '../src/index.js'

describe('a lock', () => {
  test('lets one at a time through, in the order of asking', () => {
    const log: string[] = []
    const lock = new Lock()
    function* worker(name: string): Coroutine<void> {
      yield* lock.with(function* () {
        log.push(`${name} in`)
        yield* sleep(1)
        log.push(`${name} out`)
      })
    }
    runSync(gatherAll(['a', 'b', 'c'].map(worker)))
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
  })

  test('gives what the body returns, and is free again when the body throws', () => {
    const lock = new Lock()
    runSync(function* () {
      expect(yield* lock.with(() => sleep(1, 'x'))).toBe('x')
      try {
        yield* lock.with(function* () {
          expect(lock.locked()).toBe(true)
          throw new ValueError('boom')
        })
      } catch (error) {
        expect(error).toEqual(new ValueError('boom'))
      }
      expect(lock.locked()).toBe(false)
    })
  })

  test('cannot be overtaken by somebody who asks while it is being handed on', () => {
    const log: string[] = []
    const lock = new Lock()
    function* taker(name: string): Coroutine<void> {
      yield* lock.acquire()
      log.push(name)
      lock.release()
    }
    runSync(function* () {
      yield* lock.acquire()
      const waiting = createTask(taker('waiting'))
      yield* sleep(0)
      lock.release()
      const late = createTask(taker('late'))
      yield* taker('barging')
      yield* gather([waiting, late])
    })
    expect(log).toEqual(['waiting', 'barging', 'late'])
  })

  test('passes the wake-up on when the one that was woken is cancelled', () => {
    const lock = new Lock()
    runSync(function* () {
      yield* lock.acquire()
      const first = createTask(lock.acquire())
      const second = createTask(lock.acquire())
      yield* sleep(0)
      lock.release()
      first.cancel()
      expect(yield* second).toBe(true)
      expect(first.cancelled()).toBe(true)
      expect(lock.locked()).toBe(true)
    })
  })

  test('forgets one that is cancelled while it waits', () => {
    const lock = new Lock()
    runSync(function* () {
      yield* lock.acquire()
      const first = createTask(lock.acquire())
      const second = createTask(lock.acquire())
      yield* sleep(0)
      expect(String(lock)).toBe('<Lock [locked, waiters:2]>')
      first.cancel()
      yield* sleep(0)
      expect(String(lock)).toBe('<Lock [locked, waiters:1]>')
      lock.release()
      yield* second
    })
  })

  test('cannot be released by anybody while nobody holds it', () => {
    expect(() => new Lock().release()).toThrow(new RuntimeError('Lock is not acquired.'))
    expect(String(new Lock())).toBe('<Lock [unlocked]>')
  })

  test('belongs to the loop where somebody first had to wait', () => {
    const lock = new Lock()
    const contend = function* (): Coroutine<void> {
      if (!lock.locked()) yield* lock.acquire()
      const waiting = createTask(lock.acquire())
      yield* sleep(0)
      if (waiting.done()) yield* waiting
      waiting.cancel()
    }
    runSync(contend)
    expect(() => runSync(contend)).toThrow('is bound to a different event loop')
  })

  test('wants a body that gives a coroutine', () => {
    expect(() => runSync(new Lock().with((() => 5) as never))).toThrow(/^lock\.with takes a function/)
  })
})

function* gatherAll(coroutines: readonly Coroutine<void>[]): Coroutine<void> {
  yield* gather(coroutines)
}
