import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from './limits'
import {
  encode,
  type FromRunner,
  PROTOCOL_VERSION,
  parseFromRunner,
  parseToRunner,
  type ToRunner,
  type WireEnding,
  type WireValue,
} from './protocol'

const settings = { seed: 'say-after', start: '17:14:32', clock: 'virtual', speed: '1' } as const
const error = { name: 'ValueError', message: 'no', stack: 'at x' }

const toRunner: ToRunner[] = [
  { type: 'frame/prelude', runId: 0, before: 'a', after: 'b' },
  { type: 'frame/ping', runId: 0, nonce: 3 },
  { type: 'frame/load', runId: 0, code: 'a()' },
  { type: 'run/start', runId: 1, code: '', settings },
  { type: 'run/speed', runId: 1, speed: 'instant' },
  { type: 'run/ping', runId: 1, nonce: 3 },
  { type: 'run/stop', runId: 1 },
]

const endings: WireEnding[] = [
  { kind: 'finished' },
  { kind: 'failed', error },
  { kind: 'failed', error: { ...error, members: [error, { ...error, members: [error] }] } },
  { kind: 'polling', error },
  { kind: 'deadlock', error, waiting: [{ task: 'Task-1', waitsFor: 'Task-2', stack: 'at x' }] },
  {
    kind: 'alive',
    count: 40,
    pending: [
      { kind: 'interval', due: 1.5, stack: '' },
      { kind: 'task', name: 'Task-1', waitsFor: 'nothing', stack: '' },
    ],
  },
  { kind: 'flood', reason: 'lines at once' },
]

const tree: WireValue = {
  kind: 'object',
  text: '[…]',
  parts: [
    { kind: 'number', text: '1', key: '0' },
    { kind: 'number', text: '1', key: 'length', inner: true },
  ],
}

const fromRunner: FromRunner[] = [
  { type: 'frame/ready', runId: 0 },
  { type: 'frame/pong', runId: 0, nonce: 3 },
  { type: 'run/begin', runId: 7 },
  { type: 'run/output', runId: 7, lines: [{ stream: 'log', text: 'hi', time: 0.5 }], time: 1, turns: 9 },
  { type: 'run/progress', runId: 7, nonce: 0, time: 1, turns: 9 },
  {
    type: 'run/output',
    runId: 7,
    lines: [{ stream: 'error', text: 'no', time: 0, error, values: [tree] }],
    time: 1,
    turns: 9,
  },
  {
    type: 'run/trace',
    runId: 7,
    events: [
      { i: 0, t: 0, turn: 0, kind: 'task/create', id: 1, name: 'Task-1' },
      {
        i: 1,
        t: 1.5,
        turn: 1,
        cause: 0,
        task: 1,
        loc: { line: 2, column: 3 },
        kind: 'print',
        stream: 'out',
        text: 'x',
      },
      { i: 2, t: 1.5, turn: 1, kind: 'line', changed: { n: '1', constructor: 'f' } },
      { i: 3, t: 1.5, turn: 1, kind: 'truncated', why: 'bytes', dropped: 1 },
    ],
    dropped: 17,
  },
  { type: 'run/busy', runId: 7, line: 4 },
  { type: 'run/crash', runId: 7, reason: 'worker died', detail: 'out of memory' },
  ...endings.map((ending): FromRunner => ({ type: 'run/end', runId: 7, ending })),
]

/** The message as it stands on the wire, with some fields replaced. */
function altered(message: ToRunner | FromRunner, change: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(encode(message)), ...change })
}

