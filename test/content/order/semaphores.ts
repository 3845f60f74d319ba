import {
  BoundedSemaphore,
  type Coroutine,
  createTask,
  gather,
  isCancelled,
  run,
  Semaphore,
  sleep,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* worker(semaphore: Semaphore, name: string, delay: number): Coroutine<void> {
  console.log(name, 'asks', python(semaphore.locked()))
  try {
    yield* semaphore.with(function* () {
      console.log(name, 'in')
      yield* sleep(delay)
      console.log(name, 'out')
    })
  } catch (error) {
    if (isCancelled(error)) console.log(name, 'cancelled')
    throw error
  }
}

function printError(action: () => unknown): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log(error.message)
  }
}

function* main(): Coroutine<void> {
  const semaphore = new Semaphore(2)
  const delays = [1, 2, 1, 1, 1, 1]
  const tasks = [...'abcdef'].map((name, i) => createTask(worker(semaphore, name, delays[i] ?? 0)))
  yield* sleep(0.5)
  tasks[3]?.cancel()
  yield* gather(tasks, { returnExceptions: true })

  // Cancelled in the turn in which it is woken: the next must not be forgotten.
  const empty = new Semaphore(0)
  const first = createTask(worker(empty, 'first', 1))
  const second = createTask(worker(empty, 'second', 1))
  yield* sleep(0)
  empty.release()
  first.cancel()
  yield* gather([first, second], { returnExceptions: true })

  // A newcomer does not barge in, though there are two: one who waits has not gone on yet.
  yield* empty.acquire()
  const waiting = createTask(worker(empty, 'waiting', 1))
  yield* sleep(0)
  empty.release()
  empty.release()
  const newcomer = createTask(worker(empty, 'newcomer', 1))
  yield* empty.acquire()
  console.log('main in')
  empty.release()
  yield* gather([waiting, newcomer])

  const bounded = new BoundedSemaphore(1)
  yield* bounded.acquire()
  bounded.release()
  printError(() => bounded.release())
  printError(() => new Semaphore(-1))
}

await run(main())
