import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configureHost } from '../src/host.js'
import {
  asCompleted,
  BoundedSemaphore,
  Condition,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  ensureFuture,
  Future,
  gather,
  getRunningLoop,
  InvalidStateError,
  Lock,
  newEventLoop,
  Queue,
  Runner,
  RuntimeError,
  run,
  runSync,
  shield,
  sleep,
  type Task,
  TaskGroup,
  timeout,
  ValueError,
  VirtualClock,
  wait,
  waitFor,
  wrapFuture,
} from '../src/index.js'

/*
 * What a program does wrong, and what it is told: what was expected, what came, and what to write instead.
 */

// What is left behind by programs that fail is not the subject here.
beforeEach(() => configureHost({ report: () => {} }))
afterEach(() => configureHost())

function* five(): Coroutine<number> {
  yield* sleep(0)
  return 5
}

const promise = Promise.resolve(5)

/** What comes out of a program, in a task on virtual time. */
function errorOf(program: () => unknown): Error {
  try {
    runSync(program as () => Coroutine<unknown>)
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

/** The same for something that is wrong at once. */
function errorWithin(act: () => unknown): Error {
  return errorOf(function* () {
    act()
    yield* sleep(0)
  })
}

type Case = [what: string, type: new (message: string) => Error, message: RegExp, act: () => unknown]

describe('a bare yield in a task, and in runSync', () => {
  const cases: [string, RegExp, () => unknown][] = [
    [
      'of a Future',
      /^yield was used instead of yield\* in task <Task pending .*> with <Future pending>: write yield\* to wait for it .*gather/,
      () => new Future(),
    ],
    [
      'of a coroutine',
      /^yield was used instead of yield\* for a coroutine in task <Task .*>: write yield\* to run it/,
      five,
    ],
    ['of a sleep', /^yield was used instead of yield\* for a coroutine in task .*: write yield\*/, () => sleep(1)],
    ['of a lock', /^yield was used instead of yield\* for a coroutine .*: write yield\*/, () => new Lock().acquire()],
    [
      'of a gather',
      /^yield was used instead of yield\* in task .* with <_GatheringFuture pending>: write yield\*/,
      () => gather([five()]),
    ],
    [
      'of a promise',
      /^Task got bad yield: a promise in <Task .*>: write yield\* wrapFuture\(promise\) to wait for it$/,
      () => promise,
    ],
    ['of a number', /^Task got bad yield: 5: a coroutine waits with yield\*, and lets others run with yield/, () => 5],
    ['of a function', /^Task got bad yield: <function five>: a coroutine waits with yield\*/, () => five],
  ]

  test.each(cases)('%s says what to write', async (_, message, make) => {
    function* program(): Coroutine<void> {
      yield make() as undefined
    }
    const thrown = errorOf(program)
    expect(thrown).toBeInstanceOf(RuntimeError)
    expect(thrown.message).toMatch(message)
    const inTask = await run(
      function* () {
        return yield* gather([createTask(program())], { returnExceptions: true })
      },
      { clock: new VirtualClock() },
    )
    expect((inTask[0] as Error).message).toMatch(message)
  })

  test('is thrown at the yield, where it can be caught, and the task goes on', () => {
    const log: string[] = []
    runSync(function* () {
      try {
        yield sleep(1) as unknown as undefined
      } catch (error) {
        log.push((error as Error).name)
      }
      yield* sleep(1)
      log.push(`${getRunningLoop().time()}`)
    })
    expect(log).toEqual(['RuntimeError', '1'])
  })

  test('yield* over an array of tasks is answered with gather', () => {
    const thrown = errorOf(function* () {
      yield* [createTask(five())] as unknown as Coroutine<void>
    })
    expect(thrown.message).toContain('an array of awaitables is waited for with yield* gather([…])')
  })
})

describe('a coroutine that is given twice', () => {
  const refused =
    /^this coroutine is driven by <Task (pending|finished) name='first' .*> already: a coroutine runs once, so call its function again/

  test.each<[string, (coroutine: Coroutine<number>) => unknown]>([
    ['createTask', (coroutine) => createTask(coroutine)],
    ['ensureFuture', (coroutine) => ensureFuture(coroutine)],
    ['gather', (coroutine) => gather([five(), coroutine])],
    ['shield', (coroutine) => shield(coroutine)],
    ['asCompleted', (coroutine) => asCompleted([coroutine])],
  ])('to %s', (_, give) => {
    const thrown = errorOf(function* () {
      const coroutine = five()
      const task = createTask(coroutine, { name: 'first' })
      expect(() => give(coroutine)).toThrow(refused)
      yield* task
      give(coroutine)
    })
    expect(thrown).toBeInstanceOf(RuntimeError)
    expect(thrown.message).toMatch(refused)
  })

  test('to a TaskGroup, which goes on', () => {
    runSync(function* () {
      yield* new TaskGroup().with(function* (group) {
        const coroutine = five()
        const task = group.createTask(coroutine, { name: 'first' })
        expect(() => group.createTask(coroutine)).toThrow(refused)
        expect(yield* task).toBe(5)
      })
    })
  })

  test('to waitFor', () => {
    const thrown = errorOf(function* () {
      const coroutine = five()
      createTask(coroutine, { name: 'first' })
      yield* waitFor(coroutine, 1)
    })
    expect(thrown.message).toMatch(refused)
  })

  test('to run', async () => {
    const coroutine = five()
    const options = { clock: new VirtualClock() }
    expect(await run(coroutine, options)).toBe(5)
    const again = /^this coroutine is driven by <Task finished .*> already: a coroutine runs once/
    await expect(run(coroutine, options)).rejects.toThrow(again)
    await expect(run(() => coroutine, options)).rejects.toThrow(again)
    expect(() => runSync(coroutine)).toThrow(again)
  })

  test('to a task and to yield* is told as soon as they meet', () => {
    let task: Task<void> | undefined
    runSync(function* () {
      const coroutine = (function* () {
        yield* sleep(1)
      })()
      task = createTask(coroutine)
      yield* coroutine
    })
    expect(task?.exception()?.message).toMatch(
      /^yield\* wasn't used with future: <Future pending .*> is not done, .* a single yield\*, or the task/,
    )
  })

  test('a sleep that is waited for twice', () => {
    const thrown = errorOf(function* () {
      const nap = sleep(1)
      yield* nap
      yield* nap
    })
    expect(thrown.message).toMatch(/^cannot reuse already awaited coroutine: .*call sleep again/)
  })
})

describe('what belongs elsewhere', () => {
  test('a task that awaits itself', () => {
    const thrown = errorOf(function* () {
      yield* currentTask() as Task<unknown>
    })
    expect(thrown.message).toMatch(
      /^Task cannot await on itself: <Task pending .*> would never be done; wait for another/,
    )
  })

  test.each<[string, RegExp, (future: Future<void>) => Coroutine<unknown>]>([
    [
      'waited for',
      /^Task <Task .*> got Future <Future pending> attached to a different loop: make it within the run/,
      (future) => future[Symbol.iterator](),
    ],
    [
      'gathered',
      /^The future belongs to a different loop than the one specified as the loop argument: <Future pending> can only/,
      (future) => gather([five(), future])[Symbol.iterator](),
    ],
    [
      'ensured for another',
      /^The future belongs to a different loop .*make it within the run that waits for it$/,
      (future) => ensureFuture(future, { loop: getRunningLoop() })[Symbol.iterator](),
    ],
  ])('a Future of another loop, %s', (_, message, use) => {
    const other = newEventLoop()
    const thrown = errorOf(() => use(other.createFuture<void>()))
    expect(thrown.message).toMatch(message)
    other.close()
  })

  test('a Lock, an Event or a Queue of another run', () => {
    const [lock, event, queue] = [new Lock(), new Event(), new Queue<number>()]
    function* use(): Coroutine<void> {
      const both = [createTask(lock.acquire()), createTask(lock.acquire()), createTask(event.wait())]
      yield* wait([...both, createTask(queue.get())], { timeout: 1 })
    }
    runSync(use)
    for (const [act, name] of [
      [() => lock.acquire(), /^<Lock \[locked\]> is bound/],
      [() => event.wait(), /^<Event \[unset\]> is bound/],
      [() => queue.get(), /^<Queue maxsize=0> is bound/],
    ] as const) {
      const thrown = errorOf(act)
      expect(thrown.message).toMatch(name)
      expect(thrown.message).toContain(
        'to a different event loop: somebody waited for it in another run; make a new one',
      )
    }
  })
})

describe('a loop that cannot do that', () => {
  test('run, runSync, Runner.run and a loop within a turn', async () => {
    let message = ''
    await run(
      function* () {
        const nested = run(five()).catch((error: Error) => {
          message = error.message
        })
        const again = (name: string) =>
          `${name}() cannot be called from a running event loop: in a coroutine write yield* main(), or createTask(main())`
        expect(() => runSync(five())).toThrow(again('runSync'))
        const runner = new Runner().run(five()).catch((error: Error) => error.message)
        const loop = newEventLoop()
        const other = loop.runUntilComplete(sleep(1)).catch((error: Error) => error.message)
        const same = getRunningLoop()
          .runForever()
          .catch((error: Error) => error.message)
        yield* wrapFuture(nested)
        expect(message).toBe(again('run'))
        expect(yield* wrapFuture(runner)).toBe(again('Runner.run'))
        expect(yield* wrapFuture(other)).toMatch(
          /^Cannot run the event loop while another loop is running: .*createTask/,
        )
        expect(yield* wrapFuture(same)).toMatch(/^This event loop is already running: wait with yield\*/)
        loop.close()
      },
      { clock: new VirtualClock() },
    )
  })

  test.each<[string, (loop: ReturnType<typeof newEventLoop>) => unknown]>([
    ['callSoon', (loop) => loop.callSoon(() => {})],
    ['callLater', (loop) => loop.callLater(1, () => {})],
    ['callAt', (loop) => loop.callAt(1, () => {})],
    ['createTask', (loop) => loop.createTask(five())],
    ['runUntilCompleteSync', (loop) => loop.runUntilCompleteSync(five())],
  ])('a closed one: %s', (_, act) => {
    const loop = newEventLoop({ clock: new VirtualClock() })
    loop.close()
    expect(() => act(loop)).toThrow('Event loop is closed: its run has ended; begin another with run(main())')
  })

  test('one that is stopped before its Future is done', async () => {
    const loop = newEventLoop({ clock: new VirtualClock() })
    loop.callLater(1, () => loop.stop())
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow(
      /^Event loop stopped before Future completed\. stop\(\) was called while <Future pending> was waited for/,
    )
    loop.close()
  })

  test('none at all', () => {
    const told = /^no running event loop: .*as in run\(main\(\)\)/
    expect(() => createTask(five())).toThrow(told)
    expect(() => currentTask()).toThrow(told)
    expect(() => timeout(1)).toThrow(told)
    for (const act of [() => new Future(), () => gather([five()]), () => ensureFuture(five())]) {
      expect(act).toThrow(/^There is no current event loop: make one with newEventLoop\(\), or use run\(main\(\)\)$/)
    }
  })
})

describe('too many of a thing', () => {
  test.each<Case>([
    [
      'a release of a Lock that nobody holds',
      RuntimeError,
      /^Lock is not acquired\. release\(\) gives back what acquire\(\) took, once; lock\.with\(body\)/,
      () => new Lock().release(),
    ],
    [
      'a release of a BoundedSemaphore that is free',
      ValueError,
      /^BoundedSemaphore released too many times: all 2 are free; release\(\) gives back/,
      () => new BoundedSemaphore(2).release(),
    ],
    [
      'a taskDone for nothing',
      ValueError,
      /^task_done\(\) called too many times: call taskDone once for each item/,
      () => new Queue().taskDone(),
    ],
    [
      'a second result',
      InvalidStateError,
      /^invalid state: <Future finished result=1> is done, and keeps what it has; ask done\(\) first$/,
      () => {
        const future = new Future<number>()
        future.setResult(1)
        future.setResult(2)
      },
    ],
    [
      'a result that is asked for too early',
      InvalidStateError,
      /^Result is not set\. <Future pending> is not done: wait for it with yield\*, or ask done\(\) first$/,
      () => new Future().result(),
    ],
    [
      'a result for a task',
      RuntimeError,
      /^Task does not support set_result operation: its result is what its coroutine returns$/,
      () => createTask(five()).setResult(5),
    ],
    [
      'a notify without the lock',
      RuntimeError,
      /^cannot notify on un-acquired lock: notify within yield\* condition\.with\(/,
      () => new Condition().notify(),
    ],
  ])('%s', (_, type, message, act) => {
    const thrown = errorWithin(act)
    expect(thrown).toBeInstanceOf(type)
    expect(thrown.message).toMatch(message)
  })

  test('a TaskGroup and a Timeout that are entered twice, or used before', () => {
    const group = new TaskGroup()
    const coroutine = five()
    expect(errorWithin(() => group.createTask(coroutine)).message).toMatch(
      /has not been entered: create its tasks in yield\* group\.with\(function\* \(group\) \{…\}\)$/,
    )
    const twice = errorOf(function* () {
      yield* group.with(five)
      yield* group.with(five)
    })
    expect(twice.message).toMatch(/^TaskGroup <TaskGroup.*> has already been entered: it serves once, so make a new/)
    const late = errorOf(function* () {
      const limit = timeout(1)
      yield* limit.with(five)
      yield* limit.with(five)
    })
    expect(late.message).toBe('Timeout has already been entered: it serves once, so call timeout() again for another')
  })
})

describe('something of another kind', () => {
  test.each<Case>([
    [
      'a function where a coroutine is meant',
      TypeError,
      /^a coroutine was expected, got <function five>: call the function, as in createTask\(main\(\)\)$/,
      () => createTask(five as never),
    ],
    [
      'a promise for createTask',
      TypeError,
      /^a coroutine was expected, got <Promise object>: use ensureFuture for promises and Futures$/,
      () => createTask(promise as never),
    ],
    ['a number for createTask', TypeError, /^a coroutine was expected, got 5$/, () => createTask(5 as never)],
    [
      'a function for gather',
      TypeError,
      /^An asyncio\.Future, a coroutine or an awaitable is required, got <function five>: call the function first$/,
      () => gather([five as never]),
    ],
    [
      'several arguments for gather',
      TypeError,
      /^gather takes one array, as in gather\(\[a\(\), b\(\)\]\); got <coroutine>$/,
      () => (gather as unknown as (...all: unknown[]) => unknown)(five(), five()),
    ],
    [
      'several arguments for asCompleted',
      TypeError,
      /^asCompleted takes an array of awaitables, as in asCompleted\(\[a\(\), b\(\)\]\); got/,
      () => (asCompleted as unknown as (...all: unknown[]) => unknown)(five(), five()),
    ],
    [
      'a coroutine for callSoon',
      TypeError,
      /^coroutines cannot be used with callSoon\(\), got <coroutine>: use createTask/,
      () => getRunningLoop().callSoon(five() as never),
    ],
    [
      'a function* for callLater',
      TypeError,
      /^coroutines cannot be used with callLater\(\), got <function five>: use createTask, .*\(\) => createTask\(work\(\)\)/,
      () => getRunningLoop().callLater(1, five),
    ],
    [
      'a function* for callAt',
      TypeError,
      /^coroutines cannot be used with callAt\(\)/,
      () => getRunningLoop().callAt(1, five),
    ],
    [
      'nothing for callSoon',
      TypeError,
      /^a callable object was expected by callSoon\(\), got undefined$/,
      () => getRunningLoop().callSoon(undefined as never),
    ],
    [
      'a function* for addDoneCallback',
      TypeError,
      /^addDoneCallback takes a plain function that is given the Future, got <function five>$/,
      () => new Future().addDoneCallback(five),
    ],
    [
      'a coroutine for wrapFuture',
      TypeError,
      /^a promise is required, or a function that gives one, got <coroutine>: .*yield\*/,
      () => wrapFuture(five() as never),
    ],
    ['a text for sleep', TypeError, /^sleep takes a number of seconds, got '1'$/, () => sleep('1' as never)],
    [
      'a text for timeout',
      TypeError,
      /^a timeout takes a number of seconds, or null for none; got '1'$/,
      () => timeout('1' as never),
    ],
  ])('%s', (_, type, message, act) => {
    const thrown = errorWithin(act)
    expect(thrown).toBeInstanceOf(type)
    expect(thrown.message).toMatch(message)
  })

  test.each<[string, RegExp, () => Coroutine<unknown>]>([
    [
      'a coroutine for the body of with',
      /^lock\.with takes a function that gives a coroutine, as function\* \(\) \{…\}; got <coroutine>$/,
      () => new Lock().with(five() as never),
    ],
    [
      'an async function for the body of with',
      /^Timeout\.with takes a function that gives a coroutine, .*got <Promise object>: an async function cannot/,
      () => timeout(1).with((async () => {}) as never),
    ],
    [
      'coroutines for wait',
      /^Passing coroutines is forbidden, use tasks explicitly: wait\(\[createTask\(work\(\)\)\]\)$/,
      () => wait([five()] as never),
    ],
    [
      'a task alone for wait',
      /^wait takes an array or a set of Futures, as in wait\(\[task\]\); got <Task/,
      () => wait(createTask(five()) as never),
    ],
    ['no task for wait', /^Set of Tasks\/Futures is empty\. wait takes at least one/, () => wait([])],
  ])('%s', (_, message, make) => {
    expect(errorOf(make).message).toMatch(message)
  })

  test('what is no coroutine for run', async () => {
    const told =
      /^run takes a coroutine, a promise, or a function that gives one of them, as in run\(main\(\)\); got 5$/
    await expect(run(5 as never)).rejects.toThrow(told)
    await expect(run((() => 5) as never)).rejects.toThrow(told)
  })
})

describe('options of another kind', () => {
  test.each<[string, object, RegExp]>([
    [
      'a class for the clock',
      { clock: VirtualClock },
      /^a clock is an object, as in \{ clock: new VirtualClock\(\) \}; got <function VirtualClock>$/,
    ],
    ['no recorder', { trace: [] }, /^trace takes what createRecorder\(\) of asyncio-ts\/trace gives, got \[\]$/],
    ['no loop of a loopFactory', { loopFactory: () => 5 }, /^loopFactory must give an EventLoop, .*; it gave 5$/],
    [
      'a controller for the signal',
      { signal: new AbortController() },
      /^signal takes an AbortSignal, as in \{ signal: controller\.signal \}; got <AbortController object>$/,
    ],
  ])('%s', async (_, options, message) => {
    const running = run(five(), options)
    await expect(running).rejects.toThrow(message)
    await expect(running).rejects.toBeInstanceOf(TypeError)
  })
})

describe('native await of a coroutine', () => {
  test.each<[string, () => unknown]>([
    ['sleep', () => sleep(1)],
    ['Queue.get', () => new Queue().get()],
    ['Lock.acquire', () => new Lock().acquire()],
    ['waitFor', () => waitFor(promise, 1)],
    ['wait', () => wait([])],
  ])('of %s rejects, and says what to write', async (name, make) => {
    const call = `${name}(…)`
    await expect((async () => await make())()).rejects.toThrow(
      `${call} was awaited by native code: write yield* ${call} in a function*, or run(${call})`,
    )
  })
})
