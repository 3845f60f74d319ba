import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  type Future,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
  TaskGroup,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

class LookupError extends Error {}

function* work(name: string, delay: number, { fails = false, failsCleaningUp = false } = {}): Coroutine<void> {
  try {
    yield* sleep(delay)
    if (fails) throw new ValueError(name)
    console.log(name, 'ends')
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log(name, 'is cancelled')
    if (failsCleaningUp) throw new LookupError(name)
    throw error
  }
}

function* ended(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<void> {
  try {
    console.log('gave', (yield* awaitable) ?? 'None')
  } catch (error) {
    if (error instanceof ExceptionGroup) {
      console.log(error.message, '-', ...error.errors.map((each) => each.message))
    } else if (error instanceof RuntimeError || error instanceof CancelledError) {
      console.log(`${error.name} ${error.message}`)
    } else {
      throw error
    }
  }
  console.log('cancelling', currentTask()?.cancelling())
}

function* success(): Coroutine<string> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('a', 2))
    group.createTask(work('b', 1))
    console.log('the body ends')
  })
  return 'both'
}

function* failing(): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('c', 1, { fails: true }))
    group.createTask(work('d', 2, { failsCleaningUp: true }))
    group.createTask(work('e', 1, { fails: true }))
    group.createTask(work('f', 2))
    try {
      yield* sleep(5)
    } finally {
      console.log('the body is cancelled')
    }
  })
}

function* bodyFails(): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('g', 2, { failsCleaningUp: true }))
    yield* sleep(1)
    throw new ValueError('the body')
  })
}

function* swallows(): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('h', 1, { fails: true }))
    try {
      yield* sleep(5)
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error
      console.log('swallowed', currentTask()?.cancelling())
    }
    yield* sleep(1)
    console.log('the body goes on')
    try {
      group.createTask(work('never', 1))
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error
      console.log(error.message)
    }
  })
}

function* cancelled(fails: boolean): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('i', 5, { failsCleaningUp: fails }))
    group.createTask(work('j', 5))
  })
}

function* catches(fails: boolean): Coroutine<void> {
  try {
    yield* cancelled(fails)
  } catch (error) {
    if (!(error instanceof ExceptionGroup)) throw error
    console.log(error.message, currentTask()?.cancelling())
  }
  yield* sleep(0)
  console.log('never')
}

function* grows(group: TaskGroup, n: number): Coroutine<void> {
  console.log('child', n)
  yield* sleep(1)
  if (n < 3) group.createTask(grows(group, n + 1))
}

function* growing(): Coroutine<void> {
  yield* new TaskGroup().with(function* (group) {
    group.createTask(grows(group, 1))
  })
}

function* nested(): Coroutine<void> {
  yield* new TaskGroup().with(function* (outer) {
    outer.createTask(work('k', 3))
    yield* new TaskGroup().with(function* (inner) {
      inner.createTask(work('l', 1, { fails: true }))
      inner.createTask(work('m', 2))
    })
  })
}

function* misuse(): Coroutine<void> {
  const group = new TaskGroup()
  const refused = () => {
    try {
      group.createTask(work('never', 1))
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error
      console.log(error.message)
    }
  }
  const empty = function* () {}
  refused()
  yield* group.with(empty)
  refused()
  yield* group.with(empty)
}

function* main(): Coroutine<void> {
  yield* ended(success())
  yield* ended(failing())
  yield* ended(bodyFails())
  yield* ended(swallows())
  for (const fails of [false, true]) {
    for (const parent of [cancelled, catches]) {
      const task = createTask(parent(fails))
      yield* sleep(1)
      task.cancel('enough')
      yield* ended(task)
      console.log(python(task.cancelled()), task.cancelling())
    }
  }
  yield* ended(growing())
  yield* ended(nested())
  yield* ended(misuse())

  // An error and a cancel from outside in the same turn, in either order.
  const loop = getRunningLoop()
  for (const first of ['error', 'cancel']) {
    const future = loop.createFuture<void>()

    function* waits(): Coroutine<void> {
      yield* future
    }

    function* parent(): Coroutine<void> {
      yield* new TaskGroup().with(function* (group) {
        group.createTask(waits())
        group.createTask(work('n', 5))
      })
    }

    const task = createTask(parent())
    yield* sleep(1)
    if (first === 'error') {
      future.setException(new ValueError('the future'))
      yield* sleep(0)
      task.cancel('outside')
    } else {
      task.cancel('outside')
      future.setException(new ValueError('the future'))
    }
    yield* ended(task)
    console.log(python(task.cancelled()), task.cancelling())
  }
}

await run(main())
