import { concat, EMPTY } from './bytes.js'

/**
 * Bytes that come in at the end in pieces and go out at the front. Pieces are kept as they came; they are put together
 * only when somebody has to look across them.
 */
export class ByteQueue {
  #pieces: Uint8Array[] = []
  /** How many bytes of the first piece are gone. */
  #start = 0
  #length = 0

  /** How many bytes there are. */
  get length(): number {
    return this.#length
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#pieces.push(bytes)
    this.#length += bytes.length
  }

  /** All of them as one, without taking them. */
  whole(): Uint8Array {
    const [first] = this.#pieces
    if (first === undefined) return EMPTY
    if (this.#pieces.length > 1) {
      this.#pieces = [concat([first.subarray(this.#start), ...this.#pieces.slice(1)])]
      this.#start = 0
    }
    return (this.#pieces[0] as Uint8Array).subarray(this.#start)
  }

  /** The first piece, without taking it; empty when there is none. */
  first(): Uint8Array {
    const [first] = this.#pieces
    return first === undefined ? EMPTY : first.subarray(this.#start)
  }

  /** Takes the first bytes, at most so many. */
  take(most: number): Uint8Array {
    const [first] = this.#pieces
    if (first === undefined || most <= 0) return EMPTY
    if (first.length - this.#start < most && this.#pieces.length > 1) this.whole()
    const taken = this.first().subarray(0, most)
    this.drop(taken.length)
    return taken
  }

  /** Removes the first bytes; there must be so many. */
  drop(count: number): void {
    this.#length -= count
    let left = count
    while (left > 0) {
      const length = (this.#pieces[0] as Uint8Array).length - this.#start
      if (left < length) {
        this.#start += left
        return
      }
      left -= length
      this.#start = 0
      this.#pieces.shift()
    }
  }

  clear(): void {
    this.#pieces = []
    this.#start = 0
    this.#length = 0
  }
}
