import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

const HEAD = `import { gather, getRunningLoop, run, sleep } from 'asyncio-ts'
import { transfer, WorkerPool } from 'asyncio-ts/executor'
`

// Parts that come only with programs that import them, and the workers that a program may have beside its own.
describe('a program in a playground', () => {
  let site: Site
  let visit: Visit
  let playground: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
    playground = new Playground(visit.page, 'say-after')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  async function run(code: string, ending?: RegExp): Promise<string[]> {
    await playground.write(code)
    await playground.speed('instant')
    await playground.run(ending)
    return playground.texts()
  }

  test('has a network: a server and a client talk in loop time', async () => {
    const lines = await run(`import { getRunningLoop, run } from 'asyncio-ts'
import { decode, encode, openConnection, startServer } from 'asyncio-ts/net'
await run(function* () {
  const server = yield* startServer(function* (reader, writer) {
    writer.write(yield* reader.readline())
    writer.close()
  }, 'localhost', 8888)
  const [reader, writer] = yield* openConnection('localhost', 8888)
  writer.write(encode('hello\\n'))
  console.log(decode(yield* reader.readline()).trim(), getRunningLoop().time())
  server.close()
})`)
    expect(lines).toEqual(['hello 0.04'])
  })

  test('has functions run by other workers, which know its constants, and hands buffers over', async () => {
    const lines = await run(`${HEAD}const BASE = 10
function add(a: number, b: number) {
  return BASE + a + b
}
function double(bytes: Uint8Array) {
  return bytes.map((byte) => 2 * byte)
}
function fail() {
  throw new RangeError('too far')
}
await run(function* () {
  const pool = new WorkerPool()
  const loop = getRunningLoop()
  const bytes = new Uint8Array([1, 2])
  console.log(yield* gather([loop.runInExecutor(pool, add, 1, 2), loop.runInExecutor(pool, double, transfer(bytes))]))
  console.log(bytes.length, loop.time())
  const [error] = yield* gather([loop.runInExecutor(pool, fail)], { returnExceptions: true })
  console.log(String(error))
  try {
    loop.runInExecutor(pool, () => BASE)
  } catch (error) {
    console.log(String(error))
  }
})`)
    expect(lines).toEqual([
      '[13, Uint8Array(2) [2, 4]]',
      '0 0',
      'RangeError: too far',
      expect.stringContaining('closures have none. Known are add, double, fail.'),
    ])
  })

  test('whose other workers never give way still ends by Stop, at once, and the next run is as new', async () => {
    await playground.write(`${HEAD}function spin() {
  for (;;);
}
await run(function* () {
  const pool = new WorkerPool()
  console.log('on')
  yield* gather([1, 2, 3, 4, 5].map(() => getRunningLoop().runInExecutor(pool, spin)))
})`)
    await playground.speed('instant')
    await playground.button('Run').click()
    await playground.log.getByText('on', { exact: true }).waitFor()
    await playground.button('Stop').click()
    await playground.ended(/stopped/i)
    expect(await run("console.log('new')")).toEqual(['new'])
  })

  test('hears of whatever its functions throw, from workers that have no more than it has', async () => {
    const lines = await run(`${HEAD}const bomb = (): never => {
  throw new Error('a trap')
}
function hostile(kind: string): unknown {
  if (kind === 'proxy') throw new Proxy(new Error('x'), { get: bomb, getPrototypeOf: bomb })
  if (kind === 'getter') throw Object.defineProperty(new Error('m'), 'name', { get: bomb })
  if (kind === 'result') return new Proxy({}, { get: bomb })
  return ['close', 'postMessage', 'onmessage', 'Worker', 'MessageChannel', 'fetch', 'importScripts', 'indexedDB'].filter(
    (name) => name in globalThis,
  )
}
await run(function* () {
  const loop = getRunningLoop()
  const pool = new WorkerPool({ maxWorkers: 1 })
  for (const kind of ['proxy', 'getter', 'result', 'globals']) {
    const [told] = yield* gather([loop.runInExecutor(pool, hostile, kind)], { returnExceptions: true })
    console.log(kind, told instanceof Error ? told.message : told)
  }
})`)
    expect(lines).toEqual([
      'proxy something that is no Error was thrown: <unreadable>',
      'getter m',
      expect.stringMatching(/^result ./),
      'globals []',
    ])
  })

  test('has as many workers as there are processors, four at most', async () => {
    const cores = await visit.page.evaluate(() => navigator.hardwareConcurrency)
    const lines = await run(`${HEAD}await run(function* () {
  console.log(new WorkerPool().maxWorkers, new WorkerPool({ maxWorkers: 1 }).maxWorkers, new WorkerPool({ maxWorkers: 99 }).maxWorkers)
})`)
    const most = Math.min(cores, 4)
    expect(lines).toEqual([`${most} 1 ${most}`])
  })

  test('may end its workers itself, and has no more of them than it may', async () => {
    const lines = await run(`${HEAD}function spin() {
  for (;;);
}
function one() {
  return 1
}
await run(function* () {
  const loop = getRunningLoop()
  const pools = Array.from({ length: 5 }, () => new WorkerPool({ maxWorkers: 1 }))
  const futures = pools.map((pool) => loop.runInExecutor(pool, spin))
  yield* sleep(0)
  for (const pool of pools) pool.terminateWorkers()
  const kinds = (yield* gather(futures, { returnExceptions: true })).map((error) => (error as unknown as Error).name)
  console.log(kinds[0], kinds[4])
  console.log(yield* loop.runInExecutor(new WorkerPool(), one))
})`)
    expect(lines).toEqual(['BrokenWorkerPool RuntimeError', '1'])
  })
})
