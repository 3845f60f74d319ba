import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleString } from '../../plugins/bundle-string/bundle'
import type { Program } from './client'
import { limits } from './limits'
import { runInNode } from './node'

let bundle = ''

beforeAll(async () => {
  bundle = (await bundleString(path.join(import.meta.dirname, 'worker/prelude.ts'))).code
})

async function run(code: string, more: Partial<Program> = {}) {
  const state = await runInNode({ id: 'test', code, ...more }, { bundle })
  return { ...state, text: state.lines.map(({ text }) => text), at: state.lines.map(({ time }) => time) }
}

describe('a program', () => {
  it('prints and finishes', async () => {
    expect(await run("console.log('hello', [1, 'two'])")).toMatchObject({
      text: ["hello [1, 'two']"],
      ending: { kind: 'finished' },
      time: 0,
      turns: 0,
    })
  })

  it('is not recorded where it measures, and does the same', async () => {
    const code = `import { run, sleep } from 'asyncio-ts'
      await run(function* () {
        for (let i = 0; i < 3; i++) yield* sleep(1)
        console.log('over')
      })`
    const recorded = await run(code)
    expect(recorded.trace.events.length).toBeGreaterThan(10)
    const measured = await run(code, { record: 'off' })
    expect(measured.trace).toMatchObject({ events: [], truncated: null })
    expect([measured.text, measured.time, measured.turns]).toEqual([recorded.text, recorded.time, recorded.turns])
  })

  it('waits on virtual time, and says at which time it printed', async () => {
    const code = `
      import { run, sleep, createTask, type Coroutine } from 'asyncio-ts'
      function* sayAfter(delay: number, what: string): Coroutine<void> {
        yield* sleep(delay)
        console.log(what)
      }
      function* main(): Coroutine<void> {
        const a = createTask(sayAfter(3, 'hello'))
        const b = createTask(sayAfter(2, 'world'))
        console.log(new Date().toTimeString().slice(0, 8))
        yield* a
        yield* b
        console.log(new Date().toTimeString().slice(0, 8))
      }
      await run(main())`
    expect(await run(code, { start: '17:14:32' })).toMatchObject({
      text: ['17:14:32', 'world', 'hello', '17:14:35'],
      at: [0, 2, 3, 3],
      time: 3,
      ending: { kind: 'finished' },
    })
  })

  it('moves with the computer’s own clock on the wall clock, which no virtual time does while it computes', async () => {
    const code = `
      import { run, sleep, getRunningLoop } from 'asyncio-ts'
      await run(function* () {
        const loop = getRunningLoop()
        const start = [loop.time(), performance.now(), Date.now()]
        const moved = () => [loop.time(), performance.now(), Date.now()].every((now, i) => now > start[i])
        while (!moved());
        console.log('computing takes time')
        yield* sleep(0.001)
        console.log(loop.time() - start[0] >= 0.001)
      })`
    expect(await run(code, { clock: 'wall' })).toMatchObject({
      text: ['computing takes time', 'true'],
      ending: { kind: 'finished' },
    })
    expect((await run(code)).ending).toMatchObject({ kind: 'polling' })
  })

  it('says at which time and after how many turns it ended, also when it printed nothing any more', async () => {
    const code = `
      import { run, sleep } from 'asyncio-ts'
      await run(function* () {
        console.log('hello')
        yield
        yield
        yield* sleep(2)
      })`
    // Four steps of the task, the timer before the last, and one turn in which the loop hears that it is done.
    expect(await run(code)).toMatchObject({ at: [0], time: 2, turns: 6 })
  })

  it('takes turns with native code on one clock', async () => {
    const { text, at } = await run(`
      import { run, sleep } from 'asyncio-ts'
      setTimeout(() => console.log('timeout'), 1500)
      const every = setInterval(() => console.log('interval'), 1000)
      const native = new Promise((resolve) => setTimeout(resolve, 500)).then(() => console.log('native'))
      await run(function* () {
        yield* sleep(2.5)
        console.log('loop', performance.now(), Date.now() - new Date(2026, 0, 1).getTime())
      })
      clearInterval(every)
      await native`)
    expect(text).toEqual(['native', 'interval', 'timeout', 'interval', 'loop 2500 2500'])
    expect(at).toEqual([0.5, 1, 1.5, 2, 2.5])
  })

  it('goes on until its timers are through, and prints what microtasks still have to say', async () => {
    const { text, ending } = await run(`
      setTimeout(() => Promise.resolve().then(() => console.log('last')), 10)
      queueMicrotask(() => console.log('soon'))
      console.log('main')`)
    expect(text).toEqual(['main', 'soon', 'last'])
    expect(ending).toEqual({ kind: 'finished' })
  })

  it('fires its timers in order of their deadlines, equal ones as they were set, each with its arguments', async () => {
    const { text, at } = await run(`
      setTimeout((...all) => console.log(...all), 2, 'second', 2)
      setTimeout(() => console.log('third'), '2')
      setTimeout(() => { console.log('first'); Promise.resolve().then(() => console.log('micro')) })
      setTimeout(() => console.log('too'), Infinity)
      clearTimeout(setTimeout(() => console.log('never'), 1))
      clearTimeout(99); clearInterval('x'); clearTimeout()`)
    expect(text).toEqual(['first', 'micro', 'too', 'second 2', 'third'])
    expect(at).toEqual([0, 0, 0, 0.002, 0.002])
  })

  it('goes on until a run that it did not wait for is over', async () => {
    const { text, time } = await run(`
      import { run, sleep } from 'asyncio-ts'
      void run(function* () { yield* sleep(5); console.log('done') })
      console.log('main')`)
    expect(text).toEqual(['main', 'done'])
    expect(time).toBe(5)
  })

  it('continues the clock with its second run', async () => {
    const { at } = await run(`
      import { run, sleep } from 'asyncio-ts'
      const nap = function* () { yield* sleep(1); console.log('up') }
      await run(nap)
      await run(nap)`)
    expect(at).toEqual([1, 2])
  })

  it('gets the same random numbers each time, and others for another seed', async () => {
    const code = 'console.log(Math.random(), Math.random())'
    const first = (await run(code)).text
    expect((await run(code)).text).toEqual(first)
    expect((await run(code, { id: 'other' })).text).not.toEqual(first)
  })

  it('shows the package’s own objects as Python does', async () => {
    const { text } = await run(`
      import { run, createTask, sleep } from 'asyncio-ts'
      await run(function* () { const task = createTask(sleep(1)); console.log(task, [task]); yield* task })`)
    expect(text[0]).toMatch(/^<Task pending name='Task-2'.*> \[<Task pending/)
  })

  it('fills placeholders and groups lines as a console does', async () => {
    const { text } = await run(`
      console.log('%s is %d%% %o', 'it', 5, 'so', 'more')
      console.log('100%', 1)
      console.group('outer'); console.info('a\\nb'); console.groupEnd(); console.warn()`)
    expect(text).toEqual(["it is 5% 'so' more", '100% 1', 'outer', '  a\n  b', ''])
  })

  it('cannot reach what is not the language’s, nor anything of an earlier run', async () => {
    await run('globalThis.left = 1; Array.prototype.push = () => 0; Object.prototype.toString = () => "x"')
    const { text } = await run(`
      const names = ['fetch', 'postMessage', 'Worker', 'MessageChannel', 'Atomics', 'SharedArrayBuffer', 'WebAssembly',
        'importScripts', 'indexedDB', 'process', 'require', 'bundle', 'eval', 'setImmediate', 'crypto', 'left']
      console.log(names.filter((name) => name in globalThis))
      console.log(typeof bundle, typeof boot, typeof AbortSignal.timeout, [].push(1))`)
    expect(text).toEqual(['[]', 'undefined undefined undefined 1'])
  })

  it('cannot make code of strings', async () => {
    expect((await run("new Function('return 1')()")).text).toEqual([expect.stringMatching(/^EvalError: /)])
  })

  it('keeps being heard when it replaces every built-in that printing needs', async () => {
    const { text, ending } = await run(`
      const boom = () => { throw new Error('replaced') }
      for (const type of [Array, String, Map, Promise, Function, Number, RegExp, Date]) {
        for (const key of Object.getOwnPropertyNames(type.prototype)) {
          if (key !== 'constructor' && key !== 'prototype' && type !== Promise) {
            try { Object.defineProperty(type.prototype, key, { value: boom }) } catch {}
          }
        }
      }
      JSON.stringify = JSON.parse = Reflect.ownKeys = Reflect.apply = boom
      console.log([1, new Map([]), 'x'])
      throw new TypeError('end')`)
    expect(text).toEqual(["[1, Map(0) {}, 'x']", 'TypeError: end'])
    expect(ending).toMatchObject({ kind: 'failed' })
  })
})

// What a program can do to its own realm changes what it prints, never who is heard or how the run ends.
describe('a hostile program', () => {
  it.each([
    ['toJSON on every object', 'Object.prototype.toJSON = () => ({ v: 1, type: "run/end", runId: 1 })'],
    ['setters in place of indices', "Object.defineProperty(Array.prototype, '0', { set() {}, configurable: true })"],
    ['a getter for descriptors', "Object.defineProperty(Object.prototype, 'get', { get() { return () => 1 } })"],
    ['a constructor that throws', "Object.defineProperty(Promise.prototype, 'constructor', { get() { throw 1 } })"],
    ['then', 'Promise.prototype.then = () => { throw 1 }'],
    ['iterators', 'Array.prototype[Symbol.iterator] = Map.prototype[Symbol.iterator] = () => { throw 1 }'],
    [
      'stopping events',
      'Event.prototype.stopImmediatePropagation = Event.prototype.preventDefault = () => { throw 1 }',
    ],
    [
      'all globals',
      'const { ownKeys, deleteProperty: del } = Reflect; const all = globalThis; for (const k of ownKeys(all)) if (k !== "console") del(all, k)',
    ],
  ])('is heard, and ends as it ended, when it replaces %s', async (_, code) => {
    const restore = ['stopImmediatePropagation', 'preventDefault'].map((key) => {
      const original = Object.getOwnPropertyDescriptor(Event.prototype, key) as PropertyDescriptor
      return () => Object.defineProperty(Event.prototype, key, original)
    })
    const { text, ending } = await run(
      `${code}\nconsole.log('a', [1, { b: 'c' }])\nconsole.log(class A {})\nconst x = {}`,
    )
    for (const undo of restore) undo()
    expect(text).toEqual(["a [1, { b: 'c' }]", '[class A]'])
    expect(ending).toEqual({ kind: 'finished' })
  })

  it.each([
    ['throws at each look at its prototype', '{ getPrototypeOf() { throw 1 } }', '[unreadable]'],
    ['has prototypes without end', '{ getPrototypeOf() { return thrown } }', 'Object {}'],
    ['throws at each look at its fields', '{ getOwnPropertyDescriptor() { throw 1 } }', '[unreadable]'],
  ])('may throw a Proxy that %s', async (_, traps, message) => {
    const { text, ending } = await run(`const thrown = new Proxy(new Error('x'), ${traps})\nthrow thrown`)
    expect(ending).toMatchObject({ kind: 'failed', error: { name: 'Uncaught', message } })
    expect(text).toEqual([`Uncaught: ${message}`])
  })

  it('may throw what is revoked, and print it at any depth', async () => {
    const { text, ending } = await run(`
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      console.log(proxy, [[[[[[proxy]]]]]])
      throw proxy`)
    expect(text).toEqual(['[unreadable] [[[[[[[unreadable]]]]]]]', 'Uncaught: [unreadable]'])
    expect(ending).toMatchObject({ kind: 'failed' })
  })

  it('is told of its error when it has taken the console away', async () => {
    const silence = 'for (const key of Object.keys(console)) (console as any)[key] = () => { throw 1 }'
    const { text, ending } = await run(`
      console.log('before')
      ${silence}
      try { console.log('silent') } catch {}
      Object.defineProperty(globalThis, 'console', { value: null })
      throw new TypeError('told')`)
    expect(text).toEqual(['before', 'TypeError: told'])
    expect(ending).toMatchObject({ kind: 'failed', error: { message: 'told' } })
  })

  it('cannot make a failure of its own out of a deadlock’s class', async () => {
    const { ending } = await run(`
      import { DeadlockError } from 'asyncio-ts'
      Object.defineProperty(DeadlockError, Symbol.hasInstance, { value: () => { throw 1 } })
      throw new Error('plain')`)
    expect(ending).toMatchObject({ kind: 'failed', error: { message: 'plain' } })
  })

  it('gets its end told though it comes near the end of the stack', async () => {
    const { ending } = await run(`
      function down() { console.log('x'); down() }
      down()`)
    expect(['flood', 'failed']).toContain(ending?.kind)
  })

  it('prints a text of 50 million characters in no time, alone, beside others or in a group', async () => {
    const { text } = await run(`
      const long = 'x'.repeat(5e7)
      console.log(long, 1)
      console.group()
      console.log(long)`)
    expect(text.map((line) => line.slice(-28).replace(/^x+/, ''))).toEqual([
      '… (49990002 more characters)',
      '… (49990002 more characters)',
    ])
  }, 60_000)

  it('prints lists and integers of any size in no time', async () => {
    const { text } = await run('console.log(new Array(5e6).fill(0))\nconsole.log(3n ** 10_000_000n, -(7n ** 20_000n))')
    expect(text[0]).toMatch(/0, … 4999900 more\]$/)
    expect(text[1]).toBe('[huge bigint] [huge bigint]')
  }, 60_000)
})

