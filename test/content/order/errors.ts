import {
  type Coroutine,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
  type Task,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* fails(delay: number): Coroutine<void> {
  yield* sleep(delay)
  throw new ValueError(`after ${delay}`)
}

function* passesOn(delay: number): Coroutine<void> {
  try {
    yield* fails(delay)
  } finally {
    console.log('on its way', delay)
  }
}

function* catches(task: Coroutine<void> | Task<void>): Coroutine<void> {
  try {
    yield* task
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log('caught', error.message)
  }
}

function* main(): Coroutine<void> {
  yield* catches(passesOn(1))
  const task = createTask(passesOn(1))
  // Two await the same failure; both get it, in the order in which they began.
  const both = gather([catches(task), catches(task)])
  yield* both
  console.log(task.exception()?.name, task.exception()?.message)

  const first = createTask(fails(0))
  const second = createTask(fails(0))
  yield* sleep(0)
  yield* sleep(0)
  console.log(python(first.done()), python(second.done()))
  yield* catches(second)
  yield* catches(first)

  function* awaitsItself(): Coroutine<void> {
    yield* currentTask() as Task<unknown>
  }

  const odd = createTask(awaitsItself())
  try {
    yield* odd
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error
    console.log('RuntimeError')
  }

  // An error of a callback stops nobody.
  const loop = getRunningLoop()
  loop.setExceptionHandler((_loop, context) => console.log('handler', (context.exception as Error).message))
  const future = loop.createFuture<void>()

  function broken(): void {
    throw new ValueError('broken')
  }

  future.addDoneCallback(broken)
  future.addDoneCallback(() => console.log('next callback'))
  loop.callSoon(broken)
  future.setResult(undefined)
  loop.callLater(0, broken)
  yield* sleep(1)

  const ended = createTask(fails(1))
  ended.addDoneCallback(() => console.log('last'))
  yield* ended
}

await run(main())
