import { type EventLoop, type Future, printable, RuntimeError } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { checkBytes, copyOf } from './bytes.js'
import { isOsError } from './os-errors.js'
import { type BaseProtocol, BufferedProtocol, type Protocol } from './protocols.js'
import type { StreamSocket } from './sockets.js'
import { tellRead } from './telling.js'
import { Transport, type WriteBufferLimits } from './transports.js'
import { WaterMarks } from './water-marks.js'

/** As much is read in one turn. */
const MOST = 256 * 1024

/** Who counts the connections of a server. */
export interface ConnectionOwner {
  /** @internal */
  _attach(transport: Transport): void
  /** @internal */
  _detach(transport: Transport): void
}

/**
 * Carries the bytes of a socket: whoever it reads for is told of what has come, and what is written goes out as the
 * socket takes it.
 *
 * Mirrors `_SelectorSocketTransport` in `Lib/asyncio/selector_events.py`.
 */
export class SocketTransport extends Transport {
  static {
    printable(SocketTransport)
  }
  readonly #loop: EventLoop
  readonly #socket: StreamSocket
  #protocol: BaseProtocol
  #owner: ConnectionOwner | null
  readonly #buffer = new ByteQueue()
  readonly #marks: WaterMarks
  /** How often something happened after the end was settled. */
  #lost = 0
  #closing = false
  #closed = false
  #paused = false
  #eof = false

  /** `waiter` gets its result when the protocol has been told. */
  constructor(
    loop: EventLoop,
    socket: StreamSocket,
    protocol: BaseProtocol,
    waiter: Future<void> | null,
    owner: ConnectionOwner | null = null,
  ) {
    super()
    this.#loop = loop
    this.#socket = socket
    this.#protocol = protocol
    this.#owner = owner
    this.#marks = new WaterMarks(loop, this)
    this._extra.socket = socket
    if (socket.sockname !== undefined) this._extra.sockname = socket.sockname
    if (socket.peername !== undefined) this._extra.peername = socket.peername
    owner?._attach(this)
    // Callbacks have names, which the views of a run show.
    const connectionMade = () => this.#protocol.connectionMade(this)
    const startReading = () => this.#startReading()
    const setResult = () => {
      if (waiter?.done() === false) waiter.setResult(undefined)
    }
    loop.callSoon(connectionMade)
    // Nothing is read before the protocol knows of the transport.
    loop.callSoon(startReading)
    if (waiter !== null) loop.callSoon(setResult)
  }

  isClosing(): boolean {
    return this.#closing
  }

