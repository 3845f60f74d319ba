import { EVENT_READ, EVENT_WRITE, repr, ValueError } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { checkBytes, copyOf, EMPTY } from './bytes.js'
import { errors } from './os-errors.js'
import type { SocketSelector } from './socket-selector.js'

/** As much is kept that was sent and not read, in bytes, in one direction. */
const CAPACITY = 65_536

/**
 * One of the two sockets of a `socketPair`: what is sent at one has come at the other, at once and in order. It is
 * non-blocking, as a Python socket is after `setblocking(False)`: JavaScript cannot block.
 *
 * Mirrors `socket.socket` of Python, as much of it as a pair of them needs.
 *
 * @example
 * ```ts
 * const [here, there] = socketPair()
 * there.send(encode('hello'))
 * decode(here.recv(3)) // 'hel'
 * decode(here.recv(100)) // 'lo'
 * ```
 */
export class PairedSocket {
  /** @internal Who is told when it may have become ready. */
  readonly _watchers = new Set<SocketSelector>()
  /** @internal The other one. */
  _peer: PairedSocket | null = null
  readonly #received = new ByteQueue()
  #closed = false
  #error: Error | null = null

  /**
   * Sends bytes, and says how many: not all when there is room for fewer. 65536 bytes are kept until the other socket
   * reads them.
   *
   * @throws BlockingIOError when there is no room at all, BrokenPipeError when the other socket is closed, OSError when
   * this one is, TypeError for what is no bytes.
   */
  send(data: Uint8Array): number {
    checkBytes(data)
    const peer = this.#open()
    if (peer.#closed) throw errors.brokenPipe()
    const room = CAPACITY - peer.#received.length
    if (room === 0 && data.length > 0) throw errors.wouldBlock()
    const sent = copyOf(data.subarray(0, room))
    peer.#received.push(sent)
    peer.#changed()
    return sent.length
  }

  /**
   * Takes the bytes that have come, at most `most` of them. No bytes: the other socket is closed, and all that it sent
   * was read.
   *
   * @throws BlockingIOError when nothing has come yet, ConnectionResetError (once) when the other socket was closed with
   * something unread, OSError when this one is closed, ValueError when `most` is no integer from 0 on.
   */
  recv(most: number): Uint8Array {
    if (!Number.isInteger(most) || most < 0) {
      throw new ValueError(`recv takes at most so many bytes, an integer from 0 on, got ${repr(most)}`)
    }
    const peer = this.#open()
    if (most === 0) return EMPTY
    if (this.#received.length > 0) {
      const taken = copyOf(this.#received.take(most))
      peer.#changed()
      return taken
    }
    const error = this.#error
    this.#error = null
    if (error !== null) throw error
    if (peer.#closed) return EMPTY
    throw errors.wouldBlock()
  }

  /** Closes it: the other socket can read what is left, and then the end. Closing again does nothing. */
  close(): void {
    if (this.#closed) return
    const peer = this.#open()
    this.#closed = true
    // As Linux does: what nobody will read was sent in vain, and the sender is told.
    if (this.#received.length > 0) peer.#error = errors.reset()
    this.#received.clear()
    peer.#changed()
  }

  /** Whether it is closed. */
  get closed(): boolean {
    return this.#closed
  }

  /** @internal For selectors. One that is closed is never ready. */
  readiness(): number {
    const peer = this._peer
    if (this.#closed || peer === null) return 0
    const readable = this.#received.length > 0 || peer.#closed
    const writable = peer.#received.length < CAPACITY
    return (readable ? EVENT_READ : 0) + (writable ? EVENT_WRITE : 0)
  }

  #open(): PairedSocket {
    if (this.#closed) throw errors.closed()
    return this._peer as PairedSocket
  }

  #changed(): void {
    for (const selector of this._watchers) selector.changed(this)
  }
}

/**
 * Two connected sockets: what is sent at one has come at the other, in both directions. They are simulated, belong to no
 * loop, and take no time.
 *
 * Mirrors `socket.socketpair`. Differs: the sockets are non-blocking from the beginning.
 *
 * @example
 * ```ts
 * const [here, there] = socketPair()
 * there.send(encode('hello'))
 * console.log(decode(here.recv(100)))
 * there.close()
 * here.recv(100).length // 0: the end
 * ```
 */
export function socketPair(): [PairedSocket, PairedSocket] {
  const [one, other] = [new PairedSocket(), new PairedSocket()]
  one._peer = other
  other._peer = one
  return [one, other]
}
