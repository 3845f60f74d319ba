import {
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  Lock,
  newEventLoop,
  run,
  sleep,
  ValueError,
} from 'asyncio-ts'

async function attempt(what: string, action: () => unknown): Promise<void> {
  try {
    await action()
    console.log(what, 'is allowed')
  } catch (error) {
    console.log(`${what}: ${(error as Error).name}: ${(error as Error).message}`)
  }
}

function attemptNow(what: string, action: () => unknown): void {
  try {
    action()
    console.log(what, 'is allowed')
  } catch (error) {
    console.log(`${what}: ${(error as Error).name}: ${(error as Error).message}`)
  }
}

function* forever(): Coroutine<void> {
  yield* getRunningLoop().createFuture<void>()
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  const future = loop.createFuture<number>()
  attemptNow('result of a pending future', () => future.result())
  attemptNow('exception of a pending future', () => future.exception())
  future.setResult(1)
  attemptNow('a second result', () => future.setResult(2))
  attemptNow('an error after a result', () => future.setException(new ValueError('x')))
  const gone = loop.createFuture<number>()
  gone.cancel('not needed')
  attemptNow('result of a cancelled future', () => gone.result())
  attemptNow('exception of a cancelled future', () => gone.exception())

  const task = createTask(forever())
  attemptNow('set_result of a task', () => task.setResult(undefined))
  attemptNow('set_exception of a task', () => task.setException(new ValueError('x')))
  yield* sleep(0)
  attemptNow('result of a pending task', () => task.result())
  task.cancel('enough')
  yield* gather([task], { returnExceptions: true })
  attemptNow('result of a cancelled task', () => task.result())

  attemptNow('release of a free lock', () => new Lock().release())
  attemptNow('closing a running loop', () => loop.close())
}

function* sleeps(delay: number): Coroutine<void> {
  yield* sleep(delay)
}

await run(main())
await attempt('no running loop', () => getRunningLoop())
await attempt('sleep(nan)', () => run(sleeps(Number.NaN)))
const closed = newEventLoop()
closed.close()
await attempt('call_soon on a closed loop', () => closed.callSoon(console.log))
await attempt('call_later on a closed loop', () => closed.callLater(1, console.log))
await attempt('run_forever on a closed loop', () => closed.runForever())
const stopped = newEventLoop()
stopped.callSoon(() => stopped.stop())
await attempt('a loop stopped too early', () => stopped.runUntilComplete(forever()))
