/**
 * What the page and its sandbox say to each other: two unions, one for each direction, JSON strings on the wire.
 *
 * `run/*` messages belong to a run and carry its id, so that those of an earlier run can be dropped; `frame/*`
 * messages concern the frame alone and carry run id 0. Every message says the protocol's version; one of another
 * version, or one that does not fit its shape to the last field, is no message at all.
 */
import type { TraceEvent } from 'asyncio-ts/trace'
import { limits } from './limits'
import {
  type Check,
  integer,
  list,
  literal,
  matchesTagged,
  object,
  optional,
  type Shape,
  seconds,
  short,
  text,
} from './shape'
import { isTraceEvent } from './trace-shape'

// Taken hold of before the reader's program can replace them.
const { parse, stringify } = JSON
const { keys } = Object
const { isArray } = Array

/** Goes up with every change of a message, so that a page never talks to a frame of another build. */
export const PROTOCOL_VERSION = 4

/** How many seconds of loop time pass in a second of the reader's; `instant` waits for nothing. */
export type Speed = (typeof SPEEDS)[number]
export const SPEEDS = ['1', '4', '10', 'instant'] as const

/** Which console method printed a line. */
export type Stream = (typeof STREAMS)[number]
export const STREAMS = ['log', 'info', 'warn', 'error', 'debug'] as const

/** Of what kind a value is, for its colour. `note` is no value: it says what is not shown, or why. */
export type ValueKind = (typeof VALUE_KINDS)[number]
export const VALUE_KINDS = ['string', 'number', 'word', 'symbol', 'function', 'object', 'accessor', 'note'] as const

/**
 * A value as it was when it was printed: itself in short, and its parts. `key` is what it is a part by (a field's name,
 * an index, a key of a Map); `inner` says that no program could read it there (a Map's size, a generator's state).
 */
export interface WireValue {
  readonly kind: ValueKind
  readonly text: string
  readonly key?: string
  readonly inner?: true
  readonly parts?: readonly WireValue[]
}

/** A printed line; `time` is loop time in seconds. */
export interface WireLine {
  readonly stream: Stream
  readonly text: string
  readonly time: number
  /** Those of the printed values that have parts. */
  readonly values?: readonly WireValue[]
  /** The line tells of an error that nobody caught. */
  readonly error?: WireError
  /** The number of its event in the run's trace; none: the trace had ended. */
  readonly event?: number
}

/** An error as the worker saw it. `stack` is the engine's own text, its positions those of the compiled program. */
export interface WireError {
  readonly name: string
  readonly message: string
  readonly stack: string
  /** Of an ExceptionGroup. */
  readonly members?: readonly WireError[]
}

/** What a run still waits for. `due` is loop time in seconds; `stack` shows where it was set or waits. */
export type WirePending =
  | { readonly kind: 'timeout' | 'interval'; readonly due: number; readonly stack: string }
  | { readonly kind: 'task'; readonly name: string; readonly waitsFor: string; readonly stack: string }

/** A task that waits for ever. */
export interface WireStuck {
  readonly task: string
  readonly waitsFor: string
  readonly stack: string
}

/** What a run had too much of. */
export type FloodReason = (typeof FLOOD_REASONS)[number]
export const FLOOD_REASONS = [
  'lines at once',
  'characters at once',
  'lines',
  'characters',
  'uncaught errors',
  'messages',
  'message size',
  'nonsense',
] as const

/** How a frame or a worker was lost. */
export type CrashReason = (typeof CRASH_REASONS)[number]
export const CRASH_REASONS = [
  'worker died',
  'worker unreadable',
  'worker silent',
  'frame silent',
  'frame shut',
  'frame replaced',
  'frame nonsense',
  'neighbour flooded',
  'not loaded',
] as const

/** What a run depends on besides its code. */
export interface RunSettings {
  /** Seeds `Math.random`. */
  readonly seed: string
  /** Time of day at loop time 0, `HH:MM:SS`. */
  readonly start: string
  readonly clock: 'virtual' | 'wall'
  readonly speed: Speed
  /** Nothing is recorded, which takes time. */
  readonly record?: 'off'
}

/** How a run ended, as far as the worker itself can tell. */
export type WireEnding =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: WireError }
  /** It looked at a virtual clock again and again without giving way. */
  | { readonly kind: 'polling'; readonly error: WireError }
  | { readonly kind: 'deadlock'; readonly error: WireError; readonly waiting: readonly WireStuck[] }
  /** `count` things are pending, of which the first are listed. */
  | { readonly kind: 'alive'; readonly count: number; readonly pending: readonly WirePending[] }
  | { readonly kind: 'flood'; readonly reason: FloodReason }

