import { CLIENTS, CONNECTED, delayOf, LOCK_TASKS, RECORDED_TASKS, TASKS } from '../works.mjs'

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

function* serveEcho(reader, writer) {
  for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
    writer.write(line)
    yield* writer.drain()
  }
  writer.close()
}

function* echoes(count) {
  const server = yield* asyncio.startServer(serveEcho, '127.0.0.1', 0)
  const [, port] = server.sockets[0].sockname
  const few = new asyncio.Semaphore(CONNECTED)
  const client = (i) =>
    few.with(function* () {
      const [reader, writer] = yield* asyncio.openConnection('127.0.0.1', port)
      const text = `hello from client ${i}\n`
      const line = asyncio.encode(text)
      for (let left = count / CLIENTS; left > 0; left -= 1) {
        writer.write(line)
        yield* writer.drain()
        if (asyncio.decode(yield* reader.readline()) !== text) throw new Error('another line came back')
      }
      writer.close()
      yield* writer.waitClosed()
    })
  yield* joinAll(spawnAll(CLIENTS, client))
  server.close()
}

/** As a commit without a network cannot. */
export const echo =
  asyncio.NodeNetwork &&
  (async (count) => {
    asyncio.setNetwork(new asyncio.NodeNetwork())
    await run(echoes(count))
  })

const recording = (limits) => (count) =>
  run(
    function* () {
      yield* joinAll(spawnAll(RECORDED_TASKS, () => giveWay(count / RECORDED_TASKS)))
    },
    { trace: asyncio.createRecorder({ limits }) },
  )

const EVERYTHING = { events: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }

/** As a commit without traces cannot. */
export const recorded = asyncio.createRecorder && recording(EVERYTHING)
export const dropped = asyncio.createRecorder && recording({})

/** A trace as long as is kept, at its end all that there may be at once. */
function longTrace() {
  const recorder = asyncio.createRecorder({ limits: { bytes: Number.POSITIVE_INFINITY } })
  runSync(
    function* () {
      const locks = Array.from({ length: 10 }, () => new Lock())
      function* worker(i) {
        for (let round = 0; round < 10; round += 1) yield* locks[i % 10].with(() => sleep(delayOf(i)))
      }
      yield* joinAll(spawnAll(99, worker))
    },
    { trace: recorder },
  )
  if (recorder.events.length !== 5001) throw new Error(`${recorder.events.length} events`)
  return recorder.events
}

let folder

export const cursor =
  asyncio.createTraceFolder &&
  ((count) => {
    folder ??= asyncio.createTraceFolder(longTrace())
    for (let i = 0; i < count; i += 1) folder.at((i * 7919) % 5000)
  })
