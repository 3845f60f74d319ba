import { describe, expect, test } from 'vitest'
import {
  ALL_COMPLETED,
  CancelledError,
  type Coroutine,
  createTask,
  DeadlockError,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  getRunningLoop,
  runSync,
  sleep,
  type Task,
  ValueError,
  wait,
} from '../src/index.js'
import { errorOf } from './error-of.js'

function* after(delay: number, result = ''): Coroutine<string> {
  yield* sleep(delay)
  return result
}

function* failAfter(delay: number): Coroutine<string> {
  yield* sleep(delay)
  throw new ValueError('boom')
}

/** The indices of tasks: a deep comparison would iterate over them. */
const indices = (tasks: readonly unknown[], found: Iterable<unknown>): number[] =>
  [...found].map((task) => tasks.indexOf(task))

describe('wait', () => {
  test('gives what is done and what is not in the order of the arguments, each once', () => {
    runSync(function* () {
      const tasks = [3, 1, 2, 5].map((delay) => createTask(after(delay)))
      const [a, b] = tasks as [Task<string>, Task<string>]
      const { done, pending } = yield* wait([...tasks, b, a], { timeout: 2.5 })
      expect(indices(tasks, done)).toEqual([1, 2])
      expect(indices(tasks, pending)).toEqual([0, 3])
      expect(getRunningLoop().time()).toBe(2.5)
    })
  })

  test('waits for all unless told otherwise, and does not throw for their errors', () => {
    runSync(function* () {
      const tasks = [createTask(after(1)), createTask(failAfter(2))]
      const { done, pending } = yield* wait(new Set(tasks))
      expect(indices(tasks, done)).toEqual([0, 1])
      expect(pending.size).toBe(0)
      expect(tasks[1]?.exception()).toEqual(new ValueError('boom'))
    })
  })

  test.each([
    [FIRST_COMPLETED, 1],
    [FIRST_EXCEPTION, 2],
    [ALL_COMPLETED, 3],
  ] as const)('with %s it returns after %d seconds', (returnWhen, seconds) => {
    runSync(function* () {
      const tasks = [createTask(after(3)), createTask(failAfter(2)), createTask(after(1))]
      yield* wait(tasks, { returnWhen })
      expect(getRunningLoop().time()).toBe(seconds)
      for (const task of tasks) task.cancel()
    })
  })

  test('takes no time when all are done already', () => {
    runSync(function* () {
      const tasks = [createTask(after(1)), createTask(failAfter(2))]
      for (let i = 0; i < 2; i += 1) {
        const { done } = yield* wait(tasks)
        expect(indices(tasks, done)).toEqual([0, 1])
        expect([...done].map((task) => task.exception())).toEqual([undefined, new ValueError('boom')])
        expect(getRunningLoop().time()).toBe(2)
      }
    })
  })

  test('for the first gives all that are done when it goes on, not only the one that woke it', () => {
    runSync(function* () {
      function* hops(count: number): Coroutine<void> {
        for (; count > 0; count -= 1) yield* sleep(0)
      }
      const tasks = [createTask(hops(1)), createTask(hops(2))]
      const { done, pending } = yield* wait(tasks, { returnWhen: FIRST_COMPLETED })
      expect(indices(tasks, done)).toEqual([0, 1])
      expect(pending.size).toBe(0)
    })
  })

  test.each([
    [FIRST_EXCEPTION, () => failAfter(0), 0],
    [FIRST_EXCEPTION, () => failAfter(1), 1],
    [FIRST_COMPLETED, () => after(1), 1],
  ] as const)('with %s says which it was that made it go on', (returnWhen, make, seconds) => {
    runSync(function* () {
      const tasks = [createTask(after(10)), createTask(make())]
      const { done, pending } = yield* wait(tasks, { returnWhen })
      expect([indices(tasks, done), indices(tasks, pending)]).toEqual([[1], [0]])
      expect(getRunningLoop().time()).toBe(seconds)
      tasks[0]?.cancel()
    })
  })

  test('takes whatever can be gone through, but for a generator object, which is a coroutine here', () => {
    runSync(function* () {
      const tasks = [createTask(after(2)), createTask(after(1))]
      const { done } = yield* wait(tasks.values())
      expect(indices(tasks, done)).toEqual([0, 1])
      function* generated(): Generator<Task<string>> {
        yield* tasks as Iterable<Task<string>> as Generator<Task<string>>
      }
      expect(yield* errorOf(wait(generated()))).toBeInstanceOf(TypeError)
    })
  })

  test('cancelled, lets the tasks go on', () => {
    runSync(function* () {
      const future = new Future<void>()
      let went = false
      const inner = createTask(
        (function* () {
          yield* future
          went = true
        })(),
      )
      const outer = createTask(
        (function* () {
          yield* wait([inner])
          expect.unreachable()
        })(),
      )
      yield* sleep(0)
      outer.cancel()
      expect(yield* errorOf(outer)).toBeInstanceOf(CancelledError)
      future.setResult()
      yield* inner
      expect(went).toBe(true)
    })
  })

  test('takes a cancelled one for done, but not for an error', () => {
    runSync(function* () {
      const tasks = [createTask(after(1)), createTask(after(2))]
      tasks[0]?.cancel()
      const { done } = yield* wait(tasks, { returnWhen: FIRST_EXCEPTION })
      expect(indices(tasks, done)).toEqual([0, 1])
    })
  })

  test('cancelled, before or after the wake-up, leaves the tasks alone and its callbacks removed', () => {
    runSync(function* () {
      const future = new Future<number>()
      const early = createTask(wait([future], { timeout: 100 }))
      yield* sleep(1)
      early.cancel('early')
      expect(yield* errorOf(early)).toEqual(new CancelledError('early'))
      expect(String(future)).toBe('<Future pending>')

      const late = createTask(wait([future], { timeout: 100 }))
      yield* sleep(1)
      future.setResult(1)
      yield* sleep(0)
      late.cancel('late')
      expect(yield* errorOf(late)).toEqual(new CancelledError('late'))
      yield* sleep(0)
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('refuses nothing, coroutines, promises and a single task', () => {
    runSync(function* () {
      const task = createTask(after(1))
      expect((yield* errorOf(wait([]))).message).toMatch(/^Set of Tasks\/Futures is empty\. /)
      expect(String(yield* errorOf(wait([task], { returnWhen: 'SOMETIME' as never })))).toBe(
        "ValueError: Invalid returnWhen value: 'SOMETIME': give ALL_COMPLETED, FIRST_COMPLETED or FIRST_EXCEPTION",
      )
      const wrong: [unknown, RegExp][] = [
        [task, /^TypeError: wait takes an array or a set of Futures, as in wait\(\[task\]\); got <Task/],
        [after(1), /^TypeError: wait takes an array/],
        [[after(1)], /^TypeError: Passing coroutines is forbidden, use tasks explicitly/],
        [[Promise.resolve()], /^TypeError: wait takes Futures and tasks, got .*ensureFuture/],
      ]
      for (const [given, message] of wrong) expect(String(yield* errorOf(wait(given as never)))).toMatch(message)
    })
  })

  test('says in a deadlock for whom it waits', () => {
    expect(() =>
      runSync(function* () {
        const stuck = createTask(errorOf(new Future()), { name: 'stuck' })
        yield* wait([stuck, new Future()])
      }),
    ).toThrow(DeadlockError)
    expect(() =>
      runSync(function* () {
        yield* wait([createTask(errorOf(new Future()), { name: 'stuck' }), new Future()])
      }),
    ).toThrow(/waits for wait of stuck, Future/)
  })
})
