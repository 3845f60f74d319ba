/**
 * Records what happens in a run, and sends it to the page: when nothing else is to be done, and last before the run's end.
 *
 * The recorder lives in the program's realm, and works with the program's objects. Whatever goes wrong in it ends the
 * trace, which says so, and nothing else: no hook throws, and what is sent is checked as the page checks it.
 */
import { createRecorder, type Recorder, type TraceEvent, type TraceSink } from 'asyncio-ts/trace'
import { limits } from '../limits'
import type { FromRunner, Stream } from '../protocol'
import { isTraceEvent } from '../trace-shape'
import type { Host } from './host'
import { append, min, slice } from './primordials'

export interface Tracing {
  readonly sink: TraceSink
  readonly recorder: Recorder
  /** Nothing is recorded any more. */
  readonly over: boolean
  /** A function of the recorder's, made safe to be called by the program. */
  guarded<A, B, C, D, R>(call: (a: A, b: B, c: C, d: D) => R): (a: A, b: B, c: C, d: D) => R | undefined
  /** The recorder is at work: what it asks for is not asked for by the program. */
  readonly busy: boolean
  /** A line is printed: the number of its event, if it is kept. */
  print(stream: Stream, text: string): number | undefined
  /** Send what there is. */
  flush(): void
  /** Nothing is recorded or sent any more. */
  close(): void
}

export interface TracingEnds {
  /** False: nothing is recorded, and nothing sent. */
  readonly recorded: boolean
  send(message: FromRunner): void
  /** Loop time, in seconds. */
  time(): number
  preview(value: unknown, nameOf: (value: object) => string | undefined): string
}

/** Events of one message: even if each of their characters takes six on the wire, they fit in. */
const CHUNK = 500
/** Of a trace that was cut only the number of missing events changes. */
const CUT_GAP_MS = 1_000

export function createTracing(runId: number, host: Host, { recorded, send, time, preview }: TracingEnds): Tracing {
  const recorder = createRecorder({
    limits: { events: limits.traceEvents, bytes: limits.traceBytes, tasks: limits.traceTasks },
    preview: (value, nameOf) => {
      const from = host.now()
      const text = preview(value, nameOf)
      previewedMs += host.now() - from
      if (previewedMs > limits.previewsMs) over = true
      return text
    },
    time,
  })
  const { events } = recorder
  let previewedMs = 0
  let sent = 0
  let toldDropped = 0
  let timer: unknown = null
  let busy = false
  let over = !recorded
  /** The last event that was sent, and whether there can be none after it. */
  let last: TraceEvent | null = null
  let ended = !recorded

  /** Calls the recorder, unless it is at work: what the program might do within is none of its business. */
  function guarded<A, B, C, D, R>(call: (a: A, b: B, c: C, d: D) => R): (a: A, b: B, c: C, d: D) => R | undefined {
    return (a, b, c, d) => {
      if (over || busy) return undefined
      busy = true
      try {
        timer ??= host.setTimeout(flush, recorder.full ? CUT_GAP_MS : limits.traceGapMs)
        return call(a, b, c, d)
      } catch {
        over = true
        return undefined
      } finally {
        busy = false
      }
    }
  }

  function flush(): void {
    if (timer !== null) host.clearTimeout(timer)
    timer = null
    while (!ended && (sent < events.length || over)) sendNext()
    if (recorder.dropped !== toldDropped) tell([])
  }

  /** If the recording is over though no limit was reached, the last event says so. */
  function sendNext(): void {
    const chunk: TraceEvent[] = []
    const end = min(events.length, sent + CHUNK)
    let next = sent
    let at = last
    while (next < end && !isCut(at)) {
      const event = events[next] as TraceEvent
      if (!isTraceEvent(event) || event.i !== next) {
        over = true
        break
      }
      append(chunk, event)
      at = event
      next++
    }
    if (over && !isCut(at) && (next < end || next >= events.length)) {
      const { t, turn } = at ?? { t: 0, turn: 0 }
      at = { i: next, t, turn, kind: 'truncated', why: 'failed', dropped: 0 }
      append(chunk, at)
    }
    tell(chunk)
    // Once it is sent: near the end of the stack, sending may fail.
    sent = next
    last = at
    ended = isCut(at)
  }

  function tell(chunk: readonly TraceEvent[]): void {
    const { dropped } = recorder
    send({ type: 'run/trace', runId, events: chunk, dropped })
    toldDropped = dropped
  }

  const print = guarded((stream: Stream, text: string) => {
    const cut = text.length > limits.traceTextChars
    const short = cut ? `${slice(text, 0, limits.traceTextChars - 1)}…` : text
    return recorder.print(stream === 'warn' || stream === 'error' ? 'err' : 'out', short)
  })

  return {
    recorder,
    guarded,
    get over() {
      return over || recorder.full
    },
    sink: {
      turn: guarded((loop) => recorder.turn(loop)),
      push: guarded((loop, runnable, from, readFrom) => recorder.push(loop, runnable, from, readFrom)),
      pop: guarded((loop, runnable) => recorder.pop(loop, runnable)),
      eager: guarded((task, begins) => recorder.eager(task, begins)),
      timerSet: guarded((loop, timer) => recorder.timerSet(loop, timer)),
      timerCancelled: guarded((loop, timer) => recorder.timerCancelled(loop, timer)),
      futureCreated: guarded((future) => recorder.futureCreated(future)),
      futureSettled: guarded((future, waiters) => recorder.futureSettled(future, waiters)),
      waiterAdded: guarded((future, waiter) => recorder.waiterAdded(future, waiter)),
      callbackRemoved: guarded((future, callback) => recorder.callbackRemoved(future, callback)),
      taskCancelled: guarded((task, message) => recorder.taskCancelled(task, message)),
      deadlock: guarded((loop) => recorder.deadlock(loop)),
      closed: guarded((loop) => recorder.closed(loop)),
      lineJoined: guarded((waiter, position) => recorder.lineJoined(waiter, position)),
      changed: guarded((loop, thing, change, detail) => recorder.changed(loop, thing, change, detail)),
      network: guarded((loop, news) => recorder.network(loop, news)),
    } as TraceSink,
    get busy() {
      return busy
    },
    print: (stream, text) => print(stream, text, undefined, undefined),
    flush: () => flush(),
    close: () => {
      over = true
      ended = true
      if (timer !== null) host.clearTimeout(timer)
    },
  }
}

function isCut(event: TraceEvent | null): boolean {
  return event !== null && event.kind === 'truncated'
}
