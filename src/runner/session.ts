import type { TraceEvent } from 'asyncio-ts/trace'
import type { CrashReason, FloodReason, Speed, Stream, WireValue } from './protocol'

export type { ValueKind, WireValue as ValueTree } from './protocol'
export type { CrashReason, FloodReason, Speed, Stream }

/** A place in the reader's TypeScript; both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** An error of the reader's program, in the reader's terms. `stack` holds only frames of the program itself, innermost first. */
export interface ProgramError {
  readonly name: string
  readonly message: string
  readonly position: Position | null
  readonly stack: readonly { readonly name: string; readonly position: Position }[]
  /** Of an ExceptionGroup; those of a large one are not all there. */
  readonly members?: readonly ProgramError[]
}

/** What one call of the console printed; `text` may hold newlines. `time` is loop time in seconds. */
export interface OutputLine {
  readonly stream: Stream
  readonly text: string
  readonly time: number
  /** Those of the printed values that have parts, as they were then. */
  readonly values?: readonly WireValue[]
  /** The line tells of an error that nobody caught. */
  readonly error?: ProgramError
  /** The number of its event in the session's trace, where it may not have arrived yet; none: the trace had ended. */
  readonly event?: number
}

/** What a run still waited for when it was ended. `due` is loop time in seconds. */
export type Pending =
  | { readonly kind: 'timeout' | 'interval'; readonly due: number; readonly position: Position | null }
  | {
      readonly kind: 'task'
      readonly name: string
      readonly waitsFor: string
      readonly position: Position | null
    }

/** A task that waits for ever, and where. */
export interface Stuck {
  readonly task: string
  readonly waitsFor: string
  readonly position: Position | null
}

/** How a run ended. */
export type Ending =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: ProgramError }
  /** It did not compile and never started. */
  | { readonly kind: 'invalid'; readonly error: ProgramError }
  /** By the reader. */
  | { readonly kind: 'stopped' }
  /**
   * It did not give way for so many seconds. `line` is the last one it was seen on. When `within` is true it has been
   * silent even there: it is within one operation of the language, or out of memory.
   */
  | { readonly kind: 'blocked'; readonly seconds: number; readonly line: number | null; readonly within: boolean }
  /** It looked at a virtual clock again and again without giving way, so that the clock could not move. */
  | { readonly kind: 'polling'; readonly error: ProgramError }
  /**
   * The run's budget is spent, and `count` timers and tasks are still pending, of which the first are listed. `minutes`
   * is there when it was not main's end that set the budget going: it has run for so long as a run may.
   */
  | { readonly kind: 'alive'; readonly minutes?: number; readonly count: number; readonly pending: readonly Pending[] }
  | { readonly kind: 'deadlock'; readonly error: ProgramError; readonly waiting: readonly Stuck[] }
  | { readonly kind: 'flood'; readonly reason: FloodReason }
  /** The engine said so. */
  | { readonly kind: 'memory'; readonly error: ProgramError }
  /** The frame or the worker died. `detail` is the engine's own text, often empty. */
  | { readonly kind: 'crashed'; readonly reason: CrashReason; readonly detail: string }

/**
 * What has happened in a run so far. Events are only ever added, but for the last one of a trace that was cut,
 * `truncated`: it goes on counting what is missing.
 */
export interface SessionTrace {
  readonly events: readonly TraceEvent[]
  /** Null: nothing is missing. */
  readonly truncated: Extract<TraceEvent, { kind: 'truncated' }> | null
  /** It does not tell of generators and lines: the program is too large to be made to, and ran as it is. */
  readonly plain?: true
}

export interface SessionState {
  readonly status: 'idle' | 'preparing' | 'running' | 'ended'
  readonly runId: number
  readonly lines: readonly OutputLine[]
  /** Loop time reached, in seconds. */
  readonly time: number
  /** Turns executed by all event loops of the run. */
  readonly turns: number
  readonly ending: Ending | null
  readonly trace: SessionTrace
}

/** What the client tells of a run. Every event belongs to one run; `session/reset` clears the view. */
export type SessionEvent =
  | { readonly type: 'session/reset' }
  | { readonly type: 'run/prepare'; readonly runId: number }
  | { readonly type: 'run/begin'; readonly runId: number; readonly plain?: true }
  | {
      readonly type: 'run/output'
      readonly runId: number
      readonly lines: readonly OutputLine[]
      readonly time: number
      readonly turns: number
    }
  | {
      readonly type: 'run/trace'
      readonly runId: number
      readonly events: readonly TraceEvent[]
      readonly dropped: number
    }
  | { readonly type: 'run/progress'; readonly runId: number; readonly time: number; readonly turns: number }
  | { readonly type: 'run/end'; readonly runId: number; readonly ending: Ending }

export const initialSession: SessionState = {
  status: 'idle',
  runId: 0,
  lines: [],
  time: 0,
  turns: 0,
  ending: null,
  trace: { events: [], truncated: null },
}

/** Fold an event into the view's state. Events of an earlier run, and any after the end, change nothing. */
export function reduceSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'session/reset':
      return { ...initialSession, runId: state.runId }
    case 'run/prepare':
      if (event.runId <= state.runId) return state
      return { ...initialSession, status: 'preparing', runId: event.runId }
    default:
      if (event.runId !== state.runId || state.status === 'idle' || state.status === 'ended') return state
      return reduceRun(state, event)
  }
}

type RunEvent = Exclude<SessionEvent, { type: 'session/reset' | 'run/prepare' }>

function reduceRun(state: SessionState, event: RunEvent): SessionState {
  switch (event.type) {
    case 'run/begin':
      return { ...state, status: 'running', trace: event.plain ? { ...state.trace, plain: true } : state.trace }
    case 'run/output':
      return { ...state, lines: [...state.lines, ...event.lines], time: event.time, turns: event.turns }
    case 'run/trace':
      return { ...state, trace: longer(state.trace, event) }
    case 'run/progress':
      return { ...state, time: event.time, turns: event.turns }
    case 'run/end':
      return { ...state, status: 'ended', ending: event.ending }
  }
}

function longer(trace: SessionTrace, { events, dropped }: Extract<SessionEvent, { type: 'run/trace' }>): SessionTrace {
  const all = [...trace.events, ...events]
  const last = all.at(-1)
  if (last?.kind !== 'truncated') return { ...trace, events: all }
  const truncated = { ...last, dropped }
  all[all.length - 1] = truncated
  return { ...trace, events: all, truncated }
}

/**
 * Coroutines that were made and that nobody has begun to drive, as by a call without `yield*`: their `gen/create`
 * events, once the run is over. Of a trace that was cut nobody knows.
 */
export function neverDriven({ status, trace }: SessionState): readonly TraceEvent[] {
  if (status !== 'ended' || trace.truncated !== null) return []
  const driven = new Set<number>()
  for (const event of trace.events) if (event.kind === 'gen/resume') driven.add(event.id)
  return trace.events.filter((event) => event.kind === 'gen/create' && event.coroutine && !driven.has(event.id))
}
