import { describe, expect, test, vi } from 'vitest'
import {
  CancelledError,
  createTask,
  ensureFuture,
  Future,
  gather,
  getRunningLoop,
  isFuture,
  newEventLoop,
  run,
  sleep,
  ValueError,
  VirtualClock,
  wrapFuture,
} from '../src/index.js'

const virtual = () => ({ clock: new VirtualClock() })

describe('a promise on the loop', () => {
  test('gives its result, and raises what it rejects with', async () => {
    await run(function* () {
      expect(yield* wrapFuture(Promise.resolve(5))).toBe(5)
      const failing = wrapFuture(Promise.reject(new ValueError('boom')))
      const [error] = yield* gather([failing], { returnExceptions: true })
      expect(error).toEqual(new ValueError('boom'))
    }, virtual())
  })

  test('enters the loop in the order of settlement, behind what is ready and before due timers', async () => {
    const log: string[] = []
    await run(function* () {
      const loop = getRunningLoop()
      const settle: ((value: string) => void)[] = []
      const futures = ['a', 'b'].map((name) => {
        const future = wrapFuture(new Promise<string>((resolve) => settle.push(resolve)))
        future.addDoneCallback(() => log.push(name))
        return future
      })
      const settled = (): number => futures.filter((future) => future.done()).length
      loop.callLater(1, () => {
        settle[1]?.('b')
        settle[0]?.('a')
        loop.callLater(0, () => log.push(`timer, ${settled()} settled`))
        loop.callSoon(() => log.push(`ready, ${settled()} settled`))
      })
      yield* sleep(2)
    }, virtual())
    expect(log).toEqual(['ready, 0 settled', 'timer, 2 settled', 'b', 'a'])
  })

  test('lets virtual time run ahead of it, unless it holds the clock', async () => {
    const slow = async (): Promise<void> => {
      for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    const timeAfter = (hold: boolean) =>
      run(function* () {
        const nap = createTask(sleep(1))
        yield* wrapFuture(slow(), { hold })
        const time = getRunningLoop().time()
        yield* nap
        return time
      }, virtual())
    expect(await timeAfter(false)).toBe(1)
    expect(await timeAfter(true)).toBe(0)
  })

  test('is aborted when the Future that a function gave it for is cancelled', async () => {
    const aborted = vi.fn()
    await run(function* () {
      const future = wrapFuture(
        (signal) => new Promise<void>(() => signal.addEventListener('abort', aborted, { once: true })),
      )
      const task = createTask(
        (function* () {
          yield* future
        })(),
      )
      yield* sleep(1)
      task.cancel()
      const [error] = yield* gather([task], { returnExceptions: true })
      expect(error).toBeInstanceOf(CancelledError)
    }, virtual())
    expect(aborted).toHaveBeenCalledOnce()
  })

  test('that is settled when its Future is cancelled keeps its result, and the Future is cancelled', async () => {
    const promise = Promise.resolve(42)
    await run(function* () {
      const future = wrapFuture(promise)
      future.cancel()
      yield* sleep(0)
      yield* wrapFuture(new Promise<void>((resolve) => setImmediate(resolve)))
      expect(future.cancelled()).toBe(true)
    }, virtual())
    expect(await promise).toBe(42)
  })

  test('that is a Future is given back as it is', async () => {
    await run(function* () {
      const future = new Future<number>()
      expect(wrapFuture(future) === future).toBe(true)
    }, virtual())
  })

  test('that settles after its Future is cancelled, or the loop closed, is ignored', async () => {
    let resolve: (() => void) | undefined
    await run(function* () {
      const future = wrapFuture(
        new Promise<void>((settle) => {
          resolve = settle
        }),
      )
      future.cancel()
      wrapFuture(Promise.resolve())
      yield* sleep(0)
    }, virtual())
    resolve?.()
    await null
  })
})

describe('ensureFuture', () => {
  test('gives Futures back, makes tasks of coroutines, and wraps promises', async () => {
    await run(function* () {
      const future = new Future<number>()
      expect(ensureFuture(future) === future).toBe(true)
      expect(yield* ensureFuture(sleep(1, 'x'))).toBe('x')
      const task = createTask(sleep(1, 'z'))
      expect(ensureFuture(task) === task).toBe(true)
      expect(yield* task).toBe('z')
      // biome-ignore lint/suspicious/noThenProperty: anything with a then can be waited for
      const thenable = { then: (resolve: (value: string) => void) => resolve('then') }
      expect(yield* ensureFuture(thenable as PromiseLike<string>)).toBe('then')
      const wrapped = ensureFuture(Promise.resolve('y'))
      expect(isFuture(wrapped)).toBe(true)
      expect(yield* wrapped).toBe('y')
      expect(() => ensureFuture(5 as never)).toThrow(
        /^An asyncio\.Future, a coroutine or an awaitable is required, got 5/,
      )
      expect(() => ensureFuture(future, { loop: newEventLoop() })).toThrow(ValueError)
    }, virtual())
  })
})

describe('native code beside the loop', () => {
  test('wakes a loop that waits, by callSoon, by a Future or by a new task', async () => {
    const log: string[] = []
    const clock = new VirtualClock({ manual: true })
    const future = deferred<void>()
    const running = run(
      function* () {
        yield* wrapFuture(future.promise)
        log.push('woken')
      },
      { clock },
    )
    await pause()
    getRunningLoop().callSoon(() => log.push('callback'))
    await pause()
    createTask(sleep(0)).addDoneCallback(() => log.push('task'))
    await pause()
    future.resolve()
    await running
    expect(log).toEqual(['callback', 'task', 'woken'])
  })

  test('gets a turn of its own between the turns of a loop, one microtask each', async () => {
    const log: string[] = []
    await run(function* () {
      const native = async (): Promise<void> => {
        for (let i = 0; i < 2; i += 1) {
          log.push(`native ${i}`)
          await null
        }
      }
      void native()
      for (let i = 0; i < 2; i += 1) {
        log.push(`loop ${i}`)
        yield* sleep(0)
      }
    }, virtual())
    expect(log).toEqual(['native 0', 'loop 0', 'native 1', 'loop 1'])
  })

  test('gets a macrotask at least every 1,000 turns', async () => {
    let turns = 0
    let seen = 0
    await run(function* () {
      setImmediate(() => {
        seen = turns
      })
      for (; turns < 3000; turns += 1) yield* sleep(0)
    }, virtual())
    expect(seen).toBeGreaterThan(0)
    expect(seen).toBeLessThanOrEqual(1000)
  })
})

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))))
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
