import { describe, expect, test } from 'vitest'
import {
  allTasks,
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  Future,
  getRunningLoop,
  isCancelled,
  isCoroutine,
  runSync,
  sleep,
  type Task,
  ValueError,
} from '../src/index.js'

function* five(): Coroutine<number> {
  return 5
}

function* errorOf(task: Coroutine<unknown> | Future<unknown>): Coroutine<Error> {
  try {
    yield* task
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

describe('a task', () => {
  test('gives what its coroutine returns, and raises what it throws', () => {
    runSync(function* () {
      expect(yield* createTask(five())).toBe(5)
      const error = new ValueError('boom')
      const failing = createTask(
        (function* (): Coroutine<void> {
          throw error
        })(),
      )
      expect(yield* errorOf(failing)).toBe(error)
      expect(failing.exception()).toBe(error)
    })
  })

  test('can be given a name, and shows how it stands', () => {
    runSync(function* () {
      const task = createTask(sleep(1, 5), { name: 'nap' })
      expect(String(task)).toBe("<Task pending name='nap' coro=<sleep()>>")
      yield* sleep(0)
      expect(String(task)).toBe(
        "<Task pending name='nap' coro=<sleep()> wait_for=<Future pending cb=[Task.task_wakeup()]>>",
      )
      task.setName('other')
      task.cancel()
      expect(String(task)).toContain("<Task cancelling name='other' ")
      yield* errorOf(task)
      expect(String(task)).toBe("<Task cancelled name='other' coro=<sleep()>>")
      const done = createTask(five(), { name: 'f' })
      yield* done
      expect(String(done)).toBe("<Task finished name='f' coro=<coroutine> result=5>")
    })
  })

  test('is numbered in order of creation when it has no name', () => {
    runSync(function* () {
      const [first, second] = [createTask(five()), createTask(five())]
      const number = (task: Task<unknown>): number => Number(task.getName().replace('Task-', ''))
      expect(number(second)).toBe(number(first) + 1)
      yield* second
    })
  })

  test('is the current one while it executes, and one of all until it is done', () => {
    runSync(function* () {
      const main = currentTask()
      let seen: unknown
      const task = createTask(
        (function* () {
          seen = currentTask()
          yield* sleep(0)
        })(),
      )
      // Compared by identity: a deep comparison would iterate over the tasks.
      expect([...allTasks()].map((each) => [main, task].indexOf(each))).toEqual([0, 1])
      getRunningLoop().callSoon(() => expect(currentTask()).toBeUndefined())
      yield* task
      expect(seen).toBe(task)
      expect([...allTasks()].map((each) => [main].indexOf(each))).toEqual([0])
    })
  })

  test('does not take a result or an error from outside', () => {
    runSync(function* () {
      const task = createTask(five())
      expect(() => task.setResult(6)).toThrow('Task does not support set_result operation')
      expect(() => task.setException(new Error())).toThrow('Task does not support set_exception operation')
      yield* task
    })
  })
})

describe('cancel', () => {
  test('before the start: the body never runs', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          expect.unreachable()
          yield* sleep(0)
        })(),
      )
      expect(task.cancel('no')).toBe(true)
      expect(task.cancelled()).toBe(false)
      expect(yield* errorOf(task)).toEqual(new CancelledError('no'))
      expect(task.cancelled()).toBe(true)
      expect(task.cancel()).toBe(false)
    })
  })

  test('is thrown in where the task waits, through everything that it awaits', () => {
    const log: string[] = []
    runSync(function* () {
      function* inner() {
        try {
          yield* sleep(10)
        } catch (error) {
          log.push(`${(error as Error).name} ${(error as Error).message}`)
          throw error
        } finally {
          log.push('finally')
        }
      }
      const task = createTask(
        (function* () {
          yield* createTask(inner())
        })(),
      )
      yield* sleep(1)
      task.cancel('enough')
      yield* errorOf(task)
      expect(getRunningLoop().time()).toBe(1)
    })
    expect(log).toEqual(['CancelledError enough', 'finally'])
  })

  test('can be refused', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          try {
            yield* sleep(10)
          } catch (error) {
            if (!isCancelled(error)) throw error
          }
          return 'refused'
        })(),
      )
      yield* sleep(0)
      task.cancel()
      expect(yield* task).toBe('refused')
      expect([task.cancelled(), task.cancelling()]).toEqual([false, 1])
    })
  })

  test('after the wake-up still arrives, instead of the result', () => {
    runSync(function* () {
      const future = new Future<number>()
      const task = createTask(
        (function* () {
          return yield* future
        })(),
      )
      yield* sleep(0)
      future.setResult(1)
      task.cancel()
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError)
      expect(future.result()).toBe(1)
    })
  })

  test('after the wake-up wins over the error of what was awaited, too', () => {
    runSync(function* () {
      const future = new Future<number>()
      const task = createTask(
        (function* () {
          return yield* future
        })(),
      )
      yield* sleep(0)
      future.setException(new ValueError('boom'))
      task.cancel('enough')
      expect(yield* errorOf(task)).toEqual(new CancelledError('enough'))
    })
  })

  test('is counted, and taken back by uncancel', () => {
    runSync(function* () {
      const task = createTask(five())
      task.cancel()
      task.cancel()
      expect(task.cancelling()).toBe(2)
      expect(task.uncancel()).toBe(1)
      expect(task.uncancel()).toBe(0)
      expect(task.uncancel()).toBe(0)
      expect(yield* task).toBe(5)
    })
  })

  test('withdraws the timer of a sleep', () => {
    runSync(function* () {
      const task = createTask(sleep(100))
      yield* sleep(0)
      task.cancel()
      yield* errorOf(task)
      yield* sleep(1)
      expect(getRunningLoop().time()).toBe(1)
    })
  })
})

describe('sleep', () => {
  test('gives its result after so many seconds of loop time', () => {
    runSync(function* () {
      expect(yield* sleep(1.5, 'x')).toBe('x')
      expect(getRunningLoop().time()).toBe(1.5)
      expect(yield* sleep(-1, 'y')).toBe('y')
      expect(getRunningLoop().time()).toBe(1.5)
    })
  })

  test('refuses what is no number of seconds', () => {
    expect(() => sleep('1' as never)).toThrow("sleep takes a number of seconds, got '1'")
    expect(() => runSync(sleep(Number.NaN))).toThrow(new ValueError('Invalid delay: NaN (not a number)'))
  })
})

test('isCoroutine knows generator objects and the coroutines of the package', () => {
  const asyncGenerator = (async function* () {})()
  expect([five(), sleep(1), asyncGenerator, [].values(), Promise.resolve(), five, null].map(isCoroutine)).toEqual([
    ...[true, true],
    ...[false, false, false, false, false],
  ])
})
