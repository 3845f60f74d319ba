/*
 * What must compile, and what must not. Checked by `npx tsc -p packages/asyncio-ts`: an error that does not come is
 * itself an error.
 */
import {
  ALL_COMPLETED,
  type Awaitable,
  asCompleted,
  Barrier,
  BoundedSemaphore,
  Condition,
  type Coroutine,
  createEagerTaskFactory,
  createTask,
  Event,
  type ExceptionGroup,
  type Executor,
  eagerTaskFactory,
  ensureFuture,
  FIRST_COMPLETED,
  Future,
  gather,
  generator,
  getRunningLoop,
  LifoQueue,
  Lock,
  newEventLoop,
  PriorityQueue,
  type PyGenerator,
  Queue,
  type ReturnWhen,
  run,
  runSync,
  Semaphore,
  shield,
  sleep,
  Task,
  TaskGroup,
  type Timeout,
  timeout,
  toThread,
  wait,
  waitFor,
  wrapFuture,
} from '../src/index.js'
import { createRecorder, type TraceEvent, type TraceSink } from '../src/trace/index.js'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const is = <A, B>(_: Equal<A, B>): void => {}

function* annotated(delay: number, what: string): Coroutine<string> {
  yield* sleep(delay)
  return what
}

function* inferred(delay: number, what: string) {
  yield* sleep(delay)
  return what
}

function* nothing() {
  yield* sleep(1)
}

function* immediate() {
  return 1
}

export function* main(): Coroutine<void> {
  is<Task<string>, ReturnType<typeof createTask<string>>>(true)
  const first = createTask(annotated(1, 'a'))
  const second = createTask(inferred(1, 'b'), { name: 'b' })
  is<Task<string>, typeof first>(true)
  is<Task<string>, typeof second>(true)
  is<Task<void>, ReturnType<() => typeof third>>(true)
  const third = createTask(nothing())
  const text: string = yield* first
  const other: string = yield* inferred(1, text)
  const number: number = yield* createTask(immediate())
  yield // lets the others run for one turn

  const both = yield* gather([annotated(1, other), immediate()])
  is<[string, number], typeof both>(true)
  const safe = yield* gather([first, immediate()], { returnExceptions: true })
  is<[string | Error, number | Error], typeof safe>(true)
  const many = yield* gather([1, 2].map((n) => inferred(n, 'x')))
  is<string[], typeof many>(true)

  const future = new Future<number>()
  is<number, Awaited<typeof future>>(true)
  const fromFuture: number = yield* future
  const fromPromise: string = yield* wrapFuture(Promise.resolve('x'))
  const ensured: number = yield* ensureFuture(Promise.resolve(number + fromFuture + fromPromise.length))
  const awaitables: Awaitable<number>[] = [future, immediate(), Promise.resolve(ensured)]
  yield* gather(awaitables)

  const lock = new Lock()
  const inLock: number = yield* lock.with(function* () {
    yield* sleep(1)
    return 1
  })
  const arrow: string = yield* lock.with(() => annotated(inLock, 'x'))
  is<string, typeof arrow>(true)

  const { done, pending } = yield* wait([first, third], { timeout: 1, returnWhen: FIRST_COMPLETED })
  is<Set<Task<string> | Task<void>>, typeof done>(true)
  is<typeof done, typeof pending>(true)
  const waited = yield* wait(new Set([first]))
  is<Set<Task<string>>, typeof waited.done>(true)
  const when: ReturnWhen = ALL_COMPLETED
  yield* wait([future], { returnWhen: when, timeout: null })
  const inTime: string = yield* waitFor(first, 1)
  const alsoInTime: string = yield* waitFor(inferred(1, inTime), null)
  const promised: number = yield* waitFor(Promise.resolve(1), 1)
  const shielded = shield(inferred(promised, alsoInTime))
  is<Future<string>, typeof shielded>(true)
  const withShield = yield* gather([shield(first), waitFor(immediate(), 1)])
  is<[string, number], typeof withShield>(true)
  for (const next of asCompleted([first, immediate()], { timeout: 1 })) {
    const result = yield* next
    is<string | number, typeof result>(true)
  }
  for (const next of asCompleted([first, second]).futures()) {
    const task = yield* next
    is<Task<string>, typeof task>(true)
  }
  for (const next of asCompleted([immediate()]).futures()) {
    const made = yield* next
    is<Future<number>, typeof made>(true)
  }
  const limited: string = yield* timeout(1).with(function* (limit) {
    is<Timeout, typeof limit>(true)
    limit.reschedule(null)
    return yield* annotated(1, 'x')
  })
  const grouped: Task<string> = yield* new TaskGroup().with(function* (group) {
    group.createTask(immediate(), { name: limited, eagerStart: true })
    return group.createTask(annotated(1, 'x'))
  })
  const errors = (group: ExceptionGroup): Error[] => group.split(RangeError)[0]?.errors ?? []
  errors satisfies unknown
  first.getLoop().setTaskFactory(eagerTaskFactory)
  first.getLoop().setTaskFactory(createEagerTaskFactory(Task))
  first.getLoop().setTaskFactory((loop, coro, options) => new Task(loop, coro, options))
  yield* grouped

  // @ts-expect-error coroutines are made tasks of first
  wait([immediate()])
  // @ts-expect-error there is no such moment
  wait([first], { returnWhen: 'SOMETIME' })
  // @ts-expect-error the time is to be given, or null
  waitFor(first)
  // @ts-expect-error a body is a function
  timeout(1).with(immediate())
  // @ts-expect-error use yield* here, not yield
  yield first
  // @ts-expect-error use yield* here, not yield
  yield sleep(1)
  // @ts-expect-error use yield* here, not yield
  yield 5
  // @ts-expect-error a promise is wrapped first
  yield* Promise.resolve(1)
}

