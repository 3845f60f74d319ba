import { beforeEach, expect, test, vi } from 'vitest'

let started: FakeWorker[]
class FakeWorker {
  onerror: (() => void) | null = null
  constructor() {
    started.push(this)
  }
}

beforeEach(() => {
  started = []
  vi.stubGlobal('Worker', FakeWorker)
  vi.resetModules()
})

test('the worker that was started early is the first that is asked for, and only that', async () => {
  const { startCompiler, startCompilerEarly } = await import('./start')
  startCompilerEarly()
  startCompilerEarly()
  expect(started).toHaveLength(1)
  expect(startCompiler()).toBe(started[0])
  expect(startCompiler()).toBe(started[1])
})

test('a worker that failed before it was asked for is not handed out', async () => {
  const { startCompiler, startCompilerEarly } = await import('./start')
  startCompilerEarly()
  started[0]?.onerror?.()
  expect(startCompiler()).toBe(started[1])
})

test('without an early one, a worker is started when it is asked for', async () => {
  const { startCompiler } = await import('./start')
  expect(startCompiler()).toBe(started[0])
})
