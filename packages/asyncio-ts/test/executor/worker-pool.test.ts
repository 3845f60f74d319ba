import { availableParallelism } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { BrokenWorkerPool, transfer, WorkerPool } from '../../src/executor/index.js'
import {
  CancelledError,
  createTask,
  gather,
  getRunningLoop,
  RuntimeError,
  run,
  sleep,
  toThread,
  ValueError,
  VirtualClock,
} from '../../src/index.js'
// @ts-expect-error plain JavaScript
import * as untyped from './work.mjs'

/* In Node's own threads. Nothing waits for a time: threads meet in shared memory. */

const work = untyped as {
  add(a: number, b: number): number
  addLater(a: number, b: number): Promise<number>
  where(): number
  meet(flags: SharedArrayBuffer, own: number): number
  fail(kind: string): never
  sum(bytes: Uint8Array): number
  fill(size: number): Uint8Array
  leave(): void
  unclonable(): unknown
}
const url = new URL('./work.mjs', import.meta.url).href
const pools: WorkerPool[] = []
afterEach(() => {
  for (const pool of pools.splice(0)) pool.terminateWorkers()
})

function makePool(maxWorkers = 2): WorkerPool {
  const pool = new WorkerPool({ maxWorkers, module: { url, exports: work } })
  pools.push(pool)
  return pool
}

