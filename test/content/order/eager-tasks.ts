import {
  CancelledError,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  run,
  shield,
  sleep,
  type Task,
  TaskGroup,
  TimeoutError,
  ValueError,
  waitFor,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* work(name: string, ...delays: number[]): Coroutine<string> {
  console.log(name, 'starts as', currentTask()?.getName())
  for (const delay of delays) {
    yield* sleep(delay)
    console.log(name, 'goes on')
  }
  return name
}

function* fails(): Coroutine<void> {
  throw new ValueError('at once')
}

function* cancelsItself(): Coroutine<void> {
  currentTask()?.cancel()
  console.log('still here')
  yield* sleep(0)
  console.log('never')
}

function* ended(task: Task<unknown>): Coroutine<void> {
  try {
    console.log('gave', (yield* task) ?? 'None')
  } catch (error) {
    if (!(error instanceof ValueError || error instanceof CancelledError)) throw error
    console.log(`${error.name} ${error.message}`)
  }
}

function make<T>(coro: Coroutine<T>, name: string, options: { eagerStart?: boolean } = {}): Task<T> {
  const task = createTask(coro, { name, ...options })
  console.log(name, 'made', python(task.done()), currentTask()?.getName())
  return task
}

function* outer(): Coroutine<void> {
  make(work('inner'), 'I', { eagerStart: true })
  yield* sleep(0)
  console.log('outer goes on')
}

function* main(): Coroutine<void> {
  currentTask()?.setName('main')
  const a = make(work('a'), 'A')
  const b = make(work('b'), 'B', { eagerStart: true })
  const c = make(work('c', 0, 1), 'C', { eagerStart: true })
  for (const task of [b, a, c]) yield* ended(task)
  yield* ended(make(fails(), 'F', { eagerStart: true }))
  yield* ended(make(cancelsItself(), 'S', { eagerStart: true }))
  yield* ended(make(outer(), 'O', { eagerStart: true }))

  const loop = getRunningLoop()
  loop.setTaskFactory(eagerTaskFactory)
  console.log(python(loop.getTaskFactory() === eagerTaskFactory))
  make(work('d', 0), 'D')
  make(work('e', 0), 'E', { eagerStart: false })
  const gathered = gather([work('g'), work('h')])
  console.log('gathered', python(gathered.done()), `['${(yield* gathered).join("', '")}']`)
  console.log('shielded', python(shield(work('j')).done()))
  try {
    console.log('in time', yield* waitFor(work('k'), 0))
    console.log('in time', yield* waitFor(work('l', 1), 0))
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error
    console.log('too late')
  }
  yield* new TaskGroup().with(function* (group) {
    group.createTask(work('m'))
    group.createTask(work('n', 1))
    console.log('body')
  })
  try {
    yield* new TaskGroup().with(function* (group) {
      group.createTask(fails())
      console.log('the body goes on')
      yield* sleep(1)
      console.log('never')
    })
  } catch (error) {
    if (!(error instanceof ExceptionGroup)) throw error
    console.log(error.message)
  }
  loop.setTaskFactory(null)
  yield* ended(make(work('o'), 'O'))
}

await run(main())
