import { afterEach, describe, expect, test, vi } from 'vitest'
import { configureHost, type Report, turnCount } from '../src/host.js'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  EventLoop,
  getEventLoop,
  getRunningLoop,
  isCancelled,
  newEventLoop,
  Runner,
  RuntimeError,
  run,
  runSync,
  sleep,
  type Task,
  ValueError,
  VirtualClock,
  wrapFuture,
} from '../src/index.js'

const virtual = () => ({ clock: new VirtualClock() })

afterEach(() => configureHost())

function recordReports(): string[] {
  const reports: string[] = []
  const report: Report = (kind, error, message) => reports.push(`${kind}: ${message}${error ? ` ${error}` : ''}`)
  configureHost({ report })
  return reports
}

describe('run', () => {
  test('takes a coroutine, a function, an async function or a promise', async () => {
    function* five(): Coroutine<number> {
      return 5
    }
    expect(await run(five(), virtual())).toBe(5)
    expect(await run(five, virtual())).toBe(5)
    expect(await run(async () => (await createTask(five())) + 1, virtual())).toBe(6)
    expect(await run(Promise.resolve(7), virtual())).toBe(7)
    await expect(run(5 as never, virtual())).rejects.toThrow(/^run takes a coroutine/)
    await expect(run((() => 5) as never, virtual())).rejects.toThrow(/^run takes a coroutine/)
  })

  test.each([new ValueError('boom'), 'text', 0, undefined])(
    'rejects with the very object thrown: %s',
    async (thrown) => {
      const running = run(function* (): Coroutine<void> {
        yield* sleep(0)
        throw thrown
      }, virtual())
      expect(
        await running.then(
          () => expect.unreachable(),
          (error) => ({ error }),
        ),
      ).toEqual({ error: thrown })
    },
  )

  test('begins on a stack of its own', async () => {
    const log: string[] = []
    const running = run(function* () {
      log.push('main')
    }, virtual())
    log.push('after the call')
    await running
    expect(log).toEqual(['after the call', 'main'])
  })

  test('cancels what is left, in order of creation, and waits for it', async () => {
    const log: string[] = []
    function* worker(name: string): Coroutine<void> {
      try {
        yield* sleep(10)
      } finally {
        log.push(`${name} cancelled`)
        yield* sleep(1)
        log.push(`${name} cleaned up`)
      }
    }
    const options = virtual()
    await run(function* () {
      createTask(worker('a'))
      createTask(worker('b'))
      yield* sleep(1)
      return
    }, options)
    expect(log).toEqual(['a cancelled', 'b cancelled', 'a cleaned up', 'b cleaned up'])
    expect(options.clock.time()).toBe(2)
  })

  test('reports what fails during the clean-up', async () => {
    const reports = recordReports()
    await run(function* () {
      createTask(
        (function* () {
          try {
            yield* sleep(10)
          } catch {
            throw new ValueError('boom')
          }
        })(),
      )
      yield* sleep(0)
    }, virtual())
    expect(reports).toEqual(['unhandled: unhandled exception during asyncio.run() shutdown ValueError: boom'])
  })

  test('rejects with the error of main, whatever fails during the clean-up', async () => {
    const reports = recordReports()
    const loopFactory = vi.fn(() => new EventLoop(virtual()))
    let left: Task<void> | undefined
    const running = run(
      function* () {
        left = createTask(
          (function* () {
            try {
              yield* sleep(10)
            } catch {
              throw new ValueError('of the task that is left')
            }
          })(),
        )
        yield* sleep(1)
        throw new ValueError('of main')
      },
      { loopFactory },
    )
    await expect(running).rejects.toThrow(new ValueError('of main'))
    expect(left?.done()).toBe(true)
    expect(reports).toHaveLength(1)
    expect(loopFactory.mock.results[0]?.value.isClosed()).toBe(true)
  })

  test('takes its loop from a factory, asked once, and is in debug mode when told so', async () => {
    const loop = new EventLoop(virtual())
    const loopFactory = vi.fn(() => loop)
    await run(
      function* () {
        expect(getRunningLoop()).toBe(loop)
        expect(loop.getDebug()).toBe(true)
      },
      { loopFactory, debug: true },
    )
    expect(loopFactory).toHaveBeenCalledExactlyOnceWith()
    for (const [debug, expected] of [
      [true, true],
      [false, false],
      [undefined, false],
    ] as const) {
      const options = debug === undefined ? {} : { debug }
      await run(
        function* () {
          expect(getRunningLoop().getDebug()).toBe(expected)
        },
        { ...virtual(), ...options },
      )
    }
    await run(
      function* () {
        expect(getRunningLoop()).toBeInstanceOf(EventLoop)
      },
      { loopFactory: newEventLoop },
    )
  })

  test('makes its loop the current one, and leaves none behind', async () => {
    await run(function* () {
      expect(getEventLoop() === getRunningLoop()).toBe(true)
    }, virtual())
    expect(() => getEventLoop()).toThrow(RuntimeError)
  })

  test('does not look at the result: no text is made of it', async () => {
    const text = vi.fn(() => 'text')
    const result = { toString: text, toJSON: text, [Symbol.toPrimitive]: text }
    const main = function* (): Coroutine<typeof result> {
      yield* sleep(0)
      return result
    }
    expect(await run(main, { ...virtual(), debug: true })).toBe(result)
    expect(text).not.toHaveBeenCalled()
  })

  test('rejects with CancelledError when main is cancelled', async () => {
    const running = run(function* () {
      const loop = getRunningLoop()
      const main = currentTask()
      loop.callLater(1, () => main?.cancel('enough'))
      yield* sleep(10)
    }, virtual())
    await expect(running).rejects.toEqual(new CancelledError('enough'))
  })

  test('is refused within a turn, and says what to write', async () => {
    let nested: Promise<void> | undefined
    await run(function* () {
      nested = run(sleep(1))
      nested.catch(() => {})
      expect(() => runSync(sleep(1))).toThrow(/^runSync\(\) cannot be called from a running event loop/)
    }, virtual())
    await expect(nested).rejects.toThrow(
      /^run\(\) cannot be called from a running event loop: in a coroutine write yield\*/,
    )
  })

  test('may be under way several times at once', async () => {
    const clock = new VirtualClock()
    expect(await Promise.all([run(sleep(2, 'a'), { clock }), run(sleep(1, 'b'), { clock })])).toEqual(['a', 'b'])
    expect(clock.time()).toBe(2)
  })

  test('takes the clock of the host, and counts the turns there', async () => {
    const clock = new VirtualClock({ start: 5 })
    configureHost({ clock })
    await run(sleep(1))
    await run(sleep(1))
    expect(clock.time()).toBe(7)
    expect(turnCount()).toBeGreaterThan(4)
    configureHost({ clock })
    expect(turnCount()).toBe(0)
  })
})

