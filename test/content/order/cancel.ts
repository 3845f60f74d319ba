import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  type Future,
  getRunningLoop,
  run,
  sleep,
  type Task,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* sleeper(name: string, delay: number, again = false): Coroutine<void> {
  try {
    console.log(name, 'starts')
    yield* sleep(delay)
    console.log(name, 'slept')
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log(...[name, 'caught', error.message].filter((word) => word !== ''))
    if (!again) throw error
    yield* sleep(1)
    console.log(name, 'went on')
  } finally {
    console.log(name, 'finally')
  }
}

function* ended(task: Task<void>): Coroutine<void> {
  try {
    yield* task
    console.log('ended well')
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log('ended cancelled')
  }
  console.log(python(task.done()), python(task.cancelled()), task.cancelling())
}

function* waitsFor(other: Future<void>): Coroutine<void> {
  yield* other
}

function* itself(): Coroutine<void> {
  currentTask()?.cancel()
  console.log('still here')
  yield* sleep(0)
  console.log('never')
}

function* main(): Coroutine<void> {
  const early = createTask(sleeper('early', 1))
  console.log(python(early.cancel()), early.cancelling())
  yield* ended(early)

  const late = createTask(sleeper('late', 1))
  yield* sleep(0.5)
  console.log(python(late.cancel('enough')), python(late.cancel('really')), late.cancelling())
  yield* ended(late)
  console.log(python(late.cancel()))

  const stubborn = createTask(sleeper('stubborn', 1, true))
  yield* sleep(0.5)
  stubborn.cancel()
  yield* ended(stubborn)

  const inner = createTask(sleeper('inner', 1))
  const outer = createTask(waitsFor(inner))
  yield* sleep(0.5)
  outer.cancel()
  console.log(python(inner.cancelled()), python(outer.cancelled()))
  yield* ended(outer)
  yield* ended(inner)

  yield* ended(createTask(itself()))

  const counted = createTask(sleeper('counted', 1))
  yield* sleep(0)
  counted.cancel()
  console.log(counted.uncancel(), counted.uncancel())
  yield* ended(counted)

  // The wake-up is on its way already when the cancel comes.
  const future = getRunningLoop().createFuture<void>()
  const woken = createTask(waitsFor(future))
  yield* sleep(0)
  future.setResult(undefined)
  console.log(python(woken.cancel()))
  yield* ended(woken)
}

await run(main())
