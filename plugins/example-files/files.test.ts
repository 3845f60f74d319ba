import { describe, expect, test } from 'vitest'
import type { Example } from '../../src/fences/example'
import { exampleFiles } from './files'

const example: Example = {
  id: 'fib',
  title: null,
  view: 'output',
  start: '09:00:00',
  speed: '1',
  clock: 'virtual',
  compare: null,
  expect: 'success',
  highlight: [],
  code: 'console.log(1)',
  twin: { kind: 'checked', code: 'print(1)' },
  output: '1',
  outputTwin: null,
}

test('an example is two files, named by its id, each with a last line end', () => {
  expect(exampleFiles(example)).toEqual([
    { name: 'fib.ts', text: 'console.log(1)\n' },
    { name: 'fib.py', text: 'print(1)\n' },
  ])
})

test('an example without a twin is one file', () => {
  expect(exampleFiles({ ...example, twin: { kind: 'none', reason: 'no counterpart' } })).toHaveLength(1)
})

describe('a program that hands work to a pool', () => {
  const program = `import { type Coroutine, getRunningLoop, run } from 'asyncio-ts'
import { WorkerPool } from 'asyncio-ts/executor'

function double(n: number): number {
  return 2 * n
}

function* main(): Coroutine<void> {
  const pool = new WorkerPool({ maxWorkers: 2 })
  console.log(yield* getRunningLoop().runInExecutor(pool, double, 21))
  pool.shutdown()
}

await run(main())`

  test('is the module of its own workers at home, and begins in the main thread alone', () => {
    expect(
      exampleFiles({ ...example, code: program })[0]?.text,
    ).toBe(`import { isMainThread } from 'node:worker_threads'
import { type Coroutine, getRunningLoop, run } from 'asyncio-ts'
import { WorkerPool } from 'asyncio-ts/executor'

// Workers load this file, too, and take from it what they run.
const module = { url: import.meta.url, exports: { double } }

export function double(n: number): number {
  return 2 * n
}

function* main(): Coroutine<void> {
  const pool = new WorkerPool({ maxWorkers: 2, module })
  console.log(yield* getRunningLoop().runInExecutor(pool, double, 21))
  pool.shutdown()
}

if (isMainThread) await run(main())
`)
    const bare = program.replace('{ maxWorkers: 2 }', '')
    expect(exampleFiles({ ...example, code: bare })[0]?.text).toContain('new WorkerPool({ module })')
  })

  test('says what it lacks to be that', () => {
    expect(() => exampleFiles({ ...example, code: program.replace('function double', 'const double') })).toThrow(
      'example fib: its file to run at home needs function double',
    )
    expect(() => exampleFiles({ ...example, code: program.replace('await run', 'void run') })).toThrow('await run(…)')
  })
})
