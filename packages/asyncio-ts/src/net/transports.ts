import type { BaseProtocol } from './protocols.js'
import type { Address } from './sockets.js'

/*
 * What carries bytes. Programs get transports from `createConnection` and the like; they make none. Mirrors
 * `Lib/asyncio/transports.py`.
 */

/** What `getExtraInfo` knows, by name. */
export interface ExtraInfo {
  /** Where the connection ends on this side. */
  readonly sockname?: Address
  /** Where it ends on the other. */
  readonly peername?: Address
  /** The socket itself. */
  readonly socket?: object
  /** Of a connection under TLS: with what it was made. */
  readonly sslcontext?: object
  /** Of a pipe. */
  readonly pipe?: object
  /** Of a subprocess. */
  readonly subprocess?: object
}

/**
 * What all transports have.
 *
 * Mirrors `BaseTransport` in `Lib/asyncio/transports.py`.
 *
 * @example
 * ```ts
 * if (!transport.isClosing()) transport.close()
 * ```
 */
export abstract class BaseTransport {
  /** @internal */
  readonly _extra: { -readonly [K in keyof ExtraInfo]: ExtraInfo[K] } = {}

  /** Something known of it, as `sockname` or `peername`; `otherwise` when it is not. */
  getExtraInfo<K extends keyof ExtraInfo>(name: K, otherwise?: ExtraInfo[K]): ExtraInfo[K] | undefined {
    return this._extra[name] ?? otherwise
  }
  /** Whether it is closed, or about to be. */
  abstract isClosing(): boolean
  /** Closes it once all that waits to be sent is sent. The protocol's `connectionLost` is called at the end. */
  abstract close(): void
  /** Lets another protocol take over. */
  abstract setProtocol(protocol: BaseProtocol): void
  /** The protocol. */
  abstract getProtocol(): BaseProtocol
}

/**
 * A transport that can be read.
 *
 * Mirrors `ReadTransport` in `Lib/asyncio/transports.py`.
 *
 * @example
 * ```ts
 * transport.pauseReading()
 * getRunningLoop().callLater(1, () => transport.resumeReading())
 * ```
 */
export abstract class ReadTransport extends BaseTransport {
  /** Whether data is handed to the protocol now. */
  abstract isReading(): boolean
  /** Hands no more data to the protocol. It waits in the operating system, and then at the other side. */
  abstract pauseReading(): void
  /** Hands data to the protocol again. */
  abstract resumeReading(): void
}

/** The marks of flow control, in bytes. */
export interface WriteBufferLimits {
  /** More than this, and the protocol's `pauseWriting` is called. Default: 64 KiB, or four times `low`. */
  readonly high?: number | undefined
  /** So many or less, and `resumeWriting` is called. Default: a quarter of `high`. */
  readonly low?: number | undefined
}

/**
 * A transport that can be written.
 *
 * Mirrors `WriteTransport` in `Lib/asyncio/transports.py`.
 *
 * @example
 * ```ts
 * transport.setWriteBufferLimits({ high: 1024 })
 * transport.write(encode('hello'))
 * ```
 */
export abstract class WriteTransport extends BaseTransport {
  /** Sets the marks of flow control, in bytes. */
  abstract setWriteBufferLimits(limits?: WriteBufferLimits): void
  /** How many bytes wait to be sent. */
  abstract getWriteBufferSize(): number
  /** The marks: low, then high. */
  abstract getWriteBufferLimits(): readonly [low: number, high: number]
  /** Sends bytes, by and by. Never waits. */
  abstract write(data: Uint8Array): void
  /** Sends several pieces. */
  writelines(list: Iterable<Uint8Array>): void {
    for (const data of list) this.write(data)
  }
  /** Ends what is sent, once all of it is; the other side can still be read. */
  abstract writeEof(): void
  /** Whether it can be ended apart from being closed. */
  abstract canWriteEof(): boolean
  /** Closes it at once. What waits to be sent is lost. */
  abstract abort(): void
}

/**
 * A transport for a stream of bytes in both directions.
 *
 * Mirrors `Transport` in `Lib/asyncio/transports.py`. Differs: JavaScript has one base class, so that it is an instance of
 * `WriteTransport` only, though it has the methods of `ReadTransport` too.
 *
 * @example
 * ```ts
 * const [transport, protocol] = yield* createConnection(() => new Protocol(), 'localhost', 8888)
 * transport.write(encode('hello'))
 * ```
 */
export abstract class Transport extends WriteTransport implements ReadTransport {
  /** Whether data is handed to the protocol now. */
  abstract isReading(): boolean
  /** Hands no more data to the protocol. */
  abstract pauseReading(): void
  /** Hands data to the protocol again. */
  abstract resumeReading(): void
}

/**
 * A transport for datagrams.
 *
 * Mirrors `DatagramTransport` in `Lib/asyncio/transports.py`.
 *
 * @example
 * ```ts
 * transport.sendto(encode('hello'), ['127.0.0.1', 9999])
 * ```
 */
export abstract class DatagramTransport extends BaseTransport {
  /** Sends a datagram: to `address`, or where the endpoint is connected to. */
  abstract sendto(data: Uint8Array, address?: Address): void
  /** Closes it at once. */
  abstract abort(): void
}

/**
 * A transport for a subprocess.
 *
 * Mirrors `SubprocessTransport` in `Lib/asyncio/transports.py`.
 *
 * @example
 * ```ts
 * console.log(transport.getPid(), transport.getReturncode())
 * ```
 */
export abstract class SubprocessTransport extends BaseTransport {
  /** The number of the process. */
  abstract getPid(): number
  /** With what it has ended; undefined: it has not. */
  abstract getReturncode(): number | undefined
  /** The transport of one of its pipes; undefined: it has no such pipe. */
  abstract getPipeTransport(fd: number): BaseTransport | undefined
  /** Sends it a signal, by its number: 15 asks it to end, 9 ends it. @throws ProcessLookupError when it has ended. */
  abstract sendSignal(signal: number): void
  /** Asks it to end. @throws as `sendSignal`. */
  abstract terminate(): void
  /** Ends it. @throws as `sendSignal`. */
  abstract kill(): void
}
