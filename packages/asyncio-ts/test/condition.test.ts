import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  Condition,
  type Coroutine,
  createTask,
  isCancelled,
  Lock,
  RuntimeError,
  runSync,
  sleep,
  type Task,
  ValueError,
} from '../src/index.js'

const waitOn = (condition: Condition, log: string[], name: string): Task<void> =>
  createTask(
    condition.with(function* () {
      yield* condition.wait()
      expect(condition.locked()).toBe(true)
      log.push(name)
    }),
  )

describe('a condition', () => {
  test('wakes as many as are asked for, in the order of asking, each when it has the lock', () => {
    const log: string[] = []
    runSync(function* () {
      const condition = new Condition()
      const tasks = ['a', 'b', 'c'].map((name) => waitOn(condition, log, name))
      yield* sleep(0)
      expect(String(condition)).toBe('<Condition [unlocked, waiters:3]>')
      yield* condition.with(function* () {
        condition.notify(2)
        yield* sleep(1)
        log.push('lets go')
      })
      yield* sleep(1)
      expect(log).toEqual(['lets go', 'a', 'b'])
      yield* condition.with(function* () {
        condition.notifyAll()
        condition.notifyAll()
      })
      yield* tasks[2] as Task<void>
      expect(log).toEqual(['lets go', 'a', 'b', 'c'])
    })
  })

  test('waits until the predicate gives something true, asks it with the lock held, and gives that', () => {
    runSync(function* () {
      const condition = new Condition()
      const seen: number[] = []
      let items = 0
      const waiting = createTask(
        condition.with(() =>
          condition.waitFor(() => {
            expect(condition.locked()).toBe(true)
            seen.push(items)
            return items > 1 && `${items} items`
          }),
        ),
      )
      for (let i = 0; i < 2; i += 1) {
        yield* sleep(1)
        yield* condition.acquire()
        items += 1
        condition.notify()
        condition.release()
      }
      expect(yield* waiting).toBe('2 items')
      expect(seen).toEqual([0, 1, 2])
    })
  })

  test('can share its lock with another', () => {
    runSync(function* () {
      const lock = new Lock()
      const full = new Condition(lock)
      const empty = new Condition(lock)
      yield* full.acquire()
      expect([empty.locked(), lock.locked()]).toEqual([true, true])
      empty.notifyAll()
      lock.release()
      expect(full.locked()).toBe(false)
    })
  })

  test('has the lock again when one that waits is cancelled', () => {
    runSync(function* () {
      const condition = new Condition()
      let locked: boolean | null = null
      const waiting = createTask(
        condition.with(function* () {
          try {
            yield* condition.wait()
          } finally {
            locked = condition.locked()
          }
        }),
      )
      yield* sleep(0)
      yield* condition.acquire()
      waiting.cancel()
      yield* sleep(1)
      expect(waiting.done()).toBe(false)
      condition.release()
      yield* sleep(1)
      expect([waiting.cancelled(), locked, condition.locked()]).toEqual([true, true, false])
    })
  })

  test('goes on to take the lock when it is cancelled again meanwhile, and throws the last cancel', () => {
    runSync(function* () {
      const condition = new Condition()
      const waiting = createTask(condition.with(() => condition.wait()))
      yield* sleep(0)
      yield* condition.acquire()
      for (const message of ['first', 'second', 'third']) {
        waiting.cancel(message)
        yield* sleep(1)
      }
      expect(waiting.done()).toBe(false)
      condition.release()
      try {
        yield* waiting
        expect.unreachable()
      } catch (error) {
        expect(error).toEqual(new CancelledError('third'))
      }
      expect(condition.locked()).toBe(false)
    })
  })

  test('passes a notification on when the one that got it is cancelled before it has the lock', () => {
    const log: string[] = []
    runSync(function* () {
      const condition = new Condition()
      const first = waitOn(condition, log, 'first')
      const second = waitOn(condition, log, 'second')
      yield* sleep(0)
      yield* condition.acquire()
      condition.notify()
      condition.release()
      first.cancel()
      yield* second
      expect(first.cancelled()).toBe(true)
      expect(log).toEqual(['second'])
    })
  })

  test('wants the lock to be held', () => {
    const condition = new Condition()
    expect(() => runSync(condition.wait())).toThrow(new RuntimeError('cannot wait on un-acquired lock'))
    expect(() => condition.notify()).toThrow(new RuntimeError('cannot notify on un-acquired lock'))
    expect(() => condition.notifyAll()).toThrow(new RuntimeError('cannot notify on un-acquired lock'))
    expect(() => condition.release()).toThrow(new RuntimeError('Lock is not acquired.'))
  })

  test('is free again when the body of with throws', () => {
    const condition = new Condition()
    const fails = () =>
      runSync(
        condition.with(function* (): Coroutine<void> {
          throw new ValueError('boom')
        }),
      )
    expect(fails).toThrow(new ValueError('boom'))
    expect(String(condition)).toBe('<Condition [unlocked]>')
  })

  test('lets the error of a predicate through, with the lock held until then', () => {
    runSync(function* () {
      const condition = new Condition()
      yield* condition.acquire()
      try {
        yield* condition.waitFor(() => {
          throw new ValueError('boom')
        })
      } catch (error) {
        if (isCancelled(error)) throw error
        expect(error).toEqual(new ValueError('boom'))
      }
      expect(condition.locked()).toBe(true)
    })
  })

  test('says what it takes', () => {
    expect(() => new Condition({} as never)).toThrow('Condition takes a Lock, or nothing; got <object>')
    const condition = new Condition()
    expect(() => runSync(condition.waitFor(() => sleep(1)))).toThrow(
      /^waitFor takes a function that looks and answers at once; its answer was/,
    )
    expect(() => runSync(condition.with((() => 5) as never))).toThrow(/^condition\.with takes a function/)
    expect(condition.locked()).toBe(false)
  })
})
