import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  Future,
  getRunningLoop,
  run,
  runSync,
  shield,
  sleep,
  TimeoutError,
  ValueError,
  VirtualClock,
  waitFor,
} from '../src/index.js'
import { errorOf } from './error-of.js'

function* forEver(): Coroutine<void> {
  yield* new Future<void>()
}

/** Takes its time to clean up when it is cancelled. */
function* cleaningUp(delay: number): Coroutine<void> {
  try {
    yield* forEver()
  } finally {
    yield* sleep(delay)
  }
}

describe('waitFor', () => {
  test('gives the result of a coroutine, a Future or a promise in time', async () => {
    await run(
      function* () {
        expect(yield* waitFor(sleep(1, 'a'), 2)).toBe('a')
        expect(yield* waitFor(createTask(sleep(1, 'b')), 2)).toBe('b')
        expect(yield* waitFor(sleep(100, 'c'), null)).toBe('c')
        expect(yield* waitFor(Promise.resolve('d'), 1)).toBe('d')
      },
      { clock: new VirtualClock() },
    )
  })

  test('cancels what is too late, and throws TimeoutError when that has ended', () => {
    runSync(function* () {
      const slow = createTask(
        (function* () {
          try {
            yield* forEver()
          } finally {
            yield* sleep(2)
          }
        })(),
      )
      expect(yield* errorOf(waitFor(slow, 1))).toBeInstanceOf(TimeoutError)
      expect(slow.cancelled()).toBe(true)
      expect(getRunningLoop().time()).toBe(3)
    })
  })

  test('gives what something gives that refuses to be cancelled', () => {
    runSync(function* () {
      const stubborn = function* (): Coroutine<string> {
        yield* errorOf(forEver())
        return 'mine'
      }
      expect(yield* waitFor(stubborn(), 1)).toBe('mine')
      const task = createTask(stubborn())
      yield* sleep(0)
      expect(yield* waitFor(task, 0)).toBe('mine')
    })
  })

  test('with no time left begins nothing, but takes a result that is there', () => {
    runSync(function* () {
      let begun = false
      const work = function* (): Coroutine<void> {
        begun = true
        yield* sleep(0)
      }
      expect(yield* errorOf(waitFor(work(), 0))).toBeInstanceOf(TimeoutError)
      expect(begun).toBe(false)
      const done = new Future<number>()
      done.setResult(1)
      let others = 0
      getRunningLoop().callSoon(() => {
        others += 1
      })
      expect(yield* waitFor(done, -1)).toBe(1)
      // It is taken without giving way.
      expect(others).toBe(0)
    })
  })

  test('cancelled, cancels what it waits for, also while that is being cancelled for want of time', () => {
    runSync(function* () {
      const inner = createTask(forEver())
      const outer = createTask(waitFor(inner, 5))
      yield* sleep(1)
      outer.cancel('enough')
      expect(yield* errorOf(outer)).toEqual(new CancelledError('enough'))
      expect(inner.cancelled()).toBe(true)

      const stubborn = createTask(
        (function* () {
          yield* errorOf(forEver())
          yield* sleep(10)
          return 1
        })(),
      )
      yield* sleep(0)
      const waiting = createTask(waitFor(stubborn, 0))
      yield* sleep(1)
      waiting.cancel('enough')
      expect(yield* errorOf(waiting)).toEqual(new CancelledError('enough'))
      expect(stubborn.done()).toBe(false)
      expect(yield* stubborn).toBe(1)
    })
  })

  test('refuses a coroutine that somebody drives already', () => {
    runSync(function* () {
      const coroutine = sleep(1)
      const task = createTask(coroutine)
      expect((yield* errorOf(waitFor(coroutine, 1))).message).toMatch(/driven by <Task pending .*> already/)
      yield* task
      expect((yield* errorOf(waitFor(5 as never, 1))).message).toMatch(/awaitable is required, got 5/)
    })
  })

  test('cancels a task that runs when no time is left, and waits for its end', () => {
    runSync(function* () {
      for (const timeout of [0, -1]) {
        const start = getRunningLoop().time()
        const task = createTask(cleaningUp(timeout === 0 ? 2 : 0))
        yield* sleep(0)
        const error = yield* errorOf(waitFor(task, timeout))
        expect(error).toBeInstanceOf(TimeoutError)
        expect(error.cause).toBeInstanceOf(CancelledError)
        expect(task.cancelled()).toBe(true)
        expect(getRunningLoop().time() - start).toBe(timeout === 0 ? 2 : 0)
      }
    })
  })

  test('gives what a Future gets in time, in the very next turn too', () => {
    runSync(function* () {
      const loop = getRunningLoop()
      for (const delay of [0, 1]) {
        const future = new Future<string>()
        const set = (): void => future.setResult('ok')
        if (delay === 0) loop.callSoon(set)
        else loop.callLater(delay, set)
        expect(yield* waitFor(future, 2)).toBe('ok')
      }
    })
  })

  test('throws what something throws that is cancelled for want of time', () => {
    runSync(function* () {
      const failing = function* (): Coroutine<void> {
        try {
          yield* sleep(9)
        } catch {
          throw new ValueError('clean-up')
        }
      }
      expect(yield* errorOf(waitFor(failing(), 1))).toEqual(new ValueError('clean-up'))
      expect(yield* errorOf(waitFor(createTask(failing()), 1))).toEqual(new ValueError('clean-up'))
    })
  })

  test('cancelled, waits for the end of what refuses, and gives what that gives', () => {
    runSync(function* () {
      const slow = function* (): Coroutine<string> {
        const end = getRunningLoop().time() + 3
        for (;;) {
          const left = end - getRunningLoop().time()
          if (left <= 0) return 'slow'
          try {
            yield* sleep(left)
          } catch (error) {
            expect(error).toBeInstanceOf(CancelledError)
          }
        }
      }
      const waiting = createTask(waitFor(slow(), 9))
      yield* sleep(1)
      waiting.cancel()
      expect(yield* waiting).toBe('slow')
      expect(getRunningLoop().time()).toBe(3)
      expect(yield* waitFor(slow(), 1)).toBe('slow')
      expect(getRunningLoop().time()).toBe(6)
    })
  })

  test('cancelled in the turn in which it has begun, cancels its task, with a timeout and without', () => {
    runSync(function* () {
      for (const timeout of [null, 60]) {
        const task = createTask(forEver())
        const waiting = createTask(waitFor(task, timeout))
        getRunningLoop().callSoon(() => waiting.cancel())
        expect(yield* errorOf(waiting)).toBeInstanceOf(CancelledError)
        expect(task.cancelled()).toBe(true)
        expect(getRunningLoop().time()).toBe(0)
      }
    })
  })

  test('cancelled in the turn in which its task has ended, is cancelled, and the result stays with the task', () => {
    runSync(function* () {
      const inner = createTask(
        (function* (): Coroutine<string> {
          return 'done'
        })(),
      )
      let reachedEnd = false
      const waiting = createTask(
        (function* (): Coroutine<void> {
          yield* waitFor(inner, 100)
          yield* sleep(1)
          reachedEnd = true
        })(),
      )
      yield* sleep(0)
      waiting.cancel()
      expect(yield* errorOf(waiting)).toBeInstanceOf(CancelledError)
      expect([inner.result(), reachedEnd]).toEqual(['done', false])
    })
  })

  test('leaves what is shielded running when the time is over', () => {
    runSync(function* () {
      for (const timeout of [0, 1]) {
        const task = createTask(sleep(2, 'done'))
        const shielded = shield(task)
        expect(yield* errorOf(waitFor(shielded, timeout))).toBeInstanceOf(TimeoutError)
        expect([shielded.cancelled(), task.done()]).toEqual([true, false])
        expect(yield* task).toBe('done')
      }
      expect(yield* waitFor(shield(createTask(sleep(2, 'done'))), null)).toBe('done')
    })
  })
})
