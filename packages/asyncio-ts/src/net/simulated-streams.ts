import { EVENT_READ, EVENT_WRITE } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { copyOf, EMPTY } from './bytes.js'
import type { LinkConditions } from './conditions.js'
import { errors } from './os-errors.js'
import type { SimulatedNetwork } from './simulated-network.js'
import type { SocketSelector } from './socket-selector.js'
import { type Address, type ListeningSocket, type StreamSocket, showAddress } from './sockets.js'
import { type Told, tellArrived, tellLost, tellSent } from './telling.js'

/** As much of a stream goes into one packet, where it matters: Ethernet's. */
const SEGMENT = 1460
/** A packet that is lost is sent again after so many seconds at least; the times double. */
const RETRANSMISSION = 0.2
const FIRST_CONNECT_RETRY = 1
/** So often it is sent again, before a connection is given up. */
const RETRIES = 6

/** What both ends of a connection share. */
class Connection {
  /** Bytes that have arrived at either end. */
  bytes = 0
  constructor(
    readonly network: SimulatedNetwork,
    /** The address that was connected to: it names the link. */
    readonly to: Address,
  ) {}

  get link(): Required<LinkConditions> {
    return this.network._link(this.to)
  }
}

type State = 'connecting' | 'open' | 'failed' | 'reset'

/** What is on its way to the other end, and when it arrives unless something is lost. */
interface Packet {
  readonly arrival: number
  readonly message: Told
  readonly action: () => void
}

/** One end of a simulated connection. What is sent arrives in order; what has arrived holds the sender back until it is read. */
export class SimulatedStream implements StreamSocket {
  readonly #received = new ByteQueue()
  readonly #flight: Packet[] = []
  #peer: SimulatedStream | null = null
  #state: State
  #ended = false
  #error: Error | null = null
  #shut = false
  #closed = false
  /** Bytes sent that the other side has not read, as far as this one knows. */
  #unread = 0
  /** When the last bit of what was sent leaves. */
  #lineFree = 0
  #lastArrival = 0

  constructor(
    readonly connection: Connection,
    readonly selector: SocketSelector,
    readonly sockname: Address,
    readonly peername: Address,
    state: State,
  ) {
    this.#state = state
    connection.network._own(selector, this)
  }

  readiness(): number {
    const broken = this.#error !== null || this.#state === 'reset'
    const readable = broken || this.#ended || this.#received.length > 0
    const writable =
      broken || this.#state === 'failed' || (this.#state === 'open' && this.#unread < this.connection.link.bufferSize)
    return (readable ? EVENT_READ : 0) + (writable ? EVENT_WRITE : 0)
  }

  connectError(): Error | null {
    const error = this.#error
    this.#error = null
    return error
  }

