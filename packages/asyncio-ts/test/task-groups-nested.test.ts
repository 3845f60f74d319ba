/* Groups whose tasks, bodies and parents fail or are cancelled while others already are; with lazy and eager tasks. */
import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  ExceptionGroup,
  getRunningLoop,
  isCancelled,
  RuntimeError,
  sleep,
  type Task,
  TaskGroup,
  ValueError,
} from '../src/index.js'
import { errorOf } from './error-of.js'
import { lazyAndEager } from './lazy-and-eager'

class OwnError extends Error {}

function* failAfter(delay: number, error: Error): Coroutine<never> {
  yield* sleep(delay)
  throw error
}

/** Fails while it cleans up. */
function* failLeaving(error: Error): Coroutine<void> {
  try {
    yield* sleep(99)
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: a clean-up that fails is the subject
    throw error
  }
}

/** The messages of a group's errors; a group within is an array. */
function messages(error: Error): unknown[] {
  if (!(error instanceof ExceptionGroup)) throw error
  return error.errors.map((each) => (each instanceof ExceptionGroup ? messages(each) : each.message))
}

describe('a TaskGroup', () => {
  test('takes tasks in the middle of its body, and knows only those that have not ended', () => {
    lazyAndEager(function* () {
      const results: string[] = []
      yield* new TaskGroup().with(function* (group) {
        for (let i = 0; i < 10; i += 1) {
          yield* sleep(1)
          group.createTask(sleep(2.5, String(i))).addDoneCallback((task) => results.push(String(task.result())))
        }
        expect(String(group)).toBe('<TaskGroup tasks=3 entered>')
        yield* sleep(1.6)
        expect(String(group)).toBe('<TaskGroup tasks=1 entered>')
      })
      expect(results).toEqual([...'0123456789'])
    })
  })

  test('names its tasks as it is told, from within as from without', () => {
    lazyAndEager(function* () {
      let within: string | undefined
      yield* new TaskGroup().with(function* (group) {
        const task = group.createTask(
          (function* (): Coroutine<void> {
            within = currentTask()?.getName()
            yield* sleep(0)
          })(),
          { name: 'example' },
        )
        expect(task.getName()).toBe('example')
      })
      expect(within).toBe('example')
    })
  })

  test('serves once: it cannot be entered within itself, nor after its end', () => {
    lazyAndEager(function* () {
      const group = new TaskGroup()
      yield* group.with(function* () {
        expect((yield* errorOf(group.with(() => sleep(0)))).message).toMatch(/has already been entered/)
      })
      expect((yield* errorOf(group.with(() => sleep(0)))).message).toMatch(/has already been entered/)
    })
  })
})

describe('an error in a TaskGroup', () => {
  test('thrown by the body before it waits cancels the tasks that were just made', () => {
    lazyAndEager(function* () {
      const tasks: Task<unknown>[] = []
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          tasks.push(group.createTask(sleep(1)), group.createTask(sleep(2)))
          throw new ValueError('body')
        }),
      )
      expect(messages(error)).toEqual(['body'])
      expect(tasks.map((task) => task.cancelled())).toEqual([true, true])
      expect(getRunningLoop().time()).toBe(0)
    })
  })

  test('joins the one that the body throws while it is being cancelled; of whatever class they are', () => {
    lazyAndEager(function* () {
      for (const [first, second] of [
        [new ValueError('task'), new OwnError('body')],
        [new OwnError('task'), new TypeError('body')],
      ] as const) {
        const error = yield* errorOf(
          new TaskGroup().with(function* (group) {
            group.createTask(failAfter(1, first))
            yield* failLeaving(second)
          }),
        )
        expect((error as ExceptionGroup).errors).toEqual([first, second])
        expect((error as ExceptionGroup).errors[1]).toBe(second)
        expect(currentTask()?.cancelling()).toBe(0)
      }
    })
  })

  test('ends tasks that make ever more tasks', () => {
    lazyAndEager(function* () {
      let alive = 0
      let made = 0
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          const hydra = function* (): Coroutine<void> {
            alive += 1
            made += 1
            try {
              yield* sleep(1)
              for (let i = 0; i < 2; i += 1) group.createTask(hydra())
            } finally {
              alive -= 1
            }
          }
          group.createTask(hydra())
          group.createTask(failAfter(4.5, new ValueError('enough')))
        }),
      )
      expect(messages(error)).toEqual(['enough'])
      expect([made, alive]).toEqual([31, 0])
    })
  })

  test('of a task that another has just made cancels that other one where it waits', () => {
    lazyAndEager(function* () {
      let cancelled = false
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          const maker = function* (): Coroutine<void> {
            group.createTask(
              (function* (): Coroutine<void> {
                throw new ValueError('third')
              })(),
            )
            try {
              yield* sleep(0)
              yield* sleep(0)
            } catch (thrown) {
              cancelled = isCancelled(thrown)
            }
          }
          group.createTask(maker())
        }),
      )
      expect(messages(error)).toEqual(['third'])
      expect(cancelled).toBe(true)
    })
  })

  test('leaves no cancel behind that would hit what comes after the group', () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* (group) {
          group.createTask(
            (function* (): Coroutine<void> {
              throw new ValueError('at once')
            })(),
          )
        }),
      )
      expect(messages(error)).toEqual(['at once'])
      yield* sleep(0)
      expect(currentTask()?.cancelling()).toBe(0)
    })
  })

  test('of the outer group cancels the inner one, whose tasks end without an error of theirs', () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* (outer) {
          outer.createTask(failAfter(1, new ValueError('outer')))
          yield* new TaskGroup().with(function* (inner) {
            inner.createTask(failAfter(9, new ValueError('inner')))
          })
        }),
      )
      expect(messages(error)).toEqual(['outer'])
      expect(getRunningLoop().time()).toBe(1)
    })
  })

  test('of the outer group in the turn of one of the inner group: each group throws its own', () => {
    lazyAndEager(function* () {
      const error = yield* errorOf(
        new TaskGroup().with(function* (outer) {
          const inside = yield* errorOf(
            new TaskGroup().with(function* (inner) {
              inner.createTask(failAfter(0, new ValueError('inner')))
              outer.createTask(failAfter(0, new ValueError('outer')))
            }),
          )
          expect(messages(inside)).toEqual(['inner'])
          // The outer group's cancel is still to come.
          expect(currentTask()?.cancelling()).toBe(1)
        }),
      )
      expect(messages(error)).toEqual(['outer'])
      expect(currentTask()?.cancelling()).toBe(0)
    })
  })
})