describe('a message of the protocol', () => {
  it.each(toRunner)('reaches the sandbox as it was sent: $type', (message) => {
    expect(parseToRunner(encode(message))).toEqual(message)
    expect(parseFromRunner(encode(message))).toBeNull()
  })

  it.each(fromRunner)('reaches the page as it was sent: $type', (message) => {
    expect(parseFromRunner(encode(message))).toEqual(message)
    expect(parseToRunner(encode(message))).toBeNull()
  })

  it.each([
    ['objects', Object.prototype],
    ['lists', Array.prototype],
    ['texts', String.prototype],
    ['numbers', Number.prototype],
  ])('is written as it is, whatever toJSON %s have got from a program', (_, prototype) => {
    const [before] = fromRunner.flatMap((message) => (message.type === 'run/output' ? [message] : []))
    Object.defineProperty(prototype, 'toJSON', { value: () => ({ forged: true }), configurable: true })
    try {
      expect(parseFromRunner(encode(before as FromRunner))).toEqual(before)
    } finally {
      Reflect.deleteProperty(prototype, 'toJSON')
    }
  })

  it.each([...toRunner, ...fromRunner])('is refused when any field of it is missing or of another type: $type', (m) => {
    const parse = (data: string) => parseToRunner(data) ?? parseFromRunner(data)
    for (const key of Object.keys(JSON.parse(encode(m)))) {
      expect(parse(altered(m, { [key]: undefined })), `without ${key}`).toBeNull()
      expect(parse(altered(m, { [key]: [[]] })), `${key} of another type`).toBeNull()
    }
    expect(parse(altered(m, { more: 1 })), 'with one field more').toBeNull()
  })

  it('is refused when it is of another version', () => {
    expect(parseToRunner(altered({ type: 'run/stop', runId: 1 }, { v: PROTOCOL_VERSION + 1 }))).toBeNull()
  })

  it('is refused when it is not JSON, or not a string at all', () => {
    for (const data of ['', '{', 'null', '3', '[]', null, undefined, 3, { type: 'run/stop', runId: 1, v: 1 }]) {
      expect(parseToRunner(data)).toBeNull()
      expect(parseFromRunner(data)).toBeNull()
    }
  })

  it('is refused when its type is a name that every object has', () => {
    for (const type of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(parseToRunner(JSON.stringify({ v: 1, type, runId: 1 }))).toBeNull()
      const ending = { kind: type }
      expect(parseFromRunner(JSON.stringify({ v: 1, type: 'run/end', runId: 1, ending }))).toBeNull()
    }
  })

  it('is refused when times, ids or streams are out of range', () => {
    const output = { type: 'run/output', runId: 7, lines: [], time: 1, turns: 9 } as const
    for (const change of [
      { time: -1 },
      { time: '1' },
      { turns: 0.5 },
      { runId: 0 },
      { runId: 2 ** 53 },
      { lines: [{ stream: 'shout', text: '', time: 0 }] },
      { lines: [{ stream: 'log', text: 5, time: 0 }] },
      { lines: { length: 0 } },
    ]) {
      expect(parseFromRunner(altered(output, change)), JSON.stringify(change)).toBeNull()
    }
    expect(parseToRunner(altered(toRunner[2] as ToRunner, { settings: { ...settings, start: '7:14' } }))).toBeNull()
  })

  it('is refused when something in it is no event of a trace', () => {
    const trace = { type: 'run/trace', runId: 7, events: [], dropped: 0 } as const
    const print = { i: 1, t: 0, turn: 0, cause: 0, kind: 'print', stream: 'out', text: 'x' }
    const line = { i: 1, t: 0, turn: 0, kind: 'line', changed: {} }
    const close = { i: 1, t: 0, turn: 0, kind: 'loop/close', dropped: [3] }
    const sent = {
      i: 1,
      t: 0,
      turn: 0,
      kind: 'net/send',
      id: 1,
      way: 'data',
      from: 'a:1',
      to: 'b:2',
      size: 2,
      value: 'x',
    }
    for (const event of [print, line, close, sent]) {
      expect(parseFromRunner(altered(trace, { events: [event] }))).not.toBeNull()
    }
    for (const event of [
      null,
      'print',
      [print],
      { ...print, kind: 'shout' },
      { ...print, kind: 'constructor' },
      { ...print, text: 'x'.repeat(limits.traceTextChars + 1) },
      { ...print, text: { length: 1 } },
      { ...print, stream: 'log' },
      { ...print, more: 1 },
      { ...print, i: -1 },
      { ...print, i: limits.traceEvents + 1 },
      { ...print, cause: 1 },
      { ...print, t: '0' },
      { ...print, task: 'Task-1' },
      { ...print, loc: { line: 0, column: 1 } },
      { ...print, loc: { line: 1 } },
      { ...line, changed: { n: 1 } },
      { ...line, changed: ['n'] },
      { ...line, changed: Object.fromEntries(Array.from({ length: limits.traceNames + 1 }, (_, n) => [`n${n}`, ''])) },
      { ...line, changed: { ['n'.repeat(limits.traceTextChars + 1)]: '' } },
      { ...line, changed: JSON.parse('{"__proto__":"x"}') },
      { ...sent, way: 'pigeon' },
      { ...sent, size: -1 },
      { ...sent, to: ['b', 2] },
      { ...close, dropped: [0] },
      { ...close, dropped: Array.from({ length: limits.traceList + 1 }, () => 1) },
    ]) {
      expect(parseFromRunner(altered(trace, { events: [event] })), JSON.stringify(event)).toBeNull()
    }
  })

  it('is refused when a text of it is longer than the worker cuts it, or a list has more than a batch', () => {
    const output = { type: 'run/output', runId: 7, lines: [], time: 1, turns: 9 } as const
    const line = { stream: 'log', text: 'x', time: 0 } as const
    const long = 'x'.repeat(100_000)
    expect(parseFromRunner(altered(output, { lines: [line] }))).not.toBeNull()
    for (const lines of [
      [{ ...line, text: long }],
      [{ ...line, values: [{ kind: 'string', text: long }] }],
      [{ ...line, values: [{ kind: 'string', text: 'x', key: long }] }],
      [{ ...line, error: { ...error, name: long } }],
      [{ ...line, error: { ...error, message: long } }],
      [{ ...line, error: { ...error, members: [{ ...error, stack: long }] } }],
      Array.from({ length: limits.batchLines + 1 }, () => line),
    ]) {
      expect(parseFromRunner(altered(output, { lines }))).toBeNull()
    }
    for (const ending of endings) {
      const lengthened = JSON.parse(JSON.stringify(ending), (key, value) =>
        key === 'stack' || key === 'waitsFor' || key === 'task' ? long : value,
      )
      const fits = JSON.stringify(lengthened) === JSON.stringify(ending)
      expect(
        parseFromRunner(JSON.stringify({ v: PROTOCOL_VERSION, type: 'run/end', runId: 7, ending: lengthened })) !==
          null,
      ).toBe(fits)
    }
  })

  it('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (data) => {
        expect(parseToRunner(data)).toBeNull()
        expect(parseFromRunner(data)).toBeNull()
      }),
    )
  })
})
