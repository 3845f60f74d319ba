/**
 * What the page and its sandbox say to each other: two unions, one for each direction, JSON strings on the wire.
 *
 * `run/*` messages belong to a run and carry its id, so that those of an earlier run can be dropped; `frame/*`
 * messages concern the frame alone and carry run id 0. Every message says the protocol's version; one of another
 * version, or one that does not fit its shape to the last field, is no message at all.
 */
import { integer, list, literal, matchesTagged, object, type Shape, seconds, text } from './shape'

// Taken hold of before the reader's program can replace them.
const { parse, stringify } = JSON
const { keys } = Object
const { isArray } = Array

/** Goes up with every change of a message, so that a page never talks to a frame of another build. */
export const PROTOCOL_VERSION = 1

/** How many seconds of loop time pass in a second of the reader's; `instant` waits for nothing. */
export type Speed = (typeof SPEEDS)[number]
export const SPEEDS = ['1', '4', '10', 'instant'] as const

/** Which console method printed a line. */
export type Stream = (typeof STREAMS)[number]
export const STREAMS = ['log', 'info', 'warn', 'error', 'debug'] as const

/** A printed line; `time` is loop time in seconds. */
export interface WireLine {
  readonly stream: Stream
  readonly text: string
  readonly time: number
}

/** An error as the worker saw it. `stack` is the engine's own text, its positions those of the compiled program. */
export interface WireError {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/** What a run depends on besides its code. */
export interface RunSettings {
  /** Seeds `Math.random`. */
  readonly seed: string
  /** Time of day at loop time 0, `HH:MM:SS`. */
  readonly start: string
  readonly clock: 'virtual' | 'wall'
  readonly speed: Speed
}

/** How a run ended, as far as the worker itself can tell. */
export type WireEnding =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'deadlock'; readonly error: WireError }
  | { readonly kind: 'alive'; readonly timers: number }
  | { readonly kind: 'flood'; readonly reason: string }

/** Page to sandbox. */
export type ToRunner =
  /** The texts that stand before and after a compiled program in a worker's script. */
  | { readonly type: 'frame/prelude'; readonly runId: 0; readonly before: string; readonly after: string }
  | { readonly type: 'frame/ping'; readonly runId: 0; readonly nonce: number }
  | { readonly type: 'run/start'; readonly runId: number; readonly code: string; readonly settings: RunSettings }
  | { readonly type: 'run/speed'; readonly runId: number; readonly speed: Speed }
  | { readonly type: 'run/ping'; readonly runId: number; readonly nonce: number }
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
  /** Answers a ping, or tells without being asked that the run gives way. */
  | {
      readonly type: 'run/progress'
      readonly runId: number
      readonly nonce: number
      readonly time: number
      readonly turns: number
    }
  | { readonly type: 'run/end'; readonly runId: number; readonly ending: WireEnding }
  /** The controller threw the worker away: it said too much, or it died. */
  | { readonly type: 'run/crash'; readonly runId: number; readonly flood: boolean; readonly reason: string }

type Message = ToRunner | FromRunner
type Shapes<M extends Message> = { [T in M['type']]: Shape<Omit<Extract<M, { type: T }>, 'type'>> }

const runId = integer(1, Number.MAX_SAFE_INTEGER)
const noRun = literal(0)
const nonce = integer(0, Number.MAX_SAFE_INTEGER)
const turns = integer(0, Number.MAX_SAFE_INTEGER)
const speed = literal(...SPEEDS)

const line: Shape<WireLine> = { stream: literal(...STREAMS), text: text(), time: seconds }
const error: Shape<WireError> = { name: text(), message: text(), stack: text() }
const settings: Shape<RunSettings> = {
  seed: text(),
  start: text(/^\d\d:\d\d:\d\d$/),
  clock: literal('virtual', 'wall'),
  speed,
}

const endings: { [K in WireEnding['kind']]: Shape<Omit<Extract<WireEnding, { kind: K }>, 'kind'>> } = {
  finished: {},
  failed: { error: object(error) },
  deadlock: { error: object(error) },
  alive: { timers: integer(0, Number.MAX_SAFE_INTEGER) },
  flood: { reason: text() },
}

const toRunner: Shapes<ToRunner> = {
  'frame/prelude': { runId: noRun, before: text(), after: text() },
  'frame/ping': { runId: noRun, nonce },
  'run/start': { runId, code: text(), settings: object(settings) },
  'run/speed': { runId, speed },
  'run/ping': { runId, nonce },
  'run/stop': { runId },
}

const fromRunner: Shapes<FromRunner> = {
  'frame/ready': { runId: noRun },
  'frame/pong': { runId: noRun, nonce },
  'run/begin': { runId },
  'run/output': { runId, lines: list(object(line)), time: seconds, turns },
  'run/progress': { runId, nonce, time: seconds, turns },
  'run/end': { runId, ending: (value) => matchesTagged(value, 'kind', endings, 0) },
  'run/crash': { runId, flood: literal(true, false), reason: text() },
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

/** Read a message of the page; null for anything that is not one. */
export function parseToRunner(data: unknown): ToRunner | null {
  return decode(data, toRunner) as ToRunner | null
}

/** Read a message of the sandbox; null for anything that is not one. */
export function parseFromRunner(data: unknown): FromRunner | null {
  return decode(data, fromRunner) as FromRunner | null
}
