import { describe, expect, test, vi } from 'vitest'
import {
  CancelledError,
  createTask,
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
    expect([future.done(), future.cancelled()]).toEqual([false, false])
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
    expect([future.done(), future.cancelled()]).toEqual([true, false])
    expect(future.exception()).toBe(error)
    expect(() => future.result()).toThrow(error)
    expect(() => future.setResult(5)).toThrow(InvalidStateError)
    expect(() => future.setException(error)).toThrow(InvalidStateError)
    expect(future.cancel()).toBe(false)
  })

  test('keeps what is no Error as the cause of a RuntimeError', () => {
    const future = pending()
    future.setException('boom')
    expect(future.exception()).toBeInstanceOf(RuntimeError)
    expect(future.exception()).toMatchObject({ cause: 'boom' })
  })

  test('does not let a StopIteration into coroutines', () => {
    class OfItsOwn extends StopIteration {}
    for (const error of [new StopIteration(1), new OfItsOwn(1)]) {
      const future = pending()
      future.setException(error)
      expect(() => future.result()).toThrow(RuntimeError)
      expect(future.exception()).toMatchObject({
        message: 'StopIteration interacts badly with generators and cannot be raised into a Future',
        cause: error,
      })
    }
  })

  test('is cancelled once, with a message', () => {
    const future = pending()
    expect(future.cancel('enough')).toBe(true)
    expect(future.cancel()).toBe(false)
    expect(future.cancelled()).toBe(true)
    expect(() => future.result()).toThrow(new CancelledError('enough'))
    expect(() => future.exception()).toThrow(new CancelledError('enough'))
    expect(() => future.setResult(5)).toThrow(InvalidStateError)
    expect(() => future.setException(new Error())).toThrow(InvalidStateError)
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

  test('come also when it fails or is cancelled', () => {
    const log: unknown[] = []
    runSync(function* () {
      for (const settle of [(f: Future<void>) => f.setException(new ValueError()), (f: Future<void>) => f.cancel()]) {
        const future = new Future<void>()
        future.addDoneCallback((done) => log.push(done === future, done.cancelled()))
        settle(future)
        expect(log).toEqual([])
        yield* sleep(0)
        expect(log.splice(0)).toEqual([true, future.cancelled()])
        if (!future.cancelled()) future.exception()
      }
    })
  })

  test.each([
    ['the first', [0], 'bc'],
    ['the first and the second', [0, 1, 0], 'c'],
    ['the third', [2, 2], 'ab'],
    ['all', [0, 1, 2], ''],
  ])('can be removed: %s', (_which, removed, left) => {
    let log = ''
    runSync(function* () {
      const future = new Future<string>()
      const callbacks = [...'abc'].map((name) => () => {
        log += name
      })
      for (const callback of callbacks) future.addDoneCallback(callback)
      for (const index of removed) future.removeDoneCallback(callbacks[index] as () => void)
      future.setResult('it')
      expect(log).toBe('')
      yield* sleep(0)
      expect(future.result()).toBe('it')
    })
    expect(log).toBe(left)
  })

  test('can be removed, all instances of one at once, and added again', () => {
    const callback = vi.fn()
    const other = vi.fn()
    runSync(function* () {
      const future = new Future<void>()
      future.addDoneCallback(callback)
      future.addDoneCallback(other)
      expect(future.removeDoneCallback(other)).toBe(1)
      expect(future.removeDoneCallback(vi.fn())).toBe(0)
      future.addDoneCallback(other)
      for (let i = 0; i < 5; i += 1) future.addDoneCallback(callback)
      expect(future.removeDoneCallback(callback)).toBe(6)
      expect(future.removeDoneCallback(callback)).toBe(0)
      expect(String(future)).toMatch(/^<Future pending cb=\[.*\]>$/)
      future.setResult()
      yield* sleep(0)
    })
    expect(callback).not.toHaveBeenCalled()
    expect(other).toHaveBeenCalledOnce()
  })

  test('that are on their way already come, even if one before them removes them', () => {
    const log: string[] = []
    runSync(function* () {
      const future = new Future<void>()
      const second = (): number => log.push('second')
      future.addDoneCallback(() => {
        log.push(`removes ${future.removeDoneCallback(second)}`)
      })
      future.addDoneCallback(second)
      future.addDoneCallback(second)
      future.setResult()
      yield* sleep(0)
    })
    expect(log).toEqual(['removes 0', 'second', 'second'])
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

  test('hands the Future over once, and then gives the same result as often as asked', () => {
    const future = pending<readonly number[]>()
    const result = [1, 2]
    const coroutine = (function* (): Generator<unknown, unknown, undefined> {
      const first = yield* future as Iterable<unknown> as Generator<unknown, unknown, undefined>
      const second = yield* future as Iterable<unknown> as Generator<unknown, unknown, undefined>
      return [first, second]
    })()
    expect(coroutine.next().value === future).toBe(true)
    future.setResult(result)
    const end = coroutine.next()
    expect(end).toEqual({ done: true, value: [result, result] })
    expect((end.value as unknown[])[0]).toBe(result)
  })

  test('cannot be gone on with before the Future is done', () => {
    expect(() => [...pending()]).toThrow(/^yield\* wasn't used with future/)
  })

  test('is over once something was thrown into it, or it was asked to return', () => {
    const future = pending()
    for (const begin of [true, false]) {
      const thrown = future[Symbol.iterator]()
      const returned = future[Symbol.iterator]()
      if (begin) for (const each of [thrown, returned]) each.next()
      expect(() => thrown.throw(new ValueError('boom'))).toThrow(new ValueError('boom'))
      expect(returned.return('early')).toEqual({ done: true, value: 'early' })
      for (const each of [thrown, returned]) expect(each.next()).toEqual({ done: true, value: undefined })
    }
  })

  test('waits for a Future of a class of its own as for any other', () => {
    class Counting<T> extends Future<T> {
      static made = 0
      constructor() {
        super()
        Counting.made += 1
      }
    }
    runSync(function* () {
      const future = new Counting<string>()
      const task = createTask(
        (function* () {
          return yield* future
        })(),
      )
      yield* sleep(0)
      expect(String(future)).toBe('<Future pending cb=[Task.task_wakeup()]>')
      future.setResult('it')
      expect(yield* task).toBe('it')
      expect(Counting.made).toBe(1)
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
    expect(String(future)).toBe('<Future pending cb=[first()]>')
    future.addDoneCallback(function second() {})
    expect(String(future)).toBe('<Future pending cb=[first(), second()]>')
    for (let i = 0; i < 8; i += 1) future.addDoneCallback(function third() {})
    expect(String(future)).toBe('<Future pending cb=[first(), <8 more>, third()]>')
    future.cancel()
    expect(String(future)).toBe('<Future cancelled>')
  })
})

test('isFuture knows Futures from promises, from their class, and from what only looks like one', () => {
  const task = loop.createTask(sleep(1))
  class OfItsOwn extends Future<void> {}
  expect([pending(), task, new OfItsOwn({ loop })].map(isFuture)).toEqual([true, true, true])
  const alike = { done: () => true, result: () => 1 }
  expect([Future, Promise.resolve(), alike, null, 5].map(isFuture)).toEqual(Array(5).fill(false))
})
