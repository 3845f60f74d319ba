import { describe, expect, it } from 'vitest'
import { type Ending, initialSession, reduceSession, type SessionEvent } from './session'

const line = (text: string, time = 0) => ({ stream: 'log', text, time }) as const
const finished: Ending = { kind: 'finished' }

function fold(...events: SessionEvent[]) {
  return events.reduce(reduceSession, initialSession)
}

describe('a session', () => {
  it('follows a run from its preparation to its end', () => {
    const running = fold({ type: 'run/prepare', runId: 1 }, { type: 'run/begin', runId: 1 })
    expect(running.status).toBe('running')
    const ended = [
      { type: 'run/output', runId: 1, lines: [line('a'), line('b')], time: 1, turns: 2 },
      { type: 'run/output', runId: 1, lines: [line('c', 2)], time: 2, turns: 3 },
      { type: 'run/end', runId: 1, ending: finished },
    ].reduce((state, event) => reduceSession(state, event as SessionEvent), running)
    expect(ended).toEqual({
      status: 'ended',
      runId: 1,
      lines: [line('a'), line('b'), line('c', 2)],
      time: 2,
      turns: 3,
      ending: finished,
      trace: { events: [], truncated: null },
    })
  })

  it('adds the events of its trace to those that it has, and counts what is missing once it was cut', () => {
    const turn = (i: number) => ({ i, t: 0, turn: i, kind: 'loop/turn' }) as const
    const cut = { i: 2, t: 0, turn: 2, kind: 'truncated', why: 'events', dropped: 1 } as const
    const first = fold(
      { type: 'run/prepare', runId: 1 },
      { type: 'run/begin', runId: 1 },
      { type: 'run/trace', runId: 1, events: [turn(0)], dropped: 0 },
    )
    expect(first.trace).toEqual({ events: [turn(0)], truncated: null })
    const second = reduceSession(first, { type: 'run/trace', runId: 1, events: [turn(1), cut], dropped: 1 })
    const third = reduceSession(second, { type: 'run/trace', runId: 1, events: [], dropped: 40 })
    const whole = { ...cut, dropped: 40 }
    expect(third.trace).toEqual({ events: [turn(0), turn(1), whole], truncated: whole })
    expect([first.trace.events.length, second.trace.truncated]).toEqual([1, cut])
  })

  it('starts empty with every run', () => {
    const state = fold(
      { type: 'run/prepare', runId: 1 },
      { type: 'run/output', runId: 1, lines: [line('old')], time: 3, turns: 4 },
      { type: 'run/prepare', runId: 2 },
    )
    expect(state).toEqual({ ...initialSession, status: 'preparing', runId: 2 })
  })

  it('drops what an earlier run still has to say', () => {
    const state = fold({ type: 'run/prepare', runId: 1 }, { type: 'run/prepare', runId: 2 })
    const late: SessionEvent[] = [
      { type: 'run/prepare', runId: 1 },
      { type: 'run/begin', runId: 1 },
      { type: 'run/output', runId: 1, lines: [line('late')], time: 9, turns: 9 },
      { type: 'run/progress', runId: 1, time: 9, turns: 9 },
      { type: 'run/trace', runId: 1, events: [], dropped: 9 },
      { type: 'run/end', runId: 1, ending: finished },
    ]
    for (const event of late) expect(reduceSession(state, event), event.type).toBe(state)
  })

  it('drops what comes after the end', () => {
    const state = fold({ type: 'run/prepare', runId: 1 }, { type: 'run/end', runId: 1, ending: { kind: 'stopped' } })
    expect(reduceSession(state, { type: 'run/end', runId: 1, ending: finished })).toBe(state)
    expect(reduceSession(state, { type: 'run/output', runId: 1, lines: [line('x')], time: 1, turns: 1 })).toBe(state)
  })

  it('tells how far the loop has come while nothing is printed', () => {
    const state = fold({ type: 'run/prepare', runId: 1 }, { type: 'run/progress', runId: 1, time: 4, turns: 8 })
    expect(state).toMatchObject({ time: 4, turns: 8, lines: [] })
  })

  it('forgets its run when it is reset, and hears nothing of it again', () => {
    const state = fold({ type: 'run/prepare', runId: 3 }, { type: 'session/reset' })
    expect(state).toEqual({ ...initialSession, runId: 3 })
    expect(reduceSession(state, { type: 'run/end', runId: 3, ending: finished })).toBe(state)
  })
})
