import { limits } from '../limits'
import type { FloodReason, FromRunner, Stream, WireError, WireLine, WireValue } from '../protocol'
import type { Host } from './host'
import { append, min, slice } from './primordials'

export interface Output {
  /** A line printed at loop time `time`, with the trees of its values, or the error that it tells of. */
  print(stream: Stream, text: string, time: number, more?: LineExtras): void
  /** Characters that value trees may still take, in the batch under way. */
  readonly treeRoom: number
  /** Send what waits; it is loop time `time` now. */
  flush(time: number): void
  /** Send what is overdue, its timer having no chance while the program computes. */
  late(): void
  /** At turn boundaries: tells, now and then, that the run gives way. */
  tick(time: number): void
  /** Nothing is taken or sent any more. */
  close(): void
}

export interface OutputEnds {
  send(message: FromRunner): void
  /** Turns taken so far. */
  turns(): number
  onFlood(reason: FloodReason): void
  /** A line is to be sent: the number of its event in the trace, if there is one. */
  recorded(stream: Stream, text: string): number | undefined
}

export interface LineExtras {
  readonly trees?: { readonly values: readonly WireValue[]; readonly chars: number }
  readonly error?: WireError
}

/**
 * Lines go to the page in batches: the first at once, later ones at least `batchGapMs` apart. A line printed in an
 * endless computation gets out as well, since nothing here waits for the program to give way.
 */
export function createOutput(runId: number, host: Host, ends: OutputEnds): Output {
  let lines: WireLine[] = []
  let chars = 0
  let treeChars = 0
  let runTreeChars = 0
  let sentAt = Number.NEGATIVE_INFINITY
  let toldAt = Number.NEGATIVE_INFINITY
  let timer: unknown = null
  let closed = false

  const flush = (time: number): void => {
    if (timer !== null) host.clearTimeout(timer)
    timer = null
    if (lines.length === 0 || closed) return
    // Forgotten once it is sent: near the end of the stack, sending may fail.
    ends.send({ type: 'run/output', runId, lines, time, turns: ends.turns() })
    lines = []
    chars = 0
    treeChars = 0
    sentAt = host.now()
  }

  const tick = (time: number): void => {
    if (closed) return
    const now = host.now()
    if (lines.length > 0 && now - sentAt >= limits.batchGapMs) flush(time)
    if (now - toldAt < limits.pingEveryMs / 2) return
    toldAt = now
    ends.send({ type: 'run/progress', runId, nonce: 0, time, turns: ends.turns() })
  }

  const print = (stream: Stream, whole: string, time: number, { trees, error }: LineExtras = {}): void => {
    if (closed) return
    const cut = whole.length - limits.lineChars
    const text = cut > 0 ? `${slice(whole, 0, limits.lineChars)}… (${cut} more characters)` : whole
    const tooLong = chars + text.length > limits.batchChars
    if (tooLong || lines.length >= limits.batchLines) {
      flush(time)
      ends.onFlood(tooLong ? 'characters at once' : 'lines at once')
      return
    }
    let line: WireLine = { stream, text, time }
    if (trees !== undefined && trees.values.length > 0) {
      line = { ...line, values: trees.values }
      treeChars += trees.chars
      runTreeChars += trees.chars
    }
    if (error !== undefined) line = { ...line, error }
    const event = ends.recorded(stream, text)
    if (event !== undefined) line = { ...line, event }
    append(lines, line)
    chars += text.length
    const since = host.now() - sentAt
    if (since >= limits.batchGapMs) flush(time)
    else timer ??= host.setTimeout(() => flush((lines[lines.length - 1] as WireLine).time), limits.batchGapMs - since)
  }

  const late = (): void => {
    if (lines.length > 0 && host.now() - sentAt >= limits.batchGapMs) flush((lines[lines.length - 1] as WireLine).time)
  }

  return {
    print,
    late,
    get treeRoom() {
      return min(limits.batchTreeChars - treeChars, limits.runTreeChars - runTreeChars)
    },
    flush,
    tick,
    close: () => {
      closed = true
      if (timer !== null) host.clearTimeout(timer)
    },
  }
}
