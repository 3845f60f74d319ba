import {
  CancelledError,
  type Coroutine,
  createTask,
  type Future,
  getRunningLoop,
  InvalidStateError,
  run,
  sleep,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* waiter(name: string, future: Future<string>): Coroutine<void> {
  console.log(name, 'waits')
  console.log(name, 'got', yield* future)
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  const future = loop.createFuture<string>()

  function early(future: Future<string>): void {
    console.log('early', future.result())
    future.addDoneCallback(() => console.log('added by early'))
    loop.callSoon(console.log, 'soon from early')
  }

  function removed(): void {
    console.log('never')
  }

  future.addDoneCallback(early)
  const first = createTask(waiter('first', future))
  yield* sleep(0)
  future.addDoneCallback(removed)
  const second = createTask(waiter('second', future))
  future.addDoneCallback(removed)
  yield* sleep(0)
  future.addDoneCallback(() => console.log('last'))
  console.log(future.removeDoneCallback(removed), future.removeDoneCallback(removed))
  loop.callSoon(console.log, 'soon before')
  future.setResult('it')
  loop.callSoon(console.log, 'soon after')
  future.addDoneCallback(() => console.log('added when done'))
  console.log('set', yield* future)
  yield* first
  yield* second

  const again = [
    () => future.setResult('1'),
    () => future.setException(new ValueError('x')),
    () => loop.createFuture().result(),
  ]
  for (const attempt of again) {
    try {
      attempt()
    } catch (error) {
      if (!(error instanceof InvalidStateError)) throw error
      console.log('InvalidStateError')
    }
  }
  console.log(python(future.cancel()))

  const failed = loop.createFuture<string>()
  failed.setException(new ValueError('failed'))
  for (let n = 0; n < 2; n++) {
    try {
      yield* failed
    } catch (error) {
      console.log('twice', (error as Error).message)
    }
  }

  const chained = loop.createFuture<void>()
  const following = loop.createFuture<string>()
  chained.addDoneCallback(() => following.setResult('following'))
  loop.callLater(1, () => chained.setResult(undefined))
  console.log(yield* following)

  const gone = loop.createFuture<void>()
  gone.addDoneCallback((gone) => console.log('gone', python(gone.cancelled())))
  gone.cancel()
  try {
    yield* gone
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log('main goes on')
  }
}

await run(main())