describe('a pool of workers', () => {
  test('runs functions elsewhere, async ones too, and gives what they give', async () => {
    const pool = makePool()
    const [sum, later, thread] = await run(function* () {
      const loop = getRunningLoop()
      return yield* gather([
        loop.runInExecutor(pool, work.add, 1, 2),
        loop.runInExecutor(pool, work.addLater, 3, 4),
        loop.runInExecutor(pool, work.where),
      ])
    })
    expect([sum, later]).toEqual([3, 7])
    expect(thread).toBeGreaterThan(0)
  })

  test('runs as many at one time as it has workers: they meet', async () => {
    const pool = makePool(3)
    const flags = new SharedArrayBuffer(4)
    const threads = await run(() =>
      gather(Array.from({ length: 3 }, () => getRunningLoop().runInExecutor(pool, work.meet, flags, 3))),
    )
    expect(new Set(threads).size).toBe(3)
    expect(String(pool)).toBe('<WorkerPool workers=3 of 3 waiting=0>')
  })

  test('has as many workers as the machine has processors, unless it is told otherwise', () => {
    expect(new WorkerPool({ module: { url, exports: work } }).maxWorkers).toBe(availableParallelism())
    expect(makePool(3).maxWorkers).toBe(3)
  })

  test('starts no more workers than it needs, and takes what waits in the order of asking', async () => {
    const pool = makePool(1)
    const log: number[] = []
    await run(function* () {
      const futures = [1, 2, 3, 4].map((i) => {
        const future = getRunningLoop().runInExecutor(pool, work.add, i, 0)
        future.addDoneCallback(() => log.push(i))
        return future
      })
      expect(String(pool)).toBe('<WorkerPool workers=1 of 1 waiting=3>')
      yield* gather(futures)
    })
    expect(log).toEqual([1, 2, 3, 4])
  })

  test('brings errors back, of their class, with the stack of there', async () => {
    const pool = makePool()
    const [range, own, text] = await run(() =>
      gather(
        ['range', 'own', 'text'].map((kind) => getRunningLoop().runInExecutor(pool, work.fail, kind)),
        { returnExceptions: true },
      ),
    )
    expect(range).toBeInstanceOf(RangeError)
    expect((range as RangeError).stack).toMatch(/RangeError: out of range\n.*work\.mjs[\s\S]*in a worker, called from/)
    expect(own).toBeInstanceOf(ValueError)
    expect((own as Error).message).toBe('of my own')
    expect(text).toEqual(new RuntimeError('something that is no Error was thrown: just text'))
  })

  test('copies arguments, and hands buffers over in both directions', async () => {
    const pool = makePool()
    const bytes = new Uint8Array([1, 2, 3])
    await run(function* () {
      const loop = getRunningLoop()
      expect(yield* loop.runInExecutor(pool, work.sum, bytes)).toBe(6)
      expect(bytes.length).toBe(3)
      expect(yield* loop.runInExecutor(pool, work.sum, transfer(bytes))).toBe(6)
      expect(bytes.length).toBe(0)
      const filled = yield* loop.runInExecutor(pool, work.fill, 4)
      expect([...filled]).toEqual([7, 7, 7, 7])
    })
  })

  test('drops what was cancelled before it began, and goes on with what had begun', async () => {
    const pool = makePool(1)
    await run(function* () {
      const loop = getRunningLoop()
      const flags = new SharedArrayBuffer(4)
      const begun = loop.runInExecutor(pool, work.meet, flags, 2)
      const waits = loop.runInExecutor(pool, work.meet, flags, 1)
      const last = loop.runInExecutor(pool, work.add, 1, 1)
      yield* sleep(0)
      waits.cancel()
      begun.cancel()
      const [first] = yield* gather([begun], { returnExceptions: true })
      expect(first).toBeInstanceOf(CancelledError)
      // It still runs: the worker is free once somebody meets it.
      Atomics.add(new Int32Array(flags), 0, 1)
      Atomics.notify(new Int32Array(flags), 0)
      expect(yield* last).toBe(2)
      // The one that was dropped never came.
      expect(new Int32Array(flags)[0]).toBe(2)
    })
  })

  test('says what cannot be sent: closures, arguments, results', async () => {
    const pool = makePool()
    const outside = 1
    const closure = (a: number) => a + outside
    await run(function* () {
      const loop = getRunningLoop()
      expect(() => loop.runInExecutor(pool, closure, 1)).toThrow(
        /^<function closure> cannot be run in a worker: .*closures have none\. Known are add, addLater, /,
      )
      const attempts = [
        loop.runInExecutor(pool, work.sum, (() => {}) as never),
        loop.runInExecutor(pool, work.unclonable),
      ]
      const [argument, result] = yield* gather(attempts, { returnExceptions: true })
      expect(argument).toBeInstanceOf(TypeError)
      expect(String(argument)).toMatch(/the arguments of sum\(\) cannot be sent to a worker: .*could not be cloned/)
      expect(String(result)).toMatch(/DataCloneError: .*could not be cloned/)
      expect(yield* loop.runInExecutor(pool, work.add, 1, 2)).toBe(3)
    })
    expect(() => new WorkerPool()).toThrow(/^a WorkerPool needs the module whose functions it runs/)
    expect(() => makePool(0)).toThrow(new ValueError('maxWorkers must be greater than 0, got 0'))
  })

  test('replaces a worker that ended, whose work fails', async () => {
    const pool = makePool(1)
    await run(function* () {
      const loop = getRunningLoop()
      const [lost] = yield* gather([loop.runInExecutor(pool, work.leave)], { returnExceptions: true })
      expect(lost).toBeInstanceOf(BrokenWorkerPool)
      expect(String(lost)).toMatch(/a worker ended while it ran leave\(\): the worker ended with 3/)
      expect(yield* loop.runInExecutor(pool, work.add, 1, 2)).toBe(3)
    })
  })

  test('can be ended at once, whatever its workers do', async () => {
    const pool = makePool(1)
    await run(function* () {
      const loop = getRunningLoop()
      const endless = loop.runInExecutor(pool, work.meet, new SharedArrayBuffer(4), 2)
      const waits = loop.runInExecutor(pool, work.add, 1, 1)
      yield* sleep(0)
      pool.terminateWorkers()
      for (const error of yield* gather([endless, waits], { returnExceptions: true })) {
        expect(error).toEqual(new BrokenWorkerPool('the workers of this pool were terminated'))
      }
      expect(() => loop.runInExecutor(pool, work.add, 1, 1)).toThrow(/^cannot schedule new futures after shutdown/)
    })
  })

  test('is shut down by a loop whose default executor it is, once its work has ended', async () => {
    const pool = makePool()
    let last: Promise<number> | undefined
    await run(function* () {
      getRunningLoop().setDefaultExecutor(pool)
      expect(yield* toThread(work.add, 1, 2)).toBe(3)
      last = pool.submit(work.add, [2, 3])
    })
    expect(await last).toBe(5)
    expect(String(pool)).toBe('<WorkerPool workers=0 of 2 waiting=0>')
  })

  test('takes no time on a virtual clock, which waits for it', async () => {
    const pool = makePool()
    await run(
      function* () {
        const nap = createTask(sleep(1))
        expect(yield* getRunningLoop().runInExecutor(pool, work.add, 1, 2)).toBe(3)
        expect(getRunningLoop().time()).toBe(0)
        yield* nap
      },
      { clock: new VirtualClock() },
    )
  })
})
