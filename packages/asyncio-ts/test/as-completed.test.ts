import { describe, expect, test } from 'vitest'
import {
  asCompleted,
  CancelledError,
  type Coroutine,
  createTask,
  Future,
  getRunningLoop,
  runSync,
  sleep,
  TimeoutError,
  ValueError,
} from '../src/index.js'

function* after<T>(delay: number, result: T): Coroutine<T> {
  yield* sleep(delay)
  return result
}

function* failAfter(delay: number): Coroutine<never> {
  yield* sleep(delay)
  throw new ValueError('boom')
}

function* outcome(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<unknown> {
  try {
    return yield* awaitable
  } catch (error) {
    return error
  }
}

describe('asCompleted', () => {
  test('gives results as they come, and throws the error of one in its place', () => {
    runSync(function* () {
      const results: unknown[] = []
      for (const next of asCompleted([after(3, 'c'), failAfter(2), after(1, 'a')])) results.push(yield* outcome(next))
      expect(results).toEqual(['a', new ValueError('boom'), 'c'])
      expect(getRunningLoop().time()).toBe(3)
    })
  })

  test('shares one that stands twice, and takes what is done already in the order of the arguments', () => {
    runSync(function* () {
      const [first, second] = [new Future<string>(), new Future<string>()]
      second.setResult('second')
      first.setResult('first')
      const results: string[] = []
      for (const next of asCompleted([first, second, first])) results.push(yield* next)
      expect(results).toEqual(['first', 'second'])
    })
  })

  test('can be gone through in parts, by either way', () => {
    runSync(function* () {
      for (const futures of [false, true]) {
        const all = asCompleted([3, 1, 2, 0].map((n) => after(n, n)))
        const results: number[] = []
        for (let part = 0; part < 2; part += 1) {
          for (const next of futures ? all.futures() : all) {
            const result = yield* next as Coroutine<number | Future<number>>
            results.push(typeof result === 'number' ? result : result.result())
            if (results.length === 2) break
          }
        }
        expect(results).toEqual([0, 1, 2, 3])
      }
    })
  })

  test('gives the first result to whoever waits first, whichever of its coroutines that is', () => {
    runSync(function* () {
      const [first, second] = [...asCompleted([after(1, 'a'), after(2, 'b')])] as [Coroutine<string>, Coroutine<string>]
      expect(yield* second).toBe('a')
      expect(getRunningLoop().time()).toBe(1)
      expect(yield* first).toBe('b')
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('can be waited for by several at once', () => {
    runSync(function* () {
      for (const futures of [false, true]) {
        const all = asCompleted([after(1, 'a'), after(1, 'b')])
        const tasks = [...(futures ? all.futures() : all)].map((next) => createTask(next as Coroutine<unknown>))
        const results = [yield* tasks[0] as Future<unknown>, yield* tasks[1] as Future<unknown>]
        expect(results.map((each) => (each instanceof Future ? each.result() : each))).toEqual(['a', 'b'])
      }
    })
  })

  test('of nothing gives nothing', () => {
    runSync(function* () {
      expect([...asCompleted([])]).toEqual([])
      expect([...asCompleted([]).futures()]).toEqual([])
    })
  })

  test('can give the Futures themselves, done: those that were given, or new ones for coroutines', () => {
    runSync(function* () {
      const task = createTask(after(2, 'task'))
      const seen: [boolean, unknown][] = []
      for (const next of asCompleted([task, after(1, 'coroutine')]).futures()) {
        const future = yield* next
        seen.push([future === task, future.result()])
      }
      expect(seen).toEqual([
        [false, 'coroutine'],
        [true, 'task'],
      ])
    })
  })

  test('when the time is over, all that are left throw TimeoutError, and the awaitables go on', () => {
    runSync(function* () {
      const slow = createTask(after(5, 'slow'))
      const results: unknown[] = []
      for (const next of asCompleted([slow, after(1, 'a'), after(6, 'b')], { timeout: 2 })) {
        results.push(yield* outcome(next))
      }
      expect(results).toEqual(['a', new TimeoutError(), new TimeoutError()])
      expect(getRunningLoop().time()).toBe(2)
      expect(yield* slow).toBe('slow')
    })
  })

  test('in time, withdraws its timer', () => {
    runSync(function* () {
      for (const next of asCompleted([after(1, 'a')], { timeout: 2 })) yield* next
      expect(getRunningLoop()._timers.next()).toBe(Number.POSITIVE_INFINITY)
    })
  })

  test('one that is cancelled before or after its wake-up leaves the result to another', () => {
    runSync(function* () {
      for (const late of [false, true]) {
        const future = new Future<string>()
        const all = asCompleted([future, new Future<string>()])
        const [first, second] = [...all].map((next) => createTask(outcome(next)))
        yield* sleep(0)
        if (late) {
          future.setResult('x')
          yield* sleep(0)
        }
        first?.cancel()
        if (!late) future.setResult('x')
        expect(yield* first as Future<unknown>).toBeInstanceOf(CancelledError)
        expect(yield* second as Future<unknown>).toBe('x')
      }
    })
  })

  test('says in a deadlock for whom it waits', () => {
    expect(() =>
      runSync(function* () {
        for (const next of asCompleted([new Future(), createTask(outcome(new Future()), { name: 'stuck' })]))
          yield* next
      }),
    ).toThrow(/waits for an item of asCompleted of Future, stuck/)
  })

  test('wants an array of what can be waited for', () => {
    runSync(function* () {
      expect(() => asCompleted(sleep(1) as never)).toThrow(/^asCompleted takes an array of awaitables/)
      expect(() => asCompleted(new Future() as never)).toThrow(TypeError)
      expect(() => asCompleted([5] as never)).toThrow(/awaitable is required, got 5/)
    })
  })
})
