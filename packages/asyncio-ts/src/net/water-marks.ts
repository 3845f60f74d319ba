import { type EventLoop, ValueError } from '../core.js'
import type { BaseProtocol } from './protocols.js'
import type { WriteBufferLimits } from './transports.js'

/** Whose protocol is told. */
interface Flow {
  getWriteBufferSize(): number
  getProtocol(): BaseProtocol
}

const KIB = 1024

/**
 * Flow control of what is written: above the high-water mark the protocol is told to pause, at the low one to go on.
 *
 * Mirrors `_FlowControlMixin` in `Lib/asyncio/transports.py`.
 */
export class WaterMarks {
  #high = 64 * KIB
  #low = 16 * KIB
  #paused = false
  readonly #loop: EventLoop
  readonly #flow: Flow

  constructor(loop: EventLoop, flow: Flow) {
    this.#loop = loop
    this.#flow = flow
  }

  get limits(): readonly [low: number, high: number] {
    return [this.#low, this.#high]
  }

  set({ high, low }: WriteBufferLimits): void {
    const newHigh = high ?? (low === undefined ? 64 * KIB : 4 * low)
    const newLow = low ?? Math.floor(newHigh / 4)
    if (!(newHigh >= newLow && newLow >= 0)) {
      throw new ValueError(`high (${newHigh}) must be >= low (${newLow}) must be >= 0`)
    }
    this.#high = newHigh
    this.#low = newLow
    this.rose()
  }

  /** There may be more to send than before. */
  rose(): void {
    if (this.#paused || this.#flow.getWriteBufferSize() <= this.#high) return
    this.#paused = true
    this.#tell('pauseWriting')
  }

  /** There is less to send than before. */
  fell(): void {
    if (!this.#paused || this.#flow.getWriteBufferSize() > this.#low) return
    this.#paused = false
    this.#tell('resumeWriting')
  }

  #tell(what: 'pauseWriting' | 'resumeWriting'): void {
    try {
      this.#flow.getProtocol()[what]()
    } catch (exception) {
      this.#loop.callExceptionHandler({ message: `protocol.${what}() failed`, exception })
    }
  }
}
