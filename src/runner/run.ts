import type { Program } from './client'
import type { Compiled } from './compile/compile'
import { createLocator } from './compile/positions'
import { type Origin, toEnding } from './errors'
import { limits } from './limits'
import type { FromRunner, Speed, ToRunner } from './protocol'
import { linesBefore, type Wrapper } from './script'
import type { Ending, SessionEvent } from './session'
import { createWatch } from './watch'

/** A run from the page's side: what it tells the view, and whether it is still alive. */
export interface ActiveRun {
  /** Something of it is in the frame. */
  readonly started: boolean
  readonly ended: boolean
  start(compiled: Extract<Compiled, { ok: true }>, wrapper: Wrapper): void
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
  let lines = 0
  let chars = 0
  const now = () => performance.now()
  let watch = createWatch(limits.pingEveryMs, limits.blockedAfterMs, now)

  function end(ending: Ending, worker: WorkerState): void {
    if (state === 'ended') return
    const started = state !== 'preparing'
    state = 'ended'
    if (pinging !== null) clearInterval(pinging)
    ends.send({ type: 'run/stop', runId })
    ends.onEvent({ type: 'run/end', runId, ending })
    ends.onEnd(started ? worker : 'resting')
  }

  function ping(): void {
    if (watch.tick() && ends.frameAnswers()) {
      if (state === 'starting') end({ kind: 'crashed', reason: 'the worker did not start' }, 'busy')
      else end({ kind: 'blocked', seconds: Math.round(watch.silentMs / 100) / 10 }, 'busy')
      return
    }
    nonce++
    ends.send({ type: 'run/ping', runId, nonce })
  }

  return {
    get started() {
      return state === 'starting' || state === 'running'
    },
    get ended() {
      return state === 'ended'
    },
    start: (compiled, wrapper) => {
      if (state !== 'preparing') return
      state = 'starting'
      origin = {
        locate: createLocator(compiled.source, compiled.code),
        linesBefore: linesBefore(wrapper),
        lines: compiled.code.split('\n').length,
      }
      const { id: seed, start, clock } = program
      ends.send({ type: 'run/start', runId, code: compiled.code, settings: { seed, start, clock, speed } })
      watch = createWatch(limits.pingEveryMs, limits.startWithinMs, now)
      pinging = setInterval(ping, limits.pingEveryMs)
    },
    receive: (message) => {
      if (state === 'ended' || origin === null) return
      watch.heard()
      switch (message.type) {
        case 'run/begin':
          state = 'running'
          watch = createWatch(limits.pingEveryMs, limits.blockedAfterMs, now)
          return ends.onEvent({ type: 'run/begin', runId })
        case 'run/output':
          lines += message.lines.length
          for (const { text } of message.lines) chars += text.length
          ends.onEvent(message)
          if (lines > limits.runLines) end({ kind: 'flood', reason: `more than ${limits.runLines} lines` }, 'flooding')
          else if (chars > limits.runChars) {
            end({ kind: 'flood', reason: `more than ${limits.runChars / 2 ** 20} MiB of output` }, 'flooding')
          }
          return
        case 'run/progress':
          return ends.onEvent({ type: 'run/progress', runId, time: message.time, turns: message.turns })
        case 'run/end':
          return end(toEnding(message.ending, origin), message.ending.kind === 'flood' ? 'flooding' : 'resting')
        case 'run/crash':
          return end(
            { kind: message.flood ? 'flood' : 'crashed', reason: message.reason },
            message.flood ? 'flooding' : 'busy',
          )
      }
    },
    setSpeed: (next) => {
      speed = next
      if (state === 'starting' || state === 'running') ends.send({ type: 'run/speed', runId, speed })
    },
    end: (ending) => end(ending, 'busy'),
  }
}
