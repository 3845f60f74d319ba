import { describe, expect, it } from 'vitest'
import { limits } from '../limits'
import type { FromRunner } from '../protocol'
import { createFakeHost } from './fake-host'
import { createOutput } from './output'

function setUp() {
  const host = createFakeHost()
  const sent: FromRunner[] = []
  const floods: string[] = []
  const output = createOutput(7, host, {
    send: (message) => sent.push(message),
    turns: () => 3,
    onFlood: (reason) => floods.push(reason),
    recorded: () => undefined,
  })
  const texts = () =>
    sent.map((message) => (message.type === 'run/output' ? message.lines.map(({ text }) => text) : []))
  return { host, sent, floods, output, texts }
}

describe('output', () => {
  it('goes out at once with the first line, then in batches at least a gap apart', () => {
    const { host, output, texts, sent } = setUp()
    output.print('log', 'a', 0)
    expect(sent).toEqual([
      { type: 'run/output', runId: 7, lines: [{ stream: 'log', text: 'a', time: 0 }], time: 0, turns: 3 },
    ])
    output.print('log', 'b', 1)
    output.print('warn', 'c', 2)
    host.pass(limits.batchGapMs - 1)
    expect(texts()).toEqual([['a']])
    host.pass(1)
    expect(texts()).toEqual([['a'], ['b', 'c']])
    host.pass(limits.batchGapMs)
    output.print('log', 'd', 3)
    expect(texts()).toEqual([['a'], ['b', 'c'], ['d']])
  })

  it('gets out of a program that never gives way, as soon as it prints again', () => {
    const { output, texts, host } = setUp()
    output.print('log', 'a', 0)
    output.print('log', 'b', 0)
    host.compute(limits.batchGapMs)
    output.print('log', 'c', 0)
    expect(texts().flat()).toEqual(['a', 'b', 'c'])
  })

  it('gets out of a program that computes for ever after its last line, by what looks in on it', () => {
    const { output, texts, host } = setUp()
    output.print('log', 'a', 0)
    output.print('log', 'b', 1)
    output.late()
    expect(texts()).toEqual([['a']])
    host.compute(limits.batchGapMs)
    output.late()
    output.late()
    expect(texts()).toEqual([['a'], ['b']])
  })

  it('can be sent early, and then not twice', () => {
    const { host, output, texts } = setUp()
    output.print('log', 'a', 0)
    output.print('log', 'b', 1)
    output.flush(2)
    host.pass(1000)
    expect(texts()).toEqual([['a'], ['b']])
  })

  it('cuts a long line and says by how much', () => {
    const { output, texts } = setUp()
    output.print('log', 'x'.repeat(limits.lineChars + 5), 0)
    expect(texts()[0]?.[0]).toBe(`${'x'.repeat(limits.lineChars)}… (5 more characters)`)
  })

  it('ends the run when a batch holds too many lines or too many characters', () => {
    const lines = setUp()
    for (let i = 0; i <= limits.batchLines + 1; i++) lines.output.print('log', '', 0)
    expect(lines.floods).toEqual(['lines at once'])
    expect(lines.texts().flat()).toHaveLength(limits.batchLines + 1)

    const chars = setUp()
    for (let i = 0; i < 40 && chars.floods.length === 0; i++) chars.output.print('log', 'x'.repeat(9_000), 0)
    expect(chars.floods).toEqual(['characters at once'])
  })

  it('tells at turn boundaries, now and then, that the run gives way', () => {
    const { host, output, sent } = setUp()
    for (let i = 0; i < 100; i++) {
      output.tick(i)
      host.pass(10)
    }
    expect(sent.length).toBeGreaterThanOrEqual(3)
    expect(sent.length).toBeLessThan(6)
    expect(sent[0]).toEqual({ type: 'run/progress', runId: 7, nonce: 0, time: 0, turns: 3 })
  })

  it('tells so beside what is printed: lines are no sign of giving way', () => {
    const { host, output, sent } = setUp()
    for (let i = 0; i < 100; i++) {
      output.print('log', 'x', i)
      output.tick(i)
      host.pass(10)
    }
    expect(sent.filter(({ type }) => type === 'run/progress').length).toBeGreaterThanOrEqual(3)
  })

  it('takes and sends nothing once it is closed', () => {
    const { host, output, sent } = setUp()
    output.print('log', 'a', 0)
    output.print('log', 'b', 0)
    output.close()
    output.print('log', 'c', 0)
    output.tick(0)
    output.flush(0)
    host.pass(1000)
    expect(sent).toHaveLength(1)
  })
})
