import { afterEach, describe, expect, test, vi } from 'vitest'
import { configureHost, type Report, turnCount } from '../src/host.js'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  DeadlockError,
  EventLoop,
  Future,
  gather,
  getEventLoop,
  getRunningLoop,
  isCancelled,
  Lock,
  newEventLoop,
  Runner,
  RuntimeError,
  run,
  runSync,
  setEventLoop,
  sleep,
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
      expect(await running.then(expect.unreachable, (error) => ({ error }))).toEqual({ error: thrown })
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

  test('ends with the reason of a signal that is aborted, after the clean-up', async () => {
    const controller = new AbortController()
    const log: string[] = []
    const running = run(
      function* () {
        getRunningLoop().callLater(1, () => controller.abort('reason'))
        try {
          yield* sleep(10)
        } finally {
          log.push('finally')
        }
      },
      { ...virtual(), signal: controller.signal },
    )
    await expect(running).rejects.toBe('reason')
    expect(log).toEqual(['finally'])
    const never = run(() => expect.unreachable(), { ...virtual(), signal: controller.signal })
    await expect(never).rejects.toBe('reason')
  })
})

describe('a deadlock', () => {
  test('on a virtual clock lists who waits for what', async () => {
    const lock = new Lock()
    const program = function* main() {
      yield* lock.acquire()
      const a = createTask(lock.acquire(), { name: 'a' })
      const b = createTask(
        (function* () {
          yield* new Future()
        })(),
        { name: 'b' },
      )
      yield* gather([a, b])
    }
    const error = await run(program, virtual()).catch((error) => error)
    expect(error).toBeInstanceOf(DeadlockError)
    expect(error.waiting).toEqual([
      { task: expect.stringMatching(/^Task-\d+ main\(\)$/), waitsFor: 'gather of a, b' },
      { task: 'a Lock.acquire()', waitsFor: '<Lock [locked, waiters:1]>' },
      { task: 'b', waitsFor: '<Future pending>' },
    ])
    expect(error.message).toContain('\n  b waits for <Future pending>')
  })

  test('lets the tasks clean up', async () => {
    const log: string[] = []
    const program = function* () {
      try {
        yield* new Future()
      } finally {
        log.push('finally')
      }
    }
    await expect(run(program, virtual())).rejects.toThrow(DeadlockError)
    expect(() => runSync(program)).toThrow(DeadlockError)
    expect(log).toEqual(['finally', 'finally'])
  })

  test('is not claimed while a promise may still settle, unless the clock is sealed', async () => {
    let resolve: ((value: string) => void) | undefined
    const promise = new Promise<string>((settle) => {
      resolve = settle
    })
    const running = run(promise, virtual())
    for (let i = 0; i < 10; i += 1) await new Promise((done) => setImmediate(done))
    resolve?.('late')
    expect(await running).toBe('late')
    const sealed = run(new Promise(() => {}), { clock: new VirtualClock({ sealed: true }) })
    await expect(sealed).rejects.toThrow(DeadlockError)
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
    await expect(runner.run(sleep(1))).rejects.toThrow(new RuntimeError('Runner is closed'))
  })

  test('closes after the body of with, and takes a loop factory', async () => {
    const loop = new EventLoop(virtual())
    const result = await new Runner({ loopFactory: () => loop }).with(async (runner) => {
      expect(runner.getLoop()).toBe(loop)
      return await runner.run(sleep(1, 'x'))
    })
    expect([result, loop.isClosed()]).toEqual(['x', true])
  })
})

