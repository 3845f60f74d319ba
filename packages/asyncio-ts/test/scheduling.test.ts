/*
 * When things happen, in turns and in order, each as CPython 3.14 does it (run there on a virtual clock). The
 * differential test compares at large; these are the ones to read.
 */
import { describe, expect, test } from 'vitest'
import {
  type Awaitable,
  type Coroutine,
  createTask,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  runSync,
  sleep,
} from '../src/index.js'

/** How many turns an awaitable takes: a callback that asks for itself again counts them. */
function turnsOf(make: () => Coroutine<unknown> | Future<unknown>): number {
  return runSync(function* () {
    const loop = getRunningLoop()
    let turns = 0
    const count = (): void => {
      turns += 1
      handle = loop.callSoon(count)
    }
    let handle = loop.callSoon(count)
    yield* make()
    handle.cancel()
    return turns
  })
}

function* nothing(): Coroutine<number> {
  return 1
}

describe('the turns that it takes', () => {
  test.each<[string, number, () => Coroutine<unknown> | Future<unknown>]>([
    ['sleep(0)', 1, () => sleep(0)],
    ['a new task', 2, () => createTask(nothing())],
    ['gather of one', 3, () => gather([nothing()])],
    ['gather of three', 3, () => gather([nothing(), nothing(), nothing()])],
    ['gather of none', 0, () => gather([])],
    ['a free lock', 0, () => new Lock().acquire()],
    ['a coroutine that waits for nothing', 0, () => nothing()],
  ])('%s: %i', (_name, turns, make) => {
    expect(turnsOf(make)).toBe(turns)
  })

  test('a Future that is done: 0', () => {
    expect(
      turnsOf(() => {
        const future = getRunningLoop().createFuture<number>()
        future.setResult(1)
        return future
      }),
    ).toBe(0)
  })
})

/** Runs a program and gives what it logs, each line with its loop time. */
function logOf(program: (log: (line: string) => void) => Coroutine<unknown>): string[] {
  const lines: string[] = []
  runSync(function* () {
    const loop = getRunningLoop()
    yield* program((line) => lines.push(`${loop.time()} ${line}`))
  })
  return lines
}

describe('the order', () => {
  test('tasks start in the order of creation, at the turn after', () => {
    expect(
      logOf(function* (log) {
        function* worker(name: string): Coroutine<void> {
          log(name)
          yield* sleep(0)
          log(name)
        }
        const tasks = ['a', 'b'].map((name) => createTask(worker(name)))
        log('main')
        for (const task of tasks) yield* task
      }),
    ).toEqual(['0 main', '0 a', '0 b', '0 a', '0 b'])
  })

  test('awaiting a coroutine runs it inline: nobody else gets a turn', () => {
    expect(
      logOf(function* (log) {
        function* inner(): Coroutine<void> {
          log('inner')
        }
        getRunningLoop().callSoon(log, 'callback')
        yield* inner()
        log('main')
        yield* sleep(0)
      }),
    ).toEqual(['0 inner', '0 main', '0 callback'])
  })

  test('what a callback schedules waits for the next turn', () => {
    expect(
      logOf(function* (log) {
        const loop = getRunningLoop()
        loop.callSoon(() => {
          log('first')
          loop.callSoon(log, 'next turn')
        })
        loop.callSoon(log, 'second')
        yield* sleep(0)
        log('main')
        yield* sleep(0)
        yield* sleep(0)
      }),
    ).toEqual(['0 first', '0 second', '0 main', '0 next turn'])
  })

  test('timers fire by time, equal ones in the order in which they were set', () => {
    expect(
      logOf(function* (log) {
        const loop = getRunningLoop()
        loop.callLater(2, log, 'd')
        loop.callLater(1, log, 'b')
        loop.callAt(1, log, 'c')
        loop.callLater(0, log, 'a')
        yield* sleep(3)
      }),
    ).toEqual(['0 a', '1 b', '1 c', '2 d'])
  })

  test('timers that are due come behind what is ready', () => {
    expect(
      logOf(function* (log) {
        const loop = getRunningLoop()
        loop.callLater(0, log, 'timer')
        loop.callSoon(log, 'ready')
        yield* sleep(0)
      }),
    ).toEqual(['0 ready', '0 timer'])
  })

  test('deadlines closer than the resolution of the clock share a turn', () => {
    const turns: number[] = []
    runSync(function* () {
      const loop = getRunningLoop()
      let turn = 0
      const count = (): void => {
        turn += 1
        if (turn < 100) loop.callSoon(count)
      }
      loop.callLater(0.3, () => {
        turns.push(turn)
        count()
      })
      loop.callLater(0.1 + 0.2, () => turns.push(turn))
      yield* sleep(1)
    })
    expect(turns).toEqual([0, 1])
  })

  test('a sleeper resumes one turn after its timer, so that callbacks of that time come first', () => {
    expect(
      logOf(function* (log) {
        getRunningLoop().callLater(1, log, 'set before')
        const task = createTask(
          (function* () {
            yield* sleep(1)
            log('task')
          })(),
        )
        yield* sleep(0)
        getRunningLoop().callLater(1, log, 'set after')
        yield* task
      }),
    ).toEqual(['1 set before', '1 set after', '1 task'])
  })

  test('a Future calls back in the order of registration, tasks and functions alike', () => {
    expect(
      logOf(function* (log) {
        const future = getRunningLoop().createFuture<void>()
        function* waiter(name: string): Coroutine<void> {
          yield* future
          log(name)
        }
        future.addDoneCallback(() => log('callback 1'))
        const task = createTask(waiter('task'))
        yield* sleep(0)
        future.addDoneCallback(() => log('callback 2'))
        future.setResult()
        log('set')
        yield* task
      }),
    ).toEqual(['0 set', '0 callback 1', '0 task', '0 callback 2'])
  })

  test('the second of two sleeps that overlap is over when it is awaited', () => {
    expect(
      logOf(function* (log) {
        function* sayAfter(delay: number, what: string): Coroutine<void> {
          yield* sleep(delay)
          log(what)
        }
        const first = createTask(sayAfter(2, 'hello'))
        const second = createTask(sayAfter(1, 'world'))
        yield* first
        yield* second
        log('finished')
      }),
    ).toEqual(['1 world', '2 hello', '2 finished'])
  })

  test('it is the same in each run', () => {
    const program = (): string[] =>
      logOf(function* (log) {
        const lock = new Lock()
        function* worker(name: number): Coroutine<void> {
          for (let i = 0; i < 5; i += 1) {
            yield* lock.with(() => sleep(((name * 7) % 3) / 10))
            log(`${name}.${i}`)
          }
        }
        yield* gather(Array.from({ length: 10 }, (_, name): Awaitable<void> => worker(name)))
      })
    expect(program()).toEqual(program())
  })
})
