import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  Future,
  gather,
  getRunningLoop,
  isCancelled,
  Lock,
  Queue,
  RuntimeError,
  run,
  sleep,
  TaskGroup,
  TimeoutError,
  timeout,
  ValueError,
  wrapFuture,
} from '../src/index.js'
import { restoreHost, worlds } from './worlds'

restoreHost()

describe.each(worlds)('in %s time', (_, makeWorld) => {
  test('promises and coroutines each go on at their time, and in the same order', async () => {
    const { clock, after, time, drive } = makeWorld()
    const log: string[] = []
    async function native(): Promise<void> {
      for (let i = 0; i < 3; i += 1) {
        await after(2)
        log.push(`${time()} native`)
      }
    }
    function* coroutine(): Coroutine<void> {
      for (let i = 0; i < 3; i += 1) {
        yield* sleep(1.5)
        log.push(`${time()} coroutine`)
      }
    }
    await drive(
      run(
        function* () {
          yield* gather([coroutine(), native()])
        },
        { clock },
      ),
    )
    expect(log).toEqual(['1.5 coroutine', '2 native', '3 coroutine', '4 native', '4.5 coroutine', '6 native'])
  })

  test('a promise enters behind what is ready and before the timers that are due, in the order of settlement', async () => {
    const { clock, drive } = makeWorld()
    const log: string[] = []
    const settle: Record<string, () => void> = {}
    await drive(
      run(
        function* () {
          const loop = getRunningLoop()
          const futures: Future<void>[] = []
          const settled = (): number => futures.filter((future) => future.done()).length
          for (const name of ['a', 'b', 'c']) {
            const promise = new Promise<void>((resolve, reject) => {
              settle[name] = name === 'c' ? () => reject(new ValueError(name)) : resolve
            })
            const future = wrapFuture(promise)
            futures.push(future)
            future.addDoneCallback((future) => {
              log.push(name)
              if (name === 'c') future.exception()
            })
          }
          loop.callLater(1, () => {
            for (const name of ['c', 'a', 'b']) settle[name]?.()
            loop.callLater(0, () => log.push(`timer, ${settled()} settled`))
            loop.callSoon(() => log.push(`ready, ${settled()} settled`))
          })
          yield* sleep(2)
        },
        { clock },
      ),
    )
    expect(log).toEqual(['ready, 0 settled', 'timer, 3 settled', 'c', 'a', 'b'])
  })

  test('a promise that settles at the moment at which a timer is due comes before it', async () => {
    const { clock, after, drive } = makeWorld()
    const log: string[] = []
    await drive(
      run(
        function* () {
          const promise = wrapFuture(after(1))
          promise.addDoneCallback(() => log.push('promise'))
          getRunningLoop().callLater(1, () => log.push(`timer, ${promise.done() ? 'settled' : 'pending'}`))
          yield* sleep(2)
        },
        { clock },
      ),
    )
    expect(log).toEqual(['timer, settled', 'promise'])
  })

  test('a callback that comes later finishes a Future, and whoever waits goes on at that moment', async () => {
    const { clock, later, time, drive } = makeWorld()
    /** As old interfaces do: an error or a result. */
    const readFile = (name: string, callback: (error: Error | null, text?: string) => void): void =>
      later(1, () => (name === 'missing' ? callback(new ValueError('not there')) : callback(null, `text of ${name}`)))
    const read = (name: string): Future<string> => {
      const future = new Future<string>()
      readFile(name, (error, text) => (error === null ? future.setResult(text ?? '') : future.setException(error)))
      return future
    }
    await drive(
      run(
        function* () {
          createTask(sleep(10))
          expect(yield* read('a')).toBe('text of a')
          expect(time()).toBe(1)
          const [error] = yield* gather([read('missing')], { returnExceptions: true })
          expect(error).toEqual(new ValueError('not there'))
          expect(time()).toBe(2)
        },
        { clock },
      ),
    )
  })

  test('callSoon, callLater and createTask of native code wake a loop that waits for a later timer', async () => {
    const { clock, later, time, drive } = makeWorld()
    const log: string[] = []
    later(1, () => getRunningLoop().callSoon(() => log.push(`${time()} soon`)))
    later(2, () => getRunningLoop().callLater(1, () => log.push(`${time()} later`)))
    later(4, () => createTask(sleep(1)).addDoneCallback(() => log.push(`${time()} task`)))
    await drive(run(sleep(10), { clock }))
    expect(log).toEqual(['1 soon', '3 later', '5 task'])
    expect(time()).toBe(10)
  })

  test('a native timer that is cancelled by a coroutine, and a loop timer by native code, never fire', async () => {
    const { clock, later, drive } = makeWorld()
    const log: string[] = []
    await drive(
      run(
        function* () {
          const timer = getRunningLoop().callLater(3, () => log.push('timer'))
          later(1, () => timer.cancel())
          yield* sleep(5)
        },
        { clock },
      ),
    )
    expect(log).toEqual([])
  })

  test('an EventTarget feeds a Queue and sets an Event', async () => {
    const { clock, later, time, drive } = makeWorld()
    const target = new EventTarget()
    const queue = new Queue<string>()
    const closed = new Event()
    target.addEventListener('message', (event) => queue.putNowait((event as CustomEvent<string>).detail))
    target.addEventListener('close', () => closed.set(), { once: true })
    later(1, () => {
      target.dispatchEvent(new CustomEvent('message', { detail: 'a' }))
      target.dispatchEvent(new CustomEvent('message', { detail: 'b' }))
    })
    later(2, () => target.dispatchEvent(new CustomEvent('close')))
    const got = await drive(
      run(
        function* () {
          const texts = [yield* queue.get(), yield* queue.get()]
          yield* closed.wait()
          return [...texts, time()]
        },
        { clock },
      ),
    )
    expect(got).toEqual(['a', 'b', 2])
  })

  test('an AbortSignal of native code cancels a run, which cleans up and rejects with its reason', async () => {
    const { clock, later, time, drive } = makeWorld()
    const controller = new AbortController()
    const log: string[] = []
    later(1, () => controller.abort('reason'))
    const running = run(
      function* () {
        try {
          yield* sleep(10)
        } finally {
          yield* sleep(1)
          log.push(`${time()} cleaned up`)
        }
      },
      { clock, signal: controller.signal },
    )
    await expect(drive(running)).rejects.toBe('reason')
    expect(log).toEqual(['2 cleaned up'])
  })

  test.each<[string, (fetched: () => Future<string>) => Coroutine<unknown>]>([
    [
      'a timeout',
      (fetched) =>
        timeout(1).with(function* () {
          yield* fetched()
        }),
    ],
    [
      'a TaskGroup that fails',
      (fetched) =>
        new TaskGroup().with(function* (group) {
          group.createTask(fetched()[Symbol.iterator]())
          yield* sleep(1)
          throw new ValueError('boom')
        }),
    ],
    [
      'a cancel of its task',
      function* (fetched) {
        const task = createTask(fetched()[Symbol.iterator]())
        yield* sleep(1)
        task.cancel()
        yield* task
      },
    ],
    [
      'a cancel of its gather',
      function* (fetched) {
        const both = gather([fetched(), sleep(5)])
        yield* sleep(1)
        both.cancel()
        yield* both
      },
    ],
  ])('what wrapFuture has started is aborted by %s', async (_, program) => {
    const { clock, after, time, drive } = makeWorld()
    const log: string[] = []
    /** As `fetch` does. */
    const fetchText = (signal: AbortSignal): Promise<string> =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          log.push(`${time()} aborted`)
          reject(signal.reason)
        })
        void after(3).then(() => resolve('text'))
      })
    const running = run(() => program(() => wrapFuture((signal) => fetchText(signal))), { clock })
    await expect(drive(running)).rejects.toThrow()
    expect(log).toEqual(['1 aborted'])
  })

  test('an async function is run, and goes on with the loop after each await', async () => {
    const { clock, after, time, drive } = makeWorld()
    const log: string[] = []
    async function main(): Promise<string> {
      const loop = getRunningLoop()
      const task = createTask(sleep(2, 'slept'))
      await after(1)
      expect(getRunningLoop()).toBe(loop)
      expect(currentTask()).toBeUndefined()
      log.push(`${time()} native`)
      const both = await Promise.all([task, createTask(sleep(1, 'too'))])
      log.push(`${time()} ${both}`)
      await expect(
        createTask(
          (function* (): Coroutine<void> {
            throw new ValueError('boom')
          })(),
        ),
      ).rejects.toEqual(new ValueError('boom'))
      return 'done'
    }
    expect(await drive(run(main, { clock }))).toBe('done')
    expect(log).toEqual(['1 native', '2 slept,too'])
  })

  test('native code that awaits a Future goes on after the callbacks that were added before, in the order of its awaits', async () => {
    const { clock, drive } = makeWorld()
    const log: string[] = []
    await drive(
      run(
        function* () {
          const future = new Future<string>()
          future.addDoneCallback(() => log.push('callback'))
          const natives = ['first', 'second'].map(async (name) => log.push(`${name} ${await future}`))
          const waiting = createTask(
            (function* () {
              log.push(`task ${yield* future}`)
            })(),
          )
          yield* sleep(0)
          future.setResult('x')
          yield* gather([waiting, ...natives])
        },
        { clock },
      ),
    )
    expect(log).toEqual(['callback', 'task x', 'first x', 'second x'])
  })

  test('native code that awaits a Future gets its error, or CancelledError', async () => {
    const { clock, drive } = makeWorld()
    await drive(
      run(
        async () => {
          const [failing, cancelled] = [new Future<void>(), new Future<void>()]
          getRunningLoop().callLater(1, () => {
            failing.setException(new ValueError('boom'))
            cancelled.cancel('enough')
          })
          await expect(failing).rejects.toEqual(new ValueError('boom'))
          await expect(cancelled).rejects.toEqual(new CancelledError('enough'))
          await expect(cancelled).rejects.toBeInstanceOf(CancelledError)
          expect(await failing.then(null, () => 'caught')).toBe('caught')
        },
        { clock },
      ),
    )
  })

  test('a Future is awaited natively also after its loop has closed: a result is given, one that waits rejects', async () => {
    const { clock, after, drive } = makeWorld()
    const futures = await drive(
      run(
        function* () {
          const [done, failed, left] = [new Future<string>(), new Future<string>(), new Future<string>()]
          done.setResult('x')
          failed.setException(new ValueError('boom'))
          failed.exception()
          yield* sleep(0)
          return { done, failed, left, early: (async () => await left)().catch((error: Error) => error.message) }
        },
        { clock },
      ),
    )
    await drive(after(1))
    expect(await futures.done).toBe('x')
    await expect(futures.failed).rejects.toEqual(new ValueError('boom'))
    await expect(futures.left).rejects.toThrow(/^Event loop is closed/)
    expect(await futures.early).toMatch(/^Event loop is closed/)
  })

  test('several runs go on side by side, each with its own tasks, and one that fails leaves the others alone', async () => {
    const { clock, later, time, drive } = makeWorld()
    const log: string[] = []
    const lock = new Lock()
    function* program(name: string, seconds: number): Coroutine<string> {
      yield* sleep(seconds)
      log.push(`${time()} ${name}`)
      if (name === 'b') throw new ValueError('boom')
      yield* sleep(seconds)
      log.push(`${time()} ${name}`)
      return name
    }
    let between: unknown
    later(1.5, () => {
      try {
        createTask(sleep(1))
      } catch (error) {
        between = error
      }
    })
    const ended = await drive(
      Promise.allSettled([
        run(program('a', 2), { clock }),
        run(program('b', 1), { clock }),
        run(program('c', 3), { clock }),
        run(() => lock.with(() => program('d', 3.5)), { clock }),
      ]),
    )
    expect(ended.map((result) => (result.status === 'fulfilled' ? result.value : result.reason))).toEqual([
      ...['a', new ValueError('boom'), 'c', 'd'],
    ])
    expect(log).toEqual(['1 b', '2 a', '3 c', '3.5 d', '4 a', '6 c', '7 d'])
    expect(between).toEqual(
      new RuntimeError(
        '3 event loops are under way and none of them is executing this: say which, as in loop.createTask(…)',
      ),
    )
  })

  test('native code hands work to one of several loops by name', async () => {
    const { clock, later, time, drive } = makeWorld()
    const log: string[] = []
    const program = function* () {
      const loop = getRunningLoop()
      later(1, () =>
        loop.createTask(sleep(1)).addDoneCallback(() => log.push(`${time()} ${getRunningLoop() === loop}`)),
      )
      yield* sleep(3)
    }
    await drive(Promise.all([run(program, { clock }), run(program, { clock })]))
    expect(log).toEqual(['2 true', '2 true'])
  })

  test('a run may be begun by native code while another is under way', async () => {
    const { clock, later, time, drive } = makeWorld()
    let second: Promise<string> | undefined
    later(1, () => {
      second = run(sleep(1, 'second'), { clock })
    })
    await drive(run(sleep(5), { clock }))
    expect(await second).toBe('second')
    expect(time()).toBe(5)
  })

  test('a coroutine that cleans up may await native code', async () => {
    const { clock, after, time, drive } = makeWorld()
    const log: string[] = []
    await drive(
      run(
        function* () {
          createTask(
            (function* () {
              try {
                yield* sleep(10)
              } catch (error) {
                if (!isCancelled(error)) throw error
                yield* wrapFuture(after(2))
                log.push(`${time()} saved`)
                throw error
              }
            })(),
          )
          yield* sleep(1)
        },
        { clock },
      ),
    )
    expect(log).toEqual(['3 saved'])
  })

  test('a timeout ends the wait for a promise that never settles', async () => {
    const { clock, time, drive } = makeWorld()
    const running = run(
      () =>
        timeout(2).with(function* () {
          yield* wrapFuture(new Promise(() => {}))
        }),
      { clock },
    )
    await expect(drive(running)).rejects.toBeInstanceOf(TimeoutError)
    expect(time()).toBe(2)
  })

  test('a thenable that is no promise may call back at once, twice, or throw', async () => {
    const { clock, drive } = makeWorld()
    // biome-ignore-start lint/suspicious/noThenProperty: thenables are the subject
    const twice = {
      then(resolve: (value: string) => void) {
        resolve('a')
        resolve('b')
      },
    }
    const throwing = {
      then() {
        throw new ValueError('boom')
      },
    }
    // biome-ignore-end lint/suspicious/noThenProperty: thenables are the subject
    await drive(
      run(
        function* () {
          expect(yield* wrapFuture(twice as PromiseLike<string>)).toBe('a')
          const [error] = yield* gather([throwing as PromiseLike<string>], { returnExceptions: true })
          expect(error).toEqual(new ValueError('boom'))
          yield* sleep(1)
        },
        { clock },
      ),
    )
  })
})
