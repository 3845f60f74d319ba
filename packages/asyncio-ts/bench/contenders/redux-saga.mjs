import { createRequire } from 'node:module'
import { TASKS } from '../works.mjs'
import { versionOf } from './version.mjs'

const require = createRequire(import.meta.url)
const { buffers, channel, runSaga } = require('redux-saga')
const { all, call, fork, join, put, take } = require('redux-saga/effects')

export const title = 'redux-saga'
export const version = versionOf('redux-saga')
export const fewer = 10

const settled = Promise.resolve()
const run = (saga) => runSaga({ onError: () => {} }, saga).toPromise()

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield settled
}

function* spawnAll(count, body) {
  const tasks = []
  for (let i = 0; i < count; i += 1) tasks.push(yield fork(body, i))
  return tasks
}

function* joinAll(tasks) {
  for (const task of tasks) yield join(task)
}

const switchWork = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(TASKS, () => giveWay(count / TASKS)))
  })

export { switchWork as switch }

function deferred() {
  let resolve
  const promise = new Promise((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

function* ring(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield futures[i].promise
      futures[i] = deferred()
      futures[(i + 1) % TASKS].resolve()
    }
  }
  const tasks = yield* spawnAll(TASKS, member)
  yield settled
  futures[0].resolve()
  yield* joinAll(tasks)
}

function* crowd(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  let left = TASKS
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield futures[i].promise
      futures[i] = deferred()
    }
    left -= 1
  }
  yield* spawnAll(TASKS, member)
  while (left > 0) {
    for (const future of futures) future.resolve()
    yield settled
  }
}

export const wake = (count) => run(() => ring(count))
export const wakeAll = (count) => run(() => crowd(count))

function* child() {
  yield settled
  return 1
}

export const spawn = (count) =>
  run(function* () {
    yield* joinAll(yield* spawnAll(count, child))
  })

function* waitFor(future) {
  return yield future.promise
}

export const memory = (count, { before, after }) =>
  run(function* () {
    before()
    const futures = Array.from({ length: count }, deferred)
    const tasks = yield* spawnAll(count, (i) => waitFor(futures[i]))
    yield settled
    const bytes = after()
    for (const future of futures) future.resolve()
    yield* joinAll(tasks)
    return bytes
  })

export const queue = (count) =>
  run(function* () {
    const between = channel(buffers.expanding(1))
    const consumer = yield fork(function* () {
      for (let i = 0; i < count; i += 1) yield take(between)
    })
    for (let i = 0; i < count; i += 1) yield put(between, { i })
    yield join(consumer)
  })

const gatherWork = (count) =>
  run(function* () {
    for (let i = 0; i < count / 1000; i += 1) yield all(Array.from({ length: 1000 }, () => call(child)))
  })

export { gatherWork as gather }