describe('runSync', () => {
  test('gives the result at once, on virtual time', () => {
    expect(runSync(sleep(3600, 'x'))).toBe('x')
    expect(() =>
      runSync(function* () {
        throw new ValueError('boom')
      }),
    ).toThrow(new ValueError('boom'))
  })

  test('cannot wait for promises, nor on a clock that cannot jump', () => {
    expect(() => runSync(() => wrapFuture(Promise.resolve(1))[Symbol.iterator]())).toThrow(/use run$/)
    const loop = newEventLoop({ clock: { time: () => 0, resolution: 0, wakeAt: () => () => {}, hold: () => () => {} } })
    expect(() => loop.runUntilCompleteSync(sleep(1))).toThrow(/use a VirtualClock$/)
  })
})

describe('a Runner', () => {
  test('keeps its loop and its tasks between runs, until it is closed', async () => {
    const log: string[] = []
    const runner = new Runner(virtual())
    await runner.run(function* () {
      createTask(
        (function* () {
          try {
            yield* sleep(1)
            log.push('went on')
            yield* sleep(10)
          } catch (error) {
            if (isCancelled(error)) log.push('cancelled')
          }
        })(),
      )
      yield* sleep(0)
    })
    await runner.run(sleep(2))
    const loop = runner.getLoop()
    await runner.close()
    await runner.close()
    expect(log).toEqual(['went on', 'cancelled'])
    expect(loop.isClosed()).toBe(true)
    await expect(runner.run(sleep(1))).rejects.toThrow('Runner is closed')
  })

  test('closes after the body of with, and takes a loop factory', async () => {
    const loop = new EventLoop(virtual())
    const result = await new Runner({ loopFactory: () => loop }).with(async (runner) => {
      expect(runner.getLoop()).toBe(loop)
      return await runner.run(sleep(1, 'x'))
    })
    expect([result, loop.isClosed()]).toEqual(['x', true])
  })

  test('is in debug mode when told so', async () => {
    for (const debug of [true, false]) {
      const runner = new Runner({ ...virtual(), debug })
      expect(runner.getLoop().getDebug()).toBe(debug)
      await runner.close()
    }
  })

  test('runs Futures and promises, too, but nothing that cannot be waited for', async () => {
    await new Runner(virtual()).with(async (runner) => {
      const future = runner.getLoop().createFuture<string>()
      future.setResult('done')
      expect(await runner.run(future)).toBe('done')
      // biome-ignore lint/suspicious/noThenProperty: anything with a then can be waited for
      expect(await runner.run({ then: (resolve: (value: string) => void) => resolve('then') } as never)).toBe('then')
      await expect(runner.run(123 as never)).rejects.toThrow(/^run takes a coroutine, a promise, .*; got 123$/)
    })
  })

  test('is closed once and for all: it gives no loop, runs nothing, and does not open again', async () => {
    const runner = new Runner(virtual())
    const loop = runner.getLoop()
    await runner.with((runner) => runner.run(sleep(1)))
    expect(loop.isClosed()).toBe(true)
    expect(() => runner.getLoop()).toThrow('Runner is closed')
    const again = vi.fn(async () => {})
    await expect(runner.with(again)).rejects.toThrow('Runner is closed')
    expect(again).not.toHaveBeenCalled()
    await runner.close()
    const unused = new Runner(virtual())
    await unused.close()
    expect(() => unused.getLoop()).toThrow('Runner is closed')
  })

  test('cannot run within its own run', async () => {
    await new Runner(virtual()).with(async (runner) => {
      const nested = runner.run(function* () {
        yield* wrapFuture(runner.run(sleep(1)))
      })
      await expect(nested).rejects.toThrow(/^Runner\.run\(\) cannot be called from a running event loop/)
    })
  })

  test('makes its loop the current one in each of its runs, and sets none', async () => {
    await new Runner(virtual()).with(async (runner) => {
      for (let i = 0; i < 2; i += 1) {
        await runner.run(function* () {
          expect(getEventLoop()).toBe(runner.getLoop())
        })
      }
      expect(() => getEventLoop()).toThrow(RuntimeError)
    })
  })
})
