import type { Speed } from './protocol'
import type { SessionEvent } from './session'

/** A program of the reader's, with what its run depends on. */
export interface Program {
  /** The example's id; it also seeds `Math.random`. */
  readonly id: string
  /** TypeScript. */
  readonly code: string
  /** Time of day at loop time 0, `HH:MM:SS`. */
  readonly start: string
  readonly clock: 'virtual' | 'wall'
  readonly speed: Speed
}

/** One run under way. After its `run/end` event both methods do nothing. */
export interface Run {
  readonly runId: number
  /** End it now, whatever it does. */
  stop(): void
  setSpeed(speed: Speed): void
}

export interface RunnerClient {
  /** Resolves when frame and compile worker are ready, so that a run starts at once. Safe to call often. */
  warm(): Promise<void>
  /**
   * Compile and run a program. `onEvent` hears `run/prepare` before this returns, then the rest in order, and
   * `run/end` exactly once. Several runs may be under way at one time.
   */
  run(program: Program, onEvent: (event: SessionEvent) => void): Run
  /** End all runs, remove the frame and the compile worker. A later `warm` or `run` builds them again. */
  dispose(): void
}

/** A client of its own; a page has one, see `getRunnerClient`. */
export function createRunnerClient(): RunnerClient {
  throw new Error('not yet')
}

let shared: RunnerClient | null = null

/** The page's client, made at the first call. */
export function getRunnerClient(): RunnerClient {
  shared ??= createRunnerClient()
  return shared
}
