import { type EventLoop, type Future, printable } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { checkBytes, concat, copyOf } from './bytes.js'
import { errors, isOsError } from './os-errors.js'
import type { BaseProtocol, Protocol } from './protocols.js'
import type { StreamSocket } from './sockets.js'
import { ReadTransport, type WriteBufferLimits, WriteTransport } from './transports.js'
import { WaterMarks } from './water-marks.js'

/** As much is read in one turn. */
const MOST = 256 * 1024

/** `waiter` gets its result when the protocol has been told. */
function begin(loop: EventLoop, made: () => void, startReading: () => void, waiter: Future<void> | null): void {
  // Callbacks have names, which the views of a run show.
  const connectionMade = () => made()
  const setResult = () => {
    if (waiter?.done() === false) waiter.setResult(undefined)
  }
  loop.callSoon(connectionMade)
  loop.callSoon(startReading)
  if (waiter !== null) loop.callSoon(setResult)
}

/**
 * Carries what comes out of a pipe.
 *
 * Mirrors `_UnixReadPipeTransport` in `Lib/asyncio/unix_events.py`.
 */
export class ReadPipeTransport extends ReadTransport {
  static {
    printable(ReadPipeTransport)
  }
  readonly #loop: EventLoop
  readonly #pipe: StreamSocket
  #protocol: Protocol
  #closing = false
  #closed = false
  #paused = false

  constructor(loop: EventLoop, pipe: StreamSocket, protocol: Protocol, waiter: Future<void> | null = null) {
    super()
    this.#loop = loop
    this.#pipe = pipe
    this.#protocol = protocol
    this._extra.pipe = pipe
    const startReading = () => this.#startReading()
    // A pipe's protocol takes whatever transport it gets.
    begin(loop, () => this.#protocol.connectionMade(this as never), startReading, waiter)
  }

  isClosing(): boolean {
    return this.#closing
  }

  isReading(): boolean {
    return !this.#paused && !this.#closing
  }

  setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as Protocol
  }

  getProtocol(): BaseProtocol {
    return this.#protocol
  }

  pauseReading(): void {
    if (!this.isReading()) return
    this.#paused = true
    this.#loop.removeReader(this.#pipe)
  }

  resumeReading(): void {
    if (this.#closing || !this.#paused) return
    this.#paused = false
    this.#startReading()
  }

  close(): void {
    if (!this.#closing) this.#close()
  }

  override toString(): string {
    return `<ReadPipeTransport ${this.#closed ? 'closed' : this.#closing ? 'closing' : 'open'}>`
  }

  #startReading(): void {
    if (this.isReading()) this.#loop.addReader(this.#pipe, this.#readReady)
  }

  readonly #readReady = (): void => {
    const data = this.#pipe.recv(MOST)
    if (data === null) return
    if (data.length > 0) {
      this.#protocol.dataReceived(data)
      return
    }
    this.#closing = true
    this.#loop.removeReader(this.#pipe)
    const eofReceived = () => void this.#protocol.eofReceived()
    const connectionLost = () => this.#connectionLost()
    this.#loop.callSoon(eofReceived)
    this.#loop.callSoon(connectionLost)
  }

  #close(): void {
    this.#closing = true
    this.#loop.removeReader(this.#pipe)
    const connectionLost = () => this.#connectionLost()
    this.#loop.callSoon(connectionLost)
  }

  #connectionLost(): void {
    try {
      this.#protocol.connectionLost()
    } finally {
      this.#closed = true
      this.#pipe.close()
    }
  }
}

/**
 * Carries what goes into a pipe. A pipe has one direction, so that its end is its close.
 *
 * Mirrors `_UnixWritePipeTransport` in `Lib/asyncio/unix_events.py`.
 */
export class WritePipeTransport extends WriteTransport {
  static {
    printable(WritePipeTransport)
  }
  readonly #loop: EventLoop
  readonly #pipe: StreamSocket
  #protocol: BaseProtocol
  readonly #buffer = new ByteQueue()
  readonly #marks: WaterMarks
  #closing = false
  #lost = false
  #closed = false

