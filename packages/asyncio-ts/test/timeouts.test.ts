import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  Future,
  getRunningLoop,
  runSync,
  sleep,
  TaskGroup,
  Timeout,
  TimeoutError,
  timeout,
  timeoutAt,
  ValueError,
  VirtualClock,
} from '../src/index.js'
import { errorOf } from './error-of.js'

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
      expect(() => limit.reschedule(1)).toThrow('Cannot change state of finished Timeout')
      expect((yield* errorOf(limit.with(() => sleep(0)))).message).toMatch(/^Timeout has already been entered/)
      const twice = timeout(1)
      const inner = yield* twice.with(() => errorOf(twice.with(() => sleep(0))))
      expect(inner.message).toMatch(/^Timeout has already been entered/)
      const without = timeout(1)
      const outside = new Future<Error>()
      getRunningLoop().callSoon(() => {
        try {
          without.with(() => sleep(0)).next()
        } catch (error) {
          outside.setResult(error as Error)
        }
      })
      expect((yield* outside).message).toMatch(/^Timeout should be used inside a task/)
      expect(() => without.reschedule(1)).toThrow('Timeout has not been entered')
    })
  })

  test('says until when, whether from now or at a time; null: for ever', () => {
    runSync(function* () {
      yield* sleep(1)
      for (const [limit, when] of [
        [timeout(10), 11],
        [timeoutAt(12), 12],
        [timeout(null), undefined],
        [timeoutAt(null), undefined],
      ] as const) {
        yield* limit.with(() => sleep(0))
        expect([limit.when(), limit.expired()]).toEqual([when, false])
      }
      const late = timeoutAt(2)
      expect(yield* errorOf(late.with(() => sleep(9)))).toBeInstanceOf(TimeoutError)
      expect([late.when(), late.expired(), String(late)]).toEqual([2, true, '<Timeout [expired]>'])
    })
  })

  test('that was over before it began strikes where the body first gives way', () => {
    runSync(function* () {
      yield* sleep(20)
      for (const delay of [0, -11]) {
        const limit = timeout(delay)
        expect(yield* errorOf(limit.with(() => sleep(0)))).toBeInstanceOf(TimeoutError)
        expect([limit.when(), limit.expired()]).toEqual([20 + delay, true])
      }
      expect(getRunningLoop().time()).toBe(20)
    })
  })

  test("lets the body's own error through, and a cancel that is not its own, without having expired", () => {
    runSync(function* () {
      const limit = timeout(1)
      const fails = limit.with(function* () {
        throw new ValueError('mine')
      })
      expect(yield* errorOf(fails)).toEqual(new ValueError('mine'))
      expect(limit.expired()).toBe(false)

      const other = timeout(10)
      const task = createTask(
        other.with(function* () {
          currentTask()?.cancel()
          yield* sleep(10)
        }),
      )
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError)
      expect([task.cancelled(), other.expired()]).toEqual([true, false])
    })
  })

  test('leaves a task that catches TimeoutError uncancelled', () => {
    runSync(function* () {
      const task = createTask(errorOf(timeout(1).with(forEver)))
      expect(yield* task).toBeInstanceOf(TimeoutError)
      expect([task.done(), task.cancelled(), task.cancelling()]).toEqual([true, false, 0])
    })
  })

  test('strikes in a body that cleans up after an error of its own; the last error that is thrown wins', () => {
    runSync(function* () {
      const cleaning = function* (): Coroutine<void> {
        try {
          throw new ValueError('first')
        } finally {
          yield* sleep(5)
        }
      }
      const error = yield* errorOf(timeout(1).with(cleaning))
      expect(error).toBeInstanceOf(TimeoutError)
      expect(error.cause).toBeInstanceOf(CancelledError)

      const failing = function* (): Coroutine<void> {
        try {
          yield* cleaning()
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
          throw new ValueError('last')
        }
      }
      expect(yield* errorOf(timeout(1).with(failing))).toEqual(new ValueError('last'))
    })
  })

  test('lets a body that it strikes clean up under another timeout', () => {
    runSync(function* () {
      let inner: Error | undefined
      const outer = yield* errorOf(
        timeout(1).with(function* () {
          try {
            yield* sleep(9)
          } finally {
            inner = yield* errorOf(timeout(1).with(() => sleep(9)))
          }
        }),
      )
      expect([outer.name, inner?.name]).toEqual(['TimeoutError', 'TimeoutError'])
      expect(outer.cause).toBeInstanceOf(CancelledError)
      expect(inner?.cause).not.toBe(outer.cause)
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('serves the clean-up of a task that has been cancelled: its own cancel is told from others', () => {
    runSync(function* () {
      const seen: string[] = []
      const task = createTask(
        (function* (): Coroutine<void> {
          currentTask()?.cancel()
          yield* errorOf(sleep(1))
          seen.push((yield* errorOf(timeout(0).with(() => sleep(1)))).name)
          const cancelledAgain = function* (): Coroutine<void> {
            currentTask()?.cancel()
            yield* sleep(2)
          }
          seen.push((yield* errorOf(timeout(1).with(cancelledAgain))).name)
        })(),
      )
      yield* task
      expect(seen).toEqual(['TimeoutError', 'CancelledError'])
    })
  })

  test('of two nested ones: the outer, once it is over, is the one that raises, however late the loop is', () => {
    const clock = new VirtualClock()
    runSync(
      function* () {
        for (const [outerDelay, innerDelay, innerExpires] of [
          [1, 50, false],
          [10, 1, true],
        ] as const) {
          const start = clock.time()
          const outer = timeout(outerDelay)
          const inner = timeout(innerDelay)
          const error = yield* errorOf(
            outer.with(function* () {
              yield* inner.with(function* () {
                clock.jump(start + 10)
                yield* sleep(99)
              })
            }),
          )
          expect(error).toBeInstanceOf(TimeoutError)
          expect([outer.expired(), inner.expired()]).toEqual([true, innerExpires])
          expect(clock.time()).toBe(start + 10)
          expect(currentTask()?.cancelling()).toBe(0)
        }
      },
      { clock },
    )
  })

  test('gives way to the errors of a group that it cancels', () => {
    runSync(function* () {
      const limit = timeout(1)
      const error = yield* errorOf(
        limit.with(() =>
          new TaskGroup().with(function* (group) {
            group.createTask(
              (function* (): Coroutine<void> {
                try {
                  yield* sleep(2)
                } catch {
                  throw new ValueError('clean-up')
                }
              })(),
            )
            try {
              throw new ValueError('lost')
            } finally {
              yield* sleep(9)
            }
          }),
        ),
      )
      expect(error).toBeInstanceOf(ExceptionGroup)
      expect((error as ExceptionGroup).errors).toEqual([new ValueError('clean-up')])
      expect(limit.expired()).toBe(true)
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
