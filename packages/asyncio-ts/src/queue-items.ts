/** Where a queue keeps its items, and in which order it gives them. */
export interface QueueItems<T> extends Iterable<T> {
  readonly size: number
  put(item: T): void
  /** The next one; there must be one. */
  take(): T
}

/** Below this many it is not worth moving the items down. */
const MIN_GAP = 32

/** First in, first out: an array with a gap in front, which is closed when it is more than half. */
export class FifoItems<T> implements QueueItems<T> {
  #items: (T | undefined)[] = []
  #head = 0

  get size(): number {
    return this.#items.length - this.#head
  }

  put(item: T): void {
    this.#items.push(item)
  }

  take(): T {
    const item = this.#items[this.#head] as T
    this.#items[this.#head] = undefined
    this.#head += 1
    if (this.#head > MIN_GAP && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = this.#head; i < this.#items.length; i += 1) yield this.#items[i] as T
  }
}
