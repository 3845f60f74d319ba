/*
 * What the operating system reports, under Python's names and with Linux's numbers.
 */
import { named, TimeoutError } from '../core.js'

/**
 * The operating system, or what stands in for it here, could not do something; `errno` says what, in Linux's numbers.
 *
 * Mirrors `OSError` of Python.
 *
 * @example
 * ```ts
 * try {
 *   yield* openConnection('localhost', 8888)
 * } catch (error) {
 *   if (!(error instanceof OSError)) throw error
 *   console.log('no connection:', error.message)
 * }
 * ```
 */
export class OSError extends /* @__PURE__ */ named('OSError') {
  /** The number of the error, as 111 for a refused connection; undefined: it is none of the system's. */
  readonly errno: number | undefined

  constructor(errno: number | undefined, text: string, options?: ErrorOptions) {
    super(errno === undefined ? text : `[Errno ${errno}] ${text}`, options)
    this.errno = errno
  }
}

/**
 * Something is wrong with a connection. The base of the errors that say what.
 *
 * Mirrors `ConnectionError` of Python.
 *
 * @example
 * ```ts
 * try {
 *   yield* writer.drain()
 * } catch (error) {
 *   if (!(error instanceof ConnectionError)) throw error // reset, refused, broken
 * }
 * ```
 */
export class ConnectionError extends /* @__PURE__ */ named('ConnectionError', OSError) {}

/**
 * Nobody listens there.
 *
 * Mirrors `ConnectionRefusedError` of Python.
 *
 * @example
 * ```ts
 * yield* openConnection('localhost', 1) // ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 1)
 * ```
 */
export class ConnectionRefusedError extends /* @__PURE__ */ named('ConnectionRefusedError', ConnectionError) {}

/**
 * The other side has thrown the connection away, perhaps with data on the way.
 *
 * Mirrors `ConnectionResetError` of Python.
 *
 * @example
 * ```ts
 * try {
 *   yield* reader.readline()
 * } catch (error) {
 *   if (!(error instanceof ConnectionResetError)) throw error // connect again
 * }
 * ```
 */
export class ConnectionResetError extends /* @__PURE__ */ named('ConnectionResetError', ConnectionError) {}

/**
 * The connection was given up on this side.
 *
 * Mirrors `ConnectionAbortedError` of Python.
 *
 * @example
 * ```ts
 * if (error instanceof ConnectionAbortedError) console.log('the TLS handshake took too long')
 * ```
 */
export class ConnectionAbortedError extends /* @__PURE__ */ named('ConnectionAbortedError', ConnectionError) {}

/**
 * Something was written into a connection or pipe that nobody reads any more.
 *
 * Mirrors `BrokenPipeError` of Python.
 *
 * @example
 * ```ts
 * if (error instanceof BrokenPipeError) console.log('the process has closed its input')
 * ```
 */
export class BrokenPipeError extends /* @__PURE__ */ named('BrokenPipeError', ConnectionError) {}

/**
 * A non-blocking socket has nothing to read yet, or no room to write: what a blocking one would wait for.
 *
 * Mirrors `BlockingIOError` of Python.
 *
 * @example
 * ```ts
 * const [here] = socketPair()
 * here.recv(100) // BlockingIOError: [Errno 11] Resource temporarily unavailable
 * ```
 */
export class BlockingIOError extends /* @__PURE__ */ named('BlockingIOError', OSError) {}

/**
 * There is no such process: a signal was sent to one that has ended.
 *
 * Mirrors `ProcessLookupError` of Python.
 *
 * @example
 * ```ts
 * try {
 *   process.terminate()
 * } catch (error) {
 *   if (error instanceof ProcessLookupError) console.log('it has ended already')
 * }
 * ```
 */
export class ProcessLookupError extends /* @__PURE__ */ named('ProcessLookupError', OSError) {}

/**
 * A name has no address.
 *
 * Mirrors `socket.gaierror` of Python.
 *
 * @example
 * ```ts
 * yield* openConnection('nowhere.example', 80) // GaiError: [Errno -2] Name or service not known
 * ```
 */
export class GaiError extends /* @__PURE__ */ named('GaiError', OSError) {}

/**
 * Something went wrong in a TLS handshake, as a certificate for another name.
 *
 * Mirrors `ssl.SSLError` of Python.
 *
 * @example
 * ```ts
 * if (error instanceof SslError) console.log('do not trust', error.message)
 * ```
 */
export class SslError extends /* @__PURE__ */ named('SslError', OSError) {}

const ESRCH = 3
const EBADF = 9
const EAGAIN = 11
const EPIPE = 32
const EADDRINUSE = 98
const ECONNRESET = 104
const ETIMEDOUT = 110
const ECONNREFUSED = 111

export const errors = {
  closed: () => new OSError(EBADF, 'Bad file descriptor'),
  wouldBlock: () => new BlockingIOError(EAGAIN, 'Resource temporarily unavailable'),
  noProcess: () => new ProcessLookupError(ESRCH, 'No such process'),
  brokenPipe: () => new BrokenPipeError(EPIPE, 'Broken pipe'),
  reset: () => new ConnectionResetError(ECONNRESET, 'Connection reset by peer'),
  refused: (address: string) => new ConnectionRefusedError(ECONNREFUSED, `Connect call failed ${address}`),
  datagramRefused: () => new ConnectionRefusedError(ECONNREFUSED, 'Connection refused'),
  timedOut: (address: string) => new TimeoutError(`[Errno ${ETIMEDOUT}] Connect call failed ${address}`),
  unreachable: () => new TimeoutError(`[Errno ${ETIMEDOUT}] Connection timed out`),
  inUse: () => new OSError(EADDRINUSE, 'Address already in use'),
  noName: () => new GaiError(-2, 'Name or service not known'),
}

/** Whether the system reports it: what Python makes an OSError, a TimeoutError too. */
export function isOsError(error: unknown): error is Error {
  return error instanceof OSError || error instanceof TimeoutError
}
