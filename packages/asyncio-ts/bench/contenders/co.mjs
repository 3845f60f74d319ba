import co from 'co'
import { TASKS } from '../works.mjs'
import { versionOf } from './version.mjs'

export const title = 'co'
export const version = versionOf('co')

const settled = Promise.resolve()

function* giveWay(times) {
  for (let i = 0; i < times; i += 1) yield settled
}

function spawnAll(count, body) {
  return Array.from({ length: count }, (_, i) => co(body(i)))
}

const switchWork = (count) => Promise.all(spawnAll(TASKS, () => giveWay(count / TASKS)))

export { switchWork as switch }

function deferred() {
  let resolve
  const promise = new Promise((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function ring(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield futures[i].promise
      futures[i] = deferred()
      futures[(i + 1) % TASKS].resolve()
    }
  }
  const tasks = spawnAll(TASKS, member)
  await null
  futures[0].resolve()
  await Promise.all(tasks)
}

/** One more wakes them all, as often as it takes. */
async function crowd(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  let left = TASKS
  function* member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      yield futures[i].promise
      futures[i] = deferred()
    }
    left -= 1
  }
  spawnAll(TASKS, member)
  while (left > 0) {
    for (const future of futures) future.resolve()
    await null
  }
}

export const wake = ring
export const wakeAll = crowd

function* child() {
  yield settled
  return 1
}

export const spawn = (count) =>
  co(function* () {
    for (const task of spawnAll(count, child)) yield task
  })

function* waitFor(future) {
  return yield future.promise
}

export async function memory(count, { before, after }) {
  before()
  const futures = Array.from({ length: count }, deferred)
  const tasks = futures.map((future) => co(waitFor(future)))
  await null
  const bytes = after()
  for (const future of futures) future.resolve()
  await Promise.all(tasks)
  return bytes
}

const gatherWork = (count) =>
  co(function* () {
    for (let i = 0; i < count / 1000; i += 1) yield Array.from({ length: 1000 }, child)
  })

export { gatherWork as gather }
