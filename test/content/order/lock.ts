import { CancelledError, type Coroutine, createTask, gather, Lock, RuntimeError, run, sleep } from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* worker(lock: Lock, name: string, delay: number): Coroutine<void> {
  console.log(name, 'asks')
  try {
    yield* lock.with(function* () {
      console.log(name, 'has it')
      yield* sleep(delay)
      console.log(name, 'gives it back')
    })
  } catch (error) {
    if (error instanceof CancelledError) console.log(name, 'is cancelled')
    throw error
  }
}

function* main(): Coroutine<void> {
  const lock = new Lock()
  const tasks = [...'abcd'].map((name) => createTask(worker(lock, name, 1)))
  yield* sleep(0.5)
  console.log(python(lock.locked()))
  tasks[1]?.cancel()
  yield* gather(tasks, { returnExceptions: true })

  // Cancelled in the very turn in which it is woken: the next must not be forgotten.
  yield* lock.acquire()
  const first = createTask(worker(lock, 'first', 1))
  const second = createTask(worker(lock, 'second', 1))
  yield* sleep(0)
  lock.release()
  console.log(python(lock.locked()))
  first.cancel()
  yield* gather([first, second], { returnExceptions: true })

  // A newcomer does not barge in before one who waits.
  yield* lock.acquire()
  const waiting = createTask(worker(lock, 'waiting', 0))
  yield* sleep(0)
  lock.release()
  const newcomer = createTask(worker(lock, 'newcomer', 0))
  yield* lock.acquire()
  console.log('main has it')
  lock.release()
  yield* gather([waiting, newcomer])
  try {
    lock.release()
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error
    console.log(error.message)
  }
}

await run(main())
