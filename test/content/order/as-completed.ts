import {
  asCompleted,
  CancelledError,
  type Coroutine,
  createTask,
  run,
  sleep,
  TimeoutError,
  ValueError,
  wait,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* after(delay: number, what: string, fails = false): Coroutine<string> {
  yield* sleep(delay)
  if (fails) throw new ValueError(what)
  return what
}

function* take(awaitable: Coroutine<string>): Coroutine<void> {
  try {
    console.log('next', yield* awaitable)
  } catch (error) {
    const known = error instanceof ValueError || error instanceof TimeoutError || error instanceof CancelledError
    if (!known) throw error
    console.log(`${error.name} ${error.message}`)
  }
}

function* main(): Coroutine<void> {
  for (const next of asCompleted([after(3, 'a'), after(1, 'b'), after(2, 'c', true), after(1, 'd')])) {
    yield* take(next)
  }

  for (const next of asCompleted([after(3, 'e'), after(1, 'f'), after(5, 'g')], { timeout: 2 })) yield* take(next)
  yield* sleep(5)

  const tasks = [2, 1, 3].map((delay) => createTask(after(delay, `${delay}`), { name: `task ${delay}` }))
  for (const next of asCompleted(tasks).futures()) {
    const task = yield* next
    console.log(task.getName(), python(task.done()), yield* task)
  }

  // Taken by several at once: whoever asks first gets the first.
  let coming = [...asCompleted([after(1, 'h'), after(1, 'i'), after(2, 'j')])]
  let takers = coming.reverse().map((each) => createTask(take(each)))
  yield* wait(takers)

  // One that is cancelled while it waits loses nothing.
  coming = [...asCompleted([after(1, 'k'), after(2, 'l')])]
  takers = coming.map((each) => createTask(take(each)))
  yield* sleep(0)
  takers[0]?.cancel()
  yield* sleep(5)
  console.log(`[${[...asCompleted([])].join()}]`)
}

await run(main())