  constructor(loop: EventLoop, pipe: StreamSocket, protocol: BaseProtocol, waiter: Future<void> | null = null) {
    super()
    this.#loop = loop
    this.#pipe = pipe
    this.#protocol = protocol
    this.#marks = new WaterMarks(loop, this)
    this._extra.pipe = pipe
    // A pipe that is only written to can be read when nobody reads at its other end any more.
    const startReading = () => {
      if (!this.#closing) loop.addReader(pipe, this.#readReady)
    }
    begin(loop, () => this.#protocol.connectionMade(this), startReading, waiter)
  }

  isClosing(): boolean {
    return this.#closing
  }

  setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol
  }

  getProtocol(): BaseProtocol {
    return this.#protocol
  }

  setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    this.#marks.set(limits)
  }

  getWriteBufferLimits(): readonly [low: number, high: number] {
    return this.#marks.limits
  }

  getWriteBufferSize(): number {
    return this.#buffer.length
  }

  write(data: Uint8Array): void {
    checkBytes(data)
    if (data.length === 0 || this.#closing) return
    let rest = data
    if (this.#buffer.length === 0) {
      // At once, if the pipe takes it.
      try {
        rest = data.subarray(this.#pipe.send(data) ?? 0)
      } catch (error) {
        this.#fatal(error)
        return
      }
      if (rest.length === 0) return
      this.#loop.addWriter(this.#pipe, this.#writeReady)
    }
    // Whoever wrote it may use its array for something else.
    this.#buffer.push(copyOf(rest))
    this.#marks.rose()
  }

  override writelines(list: Iterable<Uint8Array>): void {
    this.write(concat([...list].map(checkBytes)))
  }

  canWriteEof(): boolean {
    return true
  }

  writeEof(): void {
    if (this.#closing) return
    this.#closing = true
    if (this.#buffer.length > 0) return
    this.#loop.removeReader(this.#pipe)
    this.#callConnectionLost()
  }

  close(): void {
    this.writeEof()
  }

  abort(): void {
    this.#close()
  }

  override toString(): string {
    const state = this.#closed ? 'closed' : this.#closing ? 'closing' : 'open'
    return `<WritePipeTransport ${state} bufsize=${this.#buffer.length}>`
  }

  readonly #readReady = (): void => {
    this.#close(this.#buffer.length > 0 ? errors.brokenPipe() : undefined)
  }

  readonly #writeReady = (): void => {
    try {
      this.#buffer.drop(this.#pipe.send(this.#buffer.whole()) ?? 0)
    } catch (error) {
      this.#fatal(error)
      return
    }
    if (this.#buffer.length > 0) return
    this.#loop.removeWriter(this.#pipe)
    this.#marks.fell()
    // The protocol may have written more.
    if (!this.#closing || this.#buffer.length > 0) return
    this.#loop.removeReader(this.#pipe)
    this.#connectionLost()
  }

  /** What systems report is no news: pipes break. Anything else is a mistake of somebody's. */
  #fatal(error: unknown): void {
    if (!isOsError(error)) {
      this.#loop.callExceptionHandler({ message: 'Fatal write error on pipe transport', exception: error })
    }
    this.#close(error as Error)
  }

  #close(error?: Error): void {
    if (this.#lost) return
    this.#closing = true
    this.#loop.removeWriter(this.#pipe)
    this.#loop.removeReader(this.#pipe)
    this.#buffer.clear()
    this.#callConnectionLost(error)
  }

  #callConnectionLost(error?: Error): void {
    this.#lost = true
    const connectionLost = () => this.#connectionLost(error)
    this.#loop.callSoon(connectionLost)
  }

  #connectionLost(error?: Error): void {
    this.#lost = true
    try {
      this.#protocol.connectionLost(error)
    } finally {
      this.#closed = true
      this.#pipe.close()
    }
  }
}
