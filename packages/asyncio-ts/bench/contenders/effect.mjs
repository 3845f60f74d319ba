import { Deferred, Effect, Fiber, Queue, Semaphore } from 'effect'
import { LOCK_TASKS, TASKS } from '../works.mjs'
import { versionOf } from './version.mjs'

export const title = 'effect'
export const version = versionOf('effect')
export const fewer = 10

const run = (body) => Effect.runPromise(Effect.gen(body))

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield* Effect.yieldNow
}

function* spawnAll(count, body) {
  const tasks = []
  for (let i = 0; i < count; i += 1) tasks.push(yield* Effect.forkChild(Effect.gen(() => body(i))))
  return tasks
}

function* joinAll(tasks) {
  for (const task of tasks) yield* Fiber.join(task)
}

const switchWork = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(TASKS, () => giveWay(count / TASKS)))
  })

export { switchWork as switch }

/** Who waits for a Deferred goes on at once, within the call that completes it: a thousand would be too deep a stack. */
const MEMBERS = 100

function* ring(count) {
  const futures = Array.from({ length: MEMBERS }, () => Deferred.makeUnsafe())
  function* member(i) {
    for (let round = 0; round < count / MEMBERS; round += 1) {
      yield* Deferred.await(futures[i])
      futures[i] = Deferred.makeUnsafe()
      Deferred.doneUnsafe(futures[(i + 1) % MEMBERS], Effect.void)
    }
  }
  const tasks = yield* spawnAll(MEMBERS, member)
  yield* Effect.yieldNow
  Deferred.doneUnsafe(futures[0], Effect.void)
  yield* joinAll(tasks)
}

function* crowd(count) {
  const futures = Array.from({ length: TASKS }, () => Deferred.makeUnsafe())
  let left = TASKS
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield* Deferred.await(futures[i])
      futures[i] = Deferred.makeUnsafe()
    }
    left -= 1
  }
  yield* spawnAll(TASKS, member)
  while (left > 0) {
    for (const future of futures) Deferred.doneUnsafe(future, Effect.void)
    yield* Effect.yieldNow
  }
}

export const wake = (count) => run(() => ring(count))
export const wakeAll = (count) => run(() => crowd(count))

function* child() {
  yield* Effect.yieldNow
  return 1
}

export const spawn = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(count, child))
  })

function* waitFor(future) {
  return yield* Deferred.await(future)
}

export const memory = (count, { before, after }) =>
  run(function* () {
    before()
    const futures = Array.from({ length: count }, () => Deferred.makeUnsafe())
    const tasks = yield* spawnAll(count, (i) => waitFor(futures[i]))
    yield* Effect.yieldNow
    yield* Effect.yieldNow
    const bytes = after()
    for (const future of futures) Deferred.doneUnsafe(future, Effect.void)
    yield* joinAll(tasks)
    return bytes
  })

export const lock = (count) =>
  run(function* () {
    const shared = Semaphore.makeUnsafe(1)
    const hold = shared.withPermits(1)(Effect.yieldNow)
    function* worker() {
      for (let i = 0; i < count / LOCK_TASKS; i += 1) yield* hold
    }
    yield* joinAll(yield* spawnAll(LOCK_TASKS, worker))
  })

export const queue = (count) =>
  run(function* () {
    const between = yield* Queue.bounded(1)
    const consumer = yield* Effect.forkChild(
      Effect.gen(function* () {
        for (let i = 0; i < count; i += 1) yield* Queue.take(between)
      }),
    )
    for (let i = 0; i < count; i += 1) yield* Queue.offer(between, i)
    yield* Fiber.join(consumer)
  })

const gatherWork = (count) =>
  run(function* () {
    const children = Array.from({ length: 1000 }, () => Effect.gen(child))
    for (let i = 0; i < count / 1000; i += 1) yield* Effect.all(children, { concurrency: 'unbounded' })
  })

export { gatherWork as gather }