/** Page to sandbox. */
export type ToRunner =
  /** The texts that stand before and after a compiled program in a worker's script. */
  | { readonly type: 'frame/prelude'; readonly runId: 0; readonly before: string; readonly after: string }
  | { readonly type: 'frame/ping'; readonly runId: 0; readonly nonce: number }
  /** This program is likely to be run next: its worker can come up meanwhile, and waits for its `run/start`. */
  | { readonly type: 'frame/load'; readonly runId: 0; readonly code: string }
  | { readonly type: 'run/start'; readonly runId: number; readonly code: string; readonly settings: RunSettings }
  | { readonly type: 'run/speed'; readonly runId: number; readonly speed: Speed }
  | { readonly type: 'run/ping'; readonly runId: number; readonly nonce: number }
  /** A worker of a pool has died. */
  | { readonly type: 'run/lost'; readonly runId: number; readonly worker: number }
  | { readonly type: 'run/stop'; readonly runId: number }

/** Sandbox to page. */
export type FromRunner =
  | { readonly type: 'frame/ready'; readonly runId: 0 }
  | { readonly type: 'frame/pong'; readonly runId: 0; readonly nonce: number }
  /** The worker is up and the program starts. */
  | { readonly type: 'run/begin'; readonly runId: number }
  | {
      readonly type: 'run/output'
      readonly runId: number
      readonly lines: readonly WireLine[]
      /** Loop time reached, in seconds. */
      readonly time: number
      readonly turns: number
    }
  /**
   * What has happened since the message before, in order: the events of a run's trace. Lines that were printed
   * meanwhile may have come before. `dropped` are those missing since its last event, `truncated`.
   */
  | {
      readonly type: 'run/trace'
      readonly runId: number
      readonly events: readonly TraceEvent[]
      readonly dropped: number
    }
  /** Answers a ping, or tells without being asked that the run gives way. */
  | {
      readonly type: 'run/progress'
      readonly runId: number
      readonly nonce: number
      readonly time: number
      readonly turns: number
    }
  /** It has not given way for a while, and is at this line of the program. No answer to a ping. */
  | { readonly type: 'run/busy'; readonly runId: number; readonly line: number }
  /** To the controller: start a worker for a pool, and join it to the port that comes along; end it. */
  | { readonly type: 'run/pool'; readonly runId: number; readonly worker: number }
  | { readonly type: 'run/unpool'; readonly runId: number; readonly worker: number }
  | { readonly type: 'run/end'; readonly runId: number; readonly ending: WireEnding }
  /** The controller threw the worker away: it said too much, or it died. `detail` is the engine's own text. */
  | {
      readonly type: 'run/crash'
      readonly runId: number
      readonly reason: FloodReason | CrashReason
      readonly detail: string
    }

type Message = ToRunner | FromRunner
type Shapes<M extends Message> = { [T in M['type']]: Shape<Omit<Extract<M, { type: T }>, 'type'>> }

const runId = integer(1, Number.MAX_SAFE_INTEGER)
const noRun = literal(0)
const nonce = integer(0, Number.MAX_SAFE_INTEGER)
const count = integer(0, Number.MAX_SAFE_INTEGER)
const turns = count
const speed = literal(...SPEEDS)

/** Texts of a run are as long as the worker cuts them, and no longer: what the page keeps of them has bounds. */
const name = short(limits.nameChars)
const stack = short(limits.stackChars)

/** What nests, down to so many levels: a hostile tree must not overflow the stack of whoever reads it. */
function nested<T>(levels: number, shape: (inner: Check) => Shape<T>): Check {
  let check: Check = () => false
  for (let level = 0; level <= levels; level++) check = object(shape(check))
  return check
}

