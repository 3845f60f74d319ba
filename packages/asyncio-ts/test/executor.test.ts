import { afterEach, describe, expect, test } from 'vitest'
import { configureHost } from '../src/host.js'
import {
  CancelledError,
  type Coroutine,
  createTask,
  DeadlockError,
  type Executor,
  type Future,
  gather,
  getRunningLoop,
  newEventLoop,
  RuntimeError,
  run,
  runSync,
  sleep,
  toThread,
  ValueError,
  VirtualClock,
  wait,
} from '../src/index.js'

afterEach(() => configureHost())

function recordReports(): string[] {
  const reports: string[] = []
  configureHost({ report: (kind, error, message) => reports.push(`${kind}: ${message}${error ? ` ${error}` : ''}`) })
  return reports
}

const virtual = () => ({ clock: new VirtualClock() })
const add = (a: number, b: number): number => a + b
const fail = (): never => {
  throw new ValueError('boom')
}

/** One worker, which does its work when it is told to, the first that waits first. */
class Pool implements Executor {
  readonly log: string[] = []
  readonly #waiting: (() => void)[] = []
  readonly realTime: boolean

  constructor({ realTime = false }: { realTime?: boolean } = {}) {
    this.realTime = realTime
  }

  submit<A extends unknown[], T>(fn: (...args: A) => T | PromiseLike<T>, args: A, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        if (signal?.aborted) {
          this.log.push(`dropped ${fn.name}`)
          return
        }
        this.log.push(`ran ${fn.name}`)
        try {
          resolve(fn(...args))
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  work(count = this.#waiting.length): void {
    for (const job of this.#waiting.splice(0, count)) job()
  }

  async shutdown(): Promise<void> {
    this.log.push('shutdown')
    this.work()
  }
}

/** Works on its own, in a macrotask each. */
function ownAccord(options?: { realTime?: boolean }): Pool {
  const pool = new Pool(options)
  const submit = pool.submit.bind(pool)
  pool.submit = (...given) => {
    setImmediate(() => setImmediate(() => pool.work(1)))
    return submit(...given)
  }
  return pool
}

describe('runInExecutor', () => {
  test('gives what the function gives, also when it is async, and raises what it throws', async () => {
    const pool = ownAccord()
    await run(function* () {
      const loop = getRunningLoop()
      expect(yield* loop.runInExecutor(pool, add, 1, 2)).toBe(3)
      expect(yield* loop.runInExecutor(pool, async (text: string) => `${text}!`, 'a')).toBe('a!')
      const [error] = yield* gather([loop.runInExecutor(pool, fail)], { returnExceptions: true })
      expect(error).toEqual(new ValueError('boom'))
    }, virtual())
    expect(pool.log).toEqual(['ran add', 'ran ', 'ran fail'])
  })

  test('enters the loop in the order in which work ends, behind what is ready and before due timers', async () => {
    const pool = new Pool()
    const log: string[] = []
    await run(function* () {
      const loop = getRunningLoop()
      const [a, b] = ['a', 'b'].map((name) => {
        const future = loop.runInExecutor(pool, String, name)
        future.addDoneCallback(() => log.push(name))
        return future
      })
      const other = loop.runInExecutor(ownAccord(), String, 'c')
      const done = (): number => [a, b].filter((future) => future?.done()).length
      loop.callLater(1, () => {
        pool.work()
        loop.callLater(0, () => log.push(`timer, ${done()} done`))
        loop.callSoon(() => log.push(`ready, ${done()} done`))
      })
      yield* sleep(2)
      yield* other
    }, virtual())
    expect(log).toEqual(['ready, 0 done', 'timer, 2 done', 'a', 'b'])
  })

  test('that is cancelled drops work that waits for a worker, and the result of work that has begun', async () => {
    const pool = new Pool()
    const begun: (() => void)[] = []
    const slow = () => new Promise<string>((resolve) => begun.push(() => resolve('too late')))
    await run(function* () {
      const loop = getRunningLoop()
      const futures: Future<unknown>[] = [loop.runInExecutor(pool, slow), loop.runInExecutor(pool, add, 1, 2)]
      pool.work(1)
      const task = createTask(gather(futures)[Symbol.iterator]())
      yield* sleep(0)
      task.cancel('enough')
      const [error] = yield* gather([task], { returnExceptions: true })
      expect(error).toBeInstanceOf(CancelledError)
      pool.work()
      begun[0]?.()
      yield* sleep(1)
      expect(futures.map((future) => future.cancelled())).toEqual([true, true])
    }, virtual())
    expect(pool.log).toEqual(['ran slow', 'dropped add'])
  })

  test('lets virtual time run ahead of an executor, unless that one works in real time', async () => {
    const timeAfter = (pool: Executor) =>
      run(function* () {
        const nap = createTask(sleep(1))
        yield* getRunningLoop().runInExecutor(pool, add, 1, 2)
        const time = getRunningLoop().time()
        yield* nap
        return time
      }, virtual())
    const slow = ownAccord()
    const submit = slow.submit
    slow.submit = async (...given) => {
      for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve))
      return submit(...given)
    }
    expect(await timeAfter(slow)).toBe(1)
    expect(await timeAfter(ownAccord({ realTime: true }))).toBe(0)
  })

  test('may be given an executor whose work takes loop time', async () => {
    const inLoopTime: Executor = {
      submit: async (fn, args) => {
        await createTask(sleep(3))
        return await fn(...args)
      },
      shutdown: async () => {},
    }
    await run(function* () {
      expect(yield* getRunningLoop().runInExecutor(inLoopTime, add, 1, 2)).toBe(3)
      expect(getRunningLoop().time()).toBe(3)
    }, virtual())
  })

  test('says what is missing: an executor, a function, a promise, an open loop', async () => {
    const loop = newEventLoop(virtual())
    expect(() => loop.runInExecutor(null, add, 1, 2)).toThrow(
      /^there is no executor to run it: JavaScript has no threads .*loop\.setDefaultExecutor\(executor\)/,
    )
    expect(() => loop.runInExecutor({} as never, add, 1, 2)).toThrow(
      'runInExecutor takes an executor, an object with submit and shutdown, got <object>',
    )
    expect(() => loop.setDefaultExecutor(add as never)).toThrow(
      /^setDefaultExecutor takes an executor, .*got <function add>/,
    )
    expect(() => loop.runInExecutor(new Pool(), 5 as never)).toThrow(/^a callable object was expected by runInExecutor/)
    function* main(): Coroutine<void> {}
    expect(() => loop.runInExecutor(new Pool(), main)).toThrow(/^coroutines cannot be used with runInExecutor\(\)/)
    const broken: Executor = { submit: (() => 5) as never, shutdown: async () => {} }
    expect(() => loop.runInExecutor(broken, add, 1, 2)).toThrow('submit of an executor must give a promise, got 5')
    loop.close()
    expect(() => loop.runInExecutor(new Pool(), add, 1, 2)).toThrow(/^Event loop is closed/)
  })

  test('stands in a deadlock report by the name of its function', async () => {
    const running = run(
      function* () {
        yield* getRunningLoop().runInExecutor(new Pool(), add, 1, 2)
      },
      { clock: new VirtualClock({ sealed: true }) },
    )
    const error = await running.catch((error: unknown) => error as DeadlockError)
    expect(error).toBeInstanceOf(DeadlockError)
    expect((error as DeadlockError).waiting.map(({ waitsFor }) => waitsFor)).toEqual(['add() in an executor'])
  })
})

describe('toThread', () => {
  test('runs a function in the default executor, and others go on meanwhile', async () => {
    const pool = ownAccord({ realTime: true })
    const log: unknown[] = []
    await run(function* () {
      getRunningLoop().setDefaultExecutor(pool)
      createTask(sleep(0)).addDoneCallback(() => log.push('other'))
      log.push(yield* toThread(add, 1, 2))
    }, virtual())
    expect(log).toEqual(['other', 3])
  })

  test('needs a default executor', async () => {
    await expect(run(() => toThread(add, 1, 2), virtual())).rejects.toThrow(/^there is no executor to run it/)
  })
})

describe('the default executor', () => {
  test('is shut down at the end of a run, after the tasks that are left, and its work is waited for', async () => {
    const pool = ownAccord()
    const loop = newEventLoop(virtual())
    let late: unknown
    await run(
      function* () {
        loop.setDefaultExecutor(pool)
        createTask(
          (function* () {
            try {
              yield* sleep(10)
            } finally {
              pool.log.push('cancelled')
              pool.log.push(`sum ${yield* toThread(add, 1, 2)}`)
            }
          })(),
        )
        yield* sleep(0)
        const { shutdown } = pool
        pool.shutdown = async () => {
          await shutdown.call(pool)
          pool.log.push(`down, loop ${loop.isClosed() ? 'closed' : 'open'}`)
          try {
            loop.runInExecutor(null, add, 1, 2)
          } catch (error) {
            late = error
          }
        }
      },
      { loopFactory: () => loop },
    )
    expect(pool.log).toEqual(['cancelled', 'ran add', 'sum 3', 'shutdown', 'down, loop open'])
    expect(late).toEqual(new RuntimeError('Executor shutdown has been called: its loop is about to close'))
    expect(loop.isClosed()).toBe(true)
  })

  test('ends its work before the run ends', async () => {
    const pool = new Pool()
    await run(function* () {
      getRunningLoop().setDefaultExecutor(pool)
      getRunningLoop().runInExecutor(null, add, 1, 2)
      yield* sleep(0)
    }, virtual())
    expect(pool.log).toEqual(['shutdown', 'ran add'])
  })

  test('that fails to shut down fails the run, which closes its loop all the same', async () => {
    const loop = newEventLoop(virtual())
    const running = run(
      function* () {
        const shutdown = () => Promise.reject(new ValueError('stuck'))
        getRunningLoop().setDefaultExecutor({ submit: new Pool().submit, shutdown })
        yield* sleep(0)
      },
      { loopFactory: () => loop },
    )
    await expect(running).rejects.toEqual(new ValueError('stuck'))
    expect(loop.isClosed()).toBe(true)
  })

  test('is waited for as long as one says, with a warning', async () => {
    const reports = recordReports()
    await run(function* () {
      const loop = getRunningLoop()
      loop.setDefaultExecutor({ submit: new Pool().submit, shutdown: () => new Promise(() => {}) })
      yield* loop.shutdownDefaultExecutor(5)
      expect(loop.time()).toBe(5)
      yield* loop.shutdownDefaultExecutor()
    }, virtual())
    expect(reports).toEqual(['warning: The executor did not end its work within 5 seconds.'])
  })

  test('is shut down without waiting by a loop that is closed', async () => {
    const reports = recordReports()
    const pool = new Pool()
    const [loop, other] = [newEventLoop(virtual()), newEventLoop(virtual())]
    loop.setDefaultExecutor(pool)
    other.setDefaultExecutor({ submit: pool.submit, shutdown: () => Promise.reject(new ValueError('stuck')) })
    loop.close()
    other.close()
    await null
    expect(pool.log).toEqual(['shutdown'])
    expect(reports).toEqual(['unhandled: an executor failed to shut down ValueError: stuck'])
  })

  test('cannot be waited for by runSync, which says so', () => {
    expect(() =>
      runSync(function* () {
        getRunningLoop().setDefaultExecutor(new Pool())
        yield* wait([getRunningLoop().runInExecutor(null, add, 1, 2)])
      }),
    ).toThrow(/^a promise cannot settle during runSync/)
  })
})
