// A process of its own: `node measure.mjs <contender> <work>` prints the result of one contender at one work as JSON.
// `node measure.mjs <contender>` prints which works it can do.
import { works } from './works.mjs'

const [name, work] = process.argv.slice(2)
const contender = await import(`./contenders/${name}.mjs`)

/** Warm when it has run for so long, at least once. */
const WARM_MS = 400
/** Passes within one process; the median counts. */
const PASSES = 3

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Nanoseconds an operation, by the clock on the wall and by the processor's. */
async function measureTime(run, count) {
  const started = performance.now()
  for (let times = 0; times < 1 || performance.now() - started < WARM_MS; times += 1) await run(Math.ceil(count / 2))
  const wall = []
  const cpu = []
  for (let pass = 0; pass < PASSES; pass += 1) {
    const cpuStart = process.cpuUsage()
    const wallStart = performance.now()
    const given = await run(count)
    const wallMs = performance.now() - wallStart
    const { user, system } = process.cpuUsage(cpuStart)
    // Another process measured itself: the machine's Python.
    cpu.push((given?.cpuNs ?? (user + system) * 1000) / count)
    wall.push((given?.wallNs ?? wallMs * 1e6) / count)
  }
  return { wall: median(wall), cpu: median(cpu) }
}

/** Bytes of heap for each of `count` tasks, all of which wait. */
async function measureMemory(suspend, count) {
  const used = []
  for (let pass = 0; pass < 3; pass += 1) {
    let before = 0
    const bytes = await suspend(count, {
      before: () => {
        globalThis.gc()
        before = process.memoryUsage().heapUsed
      },
      after: () => {
        globalThis.gc()
        return process.memoryUsage().heapUsed - before
      },
    })
    used.push(bytes / count)
  }
  return { bytes: median(used) }
}

// Without this the whole source line would be shown, which is a megabyte in Pyodide.
process.on('uncaughtException', (error) => {
  console.error(String(error.stack ?? error).slice(0, 2000))
  process.exit(1)
})

if (work === undefined) {
  const can = Object.keys(works).filter((one) => typeof contender[one] === 'function')
  console.log(JSON.stringify({ title: contender.title, version: contender.version, works: can }))
} else {
  const measure = work === 'memory' ? measureMemory : measureTime
  const { count, whole } = works[work]
  console.log(JSON.stringify(await measure(contender[work], Math.ceil(count / (whole ? 1 : (contender.fewer ?? 1))))))
}
process.exit(0)
