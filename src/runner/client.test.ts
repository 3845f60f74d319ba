// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunnerAssets } from './assets'
import { createRunnerClient, type Program } from './client'
import type { WorkerLike } from './compile/compiler'
import type { FromRunner, ToRunner } from './protocol'
import type { Sandbox, SandboxEvents } from './sandbox'
import { endOf } from './script'
import type { SessionEvent } from './session'

/** A sandbox that only writes down what it is sent. */
interface FakeSandbox extends Sandbox {
  readonly events: SandboxEvents
  readonly sent: ToRunner[]
  disposed: boolean
}

const sandboxes: FakeSandbox[] = []
let opens: Promise<void> = Promise.resolve()

vi.mock('./sandbox', () => ({
  openSandbox: (_controller: unknown, _wrapper: unknown, events: SandboxEvents) => {
    const sandbox: FakeSandbox = {
      events,
      sent: [],
      disposed: false,
      ready: opens,
      isReady: false,
      send: (message) => void sandbox.sent.push(message),
      dispose: () => {
        sandbox.disposed = true
      },
    }
    sandboxes.push(sandbox)
    return sandbox
  },
}))

/** Compiles whatever it is given to itself; a program "wrong" is refused. */
function startCompiler(): WorkerLike {
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    terminate: () => {},
    postMessage: (message) => {
      const { id, code } = message as { id: number; code: string }
      const error = { name: 'SyntaxError', message: 'wrong', position: null, stack: [] }
      const compiled =
        code === 'wrong' ? { ok: false, error } : { ok: true, code, source: code, insertions: [], parts: [] }
      queueMicrotask(() => worker.onmessage?.({ data: { id, compiled } } as MessageEvent))
    },
  }
  return worker
}

const assets: RunnerAssets = {
  controller: { code: '', hash: '' },
  prelude: '',
  startCompiler,
  loadPart: async () => '',
}
const program: Program = { id: 'x', code: 'a()', start: '00:00:00', clock: 'virtual', speed: '1' }

