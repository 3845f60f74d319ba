/* What the workers of `worker-pool.test.ts` run. Plain JavaScript, since Node imports it as it is. */
import { threadId } from 'node:worker_threads'

const transferred = Symbol.for('asyncio-ts.transfer')

export function add(a, b) {
  return a + b
}

export async function addLater(a, b) {
  await null
  return a + b
}

export function where() {
  return threadId
}

/** Waits, without giving way, until another thread has put something there. */
export function meet(flags, own) {
  const cells = new Int32Array(flags)
  Atomics.add(cells, 0, 1)
  Atomics.notify(cells, 0)
  while (Atomics.load(cells, 0) < own) Atomics.wait(cells, 0, Atomics.load(cells, 0), 1000)
  return threadId
}

export function fail(kind) {
  if (kind === 'range') throw new RangeError('out of range')
  if (kind === 'text') throw 'just text'
  const error = new Error('of my own')
  error.name = 'ValueError'
  throw error
}

export function sum(bytes) {
  return bytes.reduce((total, byte) => total + byte, 0)
}

export function fill(size) {
  const value = new Uint8Array(size).fill(7)
  return { [transferred]: [value.buffer], value }
}

export function leave() {
  process.exit(3)
}

export function unclonable() {
  return () => {}
}
