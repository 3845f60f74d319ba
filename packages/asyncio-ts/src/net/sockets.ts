import type { Coroutine, EventLoop } from '../core.js'
import type { SocketSelector } from './socket-selector.js'

/** A host and a port. */
export type Address = readonly [host: string, port: number]

/** As Python writes an address. */
export function showAddress([host, port]: Address): string {
  return `('${host}', ${port})`
}

/**
 * What a loop's selector watches for transports: non-blocking, as those of an operating system. Errors are those of
 * `os-errors.ts`.
 */
export interface Watchable {
  /** What it is ready for by now, a sum of `EVENT_READ` and `EVENT_WRITE`. */
  readiness(): number
  /** Lets go of it. */
  close(): void
  /** Of one that belongs to no loop: the selectors that watch it now, which it tells. */
  readonly _watchers?: Set<SocketSelector>
}

/** One end of a connection, or of a pipe. */
export interface StreamSocket extends Watchable {
  readonly sockname: Address | undefined
  readonly peername: Address | undefined
  /** What has come, at most so many bytes; empty: the other side sends no more; null: nothing has come yet. */
  recv(most: number): Uint8Array | null
  /** Takes bytes to send, and says how many; null: there is no room. */
  send(data: Uint8Array): number | null
  /** Sends no more. */
  shutdown(): void
  /** Of one that connects: with what that has failed. */
  connectError(): Error | null
}

/** Where connections are accepted. */
export interface ListeningSocket extends Watchable {
  readonly sockname: Address
  /** From now on connections are accepted; so many may wait for it. */
  listen(backlog: number): void
  /** The next connection; null: none waits. */
  accept(): StreamSocket | null
}

/** Where datagrams come and go. */
export interface DatagramSocket extends Watchable {
  readonly sockname: Address
  readonly peername: Address | undefined
  /** The next datagram and where it came from; null: none has come. */
  recvfrom(): readonly [data: Uint8Array, from: Address] | null
  /** Sends one, and says whether there was room. */
  sendto(data: Uint8Array, to: Address): boolean
}

/**
 * What connections go through: a SimulatedNetwork, or that of the machine (`NodeNetwork` of `asyncio-ts/node`). Set with
 * `setNetwork`.
 */
export interface Network {
  /** What a loop polls, made when it first uses the network. */
  selectorFor(loop: EventLoop): SocketSelector
  /** The addresses of a name. */
  lookup(loop: EventLoop, host: string | null | undefined, port: number): Coroutine<readonly Address[]>
  /** Begins to connect: the socket can be written once it has, or has failed. */
  connect(loop: EventLoop, address: Address): StreamSocket
  /** A socket to listen at an address; port 0: any that is free. May take a while. */
  bind(loop: EventLoop, address: Address): Coroutine<ListeningSocket>
  /** A socket for datagrams. May take a while. */
  datagrams(loop: EventLoop, local: Address | undefined, remote: Address | undefined): Coroutine<DatagramSocket>
}
