import { all, createQueue, spawn as fork, run, until, withResolvers } from 'effection'
import { TASKS } from '../works.mjs'
import { versionOf } from './version.mjs'

export const title = 'effection'
export const version = versionOf('effection')
/** So many times fewer operations are enough. */
export const fewer = 10

const settled = Promise.resolve()

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield* until(settled)
}

function* spawnAll(count, body) {
  const tasks = []
  for (let i = 0; i < count; i += 1) tasks.push(yield* fork(() => body(i)))
  return tasks
}

function* joinAll(tasks) {
  for (const task of tasks) yield* task
}

const switchWork = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(TASKS, () => giveWay(count / TASKS)))
  })

export { switchWork as switch }

function* ring(count) {
  const futures = Array.from({ length: TASKS }, () => withResolvers())
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield* futures[i].operation
      futures[i] = withResolvers()
      futures[(i + 1) % TASKS].resolve()
    }
  }
  const tasks = yield* spawnAll(TASKS, member)
  yield* until(settled)
  futures[0].resolve()
  yield* joinAll(tasks)
}

function* crowd(count) {
  const futures = Array.from({ length: TASKS }, () => withResolvers())
  let left = TASKS
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield* futures[i].operation
      futures[i] = withResolvers()
    }
    left -= 1
  }
  yield* spawnAll(TASKS, member)
  while (left > 0) {
    for (const future of futures) future.resolve()
    yield* until(settled)
  }
}

export const wake = (count) => run(() => ring(count))
export const wakeAll = (count) => run(() => crowd(count))

function* child() {
  yield* until(settled)
  return 1
}

export const spawn = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(count, child))
  })

function* waitFor(future) {
  return yield* future.operation
}

export const memory = (count, { before, after }) =>
  run(function* () {
    before()
    const futures = Array.from({ length: count }, () => withResolvers())
    const tasks = yield* spawnAll(count, (i) => waitFor(futures[i]))
    yield* until(settled)
    const bytes = after()
    for (const future of futures) future.resolve()
    yield* joinAll(tasks)
    return bytes
  })

export const queue = (count) =>
  run(function* () {
    const between = createQueue()
    const consumer = yield* fork(function* () {
      for (let i = 0; i < count; i += 1) yield* between.next()
    })
    for (let i = 0; i < count; i += 1) {
      between.add(i)
      yield* until(settled)
    }
    yield* consumer
  })

const gatherWork = (count) =>
  run(function* () {
    for (let i = 0; i < count / 1000; i += 1) yield* all(Array.from({ length: 1000 }, child))
  })

export { gatherWork as gather }
