import { limits } from '../limits'
import type { FromRunner, Stream, WireLine } from '../protocol'
import type { Host } from './host'
import { append, slice } from './primordials'

export interface Output {
  /** A line printed at loop time `time`. */
  print(stream: Stream, text: string, time: number): void
  /** Send what waits; it is loop time `time` now. */
  flush(time: number): void
  /** At turn boundaries: tells, now and then, that the run gives way. */
  tick(time: number): void
  /** Nothing is taken or sent any more. */
  close(): void
}

export interface OutputEnds {
  send(message: FromRunner): void
  /** Turns taken so far. */
  turns(): number
  onFlood(reason: string): void
}

/**
 * Lines go to the page in batches: the first at once, later ones at least `batchGapMs` apart. A line printed in an
 * endless computation gets out as well, since nothing here waits for the program to give way.
 */
export function createOutput(runId: number, host: Host, ends: OutputEnds): Output {
  let lines: WireLine[] = []
  let chars = 0
  let sentAt = Number.NEGATIVE_INFINITY
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
    sentAt = host.now()
  }

  const tick = (time: number): void => {
    if (closed) return
    const since = host.now() - sentAt
    if (lines.length > 0 && since >= limits.batchGapMs) flush(time)
    else if (since >= limits.pingEveryMs / 2) {
      sentAt = host.now()
      ends.send({ type: 'run/progress', runId, nonce: 0, time, turns: ends.turns() })
    }
  }

  const print = (stream: Stream, whole: string, time: number): void => {
    if (closed) return
    const cut = whole.length - limits.lineChars
    const text = cut > 0 ? `${slice(whole, 0, limits.lineChars)}… (${cut} more characters)` : whole
    const tooLong = chars + text.length > limits.batchChars
    if (tooLong || lines.length >= limits.batchLines) {
      flush(time)
      ends.onFlood(
        `more than ${tooLong ? `${limits.batchChars / 1024} KiB` : `${limits.batchLines} lines`} of output at one go`,
      )
      return
    }
    append(lines, { stream, text, time })
    chars += text.length
    const since = host.now() - sentAt
    if (since >= limits.batchGapMs) flush(time)
    else timer ??= host.setTimeout(() => flush((lines[lines.length - 1] as WireLine).time), limits.batchGapMs - since)
  }

  return {
    print,
    flush,
    tick,
    close: () => {
      closed = true
      if (timer !== null) host.clearTimeout(timer)
    },
  }
}
