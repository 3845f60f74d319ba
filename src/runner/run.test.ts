import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Program } from './client'
import { limits } from './limits'
import type { ToRunner } from './protocol'
import { createActiveRun, type WorkerState } from './run'
import { endOf, wrapperOf } from './script'
import type { SessionEvent } from './session'

const program: Program = { id: 'x', code: '', start: '00:00:00', clock: 'virtual', speed: '1' }
const compiled = { ok: true, code: 'a()', source: 'a()', insertions: [], parts: [], steps: true } as const
const tenLines = { ...compiled, code: '\n'.repeat(9), insertions: [{ line: 4, column: 1, length: 9 }] }

function setUp({ frameAnswers = true } = {}) {
  const events: SessionEvent[] = []
  const sent: ToRunner[] = []
  const ends: WorkerState[] = []
  const run = createActiveRun(4, program, {
    onEvent: (event) => events.push(event),
    send: (message) => sent.push(message),
    frameAnswers: () => frameAnswers,
    onEnd: (worker) => ends.push(worker),
  })
  const endings = () => events.flatMap((event) => (event.type === 'run/end' ? [event.ending] : []))
  const begin = () => {
    run.start(compiled, wrapperOf(''))
    run.receive({ type: 'run/begin', runId: 4 })
  }
  return { run, events, sent, ends, endings, begin }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('a run under way', () => {
  it('starts with its code and settings, and passes on what it hears', () => {
    const { run, sent, events, begin } = setUp()
    begin()
    run.receive({ type: 'run/progress', runId: 4, nonce: 1, time: 2, turns: 3 })
    expect(sent[0]).toMatchObject({
      type: 'run/start',
      runId: 4,
      code: `a()${endOf({})}`,
      settings: { seed: 'x', speed: '1' },
    })
    expect(events).toEqual([
      { type: 'run/begin', runId: 4 },
      { type: 'run/progress', runId: 4, time: 2, turns: 3 },
    ])
  })

  it('is blocked when it leaves pings without an answer for two to three seconds', () => {
    const { endings, sent, begin } = setUp()
    begin()
    vi.advanceTimersByTime(1_900)
    expect(endings()).toEqual([])
    vi.advanceTimersByTime(1_100)
    expect(endings()).toEqual([{ kind: 'blocked', seconds: 2, line: null, within: false }])
    expect(sent.at(-1)).toEqual({ type: 'run/stop', runId: 4 })
  })

  it('is a flood when its trace does not go on where it was, goes on after its end, or is too large', () => {
    const event = (i: number, text = 'x') => ({ i, t: 0, turn: 0, kind: 'print', stream: 'out', text }) as const
    const cut = (i: number) => ({ i, t: 0, turn: 0, kind: 'truncated', why: 'events', dropped: 1 }) as const
    const large = Array.from({ length: limits.traceEvents }, (_, i) => event(i, 'x'.repeat(limits.traceTextChars)))
    for (const lists of [[[event(1)]], [[event(0)], [event(0)]], [[event(0), cut(1)], [event(2)]], [large]]) {
      const { run, endings, begin, ends } = setUp()
      begin()
      for (const events of lists) run.receive({ type: 'run/trace', runId: 4, events, dropped: 0 })
      expect(endings()).toEqual([{ kind: 'flood', reason: 'nonsense' }])
      expect(ends).toEqual(['flooding'])
    }
    const { run, endings, begin, events } = setUp()
    begin()
    run.receive({ type: 'run/trace', runId: 4, events: [event(0), cut(1)], dropped: 0 })
    run.receive({ type: 'run/trace', runId: 4, events: [], dropped: 7 })
    expect(endings()).toEqual([])
    expect(events.at(-1)).toEqual({ type: 'run/trace', runId: 4, events: [], dropped: 7 })
  })

  it('is not called blocked when the frame is silent as a whole', () => {
    const { endings, begin } = setUp({ frameAnswers: false })
    begin()
    vi.advanceTimersByTime(10_000)
    expect(endings()).toEqual([])
  })

  it('is blocked even while it prints, and names the last line that it was seen on', () => {
    const { run, endings } = setUp()
    run.start(tenLines, wrapperOf(''))
    run.receive({ type: 'run/begin', runId: 4 })
    for (let i = 0; i < 6; i++) {
      vi.advanceTimersByTime(500)
      run.receive({ type: 'run/busy', runId: 4, line: 4 + i })
      run.receive({
        type: 'run/output',
        runId: 4,
        lines: [{ stream: 'log', text: 'x', time: 0 }],
        time: 0,
        turns: 0,
      })
    }
    expect(endings()).toMatchObject([{ kind: 'blocked', line: 6, within: false }])
  })

  it('is blocked within one operation when it does not even tell its line any more', () => {
    const { run, endings } = setUp()
    run.start(tenLines, wrapperOf(''))
    run.receive({ type: 'run/begin', runId: 4 })
    run.receive({ type: 'run/busy', runId: 4, line: 4 })
    vi.advanceTimersByTime(3_000)
    expect(endings()).toMatchObject([{ kind: 'blocked', line: 4, within: true }])
  })

  it('forgets the line of a program that gave way again', () => {
    const { run, endings } = setUp()
    run.start(tenLines, wrapperOf(''))
    run.receive({ type: 'run/begin', runId: 4 })
    run.receive({ type: 'run/busy', runId: 4, line: 4 })
    run.receive({ type: 'run/progress', runId: 4, nonce: 1, time: 0, turns: 0 })
    vi.advanceTimersByTime(3_000)
    expect(endings()).toMatchObject([{ kind: 'blocked', line: null, within: true }])
  })

  it('is on no line that its program does not have, whatever the program itself says by its beacons', () => {
    const { run, endings } = setUp()
    run.start(tenLines, wrapperOf(''))
    run.receive({ type: 'run/begin', runId: 4 })
    run.receive({ type: 'run/busy', runId: 4, line: 10 })
    run.receive({ type: 'run/busy', runId: 4, line: 11 })
    vi.advanceTimersByTime(3_000)
    expect(endings()).toMatchObject([{ kind: 'blocked', line: 10 }])
  })

  it('has run out of memory only when the engine says so', () => {
    for (const [detail, kind] of [
      ['Uncaught RangeError: Array buffer allocation failed', 'memory'],
      ['', 'crashed'],
      ['Uncaught Error: no more', 'crashed'],
    ]) {
      const { run, endings, begin } = setUp()
      begin()
      run.receive({ type: 'run/crash', runId: 4, reason: 'worker died', detail: detail as string })
      expect(endings()).toMatchObject([{ kind }])
    }
  })

  it('is a flood when its trees take more than a run may', () => {
    const { run, endings, begin } = setUp()
    begin()
    const values = [{ kind: 'string', text: 'x'.repeat(1024 * 1024) }] as const
    for (let i = 0; i < 5; i++) {
      run.receive({
        type: 'run/output',
        runId: 4,
        lines: [{ stream: 'log', text: '', time: 0, values }],
        time: 0,
        turns: 0,
      })
    }
    expect(endings()).toMatchObject([{ kind: 'flood', reason: 'characters' }])
  })

  it('is a flood when the errors of its lines take more than a run may', () => {
    const { run, endings, begin } = setUp()
    begin()
    const member = { name: '', message: '', stack: 'x'.repeat(limits.lineErrorChars / 4) }
    const error = { ...member, members: [member] }
    const output = { type: 'run/output', runId: 4, time: 0, turns: 0 } as const
    run.receive({ ...output, lines: [{ stream: 'error', text: '', time: 0, error }] })
    expect(endings()).toEqual([])
    run.receive({ ...output, lines: [{ stream: 'error', text: '', time: 0, error }] })
    expect(endings()).toMatchObject([{ kind: 'flood', reason: 'characters' }])
  })

  it('is not blocked while it answers, however long it takes', () => {
    const { run, endings, begin } = setUp()
    begin()
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(1_500)
      run.receive({ type: 'run/progress', runId: 4, nonce: i, time: 0, turns: 0 })
    }
    expect(endings()).toEqual([])
  })

  describe('that answers for ever', () => {
    const answer = ({ run }: ReturnType<typeof setUp>, ms: number) => {
      for (let left = ms; left > 0; left -= limits.pingEveryMs) {
        vi.advanceTimersByTime(limits.pingEveryMs)
        run.receive({ type: 'run/progress', runId: 4, nonce: 0, time: 0, turns: 0 })
      }
    }

    it('is never taken for blocked, and has time to end itself, which says for how long it went', () => {
      const under = setUp()
      under.begin()
      answer(under, limits.runWallMs)
      expect(under.endings()).toEqual([])
      under.run.receive({ type: 'run/end', runId: 4, ending: { kind: 'alive', count: 0, pending: [] } })
      expect(under.endings()).toEqual([{ kind: 'alive', minutes: 10, count: 0, pending: [] }])
    })

    it('is ended by the page when it does not end itself, as no worker with the prelude does', () => {
      const under = setUp()
      under.begin()
      answer(under, limits.runWallMs + limits.overdueMs)
      expect(under.endings()).toEqual([{ kind: 'alive', minutes: 10, count: 0, pending: [] }])
      expect(under.sent.at(-1)).toEqual({ type: 'run/stop', runId: 4 })
    })

    it('is not charged for the time that the page slept', () => {
      const under = setUp()
      under.begin()
      let slept = 0
      const clock = performance.now.bind(performance)
      vi.spyOn(performance, 'now').mockImplementation(() => clock() + slept)
      answer(under, limits.runWallMs / 2)
      slept = 3_600_000
      answer(under, limits.runWallMs / 2)
      expect(under.endings()).toEqual([])
      vi.mocked(performance.now).mockRestore()
    })

    it('that ends soon after main with something pending, is not said to have run for long', () => {
      const { run, endings, begin } = setUp()
      begin()
      run.receive({ type: 'run/end', runId: 4, ending: { kind: 'alive', count: 0, pending: [] } })
      expect(endings()).toEqual([{ kind: 'alive', count: 0, pending: [] }])
    })
  })

  it('has crashed when its worker never comes up', () => {
    const { run, endings } = setUp()
    run.start(compiled, wrapperOf(''))
    vi.advanceTimersByTime(limits.startWithinMs + limits.pingEveryMs)
    expect(endings()).toEqual([{ kind: 'crashed', reason: 'worker silent', detail: '' }])
  })

  it('ends once, and hears nothing afterwards', () => {
    const { run, events, ends, endings, begin } = setUp()
    begin()
    run.end({ kind: 'stopped' })
    const count = events.length
    run.end({ kind: 'finished' })
    run.receive({ type: 'run/progress', runId: 4, nonce: 0, time: 0, turns: 0 })
    run.setSpeed('4')
    vi.advanceTimersByTime(10_000)
    expect(endings()).toEqual([{ kind: 'stopped' }])
    expect(events).toHaveLength(count)
    expect(ends).toEqual(['busy'])
  })

  it('never starts when it was stopped while it was being compiled', () => {
    const { run, sent, ends } = setUp()
    run.end({ kind: 'stopped' })
    run.start(compiled, wrapperOf(''))
    expect(sent).toEqual([{ type: 'run/stop', runId: 4 }])
    expect(ends).toEqual(['resting'])
  })

  it('starts at the speed chosen meanwhile, and tells a later choice at once', () => {
    const { run, sent, begin } = setUp()
    run.setSpeed('10')
    begin()
    run.setSpeed('instant')
    expect(sent).toMatchObject([{ settings: { speed: '10' } }, { type: 'run/speed', speed: 'instant' }])
  })

  it('asks for a new frame after a flood: told by the worker, by the controller, or counted here', () => {
    const worker = setUp()
    worker.begin()
    worker.run.receive({ type: 'run/end', runId: 4, ending: { kind: 'flood', reason: 'lines at once' } })
    const controller = setUp()
    controller.begin()
    controller.run.receive({ type: 'run/crash', runId: 4, reason: 'messages', detail: '' })
    const counted = setUp()
    counted.begin()
    const lines = Array.from({ length: 1000 }, () => ({ stream: 'log', text: '', time: 0 }) as const)
    for (let i = 0; i <= 20; i++) counted.run.receive({ type: 'run/output', runId: 4, lines, time: 0, turns: 0 })
    const long = setUp()
    long.begin()
    const line = { stream: 'log', text: 'x'.repeat(1024 * 1024), time: 0 } as const
    for (let i = 0; i <= 16; i++) long.run.receive({ type: 'run/output', runId: 4, lines: [line], time: 0, turns: 0 })
    for (const { ends, endings } of [worker, controller, counted, long]) {
      expect(ends).toEqual(['flooding'])
      expect(endings()).toMatchObject([{ kind: 'flood' }])
    }
  })
})
