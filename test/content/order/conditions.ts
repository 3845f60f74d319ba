import { CancelledError, Condition, type Coroutine, createTask, gather, run, sleep } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* waiter(condition: Condition, name: string): Coroutine<void> {
  try {
    yield* condition.with(function* () {
      console.log(name, 'waits')
      yield* condition.wait()
      console.log(name, 'woken', python(condition.locked()))
      yield* sleep(1)
    })
  } catch (error) {
    if (error instanceof CancelledError) console.log(`${name} cancelled ${error.message}`.trim())
    throw error
  }
}

function* main(): Coroutine<void> {
  const condition = new Condition()
  const tasks = [...'abcde'].map((name) => createTask(waiter(condition, name)))
  yield* sleep(0)

  // a is notified, and cancelled before it has the lock: b gets its notification.
  yield* condition.with(function* () {
    condition.notify()
    yield* sleep(1)
  })
  tasks[0]?.cancel('too late')
  yield* sleep(5)

  // c is cancelled again while it takes the lock back: the last cancel counts.
  yield* condition.acquire()
  for (const message of ['first', 'second', 'third']) {
    tasks[2]?.cancel(message)
    yield* sleep(1)
  }
  condition.release()
  yield* sleep(1)

  yield* condition.with(function* () {
    condition.notifyAll()
    console.log('notified all')
  })
  yield* gather(tasks, { returnExceptions: true })

  const items: number[] = []

  function* consumer(name: string, n: number): Coroutine<void> {
    yield* condition.with(function* () {
      console.log(name, yield* condition.waitFor(() => items.length >= n && `${items.length} items`))
    })
  }

  const consumers = [0, 2, 1].map((n) => createTask(consumer(`consumer ${n}`, n)))
  for (const item of [0, 1]) {
    yield* sleep(1)
    yield* condition.with(function* () {
      items.push(item)
      condition.notify(2)
      console.log('item', item)
    })
  }
  yield* gather(consumers)
}

await run(main())
