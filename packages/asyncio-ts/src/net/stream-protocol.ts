import {
  type Awaitable,
  type Coroutine,
  type EventLoop,
  ensureFutureOn,
  Future,
  getRunningLoop,
  isCoroutine,
  isPromiseLike,
} from '../core.js'
import { FlowControl } from './flow-control.js'
import { Protocol } from './protocols.js'
import type { StreamReader } from './stream-reader.js'
import { StreamWriter, type WriterProtocol } from './stream-writer.js'
import { startTlsOn } from './tls.js'
import type { StartTlsOptions, TlsContext } from './tls-context.js'
import type { Transport, WriteTransport } from './transports.js'

/** Who is called with each connection of a server. What it gives, a coroutine say, runs as a task. */
// biome-ignore lint/suspicious/noConfusingVoidType: a callback may return nothing
export type ClientConnected = (reader: StreamReader, writer: StreamWriter) => Awaitable<unknown> | void

/** What `new StreamReaderProtocol` takes beside the reader. */
export interface StreamReaderProtocolOptions {
  /** Called with reader and writer when the connection is there. */
  readonly clientConnected?: ClientConnected | undefined
  /** Default: the running loop. */
  readonly loop?: EventLoop | undefined
}

/**
 * The protocol that feeds a StreamReader.
 *
 * Mirrors `StreamReaderProtocol` in `Lib/asyncio/streams.py`.
 *
 * @example
 * ```ts
 * const reader = new StreamReader()
 * const protocol = new StreamReaderProtocol(reader)
 * const [transport] = yield* createConnection(() => protocol, 'localhost', 8888)
 * const writer = new StreamWriter(transport, protocol, reader)
 * ```
 */
export class StreamReaderProtocol extends Protocol implements WriterProtocol {
  readonly #loop: EventLoop
  #reader: StreamReader | null
  #transport: Transport | null = null
  readonly #clientConnected: ClientConnected | undefined
  readonly #flow: FlowControl
  readonly #closed: Future<void>

  constructor(reader: StreamReader | null, options: StreamReaderProtocolOptions = {}) {
    super()
    const loop = options.loop ?? getRunningLoop()
    this.#loop = loop
    this.#reader = reader
    this.#clientConnected = options.clientConnected
    this.#flow = new FlowControl(loop)
    this.#closed = new Closing({ loop })
  }

  override connectionMade(transport: Transport): void {
    this.#transport = transport
    this.#reader?.setTransport(transport)
    if (this.#clientConnected === undefined) return
    const reader = this.#reader as StreamReader
    const handled: unknown = this.#clientConnected(reader, new StreamWriter(transport, this, reader, this.#loop))
    if (!isCoroutine(handled) && !isPromiseLike(handled)) return
    ensureFutureOn(this.#loop, handled as Awaitable<unknown>).addDoneCallback((task) => {
      if (task.cancelled()) {
        transport.close()
        return
      }
      const exception = task.exception()
      if (exception === undefined) return
      this.#loop.callExceptionHandler({ message: 'Unhandled exception in client_connected_cb', exception })
      transport.close()
    })
  }

  override connectionLost(error?: Error): void {
    const reader = this.#reader
    if (error === undefined) reader?.feedEof()
    else reader?.setException(error)
    if (!this.#closed.done()) {
      if (error === undefined) this.#closed.setResult(undefined)
      else {
        this.#closed.setException(error)
        // Nobody has to wait for the end of a connection.
        this.#closed._fetched()
      }
    }
    this.#flow.connectionLost(error)
    this.#reader = null
    this.#transport = null
  }

  override dataReceived(data: Uint8Array): void {
    this.#reader?.feedData(data)
  }

  override eofReceived(): boolean {
    this.#reader?.feedEof()
    // Under TLS there is no half-closed connection.
    return this.#transport?.getExtraInfo('sslcontext') === undefined
  }

  override pauseWriting(): void {
    this.#flow.pauseWriting()
  }

  override resumeWriting(): void {
    this.#flow.resumeWriting()
  }

  /** @internal The reader does. */
  override get _tellsReads(): boolean {
    return true
  }

  /** @internal */
  _drained(): Coroutine<void> {
    return this.#flow.drained()
  }

  /** @internal */
  _closedOf(): Future<void> {
    return this.#closed
  }

  /** @internal */
  *_startTls(writer: StreamWriter, context: TlsContext, options: StartTlsOptions): Coroutine<WriteTransport> {
    const serverSide = this.#clientConnected !== undefined
    const transport = yield* startTlsOn(this.#loop, writer.transport as Transport, this, context, serverSide, options)
    this.#transport = transport
    return transport
  }
}

class Closing extends Future<void> {
  override _purpose(): string {
    return 'the end of a connection'
  }
}
