// timeout, timeoutAt and waitFor.
import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  type Future,
  getRunningLoop,
  run,
  sleep,
  type Timeout,
  TimeoutError,
  timeout,
  ValueError,
  waitFor,
} from 'asyncio-ts'

const python = (value: boolean | undefined) => (value ? 'True' : 'False')

function* work(name: string, delay: number, { cleanUp = 0, fails = false } = {}): Coroutine<string> {
  try {
    yield* sleep(delay)
    return name
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log(...[name, 'is cancelled', error.message].filter((word) => word !== ''))
    if (cleanUp > 0) yield* sleep(cleanUp)
    if (fails) throw new ValueError(name)
    throw error
  } finally {
    console.log(name, 'cleans up')
  }
}

function* stubborn(name: string, delay: number): Coroutine<string> {
  try {
    yield* sleep(delay)
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log(name, 'refuses')
  }
  yield* sleep(delay)
  return name
}

function* ended(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<void> {
  try {
    console.log('gave', yield* awaitable)
  } catch (error) {
    const known = error instanceof ValueError || error instanceof TimeoutError || error instanceof CancelledError
    if (!known) throw error
    console.log(error.name, error.cause instanceof Error ? error.cause.name : 'NoneType')
  }
}

function* nested(outer: number, inner: number): Coroutine<void> {
  const first = timeout(outer)
  try {
    yield* first.with(function* () {
      const second = timeout(inner)
      try {
        yield* second.with(() => work('nested', 5))
      } finally {
        console.log('inner', python(second.expired()), currentTask()?.cancelling())
      }
    })
  } finally {
    console.log('outer', python(first.expired()), currentTask()?.cancelling())
  }
}

function* rescheduled(): Coroutine<void> {
  const loop = getRunningLoop()
  const start = loop.time()
  yield* timeout(null).with(function* (limit: Timeout) {
    limit.reschedule(start + 1)
    yield* sleep(0.5)
    limit.reschedule(start + 2)
    console.log('in', ((limit.when() ?? 0) - start).toFixed(1))
    yield* sleep(1)
    limit.reschedule(start)
    console.log('over', python(limit.expired()))
    yield* sleep(0)
    console.log('in the next turn', python(limit.expired()))
    yield* sleep(0)
    console.log('never')
  })
}

/** Cancelled by others at the moment of the timeout: it stays cancelled. */
function* both(): Coroutine<void> {
  yield* timeout(1).with(() => work('both', 5))
}

function* main(): Coroutine<void> {
  yield* ended(waitFor(work('a', 1), 2))
  yield* ended(waitFor(work('b', 2), 1))
  yield* ended(waitFor(work('c', 2, { cleanUp: 1 }), 1))
  yield* ended(waitFor(work('d', 2, { fails: true }), 1))
  yield* ended(waitFor(stubborn('e', 2), 1))
  yield* ended(waitFor(work('f', 1), 0))
  yield* ended(waitFor(createTask(stubborn('g', 1)), -1))
  yield* ended(waitFor(work('h', 1), 1))
  const task = createTask(work('i', 1))
  yield* sleep(0)
  yield* ended(waitFor(task, 1))

  yield* ended(nested(2, 1))
  yield* ended(nested(1, 2))
  yield* ended(nested(1, 1))
  yield* ended(rescheduled())

  const loop = getRunningLoop()
  const twice = createTask(both())
  yield* sleep(0)
  loop.callAt(loop.time() + 1, () => twice.cancel('enough'))
  yield* ended(twice)
  console.log(python(twice.cancelled()), twice.cancelling())

  const limited = createTask(waitFor(work('j', 5, { cleanUp: 1 }), 3))
  yield* sleep(1)
  limited.cancel('enough')
  yield* ended(limited)

  // Cleaning up may take longer than the timeout, and the timeout does not strike twice.
  const slow = createTask(waitFor(work('k', 5, { cleanUp: 4 }), 2))
  yield* sleep(1)
  slow.cancel()
  yield* ended(slow)
}

await run(main())
