import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { CLIENTS, CONNECTED, LOCK_TASKS, TASKS } from '../works.mjs'

export const title = 'native async functions'
export const version = process.version

async function giveWay(times) {
  for (let i = 0; i < times; i += 1) await null
}

function spawnAll(count, body) {
  return Array.from({ length: count }, (_, i) => body(i))
}

async function joinAll(tasks) {
  for (const task of tasks) await task
}

const switchWork = (count) => joinAll(spawnAll(TASKS, () => giveWay(count / TASKS)))

export { switchWork as switch }

/** A promise that is settled from elsewhere: what a Future is. */
function deferred() {
  let resolve
  const promise = new Promise((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function ring(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  async function member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      await futures[i].promise
      futures[i] = deferred()
      futures[(i + 1) % TASKS].resolve()
    }
  }
  const tasks = spawnAll(TASKS, member)
  await null
  futures[0].resolve()
  await joinAll(tasks)
}

/** One more wakes them all, as often as it takes. */
async function crowd(count) {
  const futures = Array.from({ length: TASKS }, deferred)
  let left = TASKS
  async function member(i) {
    for (let round = 0; round < count / TASKS; round += 1) {
      await futures[i].promise
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

/** A task begins a turn after it is made: so does this. */
async function child() {
  await null
  return 1
}

export const spawn = (count) => joinAll(spawnAll(count, child))

async function waitFor(future) {
  return await future.promise
}

export async function memory(count, { before, after }) {
  before()
  const futures = Array.from({ length: count }, deferred)
  const tasks = futures.map(waitFor)
  await null
  const bytes = after()
  for (const future of futures) future.resolve()
  await joinAll(tasks)
  return bytes
}

/** As short as a lock of promises can be: no cancelling. */
class PromiseLock {
  locked = false
  waiting = []
  head = 0

  async acquire() {
    if (!this.locked) {
      this.locked = true
      return
    }
    const { promise, resolve } = deferred()
    this.waiting.push(resolve)
    await promise
  }

  release() {
    if (this.head === this.waiting.length) {
      this.locked = false
      this.waiting.length = 0
      this.head = 0
    } else {
      this.waiting[this.head++]()
    }
  }
}

export async function lock(count) {
  const shared = new PromiseLock()
  async function worker() {
    for (let i = 0; i < count / LOCK_TASKS; i += 1) {
      await shared.acquire()
      await null
      shared.release()
    }
  }
  await joinAll(spawnAll(LOCK_TASKS, worker))
}

async function gatherWork(count) {
  for (let i = 0; i < count / 1000; i += 1) await Promise.all(Array.from({ length: 1000 }, child))
}

export { gatherWork as gather }

/** Node's sockets as they are: whoever listens to one is called with what has come. */
export async function echo(count) {
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('data', (data) => socket.write(data))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address()
  async function client(i) {
    const socket = connect(port, '127.0.0.1').setNoDelay(true)
    await once(socket, 'connect')
    const text = `hello from client ${i}\n`
    for (let left = count / CLIENTS; left > 0; left -= 1) {
      const reply = once(socket, 'data')
      socket.write(text)
      if (String(await reply) !== text) throw new Error('another line came back')
    }
    socket.end()
    await once(socket, 'close')
  }
  let next = 0
  async function clients() {
    while (next < CLIENTS) await client(next++)
  }
  await joinAll(spawnAll(CONNECTED, clients))
  server.close()
}
