import { EVENT_READ, EVENT_WRITE } from '../core.js'
import { ByteQueue } from '../net/byte-queue.js'
import { copyOf, EMPTY } from '../net/bytes.js'
import { errors } from '../net/os-errors.js'
import type { SocketSelector } from '../net/socket-selector.js'
import type { Address, DatagramSocket, ListeningSocket, StreamSocket } from '../net/sockets.js'
import type { NodeBuffers, NodeDatagramSocket, NodeError, NodeServer, NodeSocket } from './node-modules.js'
import { systemError } from './system-errors.js'

/** As much is taken from the system ahead of whoever reads. */
const AHEAD = 256 * 1024

const { Buffer } = globalThis as unknown as { readonly Buffer: NodeBuffers }

/** A socket of Node's, as one that is polled: it notes what has come, until somebody asks. */
export class NodeStream implements StreamSocket {
  readonly #socket: NodeSocket
  readonly #selector: SocketSelector
  readonly #received = new ByteQueue()
  #open: boolean
  #ended = false
  #paused = false
  #error: Error | null = null
  #broken = false
  #closed = false

  /** `connecting`: what is said if that fails. */
  constructor(socket: NodeSocket, selector: SocketSelector, connecting: string | null, own: Set<{ close(): void }>) {
    this.#socket = socket
    this.#selector = selector
    this.#open = connecting === null
    own.add(this)
    socket.setNoDelay(true)
    socket.on('connect', () => {
      this.#open = true
      this.#changed()
    })
    socket.on('data', (data: Uint8Array) => {
      // Seen as what it is, not as Node's Buffer, whose methods differ.
      this.#received.push(new Uint8Array(data.buffer, data.byteOffset, data.length))
      if (this.#received.length > AHEAD && !this.#paused) {
        this.#paused = true
        socket.pause()
      }
      this.#changed()
    })
    socket.on('end', () => {
      this.#ended = true
      this.#changed()
    })
    socket.on('drain', () => this.#changed())
    socket.on('error', (error: NodeError) => {
      this.#error = systemError(error, this.#open ? '' : (connecting ?? ''))
      this.#broken = true
      this.#changed()
    })
    socket.on('close', () => {
      own.delete(this)
      this.#ended = true
      this.#changed()
    })
  }

  get sockname(): Address | undefined {
    const { localAddress, localPort } = this.#socket
    return localAddress === undefined || localPort === undefined ? undefined : [localAddress, localPort]
  }

  get peername(): Address | undefined {
    const { remoteAddress, remotePort } = this.#socket
    return remoteAddress === undefined || remotePort === undefined ? undefined : [remoteAddress, remotePort]
  }

  readiness(): number {
    if (this.#broken) return EVENT_READ + EVENT_WRITE
    const readable = this.#ended || this.#received.length > 0
    const writable = this.#open && !this.#socket.writableNeedDrain
    return (readable ? EVENT_READ : 0) + (writable ? EVENT_WRITE : 0)
  }

  connectError(): Error | null {
    const error = this.#error
    this.#error = null
    return error
  }

  recv(most: number): Uint8Array | null {
    if (this.#received.length > 0) {
      const taken = this.#received.take(most)
      if (this.#paused && this.#received.length === 0) {
        this.#paused = false
        this.#socket.resume()
      }
      return taken
    }
    this.#throwError()
    return this.#ended || this.#broken ? EMPTY : null
  }

  send(data: Uint8Array): number | null {
    this.#throwError()
    if (this.#broken) throw errors.brokenPipe()
    if (!this.#open || this.#socket.writableNeedDrain) return null
    // It may keep them, until the system takes them.
    this.#socket.write(Buffer.from(data))
    return data.length
  }

  shutdown(): void {
    this.#socket.end()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    // What was taken is still sent, but keeps no process alive.
    this.#socket.destroySoon()
    this.#socket.unref()
  }

  #throwError(): void {
    const error = this.#error
    if (error === null) return
    this.#error = null
    throw error
  }

  #changed(): void {
    this.#selector.changed(this)
  }
}

/** Where connections to this machine come in. */
export class NodeListener implements ListeningSocket {
  readonly #server: NodeServer
  readonly #own: Set<{ close(): void }>
  readonly #queue: StreamSocket[] = []
  readonly sockname: Address

  constructor(server: NodeServer, selector: SocketSelector, own: Set<{ close(): void }>) {
    this.#server = server
    this.#own = own
    own.add(this)
    const { address, port } = server.address()
    this.sockname = [address, port]
    server.on('connection', (socket: NodeSocket) => {
      this.#queue.push(new NodeStream(socket, selector, null, own))
      selector.changed(this)
    })
  }

  readiness(): number {
    return this.#queue.length > 0 ? EVENT_READ : 0
  }

  /** It does since it was bound: Node does both in one. */
  listen(): void {}

  accept(): StreamSocket | null {
    return this.#queue.shift() ?? null
  }

  close(): void {
    this.#own.delete(this)
    for (const socket of this.#queue.splice(0)) socket.close()
    this.#server.close()
  }
}

/** Where datagrams of this machine come and go. */
export class NodeDatagrams implements DatagramSocket {
  readonly #socket: NodeDatagramSocket
  readonly #own: Set<{ close(): void }>
  readonly #received: (readonly [Uint8Array, Address])[] = []
  #error: Error | null = null
  readonly sockname: Address

  constructor(
    socket: NodeDatagramSocket,
    selector: SocketSelector,
    readonly peername: Address | undefined,
    own: Set<{ close(): void }>,
  ) {
    this.#socket = socket
    this.#own = own
    own.add(this)
    const { address, port } = socket.address()
    this.sockname = [address, port]
    socket.on('message', (data: Uint8Array, from: { address: string; port: number }) => {
      this.#received.push([new Uint8Array(data.buffer, data.byteOffset, data.length), [from.address, from.port]])
      selector.changed(this)
    })
    const failed = (error: NodeError): void => {
      this.#error = systemError(error)
      selector.changed(this)
    }
    socket.on('error', failed)
    this.#failed = failed
  }

  readonly #failed: (error: NodeError) => void

  readiness(): number {
    return (this.#received.length > 0 || this.#error !== null ? EVENT_READ : 0) + EVENT_WRITE
  }

  recvfrom(): readonly [Uint8Array, Address] | null {
    const error = this.#error
    if (error !== null) {
      this.#error = null
      throw error
    }
    return this.#received.shift() ?? null
  }

  sendto(data: Uint8Array, [host, port]: Address): boolean {
    const done = (error: NodeError | null): void => {
      if (error !== null) this.#failed(error)
    }
    // One that is connected takes no address.
    if (this.peername === undefined) this.#socket.send(copyOf(data), port, host, done)
    else this.#socket.send(copyOf(data), done)
    return true
  }

  close(): void {
    if (this.#own.delete(this)) this.#socket.close()
  }
}
