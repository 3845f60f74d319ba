import {
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  isCancelled,
  Queue,
  QueueShutDown,
  run,
  sleep,
} from 'asyncio-ts'

const python = (value: boolean) => (value ? 'True' : 'False')

function* producer(queue: Queue<number>, items: Iterable<number>): Coroutine<void> {
  for (const item of items) {
    yield* queue.put(item)
    console.log('put', item, queue.qsize())
  }
  console.log('producer ends')
}

function* consumer(queue: Queue<number>, name: string, delay: number): Coroutine<never> {
  while (true) {
    const item = yield* queue.get()
    console.log(name, 'got', item)
    yield* sleep(delay)
    queue.taskDone()
  }
}

function* getter(queue: Queue<number | string>, name: string): Coroutine<void> {
  try {
    console.log(name, 'got', yield* queue.get())
  } catch (error) {
    if (isCancelled(error)) console.log(name, 'cancelled')
    if (!(error instanceof QueueShutDown)) throw error
    console.log(name, 'shut down')
  }
}

function* putter(queue: Queue<number | string>, item: string): Coroutine<void> {
  try {
    yield* queue.put(item)
    console.log('put', item)
  } catch (error) {
    if (!(error instanceof QueueShutDown)) throw error
    console.log('put', item, 'shut down')
  }
}

function* main(): Coroutine<void> {
  const queue = new Queue<number>(2)
  const consumers = [createTask(consumer(queue, 'a', 1)), createTask(consumer(queue, 'b', 1.5))]
  yield* producer(queue, Array(7).keys())
  yield* queue.join()
  console.log('joined')
  for (const task of consumers) task.cancel()
  yield* gather(consumers, { returnExceptions: true })

  // One who asks in the turn between takes the item; the one that was woken for it stands behind all others now.
  const barged = new Queue<number | string>()
  let getters = [...'cde'].map((name) => createTask(getter(barged, name)))
  yield* sleep(0)
  barged.putNowait(1)
  yield* getter(barged, 'main')
  yield* sleep(0)
  for (const item of [2, 3, 4]) barged.putNowait(item)
  yield* gather(getters)

  // A cancelled one passes its wake-up on, if it had one.
  getters = [...'fghijk'].map((name) => createTask(getter(barged, name)))
  yield* sleep(0)
  barged.putNowait(5)
  getters[0]?.cancel()
  yield* sleep(0)
  yield* sleep(0)
  getters[2]?.cancel()
  barged.putNowait(6)
  yield* sleep(1)
  for (const item of [7, 8]) barged.putNowait(item)
  yield* gather(getters, { returnExceptions: true })

  for (const immediate of [false, true]) {
    const full = new Queue<number | string>(1)
    full.putNowait('left')
    const putters = [...'xy'].map((item) => createTask(putter(full, item)))
    const joining = createTask(full.join())
    yield* sleep(0)
    full.shutdown({ immediate })
    yield* gather(putters)
    console.log('joined:', python(joining.done()))
    yield* getter(full, 'first')
    yield* getter(full, 'second')
    joining.cancel()
    const empty = new Queue<number | string>()
    const waiting = [...'lm'].map((name) => createTask(getter(empty, name)))
    yield* sleep(0)
    empty.shutdown({ immediate })
    yield* gather(waiting)
  }

  // Join goes on, though a new item came before it did.
  const again = new Queue<number>()
  again.putNowait(1)
  const joining = createTask(again.join())
  yield* sleep(0)
  again.getNowait()
  again.taskDone()
  again.putNowait(2)
  yield* sleep(1)
  console.log('joined:', python(joining.done()))

  // The queue is empty, but of those who waited to put something in one has not been woken yet: who waits to get comes first.
  const both = new Queue<number | string>(1)
  both.putNowait('left')
  const waiting = [...'pq'].map((item) => createTask(putter(both, item)))
  yield* sleep(0)
  getRunningLoop().callSoon(() => both.shutdown())
  both.getNowait()
  yield* getter(both, 'main')
  yield* gather(waiting)
}

await run(main())
