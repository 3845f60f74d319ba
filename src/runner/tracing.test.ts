import { createTraceFolder, type TraceEvent } from 'asyncio-ts/trace'
import { describe, expect, it } from 'vitest'
import { runnerScripts } from '../../plugins/record-examples/run-typescript'
import type { Program } from './client'
import { limits } from './limits'
import { runInNode } from './node'

const run = async (code: string, more: Partial<Program> = {}) => {
  const { worker: bundle, parts } = await runnerScripts()
  return runInNode({ id: 'test', code, ...more }, { bundle, parts })
}

const say = `
  import { run, sleep, createTask, type Coroutine } from 'asyncio-ts'
  function* say(delay: number, what: string): Coroutine<void> {
    yield* sleep(delay)
    console.log(what)
  }
  await run(function* () {
    const a = createTask(say(2, 'hello'))
    const b = createTask(say(1, 'world'))
    yield* a
    yield* b
  })
`

/** From an event back to what it came from. */
function causesOf(events: readonly TraceEvent[], i: number): TraceEvent[] {
  const causes: TraceEvent[] = []
  for (let at = events[i]; at !== undefined; at = at.cause === undefined ? undefined : events[at.cause]) causes.push(at)
  return causes
}

describe('the trace of a run', () => {
  it('goes with its session, and each printed line knows its event', async () => {
    const { lines, trace, ending } = await run(say)
    expect(ending).toEqual({ kind: 'finished' })
    expect(trace.truncated).toBeNull()
    expect(trace.events.map(({ i }) => i)).toEqual(trace.events.map((_, index) => index))
    expect(lines.map(({ event = -1 }) => trace.events[event])).toMatchObject([
      { kind: 'print', stream: 'out', text: 'world', t: 1 },
      { kind: 'print', stream: 'out', text: 'hello', t: 2 },
    ])
    const created = trace.events.filter(({ kind }) => kind === 'task/create')
    expect(created).toMatchObject([{ name: 'Task-1' }, { name: 'Task-2' }, { name: 'Task-3' }])
  })

  it('says why a line was printed when it was: back to the timer that woke its task, and to who set that', async () => {
    const { lines, trace } = await run(say)
    const kinds = causesOf(trace.events, lines[0]?.event ?? -1).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['task/step', 'future/settle', 'loop/timer-fire', 'loop/timer-set']))
    expect(kinds.at(-1)).toBe('task/create')
  })

  it('can be folded: at the end nothing waits any more', async () => {
    const { trace } = await run(say)
    const folder = createTraceFolder(trace.events)
    expect(folder.at(trace.events.length - 1)).toMatchObject({ ready: [], timers: [] })
    expect(folder.at(trace.events.length - 1).tasks.map(({ status }) => status)).toEqual(['result', 'result', 'result'])
  })

  it('is the same at any speed', async () => {
    const slow = await run(say.replaceAll('2,', '0.02,').replaceAll('1,', '0.01,'), { speed: '1' })
    const fast = await run(say.replaceAll('2,', '0.02,').replaceAll('1,', '0.01,'))
    expect(slow.trace.events).toEqual(fast.trace.events)
  })

  it('tells of warnings and errors as such, of prints beside all loops at their time, and of long lines the beginning', async () => {
    const { lines, trace } = await run(`
      console.warn('careful')
      await new Promise((resolve) => setTimeout(resolve, 3000))
      console.log('x'.repeat(1000))
      throw new TypeError('no')`)
    expect(lines.map(({ event = -1 }) => trace.events[event])).toMatchObject([
      { kind: 'print', stream: 'err', text: 'careful', t: 0 },
      { kind: 'print', stream: 'out', text: `${'x'.repeat(limits.traceTextChars - 1)}…`, t: 3 },
      { kind: 'print', stream: 'err', text: 'TypeError: no', t: 3 },
    ])
  })

  it('is cut at its limits, and says how many events are missing; lines printed later have none', async () => {
    const { lines, trace, ending } = await run(`
      import { run, sleep } from 'asyncio-ts'
      await run(function* () {
        console.log('first')
        for (let i = 0; i < 5000; i++) yield* sleep(0)
        console.log('last')
      })`)
    expect(ending).toEqual({ kind: 'finished' })
    expect(trace.events).toHaveLength(limits.traceEvents + 1)
    expect(trace.truncated).toEqual(trace.events.at(-1))
    expect(trace.truncated).toMatchObject({ why: 'events', i: limits.traceEvents })
    expect(trace.truncated?.dropped).toBeGreaterThan(1000)
    expect(lines.map(({ event }) => typeof event)).toEqual(['number', 'undefined'])
  })

  it('shows values without running anything of the program', async () => {
    const { lines, trace, ending } = await run(`
      import { run, Queue } from 'asyncio-ts'
      const loud = (what) => () => { console.log('ran ' + what); return 'x' }
      class Odd { get field() { return loud('getter')() } toString() { return loud('toString')() } toJSON() { return loud('toJSON')() } }
      const proxy = new Proxy({}, { get: loud('get'), ownKeys: loud('ownKeys'), getPrototypeOf: () => { loud('getPrototypeOf')(); return null } })
      const queue = new Queue()
      await run(function* () {
        yield* queue.put(new Odd())
        yield* queue.put({ deep: proxy, text: 'x'.repeat(1e6) })
        yield* queue.put(proxy)
      })`)
    expect(lines).toEqual([])
    expect(ending).toEqual({ kind: 'finished' })
    const put = trace.events.filter((event) => event.kind === 'queue/put')
    expect(put.map((event) => 'value' in event && event.value)).toEqual([
      'Odd {}',
      expect.stringMatching(/^\{ deep: Proxy, text: 'x+…/),
      'Proxy',
    ])
    for (const { value } of put as { value: string }[]) expect(value.length).toBeLessThanOrEqual(limits.previewChars)
  })

  it('ends, and nothing else does, when a program replaces what records it', async () => {
    const body = `
      import { run, sleep } from 'asyncio-ts'
      WeakMap.prototype.get = () => { throw new Error('mine') }
      const names = []
      Array.prototype.push = function (...items) { names[names.length] = items; return 0 }
      await run(function* () {
        yield* sleep(1)
        console.log('a')
      })`
    const { lines, trace, ending } = await run(body)
    expect(ending).toEqual({ kind: 'finished' })
    expect(lines).toMatchObject([{ text: 'a', time: 1 }])
    expect(trace.events.at(-1)).toMatchObject({ kind: 'truncated', why: 'failed' })
    expect(trace.truncated?.why).toBe('failed')
  })

  it('tells of messages over the network, as short texts, whatever a program makes of the bytes', async () => {
    const { lines, trace, ending } = await run(`
      import { run, type Coroutine } from 'asyncio-ts'
      import { encode, openConnection, startServer, type StreamReader, type StreamWriter } from 'asyncio-ts/net'
      function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
        writer.write(yield* reader.readline())
        writer.close()
      }
      await run(function* () {
        yield* startServer(echo, 'localhost', 8888)
        const [reader, writer] = yield* openConnection('localhost', 8888)
        Object.defineProperty(Uint8Array.prototype, 'toString', { value: () => 'forged' })
        Object.prototype.toJSON = () => 'forged'
        writer.write(encode('x'.repeat(5000) + '\\n'))
        console.log((yield* reader.readline()).length)
      })`)
    expect(ending).toEqual({ kind: 'finished' })
    expect(lines).toMatchObject([{ text: '5001', time: 0.04 }])
    expect(trace.truncated).toBeNull()
    const sent = trace.events.flatMap((event) => (event.kind === 'net/send' ? [event] : []))
    expect(sent[0]).toMatchObject({ way: 'data', to: 'localhost:8888', size: 5001 })
    expect(sent[0]?.value).toMatch(/^'x{70,80}…$/)
    expect(trace.events.filter(({ kind }) => kind === 'net/arrive').length).toBeGreaterThanOrEqual(2)
    expect(trace.events.filter(({ kind }) => kind === 'net/read')).toHaveLength(2)
  })

  it('holds what was recorded, not what a program would like to have in it', async () => {
    const { trace, ending } = await run(`
      import { run, sleep } from 'asyncio-ts'
      const forged = { i: 0, t: 0, turn: 0, kind: 'print', stream: 'out', text: 'forged' }
      Object.prototype.toJSON = () => forged
      for (const name of ['push', 'slice', 'map', 'concat']) {
        const native = Array.prototype[name]
        Array.prototype[name] = function (...items) {
          if (this[0] && this[0].kind) this[this.length] = forged
          return Reflect.apply(native, this, items)
        }
      }
      Object.defineProperty(Array.prototype, '7', { set(value) { Object.defineProperty(this, '7', { value: forged }) } })
      await run(function* () { yield* sleep(1) })`)
    expect(ending).toEqual({ kind: 'finished' })
    expect(trace.events.length).toBeGreaterThan(15)
    expect(trace.events.filter(({ kind }) => kind === 'print')).toEqual([])
  })
})