describe('several programs at one time', () => {
  it('do not hear of each other’s errors, nor does anybody else', async () => {
    const heard: unknown[] = []
    const listener = (reason: unknown) => heard.push(reason)
    const before = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', listener)
    const lost = (name: string, ms: number) =>
      run(
        `void Promise.reject(new Error('${name}'))\nsetTimeout(() => void Promise.reject(new Error('${name}')), ${ms})`,
      )
    const both = await Promise.all([lost('a', 5), lost('b', 50)])
    expect(both.map(({ text }) => text)).toEqual([
      ['Error: a', 'Error: a'],
      ['Error: b', 'Error: b'],
    ])
    expect(process.listeners('unhandledRejection')).toEqual([listener])
    expect(heard).toEqual([])
    process.removeListener('unhandledRejection', listener)
    for (const each of before) process.on('unhandledRejection', each)
  })
})

describe('a program that fails', () => {
  it('says why and where, in the reader’s lines, with the reader’s frames alone', async () => {
    const { text, ending } = await run(
      `import { run, sleep, type Coroutine } from 'asyncio-ts'
interface Food { name: string }
function* eat(food: Food): Coroutine<void> {
  yield* sleep(1)
  throw new RangeError(\`no \${food.name}\`)
}
await run(function* main() {
  yield* eat({ name: 'fish' })
})`,
    )
    expect(text).toEqual(['RangeError: no fish'])
    expect(ending).toEqual({
      kind: 'failed',
      error: {
        name: 'RangeError',
        message: 'no fish',
        position: { line: 5, column: 9 },
        stack: [
          { name: 'eat', position: { line: 5, column: 9 } },
          { name: 'main', position: { line: 8, column: 10 } },
        ],
      },
    })
  })

  it('names the top level as Python does', async () => {
    const { ending } = await run('const x = 1\nnull!.y')
    expect(ending).toMatchObject({ kind: 'failed', error: { stack: [{ name: '<module>', position: { line: 2 } }] } })
  })

  it('is invalid when it does not compile, and never starts', async () => {
    const { text, ending } = await run('console.log(1)\nfunction f() { yield 1 }')
    expect(text).toEqual([])
    expect(ending).toMatchObject({ kind: 'invalid', error: { name: 'SyntaxError', position: { line: 2, column: 16 } } })
  })

  it('drops its pending timers, and has the error as its last line', async () => {
    const { text, time } = await run(`
      setTimeout(() => console.log('never'), 1000)
      Promise.resolve().then(() => console.log('micro'))
      throw new Error('now')`)
    expect(text).toEqual(['micro', 'Error: now'])
    expect(time).toBe(0)
  })

  it.each([
    ['a timer', "setTimeout(() => { throw new Error('lost') })"],
    ['a microtask', "queueMicrotask(() => { throw new Error('lost') })"],
    ['a promise', "void Promise.reject(new Error('lost'))"],
    ['an async function', "void (async () => { throw new Error('lost') })()"],
    ['a run', "import { run } from 'asyncio-ts'\nvoid run(function* () { throw new Error('lost') })"],
  ])('outside of main goes on, and has failed in the end: in %s', async (_, code) => {
    const { text, ending } = await run(`${code}\nsetTimeout(() => console.log('on'), 5)`)
    expect(text).toEqual(['Error: lost', 'on'])
    expect(ending).toMatchObject({ kind: 'failed', error: { message: 'lost' } })
  })

  it('may throw anything', async () => {
    expect((await run("throw 'text'")).text).toEqual(["Uncaught: 'text'"])
    expect((await run('throw undefined')).text).toEqual(['Uncaught: undefined'])
  })
})

