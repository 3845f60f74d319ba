import { EVENT_READ, EVENT_WRITE } from '../core.js'
import { copyOf } from './bytes.js'
import { errors, OSError } from './os-errors.js'
import type { SimulatedNetwork } from './simulated-network.js'
import type { SocketSelector } from './socket-selector.js'
import type { Address, DatagramSocket } from './sockets.js'
import { type Told, tellArrived, tellLost, tellSent } from './telling.js'

/** What fits into one datagram of UDP over IPv4. */
const LARGEST = 65_507

/** A socket for simulated datagrams: each comes whole, late, twice or not at all, as its link has it. */
export class SimulatedDatagrams implements DatagramSocket {
  readonly #received: (readonly [data: Uint8Array, from: Address])[] = []
  #bytes = 0
  #error: Error | null = null
  #closed = false
  #lineFree = 0

  constructor(
    readonly network: SimulatedNetwork,
    readonly selector: SocketSelector,
    readonly sockname: Address,
    readonly peername: Address | undefined,
  ) {
    network._own(selector, this)
  }

  readiness(): number {
    return (this.#received.length > 0 || this.#error !== null ? EVENT_READ : 0) + EVENT_WRITE
  }

  recvfrom(): readonly [data: Uint8Array, from: Address] | null {
    const error = this.#error
    if (error !== null) {
      this.#error = null
      throw error
    }
    const next = this.#received.shift() ?? null
    if (next !== null) this.#bytes -= next[0].length
    return next
  }

  sendto(data: Uint8Array, to: Address): boolean {
    if (data.length > LARGEST) throw new OSError(90, 'Message too long')
    const { network } = this
    const link = network._link(to)
    this.#lineFree = Math.max(network._time(), this.#lineFree) + data.length / link.bandwidth
    const sent = copyOf(data)
    const message = this.selector.recorded
      ? tellSent(this.selector, 'datagram', network._nameOf(this.sockname), network._nameOf(to), sent)
      : null
    const copies = network._chance(link.duplicates) ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      if (network._chance(link.loss)) {
        tellLost(this.selector, message)
        continue
      }
      let delay = link.latency
      if (link.jitter > 0) delay += link.jitter * network._random()
      // Behind what is sent within two latencies.
      if (network._chance(link.reordering)) delay += link.latency * (1 + network._random())
      network._at(this.#lineFree + delay, () => this.#arrive(sent, to, message))
    }
    return true
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.network._disown(this.selector, this)
    this.network._unbind(this)
  }

  #arrive(data: Uint8Array, to: Address, message: Told): void {
    const { network } = this
    const link = network._link(to)
    const target = link.silent || link.refused ? undefined : network._datagramsAt(to)
    if (target !== undefined) {
      if (target.#take(data, this.sockname, link.bufferSize)) {
        tellArrived(target.selector, message, target, data.length)
        target.selector.changed(target)
      } else tellLost(this.selector, message)
      return
    }
    tellLost(this.selector, message)
    if (link.silent) return
    // Only who has connected hears that nobody is there.
    if (this.peername !== undefined) network._at(network._time() + link.latency, () => this.#fail())
  }

  /** Whether it has found room. */
  #take(data: Uint8Array, from: Address, bufferSize: number): boolean {
    const { peername } = this
    if (peername !== undefined && (peername[0] !== from[0] || peername[1] !== from[1])) return false
    // As systems do: what finds no room is gone.
    if (this.#bytes + data.length > bufferSize) return false
    this.#received.push([data, from])
    this.#bytes += data.length
    return true
  }

  #fail(): void {
    if (this.#closed) return
    this.#error = errors.datagramRefused()
    this.selector.changed(this)
  }
}