function setUp() {
  const client = createRunnerClient(async () => assets)
  const run = (code = 'a()') => {
    const events: SessionEvent[] = []
    const started = client.run({ ...program, code }, (event) => events.push(event))
    const ending = () => events.flatMap((event) => (event.type === 'run/end' ? [event.ending.kind] : []))
    return { ...started, events, ending }
  }
  return { client, run }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const newest = () => sandboxes.at(-1) as FakeSandbox
const receive = (message: FromRunner) => newest().events.onMessage(message)

beforeEach(() => {
  sandboxes.length = 0
  opens = Promise.resolve()
})

describe('a page’s runner', () => {
  it('opens one frame for all its runs, and each run hears only what is its own', async () => {
    const { run } = setUp()
    const [a, b] = [run(), run()]
    expect(a.events).toEqual([{ type: 'run/prepare', runId: a.runId }])
    await settled()
    receive({ type: 'run/begin', runId: b.runId })
    receive({ type: 'run/end', runId: b.runId, ending: { kind: 'finished' } })
    receive({ type: 'run/begin', runId: 99 })
    expect(sandboxes).toHaveLength(1)
    expect([a.ending(), b.ending()]).toEqual([[], ['finished']])
    expect(b.runId).toBeGreaterThan(a.runId)
  })

  it('starts a program at once when all is at hand, after the view has heard of the run', async () => {
    const { run } = setUp()
    const first = run()
    await settled()
    receive({ type: 'run/end', runId: first.runId, ending: { kind: 'finished' } })
    Object.assign(newest(), { isReady: true })
    const second = run()
    expect(newest().sent.at(-1)).toMatchObject({ type: 'run/start', runId: second.runId })
    expect(second.events).toEqual([{ type: 'run/prepare', runId: second.runId }])
    second.stop()
    expect(second.ending()).toEqual(['stopped'])
  })

  it('sends nothing of a program that does not compile', async () => {
    const { run } = setUp()
    const wrong = run('wrong')
    await settled()
    expect(wrong.ending()).toEqual(['invalid'])
    expect(newest().sent.filter(({ type }) => type === 'run/start')).toEqual([])
  })

  it('ends a run at once when it is stopped, and throws the frame away with what it may still compute', async () => {
    const { run } = setUp()
    const endless = run()
    await settled()
    endless.stop()
    expect(endless.ending()).toEqual(['stopped'])
    expect(newest().sent.at(-1)).toEqual({ type: 'run/stop', runId: endless.runId })
    expect(newest().disposed).toBe(true)
    await settled()
    expect(
      sandboxes.map(({ disposed }) => disposed),
      'the next one is open already',
    ).toEqual([true, false])
  })

  it('keeps the frame when a run is stopped beside another, or ends by itself', async () => {
    const { run } = setUp()
    const [a, b] = [run(), run()]
    await settled()
    a.stop()
    receive({ type: 'run/end', runId: b.runId, ending: { kind: 'finished' } })
    expect(newest().disposed).toBe(false)
    expect(b.ending()).toEqual(['finished'])
  })

  it('throws the frame away after a flood, and tells the runs beside', async () => {
    const { run } = setUp()
    const [a, b] = [run(), run()]
    await settled()
    receive({ type: 'run/crash', runId: a.runId, reason: 'messages', detail: '' })
    expect([a.ending(), b.ending()]).toEqual([['flood'], ['crashed']])
    expect(sandboxes[0]?.disposed).toBe(true)
  })

  it('starts a run that was being prepared when another flooded the frame, in the next one', async () => {
    const { run } = setUp()
    const a = run()
    await settled()
    const b = run('b()')
    receive({ type: 'run/crash', runId: a.runId, reason: 'messages', detail: '' })
    await settled()
    expect(b.ending()).toEqual([])
    expect(sandboxes.map(({ disposed }) => disposed)).toEqual([true, false])
    expect(newest().sent).toMatchObject([{ type: 'run/start', runId: b.runId }])
  })

  describe('has a program wait in a worker', () => {
    const loads = () => newest().sent.flatMap((message) => (message.type === 'frame/load' ? [message.code] : []))

    it('that is likely to be run, when it is told so', async () => {
      const { client } = setUp()
      await client.warm('a()')
      await settled()
      expect(loads()).toEqual([])
      await client.warm('a()', true)
      await settled()
      expect(loads()).toEqual([`a()${endOf({})}`])
    })

    it('that has come to its end, but none that was stopped or flooded the frame', async () => {
      const { run } = setUp()
      const finished = run('a()')
      await settled()
      receive({ type: 'run/end', runId: finished.runId, ending: { kind: 'finished' } })
      await settled()
      expect(loads()).toEqual([`a()${endOf({})}`])
      const flooded = run('b()')
      await settled()
      receive({ type: 'run/crash', runId: flooded.runId, reason: 'messages', detail: '' })
      const stopped = run('c()')
      await settled()
      stopped.stop()
      await settled()
      expect(sandboxes.slice(1).flatMap(({ sent }) => sent.filter(({ type }) => type === 'frame/load'))).toEqual([])
    })

    it('not when the page is left', async () => {
      const { client, run } = setUp()
      run('a()')
      await settled()
      client.dispose()
      await settled()
      expect(loads()).toEqual([])
      expect(sandboxes).toHaveLength(1)
    })
  })

  it('builds nothing up again when it was disposed of while it was loading', async () => {
    const start = vi.fn(startCompiler)
    const client = createRunnerClient(async () => ({ ...assets, startCompiler: start }))
    const kinds: string[] = []
    client.run(program, (event) => event.type === 'run/end' && kinds.push(event.ending.kind))
    const warming = client.warm('code')
    client.dispose()
    await warming
    await settled()
    expect(kinds).toEqual(['stopped'])
    expect(start).not.toHaveBeenCalled()
    expect(sandboxes).toEqual([])
  })

  it('tells its runs when the frame is lost, and opens another for the next', async () => {
    const { run } = setUp()
    const first = run()
    await settled()
    newest().events.onLost('frame replaced')
    expect(first.ending()).toEqual(['crashed'])
    const next = run()
    await settled()
    expect(newest().sent[0]).toMatchObject({ type: 'run/start', runId: next.runId })
  })

  it('can be stopped before it has started', async () => {
    const { run } = setUp()
    const early = run()
    early.stop()
    early.stop()
    await settled()
    expect(early.ending()).toEqual(['stopped'])
    expect(sandboxes.flatMap(({ sent }) => sent.filter(({ type }) => type === 'run/start'))).toEqual([])
  })

  describe('watches over what it started:', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
    afterEach(() => void vi.useRealTimers())

    it('a silent frame is replaced within four seconds, and its runs have crashed', async () => {
      const { run } = setUp()
      const silent = run()
      await settled()
      receive({ type: 'run/begin', runId: silent.runId })
      vi.advanceTimersByTime(3900)
      expect(silent.ending()).toEqual([])
      vi.advanceTimersByTime(1100)
      expect(silent.ending()).toEqual(['crashed'])
      expect(sandboxes[0]?.disposed).toBe(true)
    })

    it('a silent worker in a frame that answers is blocked', async () => {
      const { run } = setUp()
      const busy = run()
      await settled()
      receive({ type: 'run/begin', runId: busy.runId })
      for (let i = 0; i < 6; i++) {
        vi.advanceTimersByTime(500)
        receive({ type: 'frame/pong', runId: 0, nonce: 0 })
      }
      expect(busy.ending()).toEqual(['blocked'])
    })
  })

  it('leaves nothing behind when the page is left, and works again when it is shown again', async () => {
    const { run } = setUp()
    const first = run()
    await settled()
    dispatchEvent(new Event('pagehide'))
    expect(first.ending()).toEqual(['stopped'])
    await settled()
    expect(sandboxes.map(({ disposed }) => disposed)).toEqual([true])
    run()
    await settled()
    expect(newest().disposed).toBe(false)
  })

  it('says so when the frame does not open, and warming up does not throw', async () => {
    opens = Promise.reject(new Error('no frame'))
    opens.catch(() => {})
    const { client, run } = setUp()
    await client.warm('code')
    const first = run()
    await settled()
    expect(first.events.at(-1)).toMatchObject({ ending: { kind: 'crashed', reason: 'not loaded', detail: 'no frame' } })
  })

  it('tries to load again after loading failed', async () => {
    let tries = 0
    const client = createRunnerClient(async () => {
      if (tries++ === 0) throw new Error('offline')
      return assets
    })
    const kinds: string[] = []
    const go = () => client.run(program, (event) => event.type === 'run/end' && kinds.push(event.ending.kind))
    go()
    await settled()
    go()
    await settled()
    expect(kinds).toEqual(['crashed'])
    expect(newest().sent[0]).toMatchObject({ type: 'run/start' })
  })
})
