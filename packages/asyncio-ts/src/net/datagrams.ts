import {
  type Coroutine,
  type EventLoop,
  Future,
  getRunningLoop,
  own,
  RuntimeError,
  ValueError,
  watched,
} from '../core.js'
import { checkBytes, copyOf } from './bytes.js'
import { networkOf } from './networks.js'
import { isOsError } from './os-errors.js'
import type { BaseProtocol, DatagramProtocol } from './protocols.js'
import type { Address, DatagramSocket } from './sockets.js'
import { showAddress } from './sockets.js'
import { tellRead } from './telling.js'
import { DatagramTransport } from './transports.js'

/** The keyword arguments of `createDatagramEndpoint`; one of them must be there. */
export interface DatagramEndpointOptions {
  /** Where datagrams come in; port 0: any that is free. */
  readonly localAddr?: Address | undefined
  /** The only place they go to and come from. */
  readonly remoteAddr?: Address | undefined
}

/**
 * A place where datagrams come and go; gives the transport and the protocol, which `protocolFactory` made.
 *
 * Mirrors `loop.create_datagram_endpoint` in `Lib/asyncio/base_events.py`, on the running loop.
 *
 * @throws OSError when somebody is there already.
 *
 * @example
 * ```ts
 * const [transport] = yield* createDatagramEndpoint(() => new Printer(), { remoteAddr: ['127.0.0.1', 9999] })
 * transport.sendto(encode('hello'))
 * ```
 */
export function createDatagramEndpoint<P extends DatagramProtocol>(
  protocolFactory: () => P,
  options: DatagramEndpointOptions,
): Coroutine<[transport: DatagramTransport, protocol: P]> {
  return watched(endpoint(protocolFactory, options), 'createDatagramEndpoint', createDatagramEndpoint)
}

function* endpoint<P extends DatagramProtocol>(
  protocolFactory: () => P,
  { localAddr, remoteAddr }: DatagramEndpointOptions,
): Coroutine<[DatagramTransport, P]> {
  const loop = getRunningLoop()
  if (localAddr === undefined && remoteAddr === undefined) throw new ValueError('unexpected address family')
  const network = networkOf(loop)
  const resolve = function* (address: Address | undefined): Coroutine<Address | undefined> {
    return address && (yield* network.lookup(loop, ...address))[0]
  }
  const local = yield* resolve(localAddr)
  const remote = yield* resolve(remoteAddr)
  const socket = yield* network.datagrams(loop, local, remote)
  const protocol = protocolFactory()
  const waiter = new Future<void>({ loop })
  const transport = new SocketDatagramTransport(loop, socket, protocol, waiter)
  try {
    yield* waiter
  } catch (error) {
    transport.close()
    throw error
  }
  return [transport, protocol]
}
own(endpoint, 'createDatagramEndpoint')

/** Mirrors `_SelectorDatagramTransport` in `Lib/asyncio/selector_events.py`. */
class SocketDatagramTransport extends DatagramTransport {
  readonly #loop: EventLoop
  readonly #socket: DatagramSocket
  #protocol: DatagramProtocol
  readonly #waiting: [data: Uint8Array, to: Address][] = []
  #closing = false
  #lost = false
  #closed = false

  constructor(loop: EventLoop, socket: DatagramSocket, protocol: DatagramProtocol, waiter: Future<void>) {
    super()
    this.#loop = loop
    this.#socket = socket
    this.#protocol = protocol
    this._extra.socket = socket
    this._extra.sockname = socket.sockname
    if (socket.peername !== undefined) this._extra.peername = socket.peername
    // Callbacks have names, which the views of a run show.
    const connectionMade = () => this.#protocol.connectionMade(this)
    const startReading = () => {
      if (!this.#closing) loop.addReader(socket, this.#readReady)
    }
    const setResult = () => {
      if (!waiter.done()) waiter.setResult(undefined)
    }
    for (const callback of [connectionMade, startReading, setResult]) loop.callSoon(callback)
  }

  isClosing(): boolean {
    return this.#closing
  }

  setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as DatagramProtocol
  }

  getProtocol(): DatagramProtocol {
    return this.#protocol
  }

  sendto(data: Uint8Array, address?: Address): void {
    checkBytes(data)
    const { peername } = this.#socket
    if (peername !== undefined && address !== undefined && String(address) !== String(peername)) {
      throw new ValueError(`Invalid address: must be undefined or ${showAddress(peername)}`)
    }
    const to = peername ?? address
    if (to === undefined) throw new RuntimeError('a datagram needs an address: sendto(data, [host, port])')
    // Until the protocol has been told of the end, an endpoint without a remote address sends on, as in Python.
    if (this.#closed || (this.#lost && peername !== undefined)) return
    if (this.#waiting.length === 0) {
      try {
        if (this.#socket.sendto(data, to)) return
      } catch (error) {
        this.#failed(error)
        return
      }
      this.#loop.addWriter(this.#socket, this.#writeReady)
    }
    this.#waiting.push([copyOf(data), to])
  }

  close(): void {
    if (this.#closing) return
    this.#closing = true
    this.#loop.removeReader(this.#socket)
    if (this.#waiting.length > 0) return
    this.#lost = true
    this.#callConnectionLost()
  }

  abort(): void {
    this.#end()
  }

  #end(error?: Error): void {
    if (this.#lost) return
    this.#lost = true
    this.#closing = true
    this.#waiting.length = 0
    this.#loop.removeReader(this.#socket)
    this.#loop.removeWriter(this.#socket)
    this.#callConnectionLost(error)
  }

  #callConnectionLost(error?: Error): void {
    const connectionLost = () => this.#connectionLost(error)
    this.#loop.callSoon(connectionLost)
  }

  readonly #readReady = (): void => {
    if (this.#lost) return
    let received: readonly [Uint8Array, Address] | null
    try {
      received = this.#socket.recvfrom()
    } catch (error) {
      this.#failed(error)
      return
    }
    if (received === null) return
    if (this.#loop._trace !== null) tellRead(this.#loop, this.#socket, received[0])
    this.#protocol.datagramReceived(...received)
  }

  readonly #writeReady = (): void => {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      try {
        if (!this.#socket.sendto(...next)) return
      } catch (error) {
        this.#waiting.shift()
        this.#failed(error)
        return
      }
      this.#waiting.shift()
    }
    this.#loop.removeWriter(this.#socket)
    if (this.#closing) this.#connectionLost()
  }

  #failed(error: unknown): void {
    if (isOsError(error)) this.#protocol.errorReceived(error)
    else {
      this.#loop.callExceptionHandler({ message: 'Fatal error on datagram transport', exception: error })
      this.#end(error as Error)
    }
  }

  #connectionLost(error?: Error): void {
    try {
      this.#protocol.connectionLost(error)
    } finally {
      this.#lost = true
      this.#closed = true
      this.#socket.close()
    }
  }
}
