import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  Future,
  gather,
  getRunningLoop,
  runSync,
  sleep,
  ValueError,
} from '../src/index.js'

function* after(delay: number, result: string): Coroutine<string> {
  yield* sleep(delay)
  return result
}

function* failAfter(delay: number, message: string): Coroutine<never> {
  yield* sleep(delay)
  throw new ValueError(message)
}

function* outcome(awaitable: Future<unknown>): Coroutine<unknown> {
  try {
    return yield* awaitable
  } catch (error) {
    return error
  }
}

describe('gather', () => {
  test('gives the results in the order of the arguments, when the last is there', () => {
    runSync(function* () {
      expect(yield* gather([after(2, 'a'), after(1, 'b')])).toEqual(['a', 'b'])
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('of nothing is done at once', () => {
    runSync(function* () {
      const nothing = gather([])
      expect(nothing.done()).toBe(true)
      expect(yield* nothing).toEqual([])
    })
  })

  test('shares an awaitable that stands twice', () => {
    runSync(function* () {
      const coroutine = after(1, 'x')
      expect(yield* gather([coroutine, coroutine])).toEqual(['x', 'x'])
    })
  })

  test('takes what is done already', () => {
    runSync(function* () {
      const done = new Future<string>()
      done.setResult('now')
      expect(yield* gather([done, after(1, 'later')])).toEqual(['now', 'later'])
    })
  })

  test('fails with the first error at once, and the others go on', () => {
    runSync(function* () {
      const slow = createTask(after(3, 'slow'))
      expect(yield* outcome(gather([slow, failAfter(2, 'second'), failAfter(1, 'first')]))).toEqual(
        new ValueError('first'),
      )
      expect(getRunningLoop().time()).toBe(1)
      expect(yield* slow).toBe('slow')
    })
  })

  test('gives errors and cancellations among the results when asked to', () => {
    runSync(function* () {
      const cancelled = createTask(after(5, 'never'))
      cancelled.cancel()
      const results = yield* gather([after(1, 'a'), failAfter(1, 'b'), cancelled], { returnExceptions: true })
      expect(results).toEqual(['a', new ValueError('b'), new CancelledError()])
    })
  })

  test('cancelled, cancels those that are not done, and is cancelled when they are', () => {
    runSync(function* () {
      const children = [createTask(after(1, 'a')), createTask(after(5, 'b'))]
      const all = gather(children, { returnExceptions: true })
      yield* sleep(2)
      expect(all.cancel('enough')).toBe(true)
      expect(all.done()).toBe(false)
      expect(yield* outcome(all)).toEqual(new CancelledError('enough'))
      expect(children.map((child) => child.cancelled())).toEqual([false, true])
      expect(all.cancel()).toBe(false)
    })
  })

  test('cancelled with the last child done, lends nothing of its result to the error', () => {
    const error = runSync(function* () {
      const all = gather([after(2, 'slow'), after(1, 'quick')], { returnExceptions: true })
      yield* sleep(1)
      yield* sleep(0)
      all.cancel()
      try {
        yield* all
      } catch (caught) {
        return caught
      }
    })
    expect(error).toBeInstanceOf(CancelledError)
    expect((error as CancelledError).message).toBe('')
  })

  test('a child that is cancelled by others fails the whole, without cancelling it', () => {
    runSync(function* () {
      const child = createTask(after(1, 'a'))
      const all = gather([child, after(2, 'b')])
      yield* sleep(0)
      child.cancel()
      expect(yield* outcome(all)).toBeInstanceOf(CancelledError)
      expect(all.cancelled()).toBe(false)
    })
  })

  test('with all errors asked for gives the results of what succeeds all the same', () => {
    runSync(function* () {
      const results = yield* gather([after(2, 'a'), after(1, 'b')], { returnExceptions: true })
      expect(results).toEqual(['a', 'b'])
    })
  })

  test('of an awaitable that nobody can wait for is an error, and those before it go on without it', () => {
    runSync(function* () {
      const reports: unknown[] = []
      getRunningLoop().setExceptionHandler((_loop, context) => reports.push(context))
      let ran = false
      function* before(): Coroutine<void> {
        ran = true
      }
      expect(() => gather([before(), {} as never])).toThrow(TypeError)
      yield* sleep(1)
      expect([ran, reports]).toEqual([true, []])
    })
  })

  test('cannot be cancelled any more once all children are done, even if it does not know yet', () => {
    runSync(function* () {
      const future = new Future<number>()
      const all = gather([
        (function* (): Coroutine<number> {
          return yield* future
        })(),
      ])
      yield* sleep(0)
      let answer: boolean | undefined
      future.addDoneCallback(() => {
        answer = all.cancel()
      })
      future.setResult(42)
      expect(yield* all).toEqual([42])
      expect([answer, all.cancelled()]).toEqual([false, false])
    })
  })

  test.each([[[]], [['enough']]])(
    'passes a cancel of whoever waits on to the children, and back, with its message: %j',
    (message) => {
      runSync(function* () {
        for (const returnExceptions of [false, true]) {
          const children = [createTask(after(5, 'a')), createTask(after(5, 'b'))]
          let all: Future<unknown> | undefined
          const task = createTask(
            (function* () {
              all = gather(children, { returnExceptions })
              yield* all
              expect.unreachable()
            })(),
          )
          yield* sleep(1)
          expect(task.cancel(...message)).toBe(true)
          expect(yield* outcome(task)).toEqual(new CancelledError(...message))
          expect(children.map((child) => child.cancelled())).toEqual([true, true])
          expect(all?.cancel()).toBe(false)
        }
      })
    },
  )

  test('wants one array', () => {
    runSync(function* () {
      expect(() => gather(sleep(1) as never)).toThrow('gather takes one array, as in gather([a(), b()])')
    })
  })
})
