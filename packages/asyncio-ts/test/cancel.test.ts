import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  Future,
  getRunningLoop,
  isCancelled,
  runSync,
  sleep,
  type Task,
  ValueError,
  wait,
} from '../src/index.js'
import { errorOf } from './error-of.js'

function* five(): Coroutine<number> {
  return 5
}

function* gets<T>(future: Future<T>): Coroutine<T> {
  return yield* future
}

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

  test('arrives at a task that gives way, too', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          yield* sleep(0)
          yield* sleep(0)
          return 12
        })(),
      )
      yield* sleep(0)
      task.cancel()
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError)
      expect([task.done(), task.cancelled(), task.cancel()]).toEqual([true, true, false])
    })
  })

  test('of the task cancels the Future that it waits for, and the other way round', () => {
    runSync(function* () {
      for (const [ofFuture, ofTask] of [
        [false, true],
        [true, false],
        [true, true],
      ] as const) {
        const future = new Future<void>()
        const task = createTask(gets(future))
        yield* sleep(0)
        if (ofFuture) future.cancel('of the future')
        if (ofTask) task.cancel('of the task')
        expect(future.cancelled()).toBe(true)
        // Of both the Future's comes first: it is what the task was waiting for.
        expect(yield* errorOf(task)).toEqual(new CancelledError(ofFuture ? 'of the future' : 'of the task'))
        expect(task.cancelled()).toBe(true)
      }
    })
  })

  test('that is refused reaches one wait alone: those before and after it are as ever', () => {
    runSync(function* () {
      const [before, refused, after] = [new Future<number>(), new Future<number>(), new Future<number>()]
      const task = createTask(
        (function* () {
          yield* before
          try {
            yield* refused
          } catch (error) {
            if (!isCancelled(error)) throw error
          }
          return yield* after
        })(),
      )
      yield* sleep(0)
      before.setResult(1)
      yield* sleep(0)
      task.cancel()
      yield* sleep(0)
      expect([before, refused, after].map((future) => future.cancelled())).toEqual([false, true, false])
      after.setResult(42)
      expect(yield* task).toBe(42)
      expect(task.cancelled()).toBe(false)
    })
  })

  test('of the current task arrives where it waits next, and there reaches what it waits for', () => {
    runSync(function* () {
      const future = new Future<void>()
      const inner = createTask(gets(future))
      const outer = createTask(
        (function* () {
          currentTask()?.cancel('own')
          yield* inner
        })(),
      )
      yield* sleep(0)
      expect([inner.cancelling(), future.cancelled()]).toEqual([1, true])
      expect(yield* errorOf(outer)).toEqual(new CancelledError('own'))
      expect([inner.cancelled(), outer.cancelled(), outer.cancel()]).toEqual([true, true, false])
    })
  })

  test('of the current task right before it returns counts, and its result is lost', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          currentTask()?.cancel('late')
          return 12
        })(),
      )
      expect(task.cancelled()).toBe(false)
      expect(yield* errorOf(task)).toEqual(new CancelledError('late'))
      expect([task.done(), task.cancelled(), task.cancel()]).toEqual([true, true, false])
    })
  })

  test('may be answered with an error, with which the task then fails', () => {
    runSync(function* () {
      const boom = new ValueError('boom')
      const task = createTask(
        (function* () {
          try {
            yield* sleep(10)
          } catch {
            throw boom
          }
        })(),
      )
      yield* sleep(0)
      task.cancel()
      expect(task.done()).toBe(false)
      yield* sleep(0)
      expect([task.done(), task.cancelled()]).toEqual([true, false])
      expect(task.exception()).toBe(boom)
    })
  })

  test.each<[string, string[], (task: Task<void>) => unknown]>([
    ['result()', [], (task) => task.result()],
    ['result()', ['enough'], (task) => task.result()],
    ['exception()', [], (task) => task.exception()],
    ['exception()', ['enough'], (task) => task.exception()],
  ])('is thrown by %s, with its message: %j', (_how, message, ask) => {
    runSync(function* () {
      for (const started of [false, true]) {
        const task = createTask(sleep(10))
        if (started) yield* sleep(0)
        task.cancel(...message)
        yield* wait([task])
        expect(() => ask(task)).toThrow(new CancelledError(...message))
      }
    })
  })
})

describe('uncancel', () => {
  test('within the task lets it go on, until it is cancelled again', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          try {
            yield* sleep(10)
          } catch {
            currentTask()?.uncancel()
            yield* sleep(10)
          }
        })(),
      )
      yield* sleep(1)
      expect(task.cancel()).toBe(true)
      expect(String(task)).toContain('<Task cancelling ')
      expect([task.cancelling(), task.cancelled()]).toEqual([1, false])
      yield* sleep(1)
      expect(String(task)).toContain('<Task pending ')
      expect([task.cancelling(), task.cancelled()]).toEqual([0, false])
      task.cancel()
      expect([task.cancelling(), task.cancelled()]).toEqual([1, false])
      yield* errorOf(task)
      expect([task.uncancel(), task.cancelled(), task.done()]).toEqual([0, true, true])
    })
  })

  test('of a task that is awake already drops the cancel: it gets what it waited for', () => {
    runSync(function* () {
      const future = new Future<number>()
      const task = createTask(gets(future))
      yield* sleep(0)
      future.setResult(42)
      task.cancel()
      expect(task.cancelling()).toBe(1)
      expect(task.uncancel()).toBe(0)
      expect(yield* task).toBe(42)
    })
  })

  test.each([
    [10, 1, { timedOut: true, finished: false, time: 1 }],
    [0, 10, { timedOut: false, finished: true, time: 0 }],
  ])('is all that a time limit of its own needs: %d seconds of work within %d', (work, limit, expected) => {
    runSync(function* () {
      const loop = getRunningLoop()
      const task = currentTask() as Task<void>
      let [timedOut, finished] = [false, false]
      const timer = loop.callLater(limit, () => {
        timedOut = true
        task.cancel()
      })
      try {
        yield* sleep(work)
        finished = true
      } catch (error) {
        if (!(isCancelled(error) && timedOut && task.uncancel() === 0)) throw error
      } finally {
        timer.cancel()
      }
      yield* sleep(0)
      expect({ timedOut, finished, time: loop.time() }).toEqual(expected)
      expect(task.cancelling()).toBe(0)
    })
  })
})