export function* forgotten() {
  yield 5
}
// @ts-expect-error its yield gives a number to the loop
createTask(forgotten())
// @ts-expect-error the function is to be called
createTask(annotated)
// @ts-expect-error an array is wanted
gather(annotated(1, 'a'), annotated(2, 'b'))

is<Promise<void>, ReturnType<typeof asRun>>(true)
const asRun = () => run(main())
is<Promise<string>, ReturnType<typeof asFunction>>(true)
const asFunction = () => run(() => inferred(1, 'x'))
is<Promise<number>, ReturnType<typeof asAsync>>(true)
const asAsync = () => run(async () => await createTask(immediate()))
is<number, ReturnType<typeof asSync>>(true)
const asSync = () => runSync(immediate)

const echo = generator(function* (start: number): Generator<string, boolean, number> {
  const got = yield String(start)
  return got > 1
})
is<PyGenerator<string, boolean, number>, ReturnType<typeof echo>>(true)
export function generators(): void {
  const e = echo(1)
  const text: string = e.next()
  const sent: string = e.send(2)
  const closed: boolean | undefined = e.close()
  for (const value of echo(text.length + sent.length)) is<string, typeof value>(true)
  // @ts-expect-error it is sent numbers
  e.send('x')
  generator(function* (): Generator<string, void, number> {
    const ended: boolean = yield* echo(Number(closed))
    yield String(ended)
  })
}

export function futures(): void {
  // @ts-expect-error a Future is not made with a result
  new Future(42)
  // @ts-expect-error a task's name is a text
  createTask(annotated(1, 'x'), { name: 42 })
  // @ts-expect-error a cancel's message is a text
  new Future().cancel(42)
}

export function* synchronised(): Coroutine<void> {
  const events: true[] = [yield* new Event().wait(), yield* new Lock().acquire(), yield* new Semaphore().acquire()]
  const condition = new Condition(new Lock())
  const found = yield* condition.with(() => condition.waitFor(() => events.find(Boolean)))
  is<true, typeof found>(true)
  const inside = yield* new BoundedSemaphore(2).with(function* () {
    return yield* annotated(1, 'x')
  })
  is<string, typeof inside>(true)
  const barrier = new Barrier(2)
  const index: number = yield* barrier.wait()
  const pair = yield* barrier.with(function* (number) {
    return [number, index] as const
  })
  is<readonly [number, number], typeof pair>(true)
  // @ts-expect-error how many it takes must be said
  new Barrier()
  const loop = newEventLoop()
  // @ts-expect-error no loop is given: it is the one where somebody first waits
  new Lock({ loop })
  // @ts-expect-error nor here
  new Event({ loop })
  // @ts-expect-error nor here
  new Condition({ loop })
  // @ts-expect-error nor here
  new Semaphore({ loop })
  // @ts-expect-error nor here
  new BoundedSemaphore({ loop })
  // @ts-expect-error a condition has a Lock, not a Semaphore
  new Condition(new Semaphore())
  // @ts-expect-error the body is to give a coroutine
  yield* condition.with(() => 5)
  // @ts-expect-error the predicate is to give an answer, so it is to be called by waitFor
  yield* condition.waitFor(true)
}

