import {
  CancelledError,
  type Coroutine,
  createTask,
  type Future,
  getRunningLoop,
  run,
  shield,
  sleep,
  TaskGroup,
  TimeoutError,
  timeout,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* work(name: string, delay: number, { fails = false } = {}): Coroutine<string> {
  try {
    yield* sleep(delay)
    if (fails) throw new ValueError(name)
    console.log(name, 'ends')
    return name
  } catch (error) {
    if (error instanceof CancelledError) console.log(name, 'is cancelled')
    throw error
  }
}

function* ended(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<void> {
  try {
    console.log('gave', yield* awaitable)
  } catch (error) {
    const known = error instanceof ValueError || error instanceof TimeoutError || error instanceof CancelledError
    if (!known) throw error
    console.log(`${error.name} ${error.message}`)
  }
}

function* shielded(inner: Future<string>): Coroutine<string> {
  return yield* shield(inner)
}

function* main(): Coroutine<void> {
  yield* ended(shield(work('a', 1)))
  yield* ended(shield(work('b', 1, { fails: true })))

  let inner = createTask(work('c', 2))
  let outer = createTask(shielded(inner))
  yield* sleep(1)
  outer.cancel('enough')
  yield* ended(outer)
  yield* ended(inner)
  console.log(python(shield(inner) === inner))

  // Whoever cancels what is within cancels the shield, without a message.
  inner = createTask(work('d', 2))
  outer = createTask(shielded(inner))
  yield* sleep(1)
  inner.cancel('enough')
  yield* ended(outer)
  yield* ended(inner)

  // An error that comes when nobody waits any more goes to the exception handler, once.
  getRunningLoop().setExceptionHandler((_, context) => console.log('handler:', context.message))
  inner = createTask(work('e', 2, { fails: true }))
  const shields = [shield(inner), shield(inner)]
  yield* sleep(1)
  for (const each of shields) console.log(python(each.cancel()))
  yield* sleep(2)

  // A shield within a group and a time limit.
  const saved = createTask(work('saved', 3))
  try {
    yield* timeout(1).with(() =>
      new TaskGroup().with(function* (group) {
        group.createTask(shielded(saved))
        group.createTask(work('lost', 3))
      }),
    )
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error
    console.log('timeout')
  }
  yield* ended(saved)
}

await run(main())
