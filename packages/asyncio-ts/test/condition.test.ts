import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  Condition,
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  isCancelled,
  Lock,
  runSync,
  sleep,
  type Task,
  TimeoutError,
  timeout,
  ValueError,
  wait,
  waitFor,
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

  test('wakes no more than there are when more are asked for', () => {
    const log: string[] = []
    runSync(function* () {
      const condition = new Condition()
      const tasks = ['a', 'b', 'c'].map((name) => waitOn(condition, log, name))
      yield* sleep(0)
      yield* condition.acquire()
      condition.notify()
      condition.release()
      yield* sleep(0)
      expect(log).toEqual(['a'])
      yield* condition.acquire()
      condition.notify()
      condition.notify(2048)
      condition.release()
      yield* gather(tasks)
      expect(log).toEqual(['a', 'b', 'c'])
    })
  })

  test('needs no lock for a predicate that is true at once, but to wait for it', () => {
    const condition = new Condition()
    const items = [1, 2, 3]
    expect(runSync(condition.waitFor(() => items))).toBe(items)
    expect(() => runSync(condition.waitFor(() => false))).toThrow('cannot wait on un-acquired lock')
  })

  test('shows whether its lock is held, and how many wait', () => {
    runSync(function* () {
      const condition = new Condition()
      expect(String(condition)).toBe('<Condition [unlocked]>')
      const waiting = createTask(condition.with(() => condition.wait()))
      yield* sleep(0)
      yield* condition.acquire()
      expect(String(condition)).toBe('<Condition [locked, waiters:1]>')
      condition.notify()
      condition.release()
      yield* waiting
      expect(String(condition)).toBe('<Condition [unlocked]>')
    })
  })

  test('is held with the lock that it was given, and the lock with it', () => {
    runSync(function* () {
      const lock = new Lock()
      const condition = new Condition(lock)
      for (const held of [lock, condition]) {
        yield* held.with(function* () {
          expect([lock.locked(), condition.locked()]).toEqual([true, true])
        })
        expect([lock.locked(), condition.locked()]).toEqual([false, false])
      }
    })
  })

  test('belongs to the loop where somebody first had to wait, for it or for its lock', () => {
    const elsewhere = function* (waiting: Task<unknown>): Coroutine<void> {
      yield* sleep(0)
      waiting.cancel()
      yield* wait([waiting])
    }
    const lock = new Lock()
    runSync(lock.with(() => elsewhere(createTask(lock.acquire()))))
    const withThatLock = new Condition(lock)
    expect(() => runSync(lock.with(() => withThatLock.acquire()))).toThrow(
      /^<Lock .* is bound to a different event loop/,
    )
    const condition = new Condition()
    runSync(() => elsewhere(createTask(condition.with(() => condition.wait()))))
    expect(() => runSync(condition.with(() => condition.wait()))).toThrow(
      /^<Condition .* is bound to a different event loop/,
    )
  })

  test('gives up waiting when the time is over, with the lock held', () => {
    runSync(function* () {
      const condition = new Condition()
      yield* condition.with(function* () {
        try {
          yield* waitFor(condition.wait(), 0.5)
          expect.unreachable()
        } catch (error) {
          expect(error).toBeInstanceOf(TimeoutError)
        }
        expect(condition.locked()).toBe(true)
      })
      expect(getRunningLoop().time()).toBe(0.5)
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

  test('is cancelled with the lock held when it was notified before, but had to wait for the lock', () => {
    runSync(function* () {
      for (const turns of [0, 1]) {
        const condition = new Condition()
        let held: boolean | null = null
        const waiting = createTask(
          condition.with(function* () {
            try {
              yield* condition.wait()
            } finally {
              held = condition.locked()
            }
          }),
        )
        yield* sleep(0)
        yield* condition.acquire()
        condition.notify()
        for (let i = 0; i < turns; i += 1) yield* sleep(0)
        waiting.cancel()
        for (let i = 0; i < turns; i += 1) yield* sleep(0)
        expect(waiting.done()).toBe(false)
        condition.release()
        yield* wait([waiting])
        expect([waiting.cancelled(), held, condition.locked()]).toEqual([true, true, false])
      }
    })
  })

  test('loses no item when the consumer that was notified of it is cancelled, before or while it takes the lock', () => {
    for (const turns of [0, 1]) {
      runSync(function* () {
        const condition = new Condition()
        let items = 0
        const consume = function* (): Coroutine<void> {
          yield* condition.waitFor(() => items > 0)
          items -= 1
          condition.notifyAll()
        }
        const consumers = [0, 1].map(() => createTask(condition.with(consume)))
        yield* sleep(0)
        yield* condition.with(function* () {
          items += 1
          condition.notify()
          for (let i = 0; i < turns; i += 1) yield* sleep(0)
          consumers[0]?.cancel()
          yield* timeout(1).with(() => condition.waitFor(() => items === 0))
        })
        yield* wait(consumers)
        expect(consumers.map((task) => task.cancelled())).toEqual([true, false])
      })
    }
  })

  test('wants the lock to be held', () => {
    const condition = new Condition()
    expect(() => runSync(condition.wait())).toThrow('cannot wait on un-acquired lock')
    expect(() => condition.notify()).toThrow('cannot notify on un-acquired lock')
    expect(() => condition.notifyAll()).toThrow('cannot notify on un-acquired lock')
    expect(() => condition.release()).toThrow('Lock is not acquired.')
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
