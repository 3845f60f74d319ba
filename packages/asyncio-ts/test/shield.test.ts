import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  Future,
  getRunningLoop,
  runSync,
  shield,
  sleep,
  ValueError,
} from '../src/index.js'

function* errorOf(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('shield', () => {
  test('gives what is within, and throws its error', () => {
    runSync(function* () {
      expect(yield* shield(sleep(1, 'x'))).toBe('x')
      const failing = new Future<number>()
      const shielded = shield(failing)
      failing.setException(new ValueError('boom'))
      expect(yield* errorOf(shielded)).toEqual(new ValueError('boom'))
    })
  })

  test('of something done is that itself', () => {
    runSync(function* () {
      const done = new Future<number>()
      done.setResult(1)
      expect(shield(done) === done).toBe(true)
    })
  })

  test('cancelled, leaves what is within alone', () => {
    runSync(function* () {
      const inner = createTask(sleep(2, 'kept'))
      const outer = createTask(
        (function* () {
          yield* shield(inner)
        })(),
      )
      yield* sleep(1)
      outer.cancel('enough')
      expect(yield* errorOf(outer)).toEqual(new CancelledError('enough'))
      expect(inner.done()).toBe(false)
      expect(yield* inner).toBe('kept')
    })
  })

  test('is cancelled with what is within, without the message', () => {
    runSync(function* () {
      const inner = createTask(sleep(2))
      const shielded = shield(inner)
      yield* sleep(1)
      inner.cancel('enough')
      expect(yield* errorOf(shielded)).toEqual(new CancelledError())
      expect(shielded.cancelled()).toBe(true)
    })
  })

  test('an error that comes after the cancel goes to the exception handler, once for all shields', () => {
    runSync(function* () {
      const told: string[] = []
      getRunningLoop().setExceptionHandler((_, { message, exception }) => told.push(`${message}: ${exception}`))
      const inner = new Future<number>()
      for (const each of [shield(inner), shield(inner)]) each.cancel()
      yield* sleep(0)
      inner.setException(new ValueError('boom'))
      yield* sleep(0)
      expect(told).toEqual(['ValueError exception in shielded future: ValueError: boom'])
    })
  })

  test('refuses what cannot be waited for', () => {
    runSync(function* () {
      expect(() => shield(5 as never)).toThrow(/awaitable is required, got 5/)
    })
  })
})