export function* queues(): Coroutine<void> {
  const queue = new Queue<string>(2)
  yield* queue.put('x')
  const item: string = yield* queue.get()
  queue.shutdown({ immediate: true })
  const all: Queue<string>[] = [queue, new LifoQueue(1), new PriorityQueue()]
  const jobs = new PriorityQueue<{ at: number }>(0, { compare: (a, b) => a.at - b.at })
  jobs.putNowait({ at: item.length + all.length })
  is<{ at: number }, ReturnType<typeof jobs.getNowait>>(true)
  // @ts-expect-error it holds strings
  queue.putNowait(5)
  // @ts-expect-error maxsize comes first
  new PriorityQueue<number>({ compare: (a, b) => a - b })
  // @ts-expect-error compare gives a number
  new PriorityQueue<number>(0, { compare: (a, b) => a < b })
  // @ts-expect-error use yield* here, not yield
  yield queue.get()
}

/** What is said at compile time already; test/misuse.test.ts says it at run time. */
export function* mistaken(): Coroutine<void> {
  const lock = new Lock()
  // @ts-expect-error use yield* here, not yield
  yield gather([immediate()])
  // @ts-expect-error use yield* here, not yield
  yield lock.acquire()
  // @ts-expect-error use yield* here, not yield
  yield lock.with(nothing)
  // @ts-expect-error use yield* here, not yield
  yield new TaskGroup().with(nothing)
  // @ts-expect-error a number cannot be waited for
  yield* 5
  // @ts-expect-error the function is to be called
  yield* immediate
  // @ts-expect-error an array of tasks is waited for by gather
  yield* [createTask(immediate())]
  // @ts-expect-error the function is to be called
  createTask(immediate)
  // @ts-expect-error a promise is no coroutine: ensureFuture takes it
  createTask(Promise.resolve(1))
  // @ts-expect-error a Future is no coroutine either
  createTask(new Future<number>())
  // @ts-expect-error one array, not several arguments
  gather(immediate(), immediate())
  // @ts-expect-error the functions are to be called
  gather([immediate])
  // @ts-expect-error a body is a function* or gives a coroutine
  lock.with(async () => {})
  // @ts-expect-error promises cannot be waited for without waiting
  runSync(Promise.resolve(1))
  // @ts-expect-error there is nothing to run
  run(5)
}

export function* elsewhere(pool: Executor): Coroutine<void> {
  const add = (a: number, b: number): number => a + b
  const loop = getRunningLoop()
  loop.setDefaultExecutor(pool)
  const sum = yield* toThread(add, 1, 2)
  is<number, typeof sum>(true)
  const text = loop.runInExecutor(null, async (n: number) => String(n), sum)
  is<Future<string>, typeof text>(true)
  yield* loop.shutdownDefaultExecutor(1)
  const inPlace: Executor = { submit: async (fn, args) => await fn(...args), shutdown: async () => {} }
  loop.runInExecutor(inPlace, add, 1, 2)
  // @ts-expect-error it takes two numbers
  toThread(add, 1)
  // @ts-expect-error it takes numbers
  loop.runInExecutor(pool, add, '1', '2')
  // @ts-expect-error an executor has submit and shutdown
  loop.setDefaultExecutor({})
}

export function traced(): void {
  const recorder = createRecorder({ limits: { events: 10 } })
  void run(main(), { trace: recorder })
  const sink: TraceSink = recorder
  runSync(() => sleep(1), { trace: sink })
  // @ts-expect-error -- a list is no recorder
  void run(main(), { trace: [] })
  // @ts-expect-error -- the list is the recorder's
  recorder.events.push()
  for (const event of recorder.events) {
    // The kind says what else there is.
    if (event.kind === 'task/create') is<string, typeof event.name>(true)
    if (event.kind === 'loop/clock') is<number, typeof event.to>(true)
    // @ts-expect-error -- there is no such kind
    if (event.kind === 'loop/turns') return
  }
  is<TraceEvent, (typeof recorder.events)[number]>(true)
}
