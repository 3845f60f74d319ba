import { describe, expect, it } from 'vitest'
import {
  type Coroutine,
  createTask,
  Event,
  Future,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  runSync,
  Semaphore,
  sleep,
} from '../src/index.js'
import {
  createRecorder,
  createTraceFolder,
  foldTrace,
  type Recorder,
  type TraceEvent,
  type TraceState,
} from '../src/trace/index.js'

interface Recorded {
  readonly recorder: Recorder
  readonly events: readonly TraceEvent[]
  /** The state when the program printed this. */
  at(text: string): TraceState
}

function record(main: (say: (text: string) => void) => Coroutine<unknown>): Recorded {
  const recorder = createRecorder()
  runSync(() => main((text) => recorder.print('out', text)), { trace: recorder })
  const { events } = recorder
  const at = (text: string) => {
    const event = events.find((each) => each.kind === 'print' && each.text === text)
    return foldTrace(events, event?.i ?? Number.NaN)
  }
  return { recorder, events, at }
}

describe('the state at an event', () => {
  it('is empty before the first', () => {
    expect(foldTrace([], -1)).toMatchObject({ i: -1, t: 0, turn: 0, ready: [], timers: [], tasks: [], locks: [] })
    expect(foldTrace([], -1).running).toBeUndefined()
  })

  it('says who runs, who is ready, and who waits for what until when', () => {
    const made: object[] = []
    const { recorder, at } = record(function* (say) {
      const long = createTask(sleep(3), { name: 'long' })
      const short = createTask(sleep(2), { name: 'short' })
      yield
      const next = createTask(sleep(0), { name: 'next' })
      made.push(long, short, next)
      say('here')
      yield* gather([long, short, next])
    })
    const [long, short, next] = made.map((object) => recorder.idOf(object))
    const { t, turn, running, ready, timers, tasks } = at('here')
    const [main] = tasks
    expect([t, turn]).toEqual([0, 2])
    expect(running).toEqual({ id: main?.id, name: main?.name })
    expect(ready).toEqual([{ id: next, name: 'next' }])
    expect(timers.map(({ name, when }) => [name, when])).toEqual([
      ['sleep', 2],
      ['sleep', 3],
    ])
    expect(tasks).toMatchObject([
      { status: 'running' },
      { id: long, name: 'long', status: 'waiting', what: 'sleep', waitsFor: timers[1]?.id, parent: main?.id },
      { id: short, name: 'short', status: 'waiting', waitsFor: timers[0]?.id, coro: 'sleep()' },
      { id: next, name: 'next', status: 'ready' },
    ])
  })

  it('says who holds a lock and who waits for it, in order', () => {
    const made: object[] = []
    const { recorder, at } = record(function* (say) {
      const lock = new Lock()
      const hold = (name: string) =>
        createTask(
          lock.with(() => sleep(2)),
          { name },
        )
      made.push(lock, hold('a'), hold('b'), hold('c'))
      yield* sleep(1)
      say('held')
      yield* sleep(2)
      say('later')
      yield* sleep(9)
      say('free')
    })
    const [lock, a, b, c] = made.map((object) => recorder.idOf(object))
    const held = at('held').locks
    expect(held).toMatchObject([{ id: lock, name: 'Lock 1', holders: [a], waiters: [{ task: b }, { task: c }] }])
    expect(
      at('held')
        .tasks.filter(({ what }) => what === 'Lock 1')
        .map(({ id }) => id),
    ).toEqual([b, c])
    expect(at('later').locks).toMatchObject([{ holders: [b], waiters: [{ task: c }] }])
    expect(at('free').locks).toMatchObject([{ holders: [], waiters: [] }])
    expect(at('free').tasks.map(({ status }) => status)).toEqual(['running', 'result', 'result', 'result'])
  })

  it('counts what a semaphore has left, and what it keeps for those whom it has woken', () => {
    const made: object[] = []
    const { recorder, at } = record(function* (say) {
      const slots = new Semaphore(1)
      made.push(slots)
      yield* slots.acquire()
      made.push(createTask(slots.with(() => sleep(1))))
      yield
      say('taken')
      slots.release()
      say('kept')
      yield* sleep(5)
      say('free')
    })
    const [slots, task] = made.map((object) => recorder.idOf(object))
    const main = at('taken').tasks[0]?.id
    expect(at('taken').locks).toMatchObject([{ id: slots, free: 0, holders: [main], waiters: [{ task }] }])
    expect(at('kept').locks).toMatchObject([{ free: 0, holders: [], waiters: [] }])
    expect(at('free').locks).toMatchObject([{ free: 1, holders: [], waiters: [] }])
  })

  it('takes from the one that has held longest what somebody gives back who has not taken it', () => {
    const { at } = record(function* (say) {
      const slots = new Semaphore(2)
      yield* slots.acquire()
      yield* createTask(slots.acquire(), { name: 'second' })
      yield* createTask(
        (function* () {
          slots.release()
          yield
        })(),
      )
      say('released')
    })
    const { locks, tasks } = at('released')
    expect(locks).toMatchObject([{ free: 1, holders: [tasks[1]?.id] }])
  })

  it('says how many items are in a queue, and who waits for one, for a place, or for the end', () => {
    const { at } = record(function* (say) {
      const queue = new Queue<string>(1)
      const empty = new Queue<string>()
      const opened = new Event()
      yield* queue.put('first')
      createTask(queue.put('second'), { name: 'putter' })
      createTask(queue.join(), { name: 'joiner' })
      createTask(empty.get(), { name: 'getter' })
      opened.set()
      yield
      say('full')
      opened.clear()
      say('closed')
    })
    const { queues, locks, tasks } = at('full')
    const [, putter, joiner, getter] = tasks.map(({ id }) => id)
    expect(queues).toMatchObject([
      {
        name: 'Queue 1',
        size: 1,
        putters: [{ task: putter }],
        joiners: [{ task: joiner }],
        getters: [],
        shutDown: false,
      },
      { name: 'Queue 2', size: 0, getters: [{ task: getter }] },
    ])
    expect(locks).toMatchObject([{ name: 'Event 1', set: true }])
    expect(at('closed').locks).toMatchObject([{ set: false }])
  })

  it('says who waits for a future, tasks and callbacks in the order of asking, until it is done', () => {
    const made: object[] = []
    const { recorder, at } = record(function* (say) {
      const future = new Future<number>()
      const removed = () => {}
      function* waiting() {
        yield* future
      }
      made.push(future, createTask(waiting()))
      yield
      future.addDoneCallback(function called() {})
      future.addDoneCallback(removed)
      made.push(createTask(waiting()))
      yield
      future.removeDoneCallback(removed)
      say('pending')
      future.setResult(1)
      say('done')
      yield
    })
    const [future, first, second] = made.map((object) => recorder.idOf(object)) as [number, number, number]
    expect(at('pending').futures).toMatchObject([
      { id: future, waiters: [{ id: first }, { name: 'called()' }, { id: second }] },
    ])
    expect(at('done').futures).toEqual([])
    expect(at('done').ready).toHaveLength(3)
  })

  it('drops what a loop drops that closes', () => {
    const { events } = record(function* () {
      getRunningLoop().callLater(5, () => {})
      yield
    })
    expect(foldTrace(events, events.length - 2).timers).toHaveLength(1)
    expect(foldTrace(events, events.length - 1).timers).toEqual([])
  })

  it('is not there for an event that is not there', () => {
    expect(() => foldTrace([], 0)).toThrow(RangeError)
    expect(() => foldTrace([], -2)).toThrow('expected the number of an event, from -1 to -1, got -2')
    expect(() => foldTrace([], 0.5)).toThrow(RangeError)
  })
})

describe('a folder', () => {
  it('gives the same state wherever it comes from, also for events that came later', () => {
    const recorder = createRecorder()
    const folder = createTraceFolder(recorder.events)
    const trace = (times: number) =>
      runSync(
        function* () {
          const lock = new Lock()
          function* worker(): Coroutine<void> {
            for (let n = 0; n < times; n += 1) yield* lock.with(() => sleep(1))
          }
          yield* gather([worker(), worker(), worker()])
        },
        { trace: recorder },
      )
    trace(10)
    const half = recorder.events.length
    expect(half).toBeGreaterThan(200)
    const early = folder.at(150)
    folder.at(half - 1)
    trace(10)
    for (const i of [recorder.events.length - 1, half, 199, 200, 150, 99, 100, 0, -1]) {
      expect(folder.at(i), `${i}`).toEqual(foldTrace(recorder.events.slice(0, i + 1), i))
    }
    expect(folder.at(150)).toEqual(early)
  })
})
