/**
 * What may be an event of a trace, field by field: the worker sends nothing else, and the page takes nothing else.
 *
 * Texts are cut by whoever records, and lists are as long as the recording's limits let them be.
 */
import type { TraceEvent } from 'asyncio-ts/trace'
import { limits } from './limits'
import { integer, list, literal, matchesTagged, number, object, optional, record, type Shape, short } from './shape'

type Kind = TraceEvent['kind']
type Base = 'i' | 't' | 'turn' | 'task' | 'callback' | 'frame' | 'loc' | 'cause' | 'kind'
/** `Omit` and `Extract`, for a union whose members share a kind as well. */
type Of<K extends Kind> = TraceEvent extends infer E
  ? E extends { kind: infer Own }
    ? K extends Own
      ? E
      : never
    : never
  : never
type Shapes = { [K in Kind]: Shape<Omit<Of<K>, Base>> }

const count = integer(0, Number.MAX_SAFE_INTEGER)
const id = integer(1, Number.MAX_SAFE_INTEGER)
const ids = list(id, limits.traceList)
const text = short(limits.traceTextChars)
const yes = literal(true)
/** A time in seconds, of any clock; null: never. */
const when = (value: unknown): boolean => value === null || number(value)
const how = literal('result', 'error', 'cancelled')

const base = {
  i: integer(0, limits.traceEvents),
  t: number,
  turn: count,
  task: optional(id),
  callback: optional(id),
  frame: optional(id),
  loc: optional(object({ line: integer(1, limits.programChars), column: integer(1, limits.programChars) })),
  cause: optional(integer(0, limits.traceEvents)),
}

const queue = { id, name: text, value: text, size: count, to: ids }

const shapes: Shapes = {
  'gen/create': { id, name: text, coroutine: optional(yes) },
  'gen/resume': {
    id,
    op: literal('next', 'send', 'throw', 'close'),
    value: optional(text),
    from: optional(id),
    dropped: optional(yes),
  },
  'gen/yield': { id, value: text, to: optional(id) },
  'gen/delegate': { id, to: optional(id), value: text },
  'gen/end': { id, how: literal('return', 'throw', 'close'), value: text },
  'task/create': {
    id,
    name: text,
    coro: optional(text),
    gen: optional(id),
    parent: optional(id),
    eager: optional(yes),
  },
  'task/step': { id, op: literal('send', 'throw'), value: optional(text), from: optional(id) },
  'task/suspend': { id, on: optional(id), what: optional(text) },
  'task/wake': { id, by: id },
  'task/cancel': { id, by: optional(id), message: optional(text) },
  'task/end': { id, how, value: text },
  'future/create': { id, name: text },
  'future/settle': { id, how, value: text },
  'future/callback': { id, op: literal('add', 'remove'), fn: id, name: text },
  'loop/turn': {},
  'loop/ready-push': { id, name: text },
  'loop/ready-pop': { id, cancelled: optional(yes) },
  'loop/timer-set': { id, name: text, when },
  'loop/timer-fire': { id, when },
  'loop/timer-cancel': { id },
  'loop/io': { id, name: text },
  'loop/clock': { from: number, to: number },
  'loop/deadlock': { waiting: list(object({ task: id, on: optional(id) }), limits.traceList) },
  'loop/close': { dropped: ids },
  'sync/acquire': { id, name: text, free: optional(number) },
  'sync/wait': {
    id,
    name: text,
    future: id,
    position: count,
    side: optional(literal('get', 'put', 'join')),
  },
  'sync/release': { id, name: text, to: ids, free: optional(number), unused: optional(yes) },
  'sync/set': { id, name: text, to: ids },
  'sync/clear': { id, name: text },
  'sync/notify': { id, name: text, to: ids },
  'queue/put': queue,
  'queue/get': queue,
  'queue/shutdown': { id, name: text, size: count, to: ids },
  'net/send': { id, way: literal('data', 'datagram', 'end'), from: text, to: text, size: count, value: text },
  'net/arrive': { id, at: id, size: count },
  'net/lost': { id },
  'net/read': { id, size: count, value: text },
  print: { stream: literal('out', 'err'), text },
  line: { changed: record(text, limits.traceNames, limits.traceTextChars) },
  'lines/end': {},
  truncated: { why: literal('events', 'bytes', 'tasks', 'failed'), dropped: count },
}

const whole: Record<string, Shape<unknown>> = {}
for (const kind of Object.keys(shapes) as Kind[]) whole[kind] = { ...base, ...shapes[kind] }

/** True for an event of a trace, to the last field. */
export function isTraceEvent(value: unknown): value is TraceEvent {
  if (!matchesTagged(value, 'kind', whole, 0)) return false
  const { i, cause = -1 } = value as TraceEvent
  return cause < i
}
