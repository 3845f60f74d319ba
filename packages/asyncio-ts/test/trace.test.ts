import { describe, expect, it } from 'vitest'
import { configureHost } from '../src/host.js'
import {
  asCompleted,
  Barrier,
  Condition,
  type Coroutine,
  createTask,
  Event,
  EventLoop,
  Future,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  RealClock,
  Runner,
  run,
  runSync,
  Semaphore,
  sleep,
  VirtualClock,
  wrapFuture,
} from '../src/index.js'
import { createRecorder, foldTrace, type TraceEvent } from '../src/trace/index.js'
import type { TraceLimits } from '../src/trace/log.js'

function record(main: (recorder: ReturnType<typeof createRecorder>) => Coroutine<unknown>, limits?: TraceLimits) {
  const recorder = createRecorder(limits === undefined ? {} : { limits })
  try {
    runSync(() => main(recorder), { trace: recorder })
  } catch {
    // How it ended stands in the trace.
  }
  return recorder.events
}

const kinds = (events: readonly TraceEvent[]) => events.map(({ kind }) => kind)

function only<K extends TraceEvent['kind']>(events: readonly TraceEvent[], kind: K) {
  return events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind)
}

/** The kinds of an event, of what caused it, and so on. */
function chain(events: readonly TraceEvent[], event: TraceEvent | undefined): string[] {
  const found: string[] = []
  for (let at = event; at !== undefined; at = at.cause === undefined ? undefined : events[at.cause]) found.push(at.kind)
  return found
}

