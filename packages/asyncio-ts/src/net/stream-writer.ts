import { type Coroutine, type EventLoop, type Future, ownMethod, printable, sleep } from '../core.js'
import type { StreamReader } from './stream-reader.js'
import type { StartTlsOptions, TlsContext } from './tls-context.js'
import type { BaseTransport, ExtraInfo, WriteTransport } from './transports.js'

/** A protocol that a StreamWriter can write through. */
export interface WriterProtocol {
  /** @internal */
  _drained(): Coroutine<void>
  /** @internal */
  _closedOf(writer: StreamWriter): Future<void>
  /** @internal */
  _startTls?(writer: StreamWriter, context: TlsContext, options: StartTlsOptions): Coroutine<WriteTransport>
}

/**
 * Writes a stream of bytes. `write` never waits; `drain` waits until the buffer is not too full, so that a fast program
 * does not fill the memory for a slow reader: `writer.write(data)`, then `yield* writer.drain()`.
 *
 * Mirrors `StreamWriter` in `Lib/asyncio/streams.py`. Made by `openConnection`, `startServer` and subprocesses.
 *
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection('localhost', 8888)
 * writer.write(encode('hello\n'))
 * yield* writer.drain()
 * writer.close()
 * yield* writer.waitClosed()
 * ```
 */
export class StreamWriter {
  static {
    printable(StreamWriter)
    ownMethod(StreamWriter.prototype, 'drain', 'StreamWriter.drain')
    ownMethod(StreamWriter.prototype, 'waitClosed', 'StreamWriter.waitClosed')
    ownMethod(StreamWriter.prototype, 'startTls', 'StreamWriter.startTls')
  }
  #transport: WriteTransport
  readonly #protocol: WriterProtocol
  readonly #reader: StreamReader | null

  constructor(transport: WriteTransport, protocol: WriterProtocol, reader: StreamReader | null, _loop?: EventLoop) {
    this.#transport = transport
    this.#protocol = protocol
    this.#reader = reader
  }

  /** The transport below. */
  get transport(): WriteTransport {
    return this.#transport
  }

  /** Sends bytes, by and by; `encode(text)` gives those of a text. */
  write(data: Uint8Array): void {
    this.#transport.write(data)
  }

  /** Sends several pieces. */
  writelines(list: Iterable<Uint8Array>): void {
    this.#transport.writelines(list)
  }

  /** Ends what is sent; the other side can still be read. */
  writeEof(): void {
    this.#transport.writeEof()
  }

  /** Whether it can be ended apart from being closed. */
  canWriteEof(): boolean {
    return this.#transport.canWriteEof()
  }

  /** Closes the stream, and what it belongs to, once all is sent. */
  close(): void {
    this.#transport.close()
  }

  /** Whether it is closed, or about to be. */
  isClosing(): boolean {
    return this.#transport.isClosing()
  }

  /** Waits until it is closed. @throws what has ended it. */
  *waitClosed(): Coroutine<void> {
    yield* this.#protocol._closedOf(this)
  }

  /** Something known of it, as `peername`. */
  getExtraInfo<K extends keyof ExtraInfo>(name: K, otherwise?: ExtraInfo[K]): ExtraInfo[K] | undefined {
    return (this.#transport as BaseTransport).getExtraInfo(name, otherwise)
  }

  /**
   * Waits until there is room in the buffer: that is, not at all while it holds less than the high-water mark.
   *
   * @throws what has ended the stream; ConnectionResetError when it is closed.
   */
  *drain(): Coroutine<void> {
    const error = this.#reader?.exception()
    if (error !== undefined) throw error
    // So that whoever writes in a loop learns of the end: it is told in a turn of its own.
    if (this.#transport.isClosing()) yield* sleep(0)
    yield* this.#protocol._drained()
  }

  /** Puts TLS on the stream. @throws SslError when the other side is not whom it says. */
  *startTls(context: TlsContext, options: StartTlsOptions = {}): Coroutine<void> {
    yield* this.drain()
    const start = this.#protocol._startTls?.(this, context, options)
    if (start === undefined) throw new TypeError('this stream cannot start TLS: it is no connection')
    this.#transport = yield* start
  }

  toString(): string {
    const reader = this.#reader === null ? '' : ` reader=${this.#reader}`
    return `<StreamWriter transport=${this.#transport}${reader}>`
  }
}