  isReading(): boolean {
    return !this.#closing && !this.#paused
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

  pauseReading(): void {
    if (!this.isReading()) return
    this.#paused = true
    this.#loop.removeReader(this.#socket)
  }

  resumeReading(): void {
    if (this.#closing || !this.#paused) return
    this.#paused = false
    this.#startReading()
  }

  write(data: Uint8Array): void {
    checkBytes(data)
    if (this.#eof) throw new RuntimeError('Cannot call write() after writeEof()')
    if (data.length === 0 || this.#wasLost()) return
    let sent = 0
    if (this.#buffer.length === 0) {
      // At once, if the socket takes it.
      try {
        sent = this.#socket.send(data) ?? 0
      } catch (error) {
        this.#fatal(error, 'Fatal write error on socket transport')
        return
      }
      if (sent === data.length) return
      this.#loop.addWriter(this.#socket, this.#writeReady)
    }
    // Whoever wrote it may use its array for something else.
    this.#buffer.push(copyOf(data.subarray(sent)))
    this.#marks.rose()
  }

  override writelines(list: Iterable<Uint8Array>): void {
    if (this.#eof) throw new RuntimeError('Cannot call writelines() after writeEof()')
    const all = [...list].map(checkBytes)
    if (all.length === 0 || this.#wasLost()) return
    for (const data of all) this.#buffer.push(copyOf(data))
    if (this.#buffer.length === 0) return
    this.#writeReady()
    if (this.#buffer.length === 0) return
    this.#loop.addWriter(this.#socket, this.#writeReady)
    this.#marks.rose()
  }

  writeEof(): void {
    if (this.#closing || this.#eof) return
    this.#eof = true
    if (this.#buffer.length === 0) this.#socket.shutdown()
  }

  canWriteEof(): boolean {
    return true
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    this.#loop.removeReader(this.#socket)
    if (this.#buffer.length > 0) return
    this.#lost += 1
    this.#loop.removeWriter(this.#socket)
    this.#callConnectionLost()
  }

  abort(): void {
    this._forceClose()
  }

  /** @internal Ends it with an error, or without; what waits to be sent is lost. */
  _forceClose(error?: Error): void {
    if (this.#lost > 0) return
    if (this.#buffer.length > 0) {
      this.#buffer.clear()
      this.#loop.removeWriter(this.#socket)
    }
    if (!this.#closing) {
      this.#closing = true
      this.#loop.removeReader(this.#socket)
    }
    this.#lost += 1
    this.#callConnectionLost(error)
  }

  #callConnectionLost(error?: Error): void {
    const connectionLost = () => this.#connectionLost(error)
    this.#loop.callSoon(connectionLost)
  }

  override toString(): string {
    const state = this.#closed ? 'closed' : this.#closing ? 'closing' : 'open'
    return `<${this.constructor.name} ${state} bufsize=${this.#buffer.length}>`
  }

  #startReading(): void {
    if (this.isReading()) this.#loop.addReader(this.#socket, this.#readReady)
  }

  readonly #readReady = (): void => {
    if (this.#lost > 0 || this.#closing) return
    if (this.#protocol instanceof BufferedProtocol) this.#readInto(this.#protocol)
    else this.#read(this.#protocol as Protocol)
  }

  #read(protocol: Protocol): void {
    let data: Uint8Array | null
    try {
      data = this.#socket.recv(MOST)
    } catch (error) {
      this.#fatal(error, 'Fatal read error on socket transport')
      return
    }
    if (data === null) return
    if (data.length === 0) {
      this.#ended(protocol)
      return
    }
    this.#tellRead(data)
    try {
      protocol.dataReceived(data)
    } catch (error) {
      this.#fatal(error, 'Fatal error: protocol.dataReceived() call failed.')
    }
  }

  #readInto(protocol: BufferedProtocol): void {
    let buffer: Uint8Array
    try {
      buffer = protocol.getBuffer(-1)
      if (buffer.length === 0) throw new RuntimeError('getBuffer() returned an empty buffer')
    } catch (error) {
      this.#fatal(error, 'Fatal error: protocol.getBuffer() call failed.')
      return
    }
    let data: Uint8Array | null
    try {
      data = this.#socket.recv(buffer.length)
    } catch (error) {
      this.#fatal(error, 'Fatal read error on socket transport')
      return
    }
    if (data === null) return
    if (data.length === 0) {
      this.#ended(protocol)
      return
    }
    this.#tellRead(data)
    try {
      buffer.set(data)
      protocol.bufferUpdated(data.length)
    } catch (error) {
      this.#fatal(error, 'Fatal error: protocol.bufferUpdated() call failed.')
    }
  }

  #tellRead(data: Uint8Array): void {
    if (this.#loop._trace !== null && !this.#protocol._tellsReads) tellRead(this.#loop, this.#socket, data)
  }

  #ended(protocol: Protocol | BufferedProtocol): void {
    let keepOpen: unknown
    try {
      keepOpen = protocol.eofReceived()
    } catch (error) {
      this.#fatal(error, 'Fatal error: protocol.eofReceived() call failed.')
      return
    }
    // Nothing more will come, but the protocol may go on writing.
    if (keepOpen) this.#loop.removeReader(this.#socket)
    else this.close()
  }

  readonly #writeReady = (): void => {
    if (this.#lost > 0) return
    try {
      while (this.#buffer.length > 0) {
        const data = this.#buffer.first()
        const sent = this.#socket.send(data)
        if (sent === null) break
        this.#buffer.drop(sent)
        if (sent < data.length) break
      }
    } catch (error) {
      this.#loop.removeWriter(this.#socket)
      this.#buffer.clear()
      this.#fatal(error, 'Fatal write error on socket transport')
      return
    }
    this.#marks.fell()
    // The protocol may have written more.
    if (this.#buffer.length > 0) return
    this.#loop.removeWriter(this.#socket)
    if (this.#closing) this.#connectionLost()
    else if (this.#eof) this.#socket.shutdown()
  }

  #wasLost(): boolean {
    if (this.#lost === 0) return false
    this.#lost += 1
    return true
  }

  /** What systems report is no news: connections fail. Anything else is a mistake of somebody's. */
  #fatal(error: unknown, message: string): void {
    if (!isOsError(error)) this.#loop.callExceptionHandler({ message, exception: error })
    this._forceClose(error as Error)
  }

  #connectionLost(error?: Error): void {
    try {
      this.#protocol.connectionLost(error)
    } finally {
      this.#closed = true
      this.#socket.close()
      this.#owner?._detach(this)
      this.#owner = null
    }
  }
}
