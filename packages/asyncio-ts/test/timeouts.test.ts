import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  Future,
  getRunningLoop,
  run,
  runSync,
  sleep,
  Timeout,
  TimeoutError,
  timeout,
  timeoutAt,
  ValueError,
  VirtualClock,
  waitFor,
} from '../src/index.js'

function* errorOf(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<Error> {
  try {
    yield* awaitable
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

function* forEver(): Coroutine<void> {
  yield* new Future<void>()
}

describe('timeout', () => {
  test('in time: gives what the body returns, and leaves nothing behind', () => {
    runSync(function* () {
      const limit = timeout(2)
      expect(yield* limit.with(() => sleep(1, 'x'))).toBe('x')
      expect(limit.expired()).toBe(false)
      expect(String(limit)).toBe('<Timeout [finished]>')
      yield* sleep(5)
      expect(currentTask()?.cancelling()).toBe(0)
    })
  })

  test('too late: TimeoutError, with the cancel as its cause, and the task goes on', () => {
    runSync(function* () {
      const limit = timeoutAt(1.5)
      const error = yield* errorOf(limit.with(forEver))
      expect(error).toBeInstanceOf(TimeoutError)
      expect(error.message).toBe('')
      expect(error.cause).toBeInstanceOf(CancelledError)
      expect(getRunningLoop().time()).toBe(1.5)
      expect(limit.expired()).toBe(true)
      expect(currentTask()?.cancelling()).toBe(0)
      yield* sleep(1)
    })
  })

  test('a body that refuses the cancel goes on, and the timeout has expired', () => {
    runSync(function* () {
      const limit = timeout(1)
      const result = yield* limit.with(function* () {
        yield* errorOf(forEver())
        expect(String(limit)).toBe('<Timeout [expiring]>')
        return 'refused'
      })
      expect(result).toBe('refused')
      expect(limit.expired()).toBe(true)
      expect(currentTask()?.cancelling()).toBe(0)
    })
  })

  test('an error while cleaning up goes before TimeoutError', () => {
    runSync(function* () {
      const error = yield* errorOf(
        timeout(1).with(function* () {
          try {
            yield* sleep(5)
          } finally {
            // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
            throw new ValueError('clean-up')
          }
        }),
      )
      expect(error).toEqual(new ValueError('clean-up'))
      expect(currentTask()?.cancelling()).toBe(0)
    })
  })

  test('of two nested ones that are over at once, the inner raises, and the outer cancels it', () => {
    runSync(function* () {
      const outer = timeout(1)
      const inner = timeout(1)
      const error = yield* errorOf(outer.with(() => inner.with(forEver)))
      expect(error).toBeInstanceOf(TimeoutError)
      expect([outer.expired(), inner.expired()]).toEqual([true, true])
    })
  })

  test('a cancel from outside stays a cancel, before the timeout and in the same turn', () => {
    runSync(function* () {
      const before = createTask(timeout(5).with(forEver))
      yield* sleep(1)
      before.cancel('outside')
      expect(yield* errorOf(before)).toEqual(new CancelledError('outside'))

      const loop = getRunningLoop()
      const limit = timeout(1)
      const both = createTask(limit.with(forEver))
      yield* sleep(0)
      loop.callAt(loop.time() + 1, () => both.cancel('outside'))
      expect(yield* errorOf(both)).toBeInstanceOf(CancelledError)
      expect(limit.expired()).toBe(true)
      expect(both.cancelled()).toBe(true)
    })
  })

  test('no time at all: the body begins, and is cancelled where it first waits', () => {
    runSync(function* () {
      let begun = false
      const body = function* (): Coroutine<void> {
        begun = true
        yield* sleep(0)
        yield* sleep(0)
        expect.unreachable()
      }
      expect(yield* errorOf(timeout(0).with(body))).toBeInstanceOf(TimeoutError)
      expect(begun).toBe(true)
      expect(
        yield* timeout(-1).with(function* () {
          return 1
        }),
      ).toBe(1)
    })
  })

  test('can be moved, set later and taken away while it is active', () => {
    runSync(function* () {
      const limit = timeout(null)
      expect(limit.when()).toBeUndefined()
      yield* limit.with(function* (same) {
        expect(same).toBe(limit)
        expect(String(limit)).toBe('<Timeout [active] when=never>')
        limit.reschedule(1)
        expect(limit.when()).toBe(1)
        limit.reschedule(3)
        expect(String(limit)).toBe('<Timeout [active] when=3>')
        yield* sleep(2)
        limit.reschedule(null)
        yield* sleep(2)
        limit.reschedule(5)
        expect(yield* errorOf(sleep(10))).toBeInstanceOf(CancelledError)
        expect(getRunningLoop().time()).toBe(5)
        expect(() => limit.reschedule(7)).toThrow('Cannot change state of expiring Timeout')
      })
      expect(() => limit.reschedule(7)).toThrow('Cannot change state of expired Timeout')
    })
  })

  test('serves once, within a task, and not before it has begun', () => {
    runSync(function* () {
      const limit = timeout(1)
      expect(() => limit.reschedule(1)).toThrow('Timeout has not been entered')
      yield* limit.with(() => sleep(0))
      expect((yield* errorOf(limit.with(() => sleep(0)))).message).toMatch(/^Timeout has already been entered/)
      const outside = new Future<unknown>()
      getRunningLoop().callSoon(() => {
        try {
          timeout(1)
            .with(() => sleep(0))
            .next()
        } catch (error) {
          outside.setResult(error)
        }
      })
      expect((yield* outside).message).toMatch(/^Timeout should be used inside a task/)
    })
  })

  test('closed in the middle of its body, cancels nobody any more', () => {
    runSync(function* () {
      const limit = timeout(1)
      const coroutine = limit.with(forEver)
      coroutine.next()
      coroutine.return(undefined)
      yield* sleep(5)
      expect(String(limit)).toBe('<Timeout [finished]>')
    })
  })

  test('takes numbers or null, and a function for its body', () => {
    runSync(function* () {
      expect(() => timeout('1' as never)).toThrow("a timeout takes a number of seconds, or null for none; got '1'")
      expect(() => timeoutAt(Number.NaN)).toThrow(TypeError)
      const error = yield* errorOf(timeout(1).with(sleep(1) as never))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toMatch(/^Timeout\.with takes a function that gives a coroutine/)
    })
    expect(() => timeout(1)).toThrow('no running event loop')
    expect(String(new Timeout(1))).toBe('<Timeout [created]>')
  })
})

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
      expect(yield* waitFor(done, -1)).toBe(1)
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
})
