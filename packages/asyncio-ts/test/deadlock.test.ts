import { describe, expect, test } from 'vitest'
import type { Coroutine, Task } from '../src/index.js'
import { createTask, DeadlockError, Future, gather, Lock, run, runSync, VirtualClock } from '../src/index.js'

const virtual = () => ({ clock: new VirtualClock() })

describe('a deadlock', () => {
  test('on a virtual clock lists who waits for what', async () => {
    const lock = new Lock()
    const program = function* main() {
      yield* lock.acquire()
      const a = createTask(lock.acquire(), { name: 'a' })
      const b = createTask(
        (function* () {
          yield* new Future()
        })(),
        { name: 'b' },
      )
      yield* gather([a, b])
    }
    const error = await run(program, virtual()).catch((error) => error)
    expect(error).toBeInstanceOf(DeadlockError)
    expect(error.waiting).toEqual([
      { task: expect.stringMatching(/^Task-\d+ main\(\)$/), waitsFor: 'gather of a, b' },
      { task: 'a Lock.acquire()', waitsFor: '<Lock [locked, waiters:1]>' },
      { task: 'b', waitsFor: '<Future pending>' },
    ])
    expect(error.message).toContain('\n  b waits for <Future pending>')
  })

  test('lets the tasks clean up', async () => {
    const log: string[] = []
    const program = function* () {
      try {
        yield* new Future()
      } finally {
        log.push('finally')
      }
    }
    await expect(run(program, virtual())).rejects.toThrow(DeadlockError)
    expect(() => runSync(program)).toThrow(DeadlockError)
    expect(log).toEqual(['finally', 'finally'])
  })

  test('is not claimed while a promise may still settle, unless the clock is sealed', async () => {
    let resolve: ((value: string) => void) | undefined
    const promise = new Promise<string>((settle) => {
      resolve = settle
    })
    const running = run(promise, virtual())
    for (let i = 0; i < 10; i += 1) await new Promise((done) => setImmediate(done))
    resolve?.('late')
    expect(await running).toBe('late')
    const sealed = run(new Promise(() => {}), { clock: new VirtualClock({ sealed: true }) })
    await expect(sealed).rejects.toThrow(DeadlockError)
  })

  test('of two tasks that await each other names both, though no cancel comes to an end in the ring', async () => {
    function* follow(other: () => Task<void>): Coroutine<void> {
      yield* other()
    }
    function* program(): Coroutine<void> {
      const a: Task<void> = createTask(
        follow(() => b),
        { name: 'a' },
      )
      const b: Task<void> = createTask(
        follow(() => a),
        { name: 'b' },
      )
      yield* a
    }
    const error = await run(program, virtual()).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(DeadlockError)
    expect((error as DeadlockError).waiting.slice(1)).toEqual([
      { task: 'a', waitsFor: 'b' },
      { task: 'b', waitsFor: 'a' },
    ])
  })
})

describe('a deadlock through native code', () => {
  test('names what async functions and promises wait for', async () => {
    const lock = new Lock()
    async function main(): Promise<void> {
      const holder = createTask(lock.acquire(), { name: 'holder' })
      await holder
      const stuck = createTask(lock.acquire(), { name: 'stuck' })
      await Promise.all([stuck, new Future<void>()])
    }
    const error = await run(main, { clock: new VirtualClock({ sealed: true }) }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(DeadlockError)
    expect((error as DeadlockError).waiting).toEqual([
      { task: expect.stringMatching(/^Task-\d+ main\(\)$/), waitsFor: 'a promise' },
      { task: 'stuck Lock.acquire()', waitsFor: '<Lock [locked, waiters:1]>' },
      { task: 'native code', waitsFor: 'stuck' },
      { task: 'native code', waitsFor: '<Future pending>' },
    ])
    expect((error as DeadlockError).message).toContain('\n  native code waits for stuck')
  })
})
