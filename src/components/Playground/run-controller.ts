import type { TraceEvent } from 'asyncio-ts/trace'
import type { Example, Speed } from '../../fences/example'
import type { Run, RunnerClient } from '../../runner/client'
import { initialSession, reduceSession, type SessionEvent, type SessionState } from '../../runner/session'

/** A program that ran, and what happened. */
export interface PastRun {
  readonly code: string
  readonly events: readonly TraceEvent[]
}

/** What is remembered beside the session. */
export interface Past {
  /** The program of the run that there is. */
  readonly code: string
  /** The last run of another program. */
  readonly before: PastRun | null
}

/** More lines than this are shown in as many frames as it takes: each of them is laid out, which takes its time. */
const LINES_A_FRAME = 100

/**
 * The runs of one playground as a store that React reads. Events are folded at once but shown at most once a frame,
 * except for a run's first lines, which the reader waits for. While a run is being prepared the lines of the run before
 * it stay, so that nothing flickers. How a run ended is shown with its last line, except to who stopped it.
 */
export class RunController {
  #session: SessionState = initialSession
  #shown: SessionState = initialSession
  /** Lines of the session that are shown. */
  #lines = 0
  #run: Run | null = null
  #frame: number | null = null
  #code = ''
  /** The last run that was of another program than the one that runs now. */
  #before: PastRun | null = null
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly client: RunnerClient,
    private readonly example: Example,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): SessionState => this.#shown

  get past(): Past {
    return { code: this.#code, before: this.#before }
  }

  /** Get ready to run `code`, which the reader seems about to do. */
  anticipate(code: string): void {
    // A failure to get ready shows itself, with its reason, as the end of the next run.
    // What a link or the storage brought is not even loaded before the reader has run it.
    this.client.warm(code, code === this.example.code).catch(() => {})
  }

  /** Run `code`; a run under way is stopped and heard no more. Without a seed the example's id is one. */
  start(code: string, speed: Speed, seed = ''): void {
    this.stop()
    const { events } = this.#session.trace
    if (events.length > 0 && code !== this.#code) this.#before = { code: this.#code, events }
    this.#code = code
    const { id, start, clock, record } = this.example
    this.#run = this.client.run(
      { id, seed: seed || id, code, start, clock, speed, ...(record && { record }) },
      (event) => this.#receive(event),
    )
  }

  stop(): void {
    this.#run?.stop()
    this.#run = null
  }

  setSpeed(speed: Speed): void {
    this.#run?.setSpeed(speed)
  }

  /** Stop, and forget what was printed. */
  clear(): void {
    this.stop()
    this.#receive({ type: 'session/reset' })
    this.#show()
  }

  /** Stop, and show nothing more. A later `start` is still possible. */
  dispose(): void {
    this.stop()
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  #receive(event: SessionEvent): void {
    const before = this.#session
    this.#session = reduceSession(before, event)
    if (this.#session.status === 'preparing' && before !== this.#session) {
      this.#shown = { ...this.#session, lines: this.#shown.lines, trace: this.#shown.trace }
      this.#lines = 0
      this.#notify()
      return
    }
    if (this.#session === before) return
    // That a run began is shown with its first line, or in the next frame: showing it would only keep that line waiting.
    const isSoon = event.type !== 'run/begin' && event.type !== 'run/trace'
    if (isSoon && (before.lines.length === 0 || this.#frame === null)) this.#show()
    this.#showNextFrame()
  }

  #showNextFrame(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      this.#show()
    })
  }

  #show(): void {
    if (this.#shown === this.#session) return
    const { lines, ending } = this.#session
    this.#lines = Math.min(lines.length, this.#lines + LINES_A_FRAME)
    if (this.#lines === lines.length) this.#shown = this.#session
    else {
      const open = ending?.kind === 'stopped' ? null : ({ status: 'running', ending: null } as const)
      this.#shown = { ...this.#session, ...open, lines: lines.slice(0, this.#lines) }
      this.#showNextFrame()
    }
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