describe('a program that would never end', () => {
  it('is told when its loop is deadlocked', async () => {
    const { ending, text } = await run(`
      import { run, getRunningLoop } from 'asyncio-ts'
      await run(function* () { yield* getRunningLoop().createFuture() })`)
    expect(ending).toMatchObject({ kind: 'deadlock', error: { name: 'DeadlockError' } })
    expect(text).toHaveLength(1)
  })

  it('is told when it waits for a promise that nothing can settle', async () => {
    expect((await run('await new Promise(() => {})')).ending).toMatchObject({ kind: 'deadlock' })
  })

  it('is told when it polls a clock that cannot move meanwhile', async () => {
    const { ending } = await run('const end = Date.now() + 1000\nwhile (Date.now() < end) {}')
    expect(ending).toMatchObject({
      kind: 'polling',
      error: { name: 'RuntimeError', message: expect.stringContaining('without giving way'), position: { line: 2 } },
    })
  })

  it('ends some time after main when only timers keep it alive', async () => {
    const { ending } = await run(
      'setInterval(() => {}, 1000)\n  setInterval(() => {}, 1500)\nsetTimeout(() => {}, 1e7)',
    )
    expect(ending).toMatchObject({
      kind: 'alive',
      count: 3,
      pending: [
        { kind: 'interval', position: { line: 1, column: 1 } },
        { kind: 'interval', position: { line: 2, column: 3 } },
        { kind: 'timeout', due: 10_000, position: { line: 3, column: 1 } },
      ],
    })
  })

  it.each(['1', 'instant'] as const)(
    'that gives way for ever runs for ten minutes at %s, and then ends',
    async (speed) => {
      // Nobody waits for real: time passes when it is waited for, and a little with each look at it.
      let now = 0
      const waiting = new Set<{ readonly due: number; readonly callback: () => void }>()
      const serve = () => {
        const [next] = [...waiting].sort((a, b) => a.due - b.due)
        if (next !== undefined && (speed === '1' || next.due <= now)) {
          waiting.delete(next)
          now = Math.max(now, next.due)
          next.callback()
        }
        if (waiting.size > 0) setImmediate(serve)
      }
      const time = {
        now: () => (now += 1),
        setTimeout: (callback: () => void, delayMs: number) => {
          if (waiting.size === 0) setImmediate(serve)
          const timer = { due: now + delayMs, callback }
          waiting.add(timer)
          return timer
        },
        clearTimeout: (timer: unknown) => waiting.delete(timer as never),
      }
      const code = `
      import { run, sleep } from 'asyncio-ts'
      await run(function* () { while (true) yield* sleep(1) })`
      const state = await runInNode({ id: 'test', code, speed }, { bundle, time })
      expect(state.ending).toMatchObject({ kind: 'alive', count: 1, pending: [{ kind: 'task', name: 'Task-1' }] })
      expect(now).toBeGreaterThanOrEqual(limits.runWallMs)
    },
  )

  it('is told which tasks are still at work, and what they wait for', async () => {
    const { ending } = await run(`
      import { run, sleep, createTask, Event } from 'asyncio-ts'
      void run(function* () {
        const event = new Event()
        createTask(event.wait(), { name: 'waiter' })
        while (true) yield* sleep(100)
      })`)
    expect(ending).toMatchObject({
      kind: 'alive',
      count: 2,
      pending: [
        { kind: 'task', name: 'Task-1', waitsFor: '<Future pending>' },
        { kind: 'task', name: 'waiter Event.wait()', waitsFor: expect.stringContaining('Event') },
      ],
    })
  })

  it('names the line on which each task of a deadlock waits', async () => {
    const { ending } = await run(`import { run, createTask, Lock, type Coroutine } from 'asyncio-ts'
const a = new Lock(), b = new Lock()
function* both(first: Lock, second: Lock): Coroutine<void> {
  yield* first.acquire()
  yield
  try {
    yield* second.acquire()
  } finally {
    first.release()
  }
}
await run(function* () {
  const one = createTask(both(a, b), { name: 'one' })
  const two = createTask(both(b, a), { name: 'two' })
  yield* one
  yield* two
})`)
    expect(ending).toMatchObject({
      kind: 'deadlock',
      waiting: [
        { task: 'Task-1', waitsFor: 'one', position: { line: 15 } },
        { task: 'one', waitsFor: expect.stringContaining('Lock'), position: { line: 7 } },
        { task: 'two', waitsFor: expect.stringContaining('Lock'), position: { line: 7 } },
      ],
    })
  })

  it('names the tasks that wait, when a promise keeps the whole program', async () => {
    const { ending } = await run(`
      import { run, wrapFuture } from 'asyncio-ts'
      await run(function* () { yield* wrapFuture(new Promise(() => {})) })`)
    expect(ending).toMatchObject({ kind: 'deadlock', waiting: [{ task: 'Task-1' }] })
  })

  it('ends when it prints too much at one go', async () => {
    const { ending, lines } = await run("for (let i = 0; i < 1e5; i++) console.log('line', i)")
    expect(ending).toMatchObject({ kind: 'flood', reason: 'lines at once' })
    expect(lines.length).toBeLessThan(5000)
  })

  it('ends after a hundred errors that nobody caught', async () => {
    const { ending } = await run("setInterval(() => { throw new Error('again') }, 10)")
    expect(ending).toMatchObject({ kind: 'flood' })
  })

  it('cannot have more than a thousand timers', async () => {
    const { text } = await run('for (let i = 0; i < 1001; i++) setTimeout(() => {}, 1)')
    expect(text[0]).toMatch(/^RangeError: more than 1000 timers/)
  })
})

