import { describe, expect, test, vi } from 'vitest'
import {
  CancelledError,
  Future,
  gather,
  InvalidStateError,
  isFuture,
  newEventLoop,
  RuntimeError,
  run,
  runSync,
  StopIteration,
  sleep,
  ValueError,
  VirtualClock,
} from '../src/index.js'

const loop = newEventLoop({ clock: new VirtualClock() })
const pending = <T = unknown>(): Future<T> => new Future<T>({ loop })

describe('a pending Future', () => {
  test('has neither result nor error', () => {
    const future = pending()
    expect(future.done()).toBe(false)
    expect(() => future.result()).toThrow(/^Result is not set\. <Future pending>/)
    expect(() => future.exception()).toThrow(/^Exception is not set\. /)
  })

  test('takes one result, and no second', () => {
    const future = pending<number>()
    future.setResult(5)
    expect([future.done(), future.cancelled(), future.result(), future.exception()]).toEqual([
      true,
      false,
      5,
      undefined,
    ])
    expect(() => future.setResult(6)).toThrow(InvalidStateError)
    expect(() => future.setException(new Error())).toThrow(InvalidStateError)
    expect(future.cancel()).toBe(false)
  })

  test('fails with the very error given', () => {
    const future = pending()
    const error = new ValueError('boom')
    future.setException(error)
    expect(future.exception()).toBe(error)
    expect(() => future.result()).toThrow(error)
  })

  test('keeps what is no Error as the cause of a RuntimeError', () => {
    const future = pending()
    future.setException('boom')
    expect(future.exception()).toBeInstanceOf(RuntimeError)
    expect(future.exception()).toMatchObject({ cause: 'boom' })
  })

  test('does not let a StopIteration into coroutines', () => {
    const future = pending()
    future.setException(new StopIteration(1))
    expect(future.exception()).toBeInstanceOf(RuntimeError)
  })

  test('is cancelled once, with a message', () => {
    const future = pending()
    expect(future.cancel('enough')).toBe(true)
    expect(future.cancel()).toBe(false)
    expect(future.cancelled()).toBe(true)
    expect(() => future.result()).toThrow(new CancelledError('enough'))
    expect(() => future.exception()).toThrow(CancelledError)
  })
})

describe('callbacks', () => {
  test('come through the loop, in order, also when the Future is done already', () => {
    const log: string[] = []
    runSync(function* () {
      const future = new Future<number>()
      future.addDoneCallback((done) => log.push(`a ${done.result()}`))
      future.addDoneCallback(() => log.push('b'))
      future.setResult(1)
      future.addDoneCallback(() => log.push('c'))
      log.push('main')
      yield* sleep(0)
    })
    expect(log).toEqual(['main', 'a 1', 'b', 'c'])
  })

  test('can be removed, all instances of one at once', () => {
    const future = pending()
    const callback = vi.fn()
    const other = vi.fn()
    for (const each of [callback, other, callback]) future.addDoneCallback(each)
    expect(future.removeDoneCallback(callback)).toBe(2)
    expect(future.removeDoneCallback(callback)).toBe(0)
    expect(String(future)).toMatch(/^<Future pending cb=\[.*\]>$/)
    expect(future.removeDoneCallback(other)).toBe(1)
    expect(String(future)).toBe('<Future pending>')
  })
})

describe('yield*', () => {
  test('gives the result of a done Future without giving way, and raises its error', () => {
    runSync(function* () {
      const future = new Future<number>()
      future.setResult(5)
      expect(yield* future).toBe(5)
      const failed = new Future<number>()
      failed.setException(new ValueError('boom'))
      try {
        yield* failed
        expect.unreachable()
      } catch (error) {
        expect(error).toBe(failed.exception())
      }
    })
  })

  test('wakes everybody who waits', () => {
    runSync(function* () {
      const future = new Future<number>()
      function* wait() {
        return yield* future
      }
      const all = gather([wait(), wait(), wait()])
      yield* sleep(1)
      future.setResult(7)
      expect(yield* all).toEqual([7, 7, 7])
    })
  })
})

describe('native await', () => {
  test('gives the result of a Future, and raises its error', async () => {
    await run(
      async () => {
        const future = new Future<number>()
        const failing = new Future<number>()
        future.getLoop().callLater(1, () => future.setResult(5))
        future.getLoop().callLater(2, () => failing.setException(new ValueError('boom')))
        expect(await future).toBe(5)
        await expect(failing).rejects.toThrow(ValueError)
        expect(future.getLoop().time()).toBe(2)
      },
      { clock: new VirtualClock() },
    )
  })

  test('works on a done Future of a closed loop, and rejects on a pending one', async () => {
    const closed = newEventLoop()
    const done = closed.createFuture<number>()
    const left = closed.createFuture<number>()
    const awaited = closed.createFuture<number>()
    done.setResult(1)
    const before = Promise.resolve(awaited)
    await null
    closed.close()
    expect(await done).toBe(1)
    await expect(left).rejects.toThrow('Event loop is closed')
    await expect(before).rejects.toThrow('Event loop is closed')
  })
})

describe('its text', () => {
  test('says how it stands', () => {
    const done = pending()
    done.setResult("it's")
    const failed = pending()
    failed.setException(new ValueError('boom'))
    failed.exception()
    const cancelled = pending()
    cancelled.cancel()
    expect([pending(), done, failed, cancelled].map(String)).toEqual([
      '<Future pending>',
      '<Future finished result="it\'s">',
      "<Future finished exception=ValueError('boom')>",
      '<Future cancelled>',
    ])
  })

  test('shows the first and the last of many callbacks', () => {
    const future = pending()
    future.addDoneCallback(function first() {})
    future.addDoneCallback(function second() {})
    future.addDoneCallback(function third() {})
    expect(String(future)).toBe('<Future pending cb=[first(), <1 more>, third()]>')
  })
})

test('isFuture knows Futures from promises', () => {
  expect([pending(), Promise.resolve(), null, 5].map(isFuture)).toEqual([true, false, false, false])
})
