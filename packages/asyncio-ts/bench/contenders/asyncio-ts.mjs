import { delayOf, LOCK_TASKS, TASKS } from '../works.mjs'

// Which build is measured: the one of the sources as they are, or that of another version to compare with.
const asyncio = await import(process.env.ASYNCIO_TS)
const { createTask, Future, gather, getRunningLoop, Lock, run, runSync, sleep } = asyncio

export const title = process.env.ASYNCIO_TS_TITLE ?? 'asyncio-ts'

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield* sleep(0)
}

function spawnAll(count, body) {
  return Array.from({ length: count }, (_, i) => createTask(body(i)))
}

function* joinAll(tasks) {
  for (const task of tasks) yield* task
}

function* switches(count) {
  yield* joinAll(spawnAll(TASKS, () => giveWay(count / TASKS)))
}

const switchWork = (count) => run(switches(count))

export { switchWork as switch }

/** Each of the tasks waits for a Future of its own, then wakes the next. */
function* ring(count) {
  const futures = Array.from({ length: TASKS }, () => new Future())
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield* futures[i]
      futures[i] = new Future()
      futures[(i + 1) % TASKS].setResult()
    }
  }
  const tasks = spawnAll(TASKS, member)
  yield* sleep(0)
  futures[0].setResult()
  yield* joinAll(tasks)
}

/** Each of the tasks waits for a Future of its own; one more wakes them all, as often as it takes. */
function* crowd(count) {
  const futures = Array.from({ length: TASKS }, () => new Future())
  let left = TASKS
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield* futures[i]
      futures[i] = new Future()
    }
    left -= 1
  }
  spawnAll(TASKS, member)
  while (left > 0) {
    for (const future of futures) if (!future.done()) future.setResult()
    yield* sleep(0)
  }
}

export const wake = (count) => run(ring(count))
export const wakeAll = (count) => run(crowd(count))

function* child() {
  return 1
}

export const spawn = (count) =>
  run(function* () {
    yield* joinAll(spawnAll(count, child))
  })

export const timers = (count) =>
  runSync(function* () {
    const loop = getRunningLoop()
    let fired = 0
    const fire = () => {
      fired += 1
    }
    for (let i = 0; i < count; i += 1) loop.callLater(delayOf(i), fire)
    yield* sleep(2)
    if (fired !== count) throw new Error(`${fired} of ${count} timers fired`)
  })

function* sleepOnce(i) {
  yield* sleep(delayOf(i))
}

export const sleeps = (count) =>
  runSync(function* () {
    yield* joinAll(spawnAll(count, sleepOnce))
  })

function* waitFor(future) {
  return yield* future
}

export const memory = (count, { before, after }) =>
  run(function* () {
    before()
    const futures = Array.from({ length: count }, () => new Future())
    const tasks = futures.map((future) => createTask(waitFor(future)))
    yield* sleep(0)
    const bytes = after()
    for (const future of futures) future.setResult()
    yield* joinAll(tasks)
    return bytes
  })

export const lock = (count) =>
  run(function* () {
    const shared = new Lock()
    function* worker() {
      for (let i = 0; i < count / LOCK_TASKS; i += 1) {
        yield* shared.acquire()
        yield* sleep(0)
        shared.release()
      }
    }
    yield* joinAll(spawnAll(LOCK_TASKS, worker))
  })

export const queue =
  asyncio.Queue &&
  ((count) =>
    run(function* () {
      const between = new asyncio.Queue(1)
      function* produce() {
        for (let i = 0; i < count; i += 1) yield* between.put(i)
      }
      function* consume() {
        for (let i = 0; i < count; i += 1) yield* between.get()
      }
      yield* joinAll([createTask(produce()), createTask(consume())])
    }))

function* gathers(count) {
  for (let i = 0; i < count / 1000; i += 1) yield* gather(Array.from({ length: 1000 }, child))
}

const gatherWork = (count) => run(gathers(count))

export { gatherWork as gather }
