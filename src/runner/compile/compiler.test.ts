import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { limits } from '../limits'
import { createCompiler, type WorkerLike } from './compiler'

/** A worker that answers only when told to. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  terminated = false
  requests: { id: number; code: string }[] = []
  postMessage(message: unknown) {
    this.requests.push(message as { id: number; code: string })
  }
  terminate() {
    this.terminated = true
  }
  answer(index: number) {
    const { id, code } = this.requests[index] as { id: number; code: string }
    this.onmessage?.({ data: { id, compiled: { ok: true, code, source: code } } } as MessageEvent)
  }
}

function setUp() {
  const workers: FakeWorker[] = []
  const compiler = createCompiler(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  })
  return { compiler, workers, worker: () => workers.at(-1) as FakeWorker }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the compiler', () => {
  it('starts its worker with the first program and keeps it', async () => {
    const { compiler, workers, worker } = setUp()
    expect(workers).toHaveLength(0)
    const [a, b] = [compiler.compile('a'), compiler.compile('b')]
    worker().answer(1)
    worker().answer(0)
    expect(await a).toMatchObject({ code: 'a' })
    expect(await b).toMatchObject({ code: 'b' })
    expect(workers).toHaveLength(1)
  })

  it('compiles the same program once', async () => {
    const { compiler, worker } = setUp()
    const waiting = compiler.compile('a')
    worker().answer(0)
    const first = await waiting
    expect(await compiler.compile('a')).toBe(first)
    expect(worker().requests).toHaveLength(1)
  })

  it('does not compile again what it is at', async () => {
    const { compiler, worker } = setUp()
    const [ahead, now] = [compiler.compile('a'), compiler.compile('a')]
    worker().answer(0)
    expect(await now).toBe(await ahead)
    expect(worker().requests).toHaveLength(1)
  })

  it('ends a worker that takes too long, says so, and starts another for the next program', async () => {
    const { compiler, workers, worker } = setUp()
    const bomb = compiler.compile('bomb')
    vi.advanceTimersByTime(limits.compileWithinMs)
    expect(await bomb).toMatchObject({ ok: false, error: { message: 'the program takes more than 5 s to compile' } })
    expect(workers[0]?.terminated).toBe(true)
    const next = compiler.compile('next')
    worker().answer(0)
    expect(await next).toMatchObject({ ok: true })
    expect(workers).toHaveLength(2)
  })

  it('takes up again what waited behind a program that took too long, with a deadline of its own', async () => {
    const { compiler, workers, worker } = setUp()
    const bomb = compiler.compile('bomb')
    vi.advanceTimersByTime(limits.compileWithinMs - 1)
    const next = compiler.compile('next')
    vi.advanceTimersByTime(1)
    expect(await bomb).toMatchObject({ ok: false })
    vi.advanceTimersByTime(limits.compileWithinMs - 1)
    worker().answer(0)
    expect(await next).toMatchObject({ ok: true, code: 'next' })
    expect(workers).toHaveLength(2)
  })

  it('tries again with the same program after its worker failed', async () => {
    const { compiler, worker } = setUp()
    const failed = compiler.compile('a')
    worker().onerror?.({ preventDefault() {}, message: 'offline' } as ErrorEvent)
    expect(await failed).toMatchObject({ ok: false })
    const again = compiler.compile('a')
    worker().answer(0)
    expect(await again).toMatchObject({ ok: true })
  })

  it('tells when the worker cannot be loaded', async () => {
    const { compiler, worker } = setUp()
    const failed = compiler.compile('a')
    worker().onerror?.({ preventDefault() {}, message: 'offline' } as ErrorEvent)
    expect(await failed).toMatchObject({ ok: false, error: { message: expect.stringContaining('offline') } })
  })

  it('leaves nobody waiting when it is closed', async () => {
    const { compiler, worker } = setUp()
    const waiting = compiler.compile('a')
    compiler.dispose()
    expect(await waiting).toMatchObject({ ok: false })
    expect(worker().terminated).toBe(true)
  })
})
