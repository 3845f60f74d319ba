import type { TraceEvent } from 'asyncio-ts/trace'
import type { Program } from './client'
import type { Compiled } from './compile/compile'
import { createLocator } from './compile/positions'
import { type Origin, saysOutOfMemory, toEnding, toOutputLine } from './errors'
import { limits } from './limits'
import type { PartCode } from './parts'
import {
  type FromRunner,
  isFlood,
  type Speed,
  type ToRunner,
  type WireError,
  type WireLine,
  type WireValue,
} from './protocol'
import { endOf, linesBefore, type Wrapper } from './script'
import type { Ending, SessionEvent } from './session'
import { createWatch } from './watch'

/** What a node of a tree takes besides its texts, as sent. */
const TREE_NODE_CHARS = 32

const MOST_MINUTES = limits.runWallMs / 60_000

/** A run from the page's side: what it tells the view, and whether it is still alive. */
export interface ActiveRun {
  /** Something of it is in the frame. */
  readonly started: boolean
  readonly ended: boolean
  start(compiled: Extract<Compiled, { ok: true }>, wrapper: Wrapper, parts?: PartCode): void
  receive(message: FromRunner): void
  setSpeed(speed: Speed): void
  /** The first ending counts; its worker is gone afterwards. */
  end(ending: Ending): void
}

/**
 * What a run leaves behind: a worker at rest, one that may still compute (Chromium gives such a worker two more
 * seconds after `terminate`), or one that flooded the frame.
 */
export type WorkerState = 'resting' | 'busy' | 'flooding'

export interface RunEnds {
  onEvent(event: SessionEvent): void
  send(message: ToRunner): void
  /** False when the frame's controller is silent itself: then the worker's silence means nothing. */
  frameAnswers(): boolean
  onEnd(worker: WorkerState): void
}

