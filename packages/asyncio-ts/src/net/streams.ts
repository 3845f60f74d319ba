import { type Coroutine, getRunningLoop, own, watched } from '../core.js'
import { type ConnectionOptions, createConnection, createServer, type ServerOptions } from './connections.js'
import type { Server } from './server.js'
import { type ClientConnected, StreamReaderProtocol } from './stream-protocol.js'
import { StreamReader } from './stream-reader.js'
import { StreamWriter } from './stream-writer.js'

/** The keyword argument that both take. */
interface Limit {
  /** How many bytes a line may have; twice as many are buffered. Default: 65536. */
  readonly limit?: number | undefined
}

/** The keyword arguments of `openConnection`. */
export interface OpenConnectionOptions extends ConnectionOptions, Limit {}

/** The keyword arguments of `startServer`. */
export interface StartServerOptions extends ServerOptions, Limit {}

/**
 * Connects to a server, and gives a reader and a writer.
 *
 * Mirrors `open_connection` in `Lib/asyncio/streams.py`. Which network that is, `setNetwork` says; by default it is a
 * simulated one.
 *
 * @throws ConnectionRefusedError when nobody listens there; GaiError for a name without an address; TimeoutError when nobody
 *   answers for a minute.
 *
 * @example
 * ```ts
 * const [reader, writer] = yield* openConnection('localhost', 8888)
 * writer.write(encode('hello\n'))
 * console.log(decode(yield* reader.readline()))
 * writer.close()
 * ```
 */
export function openConnection(
  host: string,
  port: number,
  options: OpenConnectionOptions = {},
): Coroutine<[reader: StreamReader, writer: StreamWriter]> {
  return watched(opening(host, port, options), 'openConnection', openConnection)
}

function* opening(
  host: string,
  port: number,
  { limit, ...options }: OpenConnectionOptions,
): Coroutine<[StreamReader, StreamWriter]> {
  const loop = getRunningLoop()
  const reader = new StreamReader({ limit, loop })
  const protocol = new StreamReaderProtocol(reader, { loop })
  const [transport] = yield* createConnection(() => protocol, host, port, options)
  return [reader, new StreamWriter(transport, protocol, reader, loop)]
}
own(opening, 'openConnection')

/**
 * Listens at `host` and `port`, and calls back with a reader and a writer for each connection; a coroutine that the
 * callback gives becomes a task.
 *
 * Mirrors `start_server` in `Lib/asyncio/streams.py`.
 *
 * @throws OSError when somebody listens there already.
 *
 * @example
 * ```ts
 * const server = yield* startServer(
 *   function* (reader, writer) {
 *     writer.write(yield* reader.readline())
 *     writer.close()
 *   },
 *   'localhost',
 *   8888,
 * )
 * ```
 */
export function startServer(
  clientConnected: ClientConnected,
  host: string | readonly string[] | null | undefined,
  port: number,
  options: StartServerOptions = {},
): Coroutine<Server> {
  return watched(starting(clientConnected, host, port, options), 'startServer', startServer)
}

function* starting(
  clientConnected: ClientConnected,
  host: string | readonly string[] | null | undefined,
  port: number,
  { limit, ...options }: StartServerOptions,
): Coroutine<Server> {
  const loop = getRunningLoop()
  const factory = () => new StreamReaderProtocol(new StreamReader({ limit, loop }), { clientConnected, loop })
  return yield* createServer(factory, host, port, options)
}
own(starting, 'startServer')
