import {
  CancelledError,
  type Coroutine,
  createTask,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
  ValueError,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* left(name: string, { delay = 1000, slow = false } = {}): Coroutine<void> {
  try {
    yield* sleep(delay)
    console.log(name, 'ended')
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log(name, 'cancelled')
    if (slow) {
      yield* sleep(1)
      console.log(name, 'cleaned up slowly')
    }
    throw error
  } finally {
    console.log(name, 'finally')
  }
}

function* makesAnother(): Coroutine<void> {
  try {
    yield* sleep(1000)
  } finally {
    createTask(sleep(1000))
    console.log('made another')
  }
}

function* main(): Coroutine<string> {
  createTask(left('a'))
  createTask(left('b', { slow: true }))
  createTask(left('c', { delay: 0 }))
  createTask(makesAnother())
  yield* sleep(1)
  createTask(left('never started'))
  getRunningLoop().callSoon(console.log, 'soon after main')
  getRunningLoop().callLater(0.5, console.log, 'half a second after main')
  getRunningLoop().callLater(1.5, console.log, 'never')
  console.log('main ends')
  return 'result'
}

console.log(await run(main()))

function* fails(): Coroutine<void> {
  const other = createTask(left('other'))
  yield* sleep(1)
  console.log(python(other.done()))
  throw new ValueError('main fails')
}

try {
  await run(fails())
} catch (error) {
  console.log((error as Error).message)
}

function* nested(): Coroutine<void> {
  const inner = left('inner')
  let refused: unknown
  run(inner).catch((error) => {
    refused = error
  })
  yield* sleep(1)
  if (refused instanceof RuntimeError) console.log('refused')
}

await run(nested())
