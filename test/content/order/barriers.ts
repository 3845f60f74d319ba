import {
  Barrier,
  BrokenBarrierError,
  type Coroutine,
  createTask,
  gather,
  isCancelled,
  run,
  sleep,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* runner(barrier: Barrier, name: string, delay: number, rounds: number): Coroutine<void> {
  try {
    for (let round = 0; round < rounds; round += 1) {
      yield* sleep(delay)
      console.log(name, 'comes', barrier.nWaiting)
      yield* barrier.with(function* (index) {
        console.log(name, 'goes as', index)
      })
    }
  } catch (error) {
    if (isCancelled(error)) console.log(name, 'cancelled', barrier.nWaiting)
    if (!(error instanceof BrokenBarrierError)) throw error
    console.log(name, 'broken:', error.message)
  }
}

function* main(): Coroutine<void> {
  const barrier = new Barrier(3)
  // a is back before c has left: it waits for the next round.
  const runners = [
    createTask(runner(barrier, 'a', 0, 2)),
    createTask(runner(barrier, 'b', 1, 2)),
    createTask(runner(barrier, 'c', 1, 2)),
  ]
  yield* gather(runners)

  const gone = createTask(runner(barrier, 'gone', 0, 1))
  const stays = createTask(runner(barrier, 'stays', 1, 1))
  const later = createTask(runner(barrier, 'later', 2, 1))
  yield* sleep(0.5)
  gone.cancel()
  yield* sleep(2)
  console.log('waiting:', barrier.nWaiting)
  yield* barrier.reset()
  console.log('reset:', barrier.nWaiting, python(barrier.broken))
  // Comes while those of the reset leave.
  const early = createTask(runner(barrier, 'early', 0, 1))
  yield* gather([gone, stays, later], { returnExceptions: true })
  yield* sleep(1)
  console.log('waiting:', barrier.nWaiting)
  yield* barrier.abort()
  console.log('aborted:', barrier.nWaiting, python(barrier.broken))
  yield* early
  yield* runner(barrier, 'late', 0, 1)
  yield* barrier.reset()
  yield* gather([...'xyz'].map((name) => runner(barrier, name, 0, 1)))
  try {
    new Barrier(0)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log(error.message)
  }
}

await run(main())
