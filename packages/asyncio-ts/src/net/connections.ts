import { type Coroutine, type EventLoop, Future, gather, getRunningLoop, own, ValueError, watched } from '../core.js'
import { networkOf } from './networks.js'
import { isOsError, OSError } from './os-errors.js'
import type { BaseProtocol } from './protocols.js'
import { Server } from './server.js'
import { SocketTransport } from './socket-transport.js'
import { type Address, type ListeningSocket, type StreamSocket, showAddress } from './sockets.js'
import { contextOf, tlsBelow } from './tls.js'
import type { StartTlsOptions, TlsContext } from './tls-context.js'
import type { Transport } from './transports.js'

/** The keyword arguments of `createConnection`. */
export interface ConnectionOptions extends StartTlsOptions {
  /** Under TLS: with this context, or with one that verifies. */
  readonly ssl?: TlsContext | boolean | undefined
}

/** The keyword arguments of `createServer`. */
export interface ServerOptions extends Pick<StartTlsOptions, 'sslHandshakeTimeout'> {
  /** Under TLS: a context with a certificate. */
  readonly ssl?: TlsContext | undefined
  /** How many connections may wait to be accepted. Default: 100. */
  readonly backlog?: number | undefined
  /** False: `startServing` or `serveForever` begins. Default: true. */
  readonly startServing?: boolean | undefined
}

/**
 * Connects to a server, and gives the transport and the protocol, which `protocolFactory` made.
 *
 * Mirrors `loop.create_connection` in `Lib/asyncio/base_events.py`, on the running loop.
 *
 * @throws ConnectionRefusedError when nobody listens there; GaiError for a name without an address; TimeoutError when nobody
 *   answers for a minute; SslError.
 *
 * @example
 * ```ts
 * const [transport, protocol] = yield* createConnection(() => new Printer(), 'localhost', 8888)
 * ```
 */
export function createConnection<P extends BaseProtocol>(
  protocolFactory: () => P,
  host: string,
  port: number,
  options: ConnectionOptions = {},
): Coroutine<[transport: Transport, protocol: P]> {
  return watched(connecting(protocolFactory, host, port, options), 'createConnection', createConnection)
}

function* connecting<P extends BaseProtocol>(
  protocolFactory: () => P,
  host: string,
  port: number,
  { ssl = false, serverHostname, sslHandshakeTimeout }: ConnectionOptions,
): Coroutine<[Transport, P]> {
  const loop = getRunningLoop()
  if (serverHostname !== undefined && ssl === false) throw new ValueError('serverHostname is only meaningful with ssl')
  if (sslHandshakeTimeout !== undefined && ssl === false) {
    throw new ValueError('sslHandshakeTimeout is only meaningful with ssl')
  }
  const socket = yield* connectTo(loop, host, port)
  const protocol = protocolFactory()
  const waiter = new Connecting({ loop })
  let transport: Transport
  if (ssl === false) transport = new SocketTransport(loop, socket, protocol, waiter)
  else {
    const options = { serverHostname: serverHostname ?? host, sslHandshakeTimeout }
    const tls = tlsBelow(loop, protocol, contextOf(ssl), false, options, waiter)
    new SocketTransport(loop, socket, tls, null)
    transport = tls.transport
  }
  try {
    yield* waiter
  } catch (error) {
    transport.close()
    throw error
  }
  return [transport, protocol]
}
own(connecting, 'createConnection')

/** A socket that is connected. */
export function* connectTo(loop: EventLoop, host: string, port: number): Coroutine<StreamSocket> {
  const network = networkOf(loop)
  let failure: unknown
  for (const address of yield* network.lookup(loop, host, port)) {
    const socket = network.connect(loop, address)
    try {
      yield* connected(loop, socket)
      return socket
    } catch (error) {
      socket.close()
      if (!isOsError(error)) throw error
      failure = error
    }
  }
  throw failure
}

/** A socket that connects can be written when it has, or has failed. */
function connected(loop: EventLoop, socket: StreamSocket): Future<void> {
  const future = new Connecting({ loop })
  const connectReady = () => {
    if (future.done()) return
    const error = socket.connectError()
    if (error === null) future.setResult(undefined)
    else future.setException(error)
  }
  const removeWriter = () => loop.removeWriter(socket)
  loop.addWriter(socket, connectReady)
  future.addDoneCallback(removeWriter)
  return future
}

class Connecting extends Future<void> {
  override _purpose(): string {
    return 'a connection'
  }
}

/**
 * Listens at `host` and `port`, and makes a protocol for each connection. Port 0: any that is free, see `server.sockets`.
 *
 * Mirrors `loop.create_server` in `Lib/asyncio/base_events.py`, on the running loop.
 *
 * @throws OSError when somebody listens there already.
 *
 * @example
 * ```ts
 * const server = yield* createServer(() => new Echo(), 'localhost', 8888)
 * ```
 */
export function createServer(
  protocolFactory: () => BaseProtocol,
  host: string | readonly string[] | null | undefined,
  port: number,
  options: ServerOptions = {},
): Coroutine<Server> {
  return watched(serving(protocolFactory, host, port, options), 'createServer', createServer)
}

function* serving(
  protocolFactory: () => BaseProtocol,
  host: string | readonly string[] | null | undefined,
  port: number,
  { ssl, backlog = 100, startServing = true, sslHandshakeTimeout }: ServerOptions,
): Coroutine<Server> {
  const loop = getRunningLoop()
  if (typeof ssl === 'boolean') throw new TypeError('ssl argument must be a TlsContext or undefined')
  if (sslHandshakeTimeout !== undefined && ssl === undefined) {
    throw new ValueError('sslHandshakeTimeout is only meaningful with ssl')
  }
  const network = networkOf(loop)
  const hosts = Array.isArray(host) ? (host as readonly string[]) : [host as string | null | undefined]
  const found = yield* gather(hosts.map((each) => network.lookup(loop, each, port)))
  const addresses = new Map<string, Address>()
  for (const address of found.flat()) addresses.set(String(address), address)
  const sockets: ListeningSocket[] = []
  try {
    for (const address of addresses.values()) sockets.push(yield* bound(loop, address))
  } catch (error) {
    for (const socket of sockets) socket.close()
    throw error
  }
  const server = new Server(loop, sockets, { protocolFactory, backlog, ssl, sslHandshakeTimeout })
  if (startServing) yield* server.startServing()
  return server
}
own(serving, 'createServer')

/** A socket at an address; the error says at which. */
function* bound(loop: EventLoop, address: Address): Coroutine<ListeningSocket> {
  try {
    return yield* networkOf(loop).bind(loop, address)
  } catch (error) {
    if (!(error instanceof OSError)) throw error
    const where = `error while attempting to bind on address ${showAddress(address)}`
    throw new OSError(error.errno, `${where}: ${error.message.toLowerCase()}`)
  }
}
