import type { Address } from './sockets.js'
import type { BaseTransport, DatagramTransport, SubprocessTransport, Transport } from './transports.js'

/*
 * What transports call. A program that does without streams extends one of these. Mirrors `Lib/asyncio/protocols.py`.
 */

/**
 * What all protocols have: the beginning and the end of a connection, and flow control. Each method does nothing until it
 * is overridden.
 *
 * Mirrors `BaseProtocol` in `Lib/asyncio/protocols.py`.
 *
 * @example
 * ```ts
 * class Silent extends BaseProtocol {
 *   override connectionLost(error?: Error) {
 *     console.log(error === undefined ? 'closed' : `failed: ${error.message}`)
 *   }
 * }
 * ```
 */
export class BaseProtocol {
  /** @internal Whether it tells a trace by itself of what is read. */
  get _tellsReads(): boolean {
    return false
  }
  /** Called once, before anything else. */
  connectionMade(_transport: BaseTransport): void {}
  /** Called once, after everything else; without an error when the connection was closed in order, by either side. */
  connectionLost(_error?: Error): void {}
  /** Called when more than the high-water mark of bytes wait to be sent. Write no more for now. */
  pauseWriting(): void {}
  /** Called when so many bytes are gone that the low-water mark is reached. */
  resumeWriting(): void {}
}

/**
 * A protocol for a stream of bytes.
 *
 * Mirrors `Protocol` in `Lib/asyncio/protocols.py`.
 *
 * @example
 * ```ts
 * class Echo extends Protocol {
 *   #transport!: Transport
 *   override connectionMade(transport: Transport) {
 *     this.#transport = transport
 *   }
 *   override dataReceived(data: Uint8Array) {
 *     this.#transport.write(data)
 *   }
 * }
 * const server = yield* createServer(() => new Echo(), 'localhost', 8888)
 * ```
 */
export class Protocol extends BaseProtocol {
  override connectionMade(_transport: Transport): void {}
  /** Called with what has come, in pieces of any size. */
  dataReceived(_data: Uint8Array): void {}
  /** Called when the other side sends no more. A true answer leaves the connection open for writing. */
  // biome-ignore lint/suspicious/noConfusingVoidType: who overrides it may return nothing
  eofReceived(): boolean | undefined | void {}
}

/**
 * A protocol for a stream of bytes that brings its own buffer.
 *
 * Mirrors `BufferedProtocol` in `Lib/asyncio/protocols.py`.
 *
 * @example
 * ```ts
 * class Counter extends BufferedProtocol {
 *   readonly #buffer = new Uint8Array(4096)
 *   override getBuffer() {
 *     return this.#buffer
 *   }
 *   override bufferUpdated(count: number) {
 *     console.log(`${count} bytes came`)
 *   }
 * }
 * ```
 */
export abstract class BufferedProtocol extends BaseProtocol {
  override connectionMade(_transport: Transport): void {}
  /** Where the next bytes shall go. `sizeHint` is how many would be good, −1: any. Must not be empty. */
  abstract getBuffer(sizeHint: number): Uint8Array
  /** Called when so many bytes were put into the buffer. */
  abstract bufferUpdated(count: number): void
  /** As that of `Protocol`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: who overrides it may return nothing
  eofReceived(): boolean | undefined | void {}
}

/**
 * A protocol for datagrams: each comes whole, or not at all.
 *
 * Mirrors `DatagramProtocol` in `Lib/asyncio/protocols.py`.
 *
 * @example
 * ```ts
 * class Printer extends DatagramProtocol {
 *   override datagramReceived(data: Uint8Array, [host, port]: Address) {
 *     console.log(decode(data), 'from', host, port)
 *   }
 * }
 * yield* createDatagramEndpoint(() => new Printer(), { localAddr: ['127.0.0.1', 9999] })
 * ```
 */
export class DatagramProtocol extends BaseProtocol {
  override connectionMade(_transport: DatagramTransport): void {}
  /** Called with each datagram, and where it came from. */
  datagramReceived(_data: Uint8Array, _address: Address): void {}
  /** Called when a send or receive before has failed, as when nobody listens there. */
  errorReceived(_error: Error): void {}
}

/**
 * A protocol for a subprocess, which has several pipes: 0 is its input, 1 its output, 2 its error output. Given to
 * `subprocessExec` and `subprocessShell`.
 *
 * Mirrors `SubprocessProtocol` in `Lib/asyncio/protocols.py`.
 *
 * @example
 * ```ts
 * class Output extends SubprocessProtocol {
 *   override pipeDataReceived(fd: number, data: Uint8Array) {
 *     console.log(fd, decode(data))
 *   }
 * }
 * ```
 */
export class SubprocessProtocol extends BaseProtocol {
  override connectionMade(_transport: SubprocessTransport): void {}
  /** Called with what the process has written. */
  pipeDataReceived(_fd: number, _data: Uint8Array): void {}
  /** Called when a pipe is closed. */
  pipeConnectionLost(_fd: number, _error?: Error): void {}
  /** Called when the process has ended. */
  processExited(): void {}
}
