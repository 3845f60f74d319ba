import { afterEach, describe, expect, test, vi } from 'vitest'
import { configureHost } from '../src/host.js'
import * as asyncio from '../src/index.js'
import {
  asCompleted,
  Barrier,
  BoundedSemaphore,
  Condition,
  createTask,
  Event,
  getRunningLoop,
  LifoQueue,
  Lock,
  newEventLoop,
  PriorityQueue,
  Queue,
  run,
  runSync,
  Semaphore,
  sleep,
  TaskGroup,
  timeout,
  toThread,
  VirtualClock,
  wait,
  waitFor,
} from '../src/index.js'

afterEach(() => configureHost())

function recordWarnings(): string[] {
  const warnings: string[] = []
  // A step may be slow on a busy machine, which is reported as well.
  const isSlow = (message: string): boolean => message.startsWith('Executing')
  configureHost({ report: (kind, _error, message) => kind === 'warning' && !isSlow(message) && warnings.push(message) })
  return warnings
}

const nothing = () => sleep(0)

describe('in debug mode a coroutine of the package that nobody drives is reported when the loop closes:', () => {
  test.each<[string, () => unknown]>([
    ['sleep', () => sleep(1)],
    ['sleep', () => sleep(0)],
    ['wait', () => wait([createTask(sleep(0))])],
    ['waitFor', () => waitFor(createTask(sleep(0)), 1)],
    ['asCompleted', () => [...asCompleted([createTask(sleep(0))])]],
    ['asCompleted', () => [...asCompleted([createTask(sleep(0))]).futures()]],
    ['Lock.acquire', () => new Lock().acquire()],
    ['Lock.with', () => new Lock().with(nothing)],
    ['Semaphore.acquire', () => new Semaphore().acquire()],
    ['Semaphore.with', () => new BoundedSemaphore().with(nothing)],
    ['Condition.wait', () => new Condition().wait()],
    ['Condition.waitFor', () => new Condition().waitFor(() => true)],
    ['Condition.with', () => new Condition().with(nothing)],
    ['Condition.acquire', () => new Condition().acquire()],
    ['Event.wait', () => new Event().wait()],
    ['Barrier.wait', () => new Barrier(1).wait()],
    ['Barrier.with', () => new Barrier(1).with(nothing)],
    ['Barrier.reset', () => new Barrier(1).reset()],
    ['Barrier.abort', () => new Barrier(1).abort()],
    ['Queue.put', () => new Queue<number>().put(1)],
    ['Queue.get', () => new PriorityQueue<number>().get()],
    ['Queue.join', () => new LifoQueue<number>().join()],
    ['TaskGroup.with', () => new TaskGroup().with(nothing)],
    ['toThread', () => toThread(() => 5)],
    ['EventLoop.shutdownDefaultExecutor', () => getRunningLoop().shutdownDefaultExecutor()],
    ['Timeout.with', () => timeout(1).with(nothing)],
  ])('%s', (name, forget) => {
    const warnings = recordWarnings()
    const program = function* () {
      forget()
      yield* sleep(1)
    }
    runSync(program, { debug: true })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`coroutine '${name}' was never awaited: write yield* before the call (called at `)
    expect(warnings[0]).toMatch(/undriven\.test\.ts:\d+:\d+\)$/)
    runSync(program)
    expect(warnings).toHaveLength(1)
  })
})

test('all methods that are a function* have coroutines with a name, which are watched', () => {
  const generatorFunction = Object.getPrototypeOf(function* () {})
  const generators: string[] = []
  const nameless: string[] = []
  for (const [name, type] of Object.entries(asyncio)) {
    if (typeof type !== 'function' || type.prototype === undefined) continue
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
      if (Object.getPrototypeOf(value ?? {}) !== generatorFunction) continue
      generators.push(`${name}.${key}`)
      if (value.prototype.name === undefined) nameless.push(`${name}.${key}`)
    }
  }
  expect(generators).toContain('Queue.put')
  expect(nameless).toEqual([])
  const loop = newEventLoop()
  loop.setDebug(true)
  const unwatched = generators.filter((path) => {
    const [type = '', key = ''] = path.split('.')
    const method = (asyncio as unknown as Record<string, { prototype: Record<string, unknown> }>)[type]?.prototype[key]
    return Object.getPrototypeOf(method) === generatorFunction
  })
  expect(unwatched).toEqual([])
  loop.close()
})

