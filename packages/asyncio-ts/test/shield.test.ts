import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  createTask,
  Future,
  gather,
  getRunningLoop,
  runSync,
  shield,
  sleep,
  ValueError,
} from '../src/index.js'
import { errorOf } from './error-of.js'

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

  test('cancelled, says nothing of a result that comes later', () => {
    runSync(function* () {
      const told: unknown[] = []
      getRunningLoop().setExceptionHandler((_loop, context) => told.push(context))
      const inner = new Future<number>()
      const outer = shield(inner)
      yield* sleep(0)
      outer.cancel()
      yield* sleep(0)
      expect([outer.cancelled(), inner.done(), String(outer)]).toEqual([true, false, '<Future cancelled>'])
      // One is left, for an error.
      expect(String(inner)).toMatch(/^<Future pending cb=\[\w+\(\)\]>$/)
      inner.setResult(1)
      yield* sleep(0)
      expect(told).toEqual([])
    })
  })

  test('of a gather keeps all of it, and a gather of shields loses them alone', () => {
    runSync(function* () {
      const children = [new Future<number>(), new Future<number>()]
      const all = gather(children)
      const outer = shield(all)
      yield* sleep(0)
      outer.cancel()
      yield* sleep(0)
      expect([outer.cancelled(), all.done()]).toEqual([true, false])

      const shields = children.map((child) => shield(child))
      const parent = gather(shields)
      yield* sleep(0)
      parent.cancel()
      expect(yield* errorOf(parent)).toBeInstanceOf(CancelledError)
      expect(shields.map((each) => each.cancelled())).toEqual([true, true])
      expect(children.map((child) => child.done())).toEqual([false, false])
      for (const [index, child] of children.entries()) child.setResult(index)
      expect(yield* all).toEqual([0, 1])
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
