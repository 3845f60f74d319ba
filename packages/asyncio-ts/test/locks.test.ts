import { describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  Future,
  gather,
  Lock,
  runSync,
  sleep,
  type Task as TaskOf,
  ValueError,
} from '../src/index.js'

type Task = TaskOf<unknown>

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

  test('is handed on one by one: each release lets the next one in at the next turn', () => {
    const log: string[] = []
    const lock = new Lock()
    function* taker(name: string): Coroutine<boolean> {
      const taken = yield* lock.acquire()
      log.push(name)
      return taken
    }
    runSync(function* () {
      expect(yield* lock.acquire()).toBe(true)
      const tasks = ['a', 'b'].map((name) => createTask(taker(name)))
      yield* sleep(0)
      expect(log).toEqual([])
      lock.release()
      yield* sleep(0)
      yield* sleep(0)
      expect(log).toEqual(['a'])
      tasks.push(createTask(taker('late')))
      lock.release()
      yield* sleep(0)
      expect(log).toEqual(['a', 'b'])
      lock.release()
      yield* sleep(0)
      expect(log).toEqual(['a', 'b', 'late'])
      expect(tasks.map((task) => task.result())).toEqual([true, true, true])
    })
  })

  test('goes to the second when the first in line is cancelled in the turn of the release, and to nobody else', () => {
    for (const cancelFirst of [true, false]) {
      runSync(function* () {
        const lock = new Lock()
        yield* lock.acquire()
        const [first, second, third] = [0, 1, 2].map(() => createTask(lock.acquire())) as [Task, Task, Task]
        yield* sleep(0)
        if (cancelFirst) first.cancel()
        lock.release()
        if (!cancelFirst) first.cancel()
        yield* second
        yield* sleep(1)
        expect([first.cancelled(), third.done(), lock.locked()]).toEqual([true, false, true])
        lock.release()
        yield* third
      })
    }
  })

  test('is taken by the next when its holder ends in the turn in which the one between is cancelled', () => {
    runSync(function* () {
      const lock = new Lock()
      const end = new Future<string>()
      const holder = createTask(
        lock.with(function* () {
          return yield* end
        }),
      )
      yield* sleep(0)
      const cancelled = createTask(lock.with(() => sleep(0)))
      const next = createTask(lock.with(() => sleep(0, 'mine')))
      yield* sleep(0)
      end.setResult('held')
      cancelled.cancel()
      expect(yield* next).toBe('mine')
      expect([holder.result(), cancelled.cancelled(), lock.locked()]).toEqual(['held', true, false])
    })
  })

  test('is free after a release for which nobody has waited', () => {
    runSync(function* () {
      const lock = new Lock()
      yield* lock.acquire()
      expect(String(lock)).toBe('<Lock [locked]>')
      lock.release()
      expect(String(lock)).toBe('<Lock [unlocked]>')
    })
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
    expect(() => new Lock().release()).toThrow('Lock is not acquired.')
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
