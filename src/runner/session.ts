import type { Speed, Stream } from './protocol'

export type { Speed, Stream }

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
}

/** What one call of the console printed; `text` may hold newlines. `time` is loop time in seconds. */
export interface OutputLine {
  readonly stream: Stream
  readonly text: string
  readonly time: number
}

/** How a run ended. */
export type Ending =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly error: ProgramError }
  /** It did not compile and never started. */
  | { readonly kind: 'invalid'; readonly error: ProgramError }
  /** By the reader. */
  | { readonly kind: 'stopped' }
  /** It did not give way for so many seconds. */
  | { readonly kind: 'blocked'; readonly seconds: number }
  /** The run's budget is spent while timers are still pending. */
  | { readonly kind: 'alive'; readonly timers: number }
  | { readonly kind: 'deadlock'; readonly error: ProgramError }
  | { readonly kind: 'flood'; readonly reason: string }
  /** The frame or the worker died. */
  | { readonly kind: 'crashed'; readonly reason: string }

export interface SessionState {
  readonly status: 'idle' | 'preparing' | 'running' | 'ended'
  readonly runId: number
  readonly lines: readonly OutputLine[]
  /** Loop time reached, in seconds. */
  readonly time: number
  /** Turns executed by all event loops of the run. */
  readonly turns: number
  readonly ending: Ending | null
}

/** What the client tells of a run. Every event belongs to one run; `session/reset` clears the view. */
export type SessionEvent =
  | { readonly type: 'session/reset' }
  | { readonly type: 'run/prepare'; readonly runId: number }
  | { readonly type: 'run/begin'; readonly runId: number }
  | {
      readonly type: 'run/output'
      readonly runId: number
      readonly lines: readonly OutputLine[]
      readonly time: number
      readonly turns: number
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
      return { ...state, status: 'running' }
    case 'run/output':
      return { ...state, lines: [...state.lines, ...event.lines], time: event.time, turns: event.turns }
    case 'run/progress':
      return { ...state, time: event.time, turns: event.turns }
    case 'run/end':
      return { ...state, status: 'ended', ending: event.ending }
  }
}