export function createActiveRun(runId: number, program: Program, ends: RunEnds): ActiveRun {
  let { speed } = program
  let state: 'preparing' | 'starting' | 'running' | 'ended' = 'preparing'
  let origin: Origin | null = null
  let pinging: ReturnType<typeof setInterval> | null = null
  let nonce = 0
  let beganAt = Number.POSITIVE_INFINITY
  let marked = false
  let pooled = false
  let steps = false
  let lines = 0
  let chars = 0
  let treeChars = 0
  let errorChars = 0
  let events = 0
  let traceChars = 0
  let cut = false
  /** The last line that a busy program was seen on, and when; null since it gave way. */
  let busy: { readonly line: number; readonly at: number } | null = null
  const now = () => performance.now()
  /** Never hears anything: what it takes for silence is how long the run has been going. */
  let lifetime = createWatch(limits.pingEveryMs, Number.POSITIVE_INFINITY, now)
  let watch = createWatch(limits.pingEveryMs, limits.blockedAfterMs, now)

  function end(ending: Ending, worker: WorkerState): void {
    if (state === 'ended') return
    const started = state !== 'preparing'
    state = 'ended'
    if (pinging !== null) clearInterval(pinging)
    ends.send({ type: 'run/stop', runId })
    ends.onEvent({ type: 'run/end', runId, ending })
    ends.onEnd(!started ? 'resting' : pooled && worker === 'resting' ? 'busy' : worker)
  }

  function ping(): void {
    if (watch.tick() && ends.frameAnswers()) {
      if (state === 'starting') end({ kind: 'crashed', reason: 'worker silent', detail: '' }, 'busy')
      else end(blocked(), 'busy')
      return
    }
    if (lifetime.tick()) {
      end({ kind: 'alive', minutes: MOST_MINUTES, count: 0, pending: [] }, 'busy')
      return
    }
    nonce++
    ends.send({ type: 'run/ping', runId, nonce })
  }

  /** What is alive at the end of the longest run is told so: else a reader would not know why it was ended. */
  function told(ending: Ending): Ending {
    if (ending.kind !== 'alive' || now() - beganAt < limits.runWallMs) return ending
    return { ...ending, minutes: MOST_MINUTES }
  }

  function blocked(): Ending {
    const seconds = Math.round(watch.silentMs / 100) / 10
    const within = marked && (busy === null || now() - busy.at > limits.busySilentMs)
    return { kind: 'blocked', seconds, line: busy?.line ?? null, within }
  }

  /** The worker keeps to the limits for trees and errors; one that does not is a worker without the prelude. */
  function measured({ values = [], error }: WireLine): boolean {
    for (const value of values) treeChars += sizeOf(value)
    if (error !== undefined) errorChars += sizeOfError(error)
    return treeChars <= limits.runTreeChars && errorChars <= limits.lineErrorChars
  }

  /** The worker counts events and sends none after the last one, within the limits; one that does not, as above. */
  function continues(more: readonly TraceEvent[]): boolean {
    for (const event of more) {
      if (cut || event.i !== events) return false
      events++
      traceChars += JSON.stringify(event).length
      cut = event.kind === 'truncated'
    }
    return events <= limits.traceEvents + 1 && traceChars <= 2 * limits.traceBytes
  }

  return {
    get started() {
      return state === 'starting' || state === 'running'
    },
    get ended() {
      return state === 'ended'
    },
    start: (compiled, wrapper, parts = {}) => {
      if (state !== 'preparing') return
      state = 'starting'
      origin = {
        locate: createLocator(compiled.source, compiled.code, compiled.insertions),
        linesBefore: linesBefore(wrapper),
        lines: compiled.code.split('\n').length,
      }
      marked = compiled.insertions.length > 0
      steps = compiled.steps
      const { id, seed = id, start, clock, record } = program
      const code = compiled.code + endOf(parts)
      ends.send({ type: 'run/start', runId, code, settings: { seed, start, clock, speed, ...(record && { record }) } })
      watch = createWatch(limits.pingEveryMs, limits.startWithinMs, now)
      pinging = setInterval(ping, limits.pingEveryMs)
    },
    receive: (message) => {
      const from = origin
      if (state === 'ended' || from === null) return
      switch (message.type) {
        case 'run/begin':
          state = 'running'
          beganAt = now()
          watch = createWatch(limits.pingEveryMs, limits.blockedAfterMs, now)
          lifetime = createWatch(limits.pingEveryMs, limits.runWallMs + limits.overdueMs, now)
          return ends.onEvent({ type: 'run/begin', runId, ...(steps ? null : { plain: true }) })
        case 'run/output': {
          lines += message.lines.length
          for (const { text } of message.lines) chars += text.length
          const shown = message.lines.map((line) => toOutputLine(line, from))
          ends.onEvent({ ...message, lines: shown })
          if (lines > limits.runLines) end({ kind: 'flood', reason: 'lines' }, 'flooding')
          else if (chars > limits.runChars || !message.lines.every(measured)) {
            end({ kind: 'flood', reason: 'characters' }, 'flooding')
          }
          return
        }
        case 'run/trace':
          if (!continues(message.events)) return end({ kind: 'flood', reason: 'nonsense' }, 'flooding')
          return ends.onEvent(message)
        case 'run/busy':
          // The program itself can say this, of any line.
          if (message.line > from.lines) return
          busy = { line: message.line, at: now() }
          return
        case 'run/progress':
          // What is printed is no answer: an endless loop can print.
          watch.heard()
          busy = null
          return ends.onEvent({ type: 'run/progress', runId, time: message.time, turns: message.turns })
        case 'run/pool':
          // A worker of a pool may still compute when the run is over.
          pooled = true
          return
        case 'run/end':
          return end(told(toEnding(message.ending, from)), message.ending.kind === 'flood' ? 'flooding' : 'resting')
        case 'run/crash': {
          const { reason, detail } = message
          if (isFlood(reason)) return end({ kind: 'flood', reason }, 'flooding')
          // "Uncaught RangeError: …", as a worker's error event words it.
          const [, name = '', text = ''] = /^(?:Uncaught )?(\w+): (.*)/.exec(detail) ?? []
          const error = { name, message: text, position: null, stack: [] }
          if (saysOutOfMemory(error)) return end({ kind: 'memory', error }, 'busy')
          return end({ kind: 'crashed', reason, detail }, 'busy')
        }
      }
    },
    setSpeed: (next) => {
      speed = next
      if (state === 'starting' || state === 'running') ends.send({ type: 'run/speed', runId, speed })
    },
    end: (ending) => end(ending, 'busy'),
  }
}

/** How much of the page's memory a tree takes, in characters, much as the worker counts it. */
function sizeOf({ text, key = '', parts = [] }: WireValue): number {
  return parts.reduce((sum, part) => sum + sizeOf(part), text.length + key.length + TREE_NODE_CHARS)
}

/** The same of an error, exactly as the worker counts it. */
function sizeOfError({ name, message, stack, members = [] }: WireError): number {
  return members.reduce((sum, member) => sum + sizeOfError(member), name.length + message.length + stack.length + 50)
}