describe('a coroutine counts as driven in debug mode', () => {
  test.each<[string, () => unknown]>([
    ['when it is given to a task', () => createTask(new Event().wait())],
    ['when it is closed', () => new Lock().acquire().return(true)],
    ['when native code awaited it, which was told', () => Promise.resolve(sleep(1)).catch(() => {})],
  ])('%s', async (_, use) => {
    const warnings = recordWarnings()
    const program = function* () {
      use()
      yield* sleep(1)
    }
    await run(program, { clock: new VirtualClock(), debug: true })
    expect(warnings).toEqual([])
  })

  test('when it is waited for, and does what it does otherwise', () => {
    const warnings = recordWarnings()
    const queue = new Queue<string>(1)
    const program = function* () {
      const producer = createTask(queue.put('a'))
      const got = [yield* queue.get()]
      yield* producer
      createTask(sleep(1)).addDoneCallback(() => queue.putNowait('b'))
      got.push(yield* queue.get())
      const sleeping = createTask(sleep(5))
      yield* sleep(1)
      sleeping.cancel()
      yield* wait([sleeping])
      return got
    }
    expect(runSync(program, { debug: true })).toEqual(['a', 'b'])
    expect(warnings).toEqual([])
  })
})

test('coroutines that nobody drives are reported in the order in which they were made, a hundred of them one by one', () => {
  const warnings = recordWarnings()
  runSync(
    function* () {
      for (let i = 0; i < 60; i += 1) {
        sleep(1)
        new Lock().acquire()
      }
      yield* sleep(1)
    },
    { debug: true },
  )
  expect(warnings.slice(0, 2).map((text) => text.slice(0, 25))).toEqual([
    "coroutine 'sleep' was nev",
    "coroutine 'Lock.acquire' ",
  ])
  expect(warnings).toHaveLength(101)
  expect(warnings.at(-1)).toBe('20 more coroutines were never awaited')
})

test('nobody is missed on a loop that is not in debug mode beside one that is', async () => {
  const warnings = recordWarnings()
  const clock = new VirtualClock()
  const debugged = run(sleep(2), { clock, debug: true })
  await run(
    function* () {
      new Event().wait()
      yield* sleep(1)
    },
    { clock },
  )
  await debugged
  expect(warnings).toEqual([])
})

test('outside of debug mode the methods are the plain ones, also after a loop was in debug mode', () => {
  const plain = Lock.prototype.acquire
  const [a, b] = [newEventLoop(), newEventLoop()]
  a.setDebug(true)
  b.setDebug(true)
  b.setDebug(true)
  expect(Lock.prototype.acquire).not.toBe(plain)
  a.close()
  expect(Lock.prototype.acquire).not.toBe(plain)
  b.setDebug(false)
  b.close()
  expect(Lock.prototype.acquire).toBe(plain)
})

test('the line is found without Error.captureStackTrace, too', () => {
  const warnings = recordWarnings()
  const { captureStackTrace } = Error
  Object.assign(Error, { captureStackTrace: undefined })
  try {
    runSync(
      function* () {
        sleep(1)
        new Lock().acquire()
        yield* sleep(0)
      },
      { debug: true },
    )
  } finally {
    Object.assign(Error, { captureStackTrace })
  }
  expect(warnings.every((text) => /undriven\.test\.ts:\d+:\d+\)$/.test(text))).toBe(true)
  expect(warnings).toHaveLength(2)
})

test('a slow callback is reported in debug mode, by name, from slowCallbackDuration seconds on', async () => {
  const warnings = recordWarnings()
  let milliseconds = 0
  const timers = { now: () => milliseconds, setTimeout: vi.fn(), clearTimeout: vi.fn(), hop: setImmediate }
  configureHost({ report: (_kind, _error, message) => warnings.push(message), timers })
  const block = (duration: number) => {
    milliseconds += duration
  }
  const program = function* () {
    const loop = getRunningLoop()
    expect(loop.slowCallbackDuration).toBe(0.1)
    loop.callSoon(block, 99)
    loop.callSoon(block, 100)
    yield* sleep(0)
    loop.slowCallbackDuration = 0.05
    loop.callSoon(block, 50)
    yield* sleep(0)
  }
  await run(program, { clock: new VirtualClock(), debug: true })
  expect(warnings).toEqual([
    'Executing <Handle block()> took 0.100 seconds',
    'Executing <Handle block()> took 0.050 seconds',
  ])
  await run(program, { clock: new VirtualClock() })
  expect(warnings).toHaveLength(2)
})