  recv(most: number): Uint8Array | null {
    this.#throwError()
    if (this.#received.length === 0) return this.#ended || this.#state === 'reset' ? EMPTY : null
    const taken = this.#received.take(most)
    const { network, link } = this.connection
    const peer = this.#peer
    network._at(network._time() + link.latency, () => peer?.wasRead(taken.length))
    return taken
  }

  send(data: Uint8Array): number | null {
    this.#throwError()
    if (this.#state === 'reset' || this.#shut) throw errors.brokenPipe()
    const room = this.connection.link.bufferSize - this.#unread
    if (this.#state !== 'open' || room <= 0) return null
    const sent = copyOf(data.subarray(0, room))
    this.#unread += sent.length
    const message = this.#told('data', data.subarray(0, sent.length))
    const { bandwidth, jitter, loss } = this.connection.link
    const size = bandwidth < Number.POSITIVE_INFINITY || jitter > 0 || loss > 0 ? SEGMENT : sent.length
    for (let at = 0; at < sent.length; at += size) {
      const segment = sent.subarray(at, at + size)
      this.#transmit(segment.length, message, (peer) => peer.#receive(segment, message))
    }
    return sent.length
  }

  shutdown(): void {
    if (this.#shut) return
    this.#shut = true
    if (this.#state !== 'open') return
    const message = this.#told('end')
    this.#transmit(0, message, (peer) => peer.#end(message))
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.connection.network._disown(this.selector, this)
    // As systems do: who closes without reading what has come tells the other side that it is lost.
    if (this.#received.length > 0) this.#resetPeer()
    else this.shutdown()
  }

  /** Both ends know each other: the server's side answers. */
  meet(peer: SimulatedStream): void {
    this.#peer = peer
    peer.#peer = this
  }

  /** The other side has agreed. */
  established(): void {
    if (this.#closed) {
      this.#resetPeer()
      return
    }
    if (this.#state !== 'connecting') return
    this.#state = 'open'
    this.#changed()
  }

  /** There will be no connection, or there is none any more. */
  fail(error: Error): void {
    if (this.#closed || this.#state === 'failed' || this.#state === 'reset') return
    this.#state = this.#state === 'connecting' ? 'failed' : 'reset'
    this.#error = error
    this.#received.clear()
    this.#loseFlight()
    this.#changed()
  }

  /** Nobody will ever accept it: the other side is told. */
  abandon(): void {
    this.#closed = true
    this.connection.network._disown(this.selector, this)
    this.#resetPeer()
  }

  /** So many bytes more may be sent. */
  wasRead(count: number): void {
    this.#unread -= count
    this.#changed()
  }

  #told(way: 'data' | 'end', data?: Uint8Array): Told {
    if (!this.selector.recorded) return null
    const { network } = this.connection
    return tellSent(this.selector, way, network._nameOf(this.sockname), network._nameOf(this.peername), data)
  }

  #loseFlight(): void {
    const lost = new Set(this.#flight.map(({ message }) => message))
    this.#flight.length = 0
    for (const message of lost) tellLost(this.selector, message)
  }

  #receive(segment: Uint8Array, message: Told): void {
    const { connection } = this
    if (this.#closed || this.#state === 'reset') {
      tellLost(this.selector, message)
      this.#resetPeer()
      return
    }
    this.#received.push(segment)
    tellArrived(this.selector, message, this, segment.length)
    connection.bytes += segment.length
    this.#changed()
    if (connection.bytes > connection.link.resetAfter) {
      this.fail(errors.reset())
      this.#peer?.fail(errors.reset())
    }
  }

  #end(message: Told): void {
    if (this.#closed || this.#state === 'reset') return
    this.#ended = true
    tellArrived(this.selector, message, this, 0)
    this.#changed()
  }

  #resetPeer(): void {
    const { network, link } = this.connection
    const peer = this.#peer
    network._at(network._time() + link.latency, () => peer?.fail(errors.reset()))
  }

  /** Sends a packet of so many bytes, behind those before. */
  #transmit(size: number, message: Told, action: (peer: SimulatedStream) => void): void {
    const { network, link } = this.connection
    this.#lineFree = Math.max(network._time(), this.#lineFree) + size / link.bandwidth
    let delay = link.latency
    if (link.jitter > 0) delay += link.jitter * network._random()
    for (let lost = 0; network._chance(link.loss); lost += 1) {
      if (lost === RETRIES) {
        tellLost(this.selector, message)
        this.#giveUp()
        return
      }
      delay += this.#retryAfter(lost)
    }
    this.#lastArrival = Math.max(this.#lineFree + delay, this.#lastArrival)
    this.#flight.push({ arrival: this.#lastArrival, message, action: () => this.#peer !== null && action(this.#peer) })
    if (this.#flight.length === 1) this.#awaitArrival(this.#lastArrival, 0)
  }

  #awaitArrival(when: number, lost: number): void {
    const { network } = this.connection
    network._at(when, () => {
      const flight = this.#flight
      if (flight.length === 0) return
      if (this.connection.link.silent) {
        if (lost === RETRIES) this.#giveUp()
        else this.#awaitArrival(network._time() + this.#retryAfter(lost), lost + 1)
        return
      }
      const now = network._time()
      for (let next = flight[0]; next !== undefined && next.arrival <= now; next = flight[0]) {
        flight.shift()
        next.action()
      }
      if (flight[0] !== undefined) this.#awaitArrival(flight[0].arrival, 0)
    })
  }

  #retryAfter(lost: number): number {
    return Math.max(RETRANSMISSION, 2 * this.connection.link.latency) * 2 ** lost
  }

  #giveUp(): void {
    this.fail(errors.unreachable())
    this.#loseFlight()
  }

  #throwError(): void {
    const error = this.#error
    if (error === null) return
    this.#error = null
    throw error
  }

  #changed(): void {
    this.selector.changed(this)
  }
}

/** Begins to connect. A question, an answer, and the answer to that: after one and a half round trips the server has it. */
export function connectStreams(
  network: SimulatedNetwork,
  selector: SocketSelector,
  from: Address,
  to: Address,
): SimulatedStream {
  const connection = new Connection(network, to)
  const client = new SimulatedStream(connection, selector, from, to, 'connecting')
  const ask = (asked: number): void => {
    const { latency } = connection.link
    network._at(network._time() + latency, () => {
      const { link } = connection
      const listener = network._listenerAt(to)
      if (link.silent || listener?.full === true || network._chance(link.loss)) {
        if (asked === RETRIES) client.fail(errors.timedOut(showAddress(to)))
        else network._at(network._time() + FIRST_CONNECT_RETRY * 2 ** asked, () => ask(asked + 1))
        return
      }
      if (link.refused || listener === undefined) {
        network._at(network._time() + link.latency, () => client.fail(errors.refused(showAddress(to))))
        return
      }
      const server = new SimulatedStream(connection, listener.selector, to, from, 'open')
      server.meet(client)
      listener.awaited += 1
      network._at(network._time() + link.latency, () => {
        client.established()
        network._at(network._time() + link.latency, () => listener.arrived(server))
      })
    })
  }
  ask(0)
  return client
}

/** Where connections to a simulated address come in. */
export class SimulatedListener implements ListeningSocket {
  readonly #queue: SimulatedStream[] = []
  #closed = false
  #backlog = 0
  listening = false
  /** Connections that are being made. */
  awaited = 0

  constructor(
    readonly network: SimulatedNetwork,
    readonly selector: SocketSelector,
    readonly sockname: Address,
  ) {
    network._own(selector, this)
  }

  get full(): boolean {
    return this.awaited + this.#queue.length > this.#backlog
  }

  readiness(): number {
    return this.#queue.length > 0 ? EVENT_READ : 0
  }

  listen(backlog: number): void {
    this.listening = true
    this.#backlog = backlog
  }

  accept(): SimulatedStream | null {
    return this.#queue.shift() ?? null
  }

  arrived(stream: SimulatedStream): void {
    this.awaited -= 1
    if (this.#closed) {
      stream.abandon()
      return
    }
    this.#queue.push(stream)
    this.selector.changed(this)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.network._disown(this.selector, this)
    this.network._unbind(this)
    for (const stream of this.#queue.splice(0)) stream.abandon()
  }
}
