import { type Coroutine, createTask, run, sleep } from 'asyncio-ts'

function* hop(name: string, times: number): Coroutine<string> {
  console.log(name, 'starts')
  for (let n = 0; n < times; n++) {
    yield* sleep(0)
    console.log(name, n)
  }
  console.log(name, 'ends')
  return name
}

function* parent(): Coroutine<void> {
  console.log('parent starts')
  const child = createTask(hop('child', 2))
  console.log(yield* hop('inline', 1))
  console.log(yield* child)
}

function* main(): Coroutine<void> {
  const tasks = [createTask(hop('a', 3)), createTask(parent()), createTask(hop('b', 1))]
  console.log('main made them')
  yield* sleep(0)
  console.log('main after one turn')
  for (const task of tasks) {
    yield* task
    console.log('main saw one end')
  }
}

await run(main())