describe('a cancel from outside of a TaskGroup', () => {
  /** Cancels a task of `main` after a second, and gives the error with which it ends. */
  function* cancelled(main: () => Coroutine<unknown>): Coroutine<Error> {
    const task = createTask(main())
    yield* sleep(1)
    expect(task.done()).toBe(false)
    task.cancel()
    return yield* errorOf(task)
  }

  test('that waits in its body, without tasks, stays a cancel; in its stead the body may throw something', () => {
    lazyAndEager(function* () {
      expect(yield* cancelled(() => new TaskGroup().with(() => sleep(9)))).toEqual(new CancelledError())
      const error = yield* cancelled(() => new TaskGroup().with(() => failLeaving(new OwnError('mine'))))
      expect(messages(error)).toEqual(['mine'])
    })
  })

  test('gives way to the errors of tasks that fail as they are cancelled, through an outer group too', () => {
    lazyAndEager(function* () {
      const failing = () =>
        new TaskGroup().with(function* (group) {
          for (let i = 0; i < 3; i += 1) group.createTask(failLeaving(new ValueError(String(i))))
          yield* sleep(9)
        })
      expect(messages(yield* cancelled(failing))).toEqual(['0', '1', '2'])
      for (const withTask of [false, true]) {
        const error = yield* cancelled(() =>
          new TaskGroup().with(function* (outer) {
            if (withTask) outer.createTask(sleep(9))
            yield* failing()
          }),
        )
        expect(messages(error)).toEqual([['0', '1', '2']])
      }
    })
  })

  test('is told to each task once, also when another fails while they clean up', () => {
    lazyAndEager(function* () {
      let cancels = 0
      const cleaning = function* (): Coroutine<void> {
        for (let left = 3; left > 0; left -= 1) {
          try {
            yield* sleep(2)
          } catch {
            cancels += 1
          }
        }
      }
      const error = yield* cancelled(() =>
        new TaskGroup().with(function* (group) {
          group.createTask(failLeaving(new ValueError('task')))
          group.createTask(cleaning())
        }),
      )
      expect(messages(error)).toEqual(['task'])
      expect(cancels).toBe(1)
    })
  })

  test('gives way to a task that fails while the body cleans up, also where the cancel came through a task between', () => {
    lazyAndEager(function* () {
      const group = () =>
        new TaskGroup().with(function* (inner) {
          inner.createTask(failAfter(3, new ValueError('task')))
          try {
            yield* sleep(9)
          } catch (error) {
            yield* sleep(5)
            throw error
          }
        })
      const between = function* (): Coroutine<void> {
        yield* createTask(group())
      }
      for (const main of [group, between]) {
        const start = getRunningLoop().time()
        expect(messages(yield* cancelled(main))).toEqual(['task'])
        expect(getRunningLoop().time() - start).toBe(3)
      }
    })
  })

  test('in the turn in which a task fails comes after the error, where the body next waits', () => {
    lazyAndEager(function* () {
      const started = new Event()
      const seen: unknown[] = []
      const fail = function* (): Coroutine<void> {
        started.set()
        yield* sleep(0)
        throw new RuntimeError('task')
      }
      const main = function* (): Coroutine<void> {
        const error = yield* errorOf(
          new TaskGroup().with(function* (group) {
            group.createTask(fail())
            yield* sleep(9)
          }),
        )
        seen.push(...messages(error), currentTask()?.cancelling())
        yield* sleep(9)
        seen.push('not cancelled')
      }
      const task = createTask(main())
      yield* started.wait()
      expect(task.cancelling()).toBe(0)
      task.cancel()
      expect(task.cancelling()).toBe(1)
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError)
      expect([task.cancelled(), seen]).toEqual([true, ['task', 1]])
    })
  })
})
