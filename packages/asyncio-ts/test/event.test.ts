import { describe, expect, test } from 'vitest'
import { type Coroutine, createTask, DeadlockError, Event, isCancelled, runSync, sleep } from '../src/index.js'

describe('an event', () => {
  test('wakes all who wait, in the order of asking, at the next turn', () => {
    const log: string[] = []
    const event = new Event()
    function* waiter(name: string): Coroutine<void> {
      expect(yield* event.wait()).toBe(true)
      log.push(name)
    }
    runSync(function* () {
      for (const name of ['a', 'b']) createTask(waiter(name))
      yield* sleep(1)
      expect(String(event)).toBe('<Event [unset, waiters:2]>')
      event.set()
      log.push('set')
      yield* sleep(0)
      expect(log).toEqual(['set', 'a', 'b'])
      expect(String(event)).toBe('<Event [set]>')
    })
  })

  test('is unset at first, and then as it was last told', () => {
    const event = new Event()
    expect(event.isSet()).toBe(false)
    event.set()
    expect(event.isSet()).toBe(true)
    event.clear()
    expect(event.isSet()).toBe(false)
  })

  test('lets one that has not begun to wait when it is set go before those who have', () => {
    const log: string[] = []
    const event = new Event()
    function* waiter(name: string): Coroutine<void> {
      yield* event.wait()
      log.push(name)
    }
    runSync(function* () {
      createTask(waiter('a'))
      createTask(waiter('b'))
      yield* sleep(0)
      createTask(waiter('late'))
      event.set()
      yield* sleep(0)
      expect(log).toEqual(['late', 'a', 'b'])
    })
  })

  test('that is set lets those who come go on without giving way', () => {
    const event = new Event()
    runSync(function* () {
      event.set()
      event.set()
      let others = 0
      createTask(
        (function* (): Coroutine<void> {
          others += 1
        })(),
      )
      expect(yield* event.wait()).toBe(true)
      expect(others).toBe(0)
    })
  })

  test('wakes those who waited even when it is cleared before they go on', () => {
    const event = new Event()
    runSync(function* () {
      const waiting = createTask(event.wait())
      yield* sleep(0)
      event.set()
      event.clear()
      expect(event.isSet()).toBe(false)
      const late = createTask(event.wait())
      yield* waiting
      expect(late.done()).toBe(false)
      event.set()
      yield* late
    })
  })

  test('forgets one that is cancelled, before or after it was woken', () => {
    const event = new Event()
    runSync(function* () {
      const before = createTask(event.wait())
      const after = createTask(event.wait())
      yield* sleep(0)
      before.cancel()
      event.set()
      after.cancel()
      yield* sleep(0)
      expect([before.cancelled(), after.cancelled()]).toEqual([true, true])
      expect(String(event)).toBe('<Event [set]>')
    })
  })

  test('belongs to the loop where somebody first had to wait', () => {
    const event = new Event()
    function* waits(): Coroutine<void> {
      const waiting = createTask(event.wait())
      yield* sleep(0)
      waiting.cancel()
      try {
        yield* waiting
      } catch (error) {
        if (!isCancelled(error)) throw error
      }
    }
    runSync(waits)
    expect(() => runSync(waits)).toThrow('<Event [unset]> is bound to a different event loop')
  })

  test('that nobody ever sets is named in the report of a deadlock', () => {
    const stuck = () => runSync(new Event().wait())
    expect(stuck).toThrow(DeadlockError)
    expect(stuck).toThrow('waits for <Event [unset, waiters:1]>')
  })
})
