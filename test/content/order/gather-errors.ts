import { CancelledError, type Coroutine, createTask, gather, run, sleep, ValueError } from 'asyncio-ts'

function* work(name: string, delay: number, fails = false): Coroutine<string> {
  try {
    yield* sleep(delay)
    if (fails) throw new ValueError(name)
    console.log(name, 'ends')
    return name
  } catch (error) {
    if (error instanceof CancelledError) console.log(name, 'is cancelled')
    throw error
  } finally {
    console.log(name, 'cleans up')
  }
}

const python = (value: boolean) => (value ? 'True' : 'False')

function* main(): Coroutine<void> {
  try {
    yield* gather([work('a', 1), work('b', 0.5, true), work('c', 2), work('d', 0.75, true)])
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log('first error', error.message)
  }
  yield* sleep(2)

  const [e, f] = yield* gather([work('e', 1), work('f', 0.5, true)], { returnExceptions: true })
  console.log(e, (f as Error).name, (f as Error).message)

  let group = gather([work('g', 1), work('h', 2)])
  yield* sleep(0.5)
  console.log(python(group.cancel()), python(group.done()), python(group.cancelled()))
  try {
    yield* group
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log('the group', python(group.done()), python(group.cancelled()))
  }
  console.log(python(group.cancel()))

  function* outer(): Coroutine<void> {
    yield* gather([work('i', 1), work('j', 2)], { returnExceptions: true })
    console.log('never')
  }

  const task = createTask(outer())
  yield* sleep(0.5)
  task.cancel()
  try {
    yield* task
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log('outer', python(task.cancelled()))
  }

  const child = createTask(work('k', 1))
  group = gather([child, work('l', 2)])
  yield* sleep(0)
  child.cancel()
  try {
    yield* group
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
    console.log('by a child', python(group.cancelled()))
  }
  yield* sleep(5)
}

await run(main())
