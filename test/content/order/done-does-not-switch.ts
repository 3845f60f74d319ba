import { type Coroutine, createTask, gather, getRunningLoop, Lock, run, sleep } from 'asyncio-ts'

function* ticker(): Coroutine<void> {
  for (let n = 0; n < 6; n++) {
    console.log('tick', n)
    yield* sleep(0)
  }
}

function* value(): Coroutine<string> {
  return 'value'
}

function* twoDeep(): Coroutine<string> {
  return yield* value()
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  const ticking = createTask(ticker())
  console.log(yield* twoDeep(), 'without a switch')
  const done = loop.createFuture<string>()
  done.setResult('done')
  console.log(yield* done, 'without a switch')
  const task = createTask(value())
  console.log(yield* task, 'after a switch')
  console.log(yield* task, 'without a switch')
  const lock = new Lock()
  yield* lock.with(function* () {
    console.log('a free lock without a switch')
  })
  yield* gather([])
  console.log('nothing to gather: without a switch')
  yield* gather([done])
  console.log('gather of what is done: with one')
  console.log(yield* sleep(0, 'slept'), 'after one')
  yield* ticking
}

await run(main())
