// The machine's own Python: a process that measures itself.
import { execFileSync, spawn as start } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../works.py', import.meta.url))

function installed() {
  try {
    return execFileSync('python3', ['-c', 'import platform; print(platform.python_version())'], { encoding: 'utf8' })
  } catch {
    return null
  }
}

const found = installed()?.trim()

export const title = "the machine's CPython"
export const version = found
export const fewer = 10

let python = null
let lines = null

async function measure(work, count) {
  python ??= start('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  lines ??= createInterface({ input: python.stdout })[Symbol.asyncIterator]()
  python.stdin.write(`${work} ${count}\n`)
  const { value, done } = await lines.next()
  if (done) throw new Error('python3 ended')
  const [wallNs, cpuNs, result] = value.split(' ')
  return { wallNs: Number(wallNs), cpuNs: Number(cpuNs), result: Number(result) }
}

const time = (work) => (found ? (count) => measure(work, count) : undefined)

const switchWork = time('switch')

export { switchWork as switch }
export const wake = time('wake')
export const wakeAll = time('wakeAll')
export const spawn = time('spawn')
export const timers = time('timers')
export const sleeps = time('sleeps')
export const lock = time('lock')
export const queue = time('queue')
export const gather = time('gather')
export const echo = time('echo')
export const memory = found && (async (count) => (await measure('memory', count)).result)
