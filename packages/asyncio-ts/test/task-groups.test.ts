import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  Future,
  getRunningLoop,
  sleep,
  type Task,
  TaskGroup,
  ValueError,
} from '../src/index.js'
import { errorOf } from './error-of.js'
import { lazyAndEager } from './lazy-and-eager'

function* after<T>(delay: number, result: T): Coroutine<T> {
  yield* sleep(delay)
  return result
}

function* failAfter(delay: number, message: string): Coroutine<never> {
  yield* sleep(delay)
  throw new ValueError(message)
}

/** Throws another error in place of its cancellation. */
function* failCleaningUp(message: string): Coroutine<void> {
  try {
    yield* new Future<void>()
  } catch {
    throw new ValueError(message)
  }
}

function messages(error: Error): string[] {
  expect(error).toBeInstanceOf(ExceptionGroup)
  return (error as ExceptionGroup).errors.map(({ message }) => message)
}

describe('a TaskGroup', () => {
  test('ends when all of its tasks have, and gives what the body returns', () => {
    lazyAndEager(function* () {
      let task: Task<string> | undefined
      const result = yield* new TaskGroup().with(function* (group) {
        task = group.createTask(after(2, 'task'), { name: 'named' })
        group.createTask(after(1, 0))
        return 'body'
      })
      expect(result).toBe('body')
      expect(getRunningLoop().time()).toBe(2)
      expect(task?.result()).toBe('task')
      expect(task?.getName()).toBe('named')
    })
  })

  test('the first error cancels the other tasks and the body; errors come in order of completion', () => {
    lazyAndEager(function* () {
      const others: Task<unknown>[] = []
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          group.createTask(failCleaningUp('third'))
          group.createTask(failAfter(2, 'first'))
          group.createTask(failAfter(2, 'second'))
          others.push(group.createTask(after(5, 0)))
          yield* sleep(5)
          expect.unreachable()
        }),
      )
      expect(error.message).toBe('unhandled errors in a TaskGroup (3 sub-exceptions)')
      expect(messages(error)).toEqual(['first', 'second', 'third'])
      expect(others[0]?.cancelled()).toBe(true)
      expect(getRunningLoop().time()).toBe(2)
      expect(currentTask()?.cancelling()).toBe(0)
      yield* sleep(0)
    })
  })

  test("the body's error cancels the tasks, and comes last", () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          group.createTask(failCleaningUp('task'))
          yield* sleep(1)
          throw new ValueError('body')
        }),
      )
      expect(messages(error)).toEqual(['task', 'body'])
    })
  })

  test('a task that is cancelled is no error, and the others go on', () => {
    lazyAndEager(function* () {
      yield* new TaskGroup().with(function* (group) {
        const first = group.createTask(after(5, 0))
        group.createTask(after(2, 0))
        yield* sleep(1)
        first.cancel()
      })
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('cancelled from outside, in the body or while it waits, cancels its tasks and stays cancelled', () => {
    lazyAndEager(function* () {
      for (const inBody of [0, 5]) {
        const tasks: Task<unknown>[] = []
        const parent = createTask(
          new TaskGroup().with(function* (group) {
            tasks.push(group.createTask(after(9, 0)))
            yield* sleep(inBody)
          }),
        )
        yield* sleep(1)
        parent.cancel('outside')
        expect(yield* errorOf(parent)).toEqual(new CancelledError('outside'))
        expect(tasks[0]?.cancelled()).toBe(true)
      }
    })
  })

  test('errors go before a cancel from outside, which comes at the next wait', () => {
    lazyAndEager(function* () {
      let seen: Error | undefined
      const parent = createTask(
        (function* () {
          seen = yield* errorOf(
            new TaskGroup().with(function* (group) {
              group.createTask(failCleaningUp('task'))
            }),
          )
          expect(currentTask()?.cancelling()).toBe(1)
          yield* sleep(0)
          expect.unreachable()
        })(),
      )
      yield* sleep(1)
      parent.cancel('outside')
      expect(yield* errorOf(parent)).toBeInstanceOf(CancelledError)
      expect(messages(seen as Error)).toEqual(['task'])
    })
  })

  test('cancelled again while its tasks clean up, waits for them all the same', () => {
    lazyAndEager(function* () {
      const parent = createTask(
        new TaskGroup().with(function* (group) {
          group.createTask(
            (function* () {
              try {
                yield* sleep(9)
              } finally {
                yield* sleep(2)
              }
            })(),
          )
        }),
      )
      yield* sleep(1)
      parent.cancel('first')
      yield* sleep(1)
      parent.cancel('second')
      expect(yield* errorOf(parent)).toEqual(new CancelledError('first'))
      expect(getRunningLoop().time()).toBe(3)
    })
  })

  test('groups within a group: the inner error goes through the outer', () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* (outer) {
          outer.createTask(after(9, 0))
          yield* new TaskGroup().with(function* (inner) {
            inner.createTask(failAfter(1, 'inner'))
          })
        }),
      )
      const [nested] = (error as ExceptionGroup).errors
      expect(messages(nested as Error)).toEqual(['inner'])
    })
  })

  test('its tasks may add others as long as one of them goes on', () => {
    lazyAndEager(function* () {
      const grow = function* (group: TaskGroup, left: number): Coroutine<void> {
        yield* sleep(1)
        if (left > 0) group.createTask(grow(group, left - 1))
      }
      yield* new TaskGroup().with(function* (group) {
        group.createTask(grow(group, 3))
      })
      expect(getRunningLoop().time()).toBe(4)
    })
  })

  test('something thrown that is no Error is among the errors as the cause of one', () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* () {
          throw 'text'
        }),
      )
      expect((error as ExceptionGroup).errors[0]?.cause).toBe('text')
    })
  })

  test('refuses tasks before, after and while it is being cancelled, and closes their coroutines', () => {
    lazyAndEager(function* () {
      const group = new TaskGroup()
      const coroutine = after(1, 0)
      expect(() => group.createTask(coroutine)).toThrow('TaskGroup <TaskGroup> has not been entered')
      expect(coroutine.next().done).toBe(true)
      const error = yield* errorOf(
        group.with(function* () {
          group.createTask(failAfter(1, 'task'))
          yield* errorOf(sleep(5))
          expect(() => group.createTask(after(1, 0))).toThrow(
            'TaskGroup <TaskGroup errors=1 cancelling> is shutting down',
          )
        }),
      )
      expect(messages(error)).toEqual(['task'])
      expect(() => group.createTask(after(1, 0))).toThrow(/is finished/)
      expect((yield* errorOf(group.with(() => sleep(0)))).message).toMatch(
        /^TaskGroup <TaskGroup cancelling> has already been entered/,
      )
    })
  })

  test('closed in the middle of its body, cancels its tasks', () => {
    lazyAndEager(function* () {
      const tasks: Task<unknown>[] = []
      const coroutine = new TaskGroup().with(function* (group) {
        tasks.push(group.createTask(after(1, 0)))
        yield* new Future<void>()
      })
      coroutine.next()
      coroutine.return(undefined)
      yield* sleep(5)
      expect(tasks[0]?.cancelled()).toBe(true)
    })
  })

  test('needs a task, and a function for its body', () => {
    lazyAndEager(function* () {
      const outside = new Future<Error>()
      getRunningLoop().callSoon(() => {
        try {
          new TaskGroup().with(() => sleep(0)).next()
        } catch (error) {
          outside.setResult(error as Error)
        }
      })
      expect((yield* outside).message).toMatch(/^TaskGroup <TaskGroup> cannot determine the parent task/)
      const error = yield* errorOf(new TaskGroup().with(5 as never))
      expect(String((error as ExceptionGroup).errors[0])).toMatch(/^TypeError: TaskGroup\.with takes a function/)
    })
  })
})