describe('a program with a pool of workers', () => {
  it('has its functions run, by their names, and what they throw', async () => {
    const { bundleString } = await import('../../plugins/bundle-string/bundle')
    const executor = (await bundleString(new URL('./worker/executor.part.ts', import.meta.url).pathname)).code
    const code = `import { gather, getRunningLoop, run, sleep } from 'asyncio-ts'
import { transfer, WorkerPool } from 'asyncio-ts/executor'
const BASE = 10
function add(a: number, b: number) { return BASE + a + b }
async function later(bytes: Uint8Array) { return transfer(bytes.map((byte) => byte * 2)) }
function fail() { throw new RangeError('too far') }
await run(function* main() {
  const pool = new WorkerPool()
  const loop = getRunningLoop()
  const bytes = new Uint8Array([1, 2])
  console.log(yield* gather([loop.runInExecutor(pool, add, 1, 2), loop.runInExecutor(pool, later, transfer(bytes))]))
  console.log(bytes.length, loop.time())
  const [error] = yield* gather([loop.runInExecutor(pool, fail)], { returnExceptions: true })
  console.log(String(error))
  try {
    loop.runInExecutor(pool, () => BASE)
  } catch (error) {
    console.log(String(error))
  }
})`
    const { lines, ending } = await runInNode(
      { id: 'test', code },
      { bundle, parts: { 'asyncio-ts/executor': executor } },
    )
    expect(ending?.kind).toBe('finished')
    expect(lines.map(({ text }) => text)).toEqual([
      '[13, Uint8Array(2) [2, 4]]',
      '0 0',
      'RangeError: too far',
      expect.stringMatching(/^TypeError: .*closures have none\. Known are add, later, fail\./),
    ])
  })
})
