import {
  asCompleted,
  CancelledError,
  type Coroutine,
  createTask,
  type EventLoop,
  ExceptionGroup,
  FIRST_COMPLETED,
  type Future,
  gather,
  getRunningLoop,
  newEventLoop,
  shield,
  sleep,
  TaskGroup,
  TimeoutError,
  timeout,
  ValueError,
  wait,
  waitFor,
} from 'asyncio-ts'

let turn = 0

function tick(loop: EventLoop): void {
  turn += 1
  loop.callSoon(tick, loop)
}

function* nothing(): Coroutine<number> {
  return 1
}

function* yields(): Coroutine<void> {
  yield* sleep(0)
}

function* counted(what: string, awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<void> {
  const before = turn
  let error = ''
  try {
    yield* awaitable
  } catch (caught) {
    const known = caught instanceof TimeoutError || caught instanceof ExceptionGroup || caught instanceof CancelledError
    if (!known) throw caught
    error = ` ${caught.name}`
  }
  console.log(`${what}${error}`, turn - before)
}

function* group(...coroutines: Coroutine<unknown>[]): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    for (const each of coroutines) group.createTask(each)
  })
}

function* fails(): Coroutine<void> {
  throw new ValueError()
}

function* limited(delay: number, coroutine: Coroutine<void>): Coroutine<void> {
  yield* timeout(delay).with(() => coroutine)
}

function* completed(...coroutines: Coroutine<unknown>[]): Coroutine<void> {
  for (const next of asCompleted(coroutines)) yield* next
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  loop.callSoon(tick, loop)
  yield* sleep(0)
  const done = loop.createFuture<number>()
  done.setResult(1)
  yield* counted('wait of a done future', wait([done]))
  yield* counted('wait of a task', wait([createTask(nothing())]))
  yield* counted('wait of the first', wait([createTask(nothing()), done], { returnWhen: FIRST_COMPLETED }))
  yield* counted('wait 0 seconds', wait([createTask(sleep(1))], { timeout: 0 }))
  yield* counted('wait_for(coroutine, 1)', waitFor(nothing(), 1))
  yield* counted('wait_for(coroutine, None)', waitFor(yields(), null))
  yield* counted('wait_for(task, 1)', waitFor(createTask(nothing()), 1))
  yield* counted('wait_for(done, 0)', waitFor(done, 0))
  yield* counted('wait_for(coroutine, 0)', waitFor(nothing(), 0))
  yield* counted('wait_for(future, 0)', waitFor(loop.createFuture(), 0))
  yield* counted('shield(coroutine)', shield(nothing()))
  yield* counted('shield(done)', shield(done))
  yield* counted('timeout', limited(1, yields()))
  yield* counted('timeout 0', limited(0, sleep(1)))
  yield* counted('TaskGroup of none', group())
  yield* counted('TaskGroup of one', group(nothing()))
  yield* counted('TaskGroup of two', group(nothing(), yields()))
  yield* counted('TaskGroup that fails', group(fails(), sleep(1)))
  yield* counted('as_completed of one', completed(nothing()))
  yield* counted('as_completed of two', completed(nothing(), yields()))
  yield* counted('gather of shields', gather([shield(nothing()), waitFor(nothing(), 1)]))
  loop.stop()
}

const loop = newEventLoop()
await loop.runUntilComplete(main())
loop.close()
