import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  type EventLoop,
  type ExceptionContext,
  Future,
  gather,
  newEventLoop,
  sleep,
  ValueError,
  VirtualClock,
} from '../src/index.js'

/** What a loop tells its exception handler while it runs main and closes. */
function reportsOf(main: (loop: EventLoop) => Coroutine<unknown>, debug = false): ExceptionContext[] {
  const reports: ExceptionContext[] = []
  const loop = newEventLoop({ clock: new VirtualClock() })
  loop.setDebug(debug)
  loop.setExceptionHandler((_loop, context) => reports.push(context))
  loop.runUntilCompleteSync(main(loop))
  loop.close()
  return reports
}

const failed = (error: Error): Future<unknown> => {
  const future = new Future()
  future.setException(error)
  return future
}

function* fail(message = 'boom'): Coroutine<void> {
  throw new ValueError(message)
}

describe('an error that nobody has fetched', () => {
  test.each([false, true])('is told to the exception handler when the loop closes (debug mode: %s)', (debug) => {
    const error = new ValueError('boom')
    const reports = reportsOf(function* () {
      failed(error)
    }, debug)
    expect(reports).toEqual([
      { kind: 'never-retrieved', message: 'Future exception was never retrieved', exception: error },
    ])
  })

  test.each<[string, (future: Future<unknown>) => unknown]>([
    ['exception()', (future) => future.exception()],
    ['result()', (future) => expect(() => future.result()).toThrow(ValueError)],
    ['cancel()', (future) => expect(future.cancel()).toBe(false)],
    ['native await', (future) => future.then(undefined, () => {})],
  ])('is no more one after %s', (_how, fetch) => {
    const reports = reportsOf(function* () {
      fetch(failed(new ValueError('boom')))
    })
    expect(reports).toEqual([])
  })

  test('of a task is no more one after an attempt to cancel it', () => {
    const main = (cancel: boolean) =>
      function* (): Coroutine<void> {
        const task = createTask(fail(), { name: 'failing' })
        yield* sleep(1)
        if (cancel) task.cancel()
      }
    expect(reportsOf(main(true))).toEqual([])
    expect(reportsOf(main(false)).map(({ message }) => message)).toEqual([
      'Task exception was never retrieved: failing',
    ])
  })

  test('is none of those that come after the one that a gather has failed with', () => {
    const reports = reportsOf(function* () {
      const late = createTask(
        (function* (): Coroutine<void> {
          yield* sleep(1)
          throw new ValueError('late')
        })(),
      )
      try {
        yield* gather([fail('first'), late])
      } catch (error) {
        expect(error).toEqual(new ValueError('first'))
      }
      yield* sleep(2)
      expect(late.done()).toBe(true)
    })
    expect(reports).toEqual([])
  })

  test('is remembered up to a hundred times', () => {
    const reports = reportsOf(function* () {
      for (let i = 0; i < 150; i += 1) failed(new ValueError(`${i}`))
    })
    expect(reports.map(({ exception }) => (exception as Error).message)).toEqual(
      Array.from({ length: 100 }, (_, i) => `${i}`),
    )
  })

  test('on a real clock is told when its Future is collected', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const loop = newEventLoop()
    const reports: string[] = []
    loop.setExceptionHandler((_loop, { message }) => reports.push(message))
    ;(() => new Future({ loop }).setException(new ValueError('boom')))()
    // The collector owes nobody a moment: it is asked until it has done it.
    for (let i = 0; i < 200 && reports.length === 0; i += 1) {
      collect()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(reports).toEqual(['Future exception was never retrieved'])
    loop.close()
    expect(reports).toHaveLength(1)
  })
})

test('a Future that is given up while it is pending, and a result that nobody asks for, are nothing to report', () => {
  const reports = reportsOf(function* () {
    new Future()
    new Future<number>().setResult(42)
    const seen = new Future<number>()
    seen.setResult(42)
    seen.result()
    const cancelled = new Future<number>()
    cancelled.cancel()
  })
  expect(reports).toEqual([])
})