const wireValue = nested<WireValue>(limits.treeDepth, (part) => ({
  kind: literal(...VALUE_KINDS),
  // Cut, and marked as such.
  text: short(limits.treeTextChars + 10),
  key: optional(short(limits.treeTextChars + 10)),
  inner: optional(literal(true)),
  // Beside the items a value may have inner parts, and notes on what is left out.
  parts: optional(list(part, limits.treeItems + 10)),
}))
const wireError = nested<WireError>(limits.groupDepth, (member) => ({
  name,
  message: short(limits.lineChars),
  stack,
  members: optional(list(member, limits.groupMembers)),
}))
const line: Shape<WireLine> = {
  stream: literal(...STREAMS),
  // Cut, and marked with how much is missing.
  text: short(limits.lineChars + 50),
  time: seconds,
  values: optional(list(wireValue, limits.treeNodes)),
  error: optional(wireError),
  event: optional(integer(0, limits.traceEvents)),
}
const stuck: Shape<WireStuck> = { task: name, waitsFor: name, stack }
const pending: { [K in WirePending['kind']]: Shape<Omit<Extract<WirePending, { kind: K }>, 'kind'>> } = {
  timeout: { due: seconds, stack },
  interval: { due: seconds, stack },
  task: { name, waitsFor: name, stack },
}
const settings: Shape<RunSettings> = {
  seed: text(),
  start: text(/^\d\d:\d\d:\d\d$/),
  clock: literal('virtual', 'wall'),
  speed,
  record: optional(literal('off')),
}

const endings: { [K in WireEnding['kind']]: Shape<Omit<Extract<WireEnding, { kind: K }>, 'kind'>> } = {
  finished: {},
  failed: { error: wireError },
  polling: { error: wireError },
  deadlock: { error: wireError, waiting: list(object(stuck), limits.listed) },
  alive: { count, pending: list((value) => matchesTagged(value, 'kind', pending, 0), limits.listed) },
  flood: { reason: literal(...FLOOD_REASONS) },
}

const toRunner: Shapes<ToRunner> = {
  'frame/prelude': { runId: noRun, before: text(), after: text() },
  'frame/ping': { runId: noRun, nonce },
  'frame/load': { runId: noRun, code: text() },
  'run/start': { runId, code: text(), settings: object(settings) },
  'run/speed': { runId, speed },
  'run/ping': { runId, nonce },
  'run/lost': { runId, worker: count },
  'run/stop': { runId },
}

const fromRunner: Shapes<FromRunner> = {
  'frame/ready': { runId: noRun },
  'frame/pong': { runId: noRun, nonce },
  'run/begin': { runId },
  'run/output': { runId, lines: list(object(line), limits.batchLines), time: seconds, turns },
  'run/trace': { runId, events: list(isTraceEvent, limits.traceEvents + 1), dropped: count },
  'run/progress': { runId, nonce, time: seconds, turns },
  'run/pool': { runId, worker: count },
  'run/unpool': { runId, worker: count },
  'run/end': { runId, ending: (value) => matchesTagged(value, 'kind', endings, 0) },
  'run/busy': { runId, line: integer(1, Number.MAX_SAFE_INTEGER) },
  'run/crash': { runId, reason: literal(...FLOOD_REASONS, ...CRASH_REASONS), detail: text() },
}

/** Write a message for the wire. */
export function encode(message: Message): string {
  return toJson({ v: PROTOCOL_VERSION, ...message })
}

/**
 * Plain data as JSON. `JSON.stringify` asks every object for a `toJSON`, which the reader's program may have given to
 * all of them, to write messages of its own: so it only ever gets primitives.
 */
function toJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return stringify(value)
  let json = ''
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) json += `${i === 0 ? '' : ','}${toJson(value[i])}`
    return `[${json}]`
  }
  const names = keys(value)
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as keyof typeof value
    json += `${i === 0 ? '' : ','}${stringify(name)}:${toJson(value[name])}`
  }
  return `{${json}}`
}

function decode(data: unknown, shapes: Readonly<Record<string, Shape<unknown>>>): unknown {
  if (typeof data !== 'string') return null
  let value: unknown
  try {
    value = parse(data)
  } catch {
    return null
  }
  if (!matchesTagged(value, 'type', shapes, 1)) return null
  const { v, ...message } = value as { v?: unknown }
  return v === PROTOCOL_VERSION ? message : null
}

const isFloodReason = literal(...FLOOD_REASONS)

/** Whether a worker was thrown away for what it said. */
export function isFlood(reason: FloodReason | CrashReason): reason is FloodReason {
  return isFloodReason(reason)
}

/** Read a message of the page; null for anything that is not one. */
export function parseToRunner(data: unknown): ToRunner | null {
  return decode(data, toRunner) as ToRunner | null
}

/** Read a message of the sandbox; null for anything that is not one. */
export function parseFromRunner(data: unknown): FromRunner | null {
  return decode(data, fromRunner) as FromRunner | null
}
