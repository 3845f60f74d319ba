import { type Coroutine, createTask, Event, gather, getRunningLoop, isCancelled, run, sleep } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* waiter(event: Event, name: string): Coroutine<void> {
  try {
    console.log(name, python(yield* event.wait()))
  } catch (error) {
    if (isCancelled(error)) console.log(name, 'cancelled')
    throw error
  }
}

function* main(): Coroutine<void> {
  const event = new Event()
  const tasks = [...'abcd'].map((name) => createTask(waiter(event, name)))
  yield* sleep(1)
  tasks[1]?.cancel()
  event.set()
  // Woken already, and cancelled all the same.
  tasks[2]?.cancel()
  console.log('set', python(event.isSet()), python(yield* event.wait()))
  event.clear()
  const late = createTask(waiter(event, 'late'))
  yield* gather(tasks, { returnExceptions: true })
  console.log('late is done:', python(late.done()))
  getRunningLoop().callLater(1, () => event.set())
  yield* late
}

await run(main())
