import { EVENT_READ, EVENT_WRITE } from '../core.js'
import { ByteQueue } from './byte-queue.js'
import { copyOf, EMPTY } from './bytes.js'
import { errors } from './os-errors.js'
import type { SocketSelector } from './socket-selector.js'
import type { StreamSocket } from './sockets.js'

/** As much is kept that was written and not read, in bytes: Linux's. */
const CAPACITY = 65_536

/** One end of a pipe within the program: what goes in at one comes out at the other, at once. */
class PipeEnd implements StreamSocket {
  readonly sockname = undefined
  readonly peername = undefined
  readonly #selector: SocketSelector
  readonly #reads: boolean
  readonly #queue: ByteQueue
  #other: PipeEnd | null = null
  #closed = false

  constructor(selector: SocketSelector, reads: boolean, queue: ByteQueue) {
    this.#selector = selector
    this.#reads = reads
    this.#queue = queue
  }

  meet(other: PipeEnd): void {
    this.#other = other
    other.#other = this
  }

  readiness(): number {
    const alone = this.#alone
    if (this.#reads) return this.#queue.length > 0 || alone ? EVENT_READ : 0
    return (alone ? EVENT_READ : 0) + (alone || this.#queue.length < CAPACITY ? EVENT_WRITE : 0)
  }

  /** Nobody is at the other end any more. */
  get #alone(): boolean {
    const other = this.#other
    return other === null ? false : other.#closed
  }

  connectError(): Error | null {
    return null
  }

  recv(most: number): Uint8Array | null {
    if (!this.#reads || this.#queue.length === 0) return this.#alone ? EMPTY : null
    const taken = copyOf(this.#queue.take(most))
    this.#other?.changed()
    return taken
  }

  send(data: Uint8Array): number | null {
    if (this.#reads || this.#alone) throw errors.brokenPipe()
    const room = CAPACITY - this.#queue.length
    if (room <= 0) return null
    const sent = copyOf(data.subarray(0, room))
    this.#queue.push(sent)
    this.#other?.changed()
    return sent.length
  }

  /** A pipe has one direction: its writer ends it by closing. */
  shutdown(): void {
    this.close()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#other?.changed()
  }

  changed(): void {
    this.#selector.changed(this)
  }
}

/** A pipe: the end to read from, and the one to write to. */
export function makePipe(selector: SocketSelector): readonly [reader: StreamSocket, writer: StreamSocket] {
  const queue = new ByteQueue()
  const [reader, writer] = [new PipeEnd(selector, true, queue), new PipeEnd(selector, false, queue)]
  reader.meet(writer)
  return [reader, writer]
}