describe('an event loop', () => {
  test('runs until it is stopped, after the turn', async () => {
    const loop = newEventLoop(virtual())
    const log: string[] = []
    loop.callLater(1, () => {
      loop.stop()
      loop.callSoon(() => log.push('next turn'))
    })
    loop.callLater(1, () => log.push('same turn'))
    await loop.runForever()
    expect(log).toEqual(['same turn'])
    expect(loop.isRunning()).toBe(false)
    loop.stop()
    await loop.runForever()
    expect(log).toEqual(['same turn', 'next turn'])
    loop.close()
    expect(() => loop.callSoon(() => {})).toThrow(new RuntimeError('Event loop is closed'))
    await expect(loop.runForever()).rejects.toThrow('Event loop is closed')
  })

  test('runs until a Future is done, and says so when it is stopped before', async () => {
    const loop = newEventLoop(virtual())
    expect(await loop.runUntilComplete(sleep(1, 'x'))).toBe('x')
    expect(loop.runUntilCompleteSync(sleep(1, 'y'))).toBe('y')
    expect(loop.time()).toBe(2)
    loop.callLater(1, () => loop.stop())
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow(
      'Event loop stopped before Future completed.',
    )
    loop.close()
  })

  test('cannot run twice at a time, nor be closed meanwhile', async () => {
    const loop = newEventLoop(virtual())
    const running = loop.runUntilComplete(sleep(1))
    await expect(loop.runForever()).rejects.toThrow(new RuntimeError('This event loop is already running'))
    expect(() => loop.close()).toThrow(new RuntimeError('Cannot close a running event loop'))
    await running
    loop.close()
    loop.close()
  })

  test('is current within its turns; between them when it is the only one under way; or when it was set', async () => {
    expect(() => getEventLoop()).toThrow(RuntimeError)
    const loop = newEventLoop(virtual())
    setEventLoop(loop)
    expect(getEventLoop()).toBe(loop)
    setEventLoop(undefined)
    loop.callSoon(() => expect(getRunningLoop()).toBe(loop))
    const first = loop.runUntilComplete(sleep(1))
    expect(getRunningLoop()).toBe(loop)
    const second = run(sleep(1), virtual())
    expect(() => getRunningLoop()).toThrow(/^2 event loops are under way.*loop\.createTask/)
    await Promise.all([first, second])
    expect(() => getRunningLoop()).toThrow(new RuntimeError('no running event loop'))
    loop.close()
  })

  test('tells its exception handler what a callback throws, and goes on', async () => {
    const reports = recordReports()
    const loop = newEventLoop(virtual())
    const boom = (): void => {
      throw new ValueError('boom')
    }
    loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    const handler = vi.fn()
    loop.setExceptionHandler(handler)
    const handle = loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    expect(handler).toHaveBeenCalledExactlyOnceWith(loop, {
      message: 'Exception in callback boom()',
      exception: new ValueError('boom'),
      handle,
    })
    loop.setExceptionHandler(boom)
    loop.callSoon(boom)
    await loop.runUntilComplete(sleep(0))
    expect(reports).toEqual([
      'unhandled: Exception in callback boom() ValueError: boom',
      'unhandled: Unhandled error in exception handler ValueError: boom',
    ])
    loop.close()
  })

  test('reports when it closes the errors that nobody has fetched', async () => {
    const reports = recordReports()
    function* fail(): Coroutine<void> {
      throw new ValueError('boom')
    }
    await run(function* () {
      createTask(fail(), { name: 'lost' })
      const seen = createTask(fail())
      yield* sleep(1)
      seen.exception()
    }, virtual())
    expect(reports).toEqual(['never-retrieved: Task exception was never retrieved: lost ValueError: boom'])
  })

  test('in debug mode reports a coroutine of the package that nobody drives', async () => {
    const reports = recordReports()
    const forget = function* () {
      sleep(1)
      yield* sleep(0)
    }
    await run(forget, { ...virtual(), debug: true })
    await run(forget, virtual())
    expect(reports).toEqual(["warning: coroutine 'sleep' was never awaited: write yield* before it"])
  })

  test('withdraws callbacks and timers that are cancelled', async () => {
    const loop = newEventLoop(virtual())
    const callback = vi.fn()
    const handles = [loop.callSoon(callback), loop.callLater(1, callback), loop.callAt(1, callback)]
    expect(handles[1]?.toString()).toMatch(/^<TimerHandle when=1 .*\(\)>$/)
    for (const handle of handles) handle.cancel()
    expect(handles.map((handle) => handle.cancelled())).toEqual([true, true, true])
    await loop.runUntilComplete(sleep(2))
    expect(callback).not.toHaveBeenCalled()
    loop.close()
  })

  test('keeps the order of timers when many of them are cancelled', () => {
    const log: number[] = []
    runSync(function* () {
      const loop = getRunningLoop()
      const timers = Array.from({ length: 400 }, (_, i) =>
        loop.callLater((i * 37) % 100, () => log.push((i * 37) % 100)),
      )
      timers.forEach((timer, i) => {
        if (i % 4 !== 0) timer.cancel()
      })
      yield* sleep(200)
    })
    expect(log).toHaveLength(100)
    expect(log).toEqual([...log].sort((a, b) => a - b))
  })
})