describe('a recorded run', () => {
  it('is the list of what happened, numbered, with turns and loop time', () => {
    const events = record(function* () {
      yield* sleep(2)
    })
    expect(kinds(events)).toEqual([
      ...['task/create', 'loop/ready-push', 'future/callback'],
      ...['loop/turn', 'loop/ready-pop', 'task/step', 'future/create', 'loop/timer-set', 'task/suspend'],
      ...['loop/clock', 'loop/turn', 'loop/timer-fire', 'loop/ready-push', 'loop/ready-pop', 'future/settle'],
      ...['task/wake', 'loop/ready-push', 'loop/turn', 'loop/ready-pop', 'task/step', 'task/end', 'loop/ready-push'],
      ...['loop/turn', 'loop/ready-pop', 'loop/close'],
    ])
    expect(events.map(({ i }) => i)).toEqual(events.map((_, i) => i))
    expect(only(events, 'loop/turn').map(({ t, turn }) => [t, turn])).toEqual([
      [0, 1],
      [2, 2],
      [2, 3],
      [2, 4],
    ])
    expect(only(events, 'loop/clock')).toMatchObject([{ from: 0, to: 2 }])
  })

  it('is plain data', () => {
    const events = record(function* () {
      yield* gather([sleep(1, { a: 1 }), sleep(1)])
    })
    expect(JSON.parse(JSON.stringify(events))).toEqual(events)
  })

  it('says why each thing happened, back to the beginning', () => {
    const events = record(function* (recorder) {
      const future = new Future<string>()
      createTask(waitAndPrint(future, recorder))
      yield* sleep(1)
      future.setResult('now')
      yield* sleep(0)
    })
    expect(chain(events, only(events, 'print')[0])).toEqual([
      ...['print', 'task/step', 'loop/ready-pop', 'loop/ready-push', 'future/settle'],
      ...['task/step', 'loop/ready-pop', 'loop/ready-push', 'future/settle'],
      ...['loop/ready-pop', 'loop/ready-push', 'loop/timer-fire', 'loop/timer-set'],
      ...['task/step', 'loop/ready-pop', 'loop/ready-push', 'task/create'],
    ])
    expect(only(events, 'task/wake').map(({ cause }) => events[cause as number]?.kind)).toEqual([
      'future/settle',
      'future/settle',
    ])
  })

  it('says what a step is given, and in which task things happen', () => {
    const events = record(function* main() {
      const task = createTask(sleep(1, 'value'), { name: 'child' })
      yield* task
      yield* Promise.reject as unknown as Coroutine<void>
    })
    const created = only(events, 'task/create')
    expect(created).toMatchObject([{ name: expect.stringMatching(/^Task-\d+$/) }, { name: 'child', coro: 'sleep()' }])
    const [main, child] = created.map(({ id }) => id)
    expect(created[1]).toMatchObject({ task: main, parent: main })
    expect(only(events, 'task/step')).toMatchObject([
      { id: main, op: 'send' },
      { id: child, op: 'send' },
      { id: child, op: 'send', task: child, value: "'value'" },
      { id: main, op: 'send', task: main, value: "'value'", from: child },
    ])
    expect(only(events, 'task/end')).toMatchObject([
      { id: child, how: 'result', value: "'value'" },
      { id: main, how: 'error', value: expect.stringMatching(/^TypeError\(/) },
    ])
  })

  it('tells cancels by whom, also of what the cancelled one waits for', () => {
    const events = record(function* () {
      const inner = createTask(sleep(5), { name: 'inner' })
      const outer = createTask(waitFor(gather([inner])), { name: 'outer' })
      yield* sleep(1)
      outer.cancel('enough')
      yield* gather([outer], { returnExceptions: true })
    })
    const [main, inner, outer] = only(events, 'task/create').map(({ id }) => id)
    const cancels = only(events, 'task/cancel')
    expect(cancels).toMatchObject([
      { id: outer, by: main, message: "'enough'" },
      { id: inner, by: main, message: "'enough'", cause: cancels[0]?.i },
    ])
    const settled = only(events, 'future/settle').find(({ how }) => how === 'cancelled')
    expect(settled).toMatchObject({ cause: cancels[1]?.i, value: "CancelledError('enough')" })
    expect(only(events, 'loop/timer-cancel')).toMatchObject([{ id: settled?.id, cause: settled?.i }])
    expect(only(events, 'task/end').map(({ id, how }) => [id, how])).toEqual([
      [inner, 'cancelled'],
      [outer, 'cancelled'],
      [main, 'result'],
    ])
  })

  it('tells who takes a lock, who waits for it at which place, and whom a release wakes', () => {
    const events = record(function* () {
      const lock = new Lock()
      const hold = () => lock.with(() => sleep(1))
      yield* gather([hold(), hold(), hold()])
    })
    const [, a, b, c] = only(events, 'task/create').map(({ id }) => id)
    const sync = events.filter(({ kind }) => kind.startsWith('sync/'))
    expect(sync).toMatchObject([
      { kind: 'sync/acquire', name: 'Lock 1', task: a },
      { kind: 'sync/wait', name: 'Lock 1', task: b, position: 1 },
      { kind: 'sync/wait', name: 'Lock 1', task: c, position: 2 },
      { kind: 'sync/release', task: a, to: [b] },
      { kind: 'sync/acquire', task: b },
      { kind: 'sync/release', task: b, to: [c] },
      { kind: 'sync/acquire', task: c },
      { kind: 'sync/release', task: c, to: [] },
    ])
    const wake = only(events, 'task/wake').find(({ id }) => id === b) as TraceEvent
    expect(chain(events, wake).slice(0, 3)).toEqual(['task/wake', 'future/settle', 'sync/release'])
    expect(only(events, 'task/suspend').map(({ what }) => what)).toContain('Lock 1')
  })

  it('tells what goes through a queue, and of semaphores and events', () => {
    const events = record(function* () {
      const queue = new Queue<number>()
      const slots = new Semaphore(2)
      const opened = new Event()
      const reader = createTask(queue.get())
      const visitor = createTask(opened.wait())
      yield
      yield* slots.acquire()
      queue.putNowait(7)
      opened.set()
      opened.clear()
      yield* gather([reader, visitor])
      slots.release()
      queue.shutdown()
    })
    const [main, reader, visitor] = only(events, 'task/create').map(({ id }) => id)
    expect(events.filter(({ kind }) => /^(sync|queue)\//.test(kind))).toMatchObject([
      { kind: 'sync/wait', name: 'Queue 1', side: 'get', task: reader },
      { kind: 'sync/wait', name: 'Event 1', task: visitor },
      { kind: 'sync/acquire', name: 'Semaphore 1', free: 1 },
      { kind: 'queue/put', name: 'Queue 1', value: '7', size: 1, to: [reader], task: main },
      { kind: 'sync/set', name: 'Event 1', to: [visitor] },
      { kind: 'sync/clear', name: 'Event 1' },
      { kind: 'queue/get', value: '7', size: 0, task: reader },
      { kind: 'sync/release', name: 'Semaphore 1', free: 2 },
      { kind: 'queue/shutdown', name: 'Queue 1', size: 0 },
    ])
  })

  it('tells of a barrier who waits and who is let go on, and of a condition who is notified', () => {
    const events = record(function* () {
      const barrier = new Barrier(2)
      yield* gather([barrier.wait(), barrier.wait()])
      const condition = new Condition()
      const waiting = createTask(condition.with(() => condition.wait()))
      yield
      yield* condition.with(function* () {
        condition.notify()
        yield
      })
      yield* waiting
    })
    const [main, first, second, waiting] = only(events, 'task/create').map(({ id }) => id)
    const about = (kind: string) => events.filter((event) => 'name' in event && event.name.startsWith(kind))
    expect(about('Barrier')).toMatchObject([
      { kind: 'sync/wait', name: 'Barrier 1', task: first, position: 1 },
      { kind: 'sync/notify', name: 'Barrier 1', task: second, to: [first] },
      { kind: 'sync/notify', name: 'Barrier 1', task: first, to: [] },
    ])
    expect(about('Condition')).toMatchObject([
      { kind: 'sync/wait', name: 'Condition 1', task: waiting },
      { kind: 'sync/notify', name: 'Condition 1', task: main, to: [waiting] },
    ])
  })

  it('calls the queue within asCompleted by what the program has written', () => {
    const events = record(function* () {
      for (const next of asCompleted([sleep(1)])) yield* next
    })
    const names = events.flatMap((event) => (event.kind === 'queue/put' ? [event.name] : []))
    expect(names).toEqual(['asCompleted 1'])
  })

  it('tells that a queue shuts down before it tells whom that wakes', () => {
    const events = record(function* () {
      const queue = new Queue<number>()
      queue.putNowait(1)
      const joiner = createTask(queue.join())
      yield
      queue.shutdown({ immediate: true })
      yield* joiner
    })
    const joiner = only(events, 'task/create')[1]?.id
    const [shutdown] = only(events, 'queue/shutdown')
    expect(shutdown).toMatchObject({ size: 0, to: [joiner] })
    expect(only(events, 'future/settle').map(({ cause }) => cause)).toEqual([shutdown?.i])
  })

  it('tells callbacks, timers and their cancelling', () => {
    const events = record(function* () {
      const loop = getRunningLoop()
      const soon = loop.callSoon(function soon() {})
      loop.callLater(1, function later() {}).cancel()
      soon.cancel()
      yield* sleep(0)
    })
    const pushed = only(events, 'loop/ready-push').find(({ name }) => name === 'soon()')
    expect(only(events, 'loop/ready-pop').find(({ id }) => id === pushed?.id)).toMatchObject({ cancelled: true })
    const set = only(events, 'loop/timer-set')
    expect(set).toMatchObject([{ name: 'later()', when: 1 }])
    expect(only(events, 'loop/timer-cancel')).toMatchObject([{ id: set[0]?.id }])
  })

  it('tells of eager steps within the step of the one who makes the task', () => {
    const events = record(function* () {
      const task = createTask(sleep(0, 'x'), { eagerStart: true, name: 'eager' })
      yield* task
    })
    const [main, eager] = only(events, 'task/create').map(({ id }) => id)
    expect(only(events, 'task/create')[1]).toMatchObject({ eager: true, task: main })
    const steps = only(events, 'task/step').filter(({ id }) => id === eager)
    expect(chain(events, steps[0]).slice(0, 3)).toEqual(['task/step', 'task/create', 'task/step'])
    expect(only(events, 'task/suspend').map(({ id }) => id)).toEqual([eager, main])
  })

  it('tells what comes in from outside the loop', async () => {
    const recorder = createRecorder()
    await run(
      function* () {
        yield* wrapFuture(Promise.resolve('from outside'))
      },
      { trace: recorder, clock: new VirtualClock() },
    )
    const { events } = recorder
    const settle = only(events, 'future/settle').find(({ value }) => value === "'from outside'")
    expect(chain(events, settle)).toEqual(['future/settle', 'loop/ready-pop', 'loop/ready-push', 'loop/io'])
  })

  it('on a real clock has no jumps', async () => {
    const recorder = createRecorder()
    await run(() => sleep(0.001), { trace: recorder, clock: new RealClock() })
    expect(only(recorder.events, 'loop/clock')).toEqual([])
    expect(only(recorder.events, 'task/end')).toHaveLength(1)
  })

  it('tells of a deadlock, who waits for what', () => {
    const events = record(function* () {
      const lock = new Lock()
      yield* lock.acquire()
      yield* lock.acquire()
    })
    const [main] = only(events, 'task/create').map(({ id }) => id)
    const [wait] = only(events, 'sync/wait')
    expect(only(events, 'loop/deadlock')[0]).toMatchObject({ waiting: [{ task: main, on: wait?.future }] })
  })

  it('is recorded for a Runner over all its runs, also on a loop of its own making', async () => {
    const recorder = createRecorder()
    const loopFactory = () => new EventLoop({ clock: new VirtualClock() })
    await new Runner({ trace: recorder, loopFactory }).with(async (runner) => {
      await runner.run(() => sleep(1))
      await runner.run(() => sleep(1))
    })
    expect(only(recorder.events, 'task/end').map(({ t }) => t)).toEqual([1, 2])
    expect(only(recorder.events, 'loop/close')).toHaveLength(1)
  })

  it('has timers that will never come', () => {
    const events = record(function* () {
      const loop = getRunningLoop()
      loop.callAt(Number.POSITIVE_INFINITY, () => {})
      loop.callAt(Number.NEGATIVE_INFINITY, () => {})
      loop.callLater(1, () => {})
      yield
    })
    expect(only(events, 'loop/timer-set').map(({ when }) => when)).toEqual([null, -Number.MAX_VALUE, 1])
    const { timers } = foldTrace(events, only(events, 'task/suspend')[0]?.i ?? 0)
    expect(timers.map(({ when }) => when)).toEqual([-Number.MAX_VALUE, 1, null])
    expect(JSON.parse(JSON.stringify(events))).toEqual(events)
  })

  it('is recorded for all runs of a program when the host says so, callbacks that are left dropped in between', () => {
    const recorder = createRecorder()
    configureHost({ trace: recorder })
    try {
      runSync(function* () {
        getRunningLoop().callLater(9, () => {})
        yield
      })
      runSync(() => sleep(1))
    } finally {
      configureHost()
    }
    runSync(() => sleep(1))
    const { events } = recorder
    const [left] = only(events, 'loop/timer-set')
    expect(only(events, 'loop/close')).toMatchObject([{ dropped: [left?.id] }, { dropped: [] }])
    expect(only(events, 'task/end')).toHaveLength(2)
  })
})

describe('limits', () => {
  const busy = function* (): Coroutine<void> {
    for (let n = 0; n < 50; n += 1) yield* sleep(0)
  }

  it('end a trace with an event that says which it was and how much is missing', () => {
    const whole = record(busy)
    const cut = record(busy, { events: 20 })
    expect(cut.slice(0, 20)).toEqual(whole.slice(0, 20).map((event) => expect.objectContaining({ kind: event.kind })))
    expect(cut.slice(20)).toMatchObject([{ kind: 'truncated', why: 'events', dropped: whole.length - 20, i: 20 }])
  })

  it('count characters of JSON', () => {
    const cut = record(busy, { bytes: 2000 })
    const length = JSON.stringify(cut.slice(0, -1)).length
    expect(length).toBeLessThanOrEqual(2001)
    expect(length).toBeGreaterThan(1800)
    expect(cut.at(-1)).toMatchObject({ kind: 'truncated', why: 'bytes' })
  })

  it('count tasks: 100, if nobody says otherwise', () => {
    const events = record(function* () {
      yield* gather(Array.from({ length: 120 }, () => sleep(0)))
    })
    expect(only(events, 'task/create')).toHaveLength(100)
    expect(events.at(-1)).toMatchObject({ kind: 'truncated', why: 'tasks' })
  })

  it('are 5,000 events, if nobody says otherwise', () => {
    const events = record(function* () {
      for (let n = 0; n < 5000; n += 1) yield* sleep(0)
    })
    expect(events).toHaveLength(5001)
    expect(events.at(-1)).toMatchObject({ kind: 'truncated', why: 'events', dropped: expect.any(Number) })
  })
})

describe('what a host adds', () => {
  it('is placed in the step that executes, at the line that executes', () => {
    const events = record(function* (recorder) {
      recorder.line({ line: 3, column: 1 }, { n: '1' })
      recorder.print('out', 'hello')
      yield
      recorder.print('out', 'again')
    })
    const [first, second] = only(events, 'task/step')
    expect(only(events, 'line')).toMatchObject([{ changed: { n: '1' }, cause: first?.i, loc: { line: 3, column: 1 } }])
    expect(only(events, 'print')).toMatchObject([
      { text: 'hello', cause: first?.i, task: first?.id, loc: { line: 3, column: 1 } },
      { text: 'again', cause: second?.i },
    ])
    expect(only(events, 'print')[1]).not.toHaveProperty('loc')
  })

  it('tells of generators, what goes in and what comes out', () => {
    const recorder = createRecorder()
    const { generators } = recorder
    const [outer, inner] = [{}, {}]
    generators.created(outer, 'outer')
    generators.resumed(outer, 'send', 'lost', { dropped: true })
    generators.created(inner, 'inner')
    generators.resumed(inner, 'next')
    generators.yielded(inner, 1)
    recorder.print('out', 'in outer')
    generators.ended(outer, 'return', 2)
    recorder.print('out', 'after')
    const [o, i] = [recorder.idOf(outer), recorder.idOf(inner)]
    expect(recorder.events).toMatchObject([
      { kind: 'gen/create', id: o, name: 'outer 1' },
      { kind: 'gen/resume', id: o, op: 'send', value: "'lost'", dropped: true },
      { kind: 'gen/create', id: i, frame: o, cause: 1 },
      { kind: 'gen/resume', id: i, op: 'next', from: o, cause: 1 },
      { kind: 'gen/yield', id: i, value: '1', to: o, cause: 3 },
      { kind: 'print', frame: o, cause: 1 },
      { kind: 'gen/end', id: o, how: 'return', value: '2', cause: 1 },
      { kind: 'print', text: 'after' },
    ])
    expect(recorder.events[7]).not.toHaveProperty('frame')
  })
})

function* waitFor<T>(future: Future<T>): Coroutine<T> {
  return yield* future
}

function* waitAndPrint(future: Future<string>, recorder: ReturnType<typeof createRecorder>): Coroutine<void> {
  recorder.print('out', yield* future)
}
