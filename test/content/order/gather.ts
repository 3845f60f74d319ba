import { type Coroutine, createTask, type Future, gather, getRunningLoop, run, sleep } from 'asyncio-ts'

function* work(name: string, delay: number): Coroutine<string> {
  console.log(name, 'starts')
  yield* sleep(delay)
  console.log(name, 'ends')
  return name
}

function* twice(future: Future<string>): Coroutine<string> {
  const [a, b] = yield* gather([future, future])
  console.log(`inner ['${a}', '${b}']`)
  return 'twice'
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  console.log(...(yield* gather([work('slow', 2), work('quick', 1), work('at once', 0)])))
  const task = createTask(work('task', 1))
  const future = loop.createFuture<string>()
  loop.callLater(0.5, () => future.setResult('future'))
  console.log(...(yield* gather([task, future, twice(future), task])))
  const group = gather([work('left', 1), gather([work('inner', 1), work('inmost', 0.5)])])
  group.addDoneCallback(() => console.log('group is done'))
  const [left, [inner, inmost]] = yield* group
  console.log(left, inner, inmost)
  console.log((yield* gather([])).length)
}

await run(main())
