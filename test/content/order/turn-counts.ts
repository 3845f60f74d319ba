import {
  type Coroutine,
  createTask,
  type EventLoop,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  newEventLoop,
  sleep,
} from 'asyncio-ts'

let turn = 0

function tick(loop: EventLoop): void {
  turn += 1
  loop.callSoon(tick, loop)
}

function* nothing(): Coroutine<number> {
  return 1
}

function* counted(what: string, awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<void> {
  const before = turn
  yield* awaitable
  console.log(what, turn - before)
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  loop.callSoon(tick, loop)
  yield* sleep(0)
  yield* counted('sleep(0)', sleep(0))
  yield* counted('a coroutine', nothing())
  yield* counted('a new task', createTask(nothing()))
  yield* counted('gather of one', gather([nothing()]))
  yield* counted('gather of three', gather([nothing(), nothing(), nothing()]))
  yield* counted('gather of none', gather([]))
  yield* counted('nested gather', gather([gather([nothing()]), nothing()]))
  const done = loop.createFuture<number>()
  done.setResult(1)
  yield* counted('a done future', done)
  yield* counted('gather of a done future', gather([done]))
  const lock = new Lock()
  yield* counted('a free lock', lock.acquire())
  loop.callSoon(() => lock.release())
  yield* counted('a lock soon released', lock.acquire())
  const future = loop.createFuture<number>()
  loop.callSoon(() => future.setResult(1))
  yield* counted('a future soon set', future)
  const task = createTask(sleep(10))
  yield* sleep(0)
  task.cancel()
  yield* counted('a cancelled task', gather([task], { returnExceptions: true }))
  loop.stop()
}

const loop = newEventLoop()
await loop.runUntilComplete(main())
loop.close()
