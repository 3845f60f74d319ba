/** What the loop runs: a task (its next step) or the handle of a callback. */
export interface Runnable {
  run(): void
}

/**
 * First in, first out, in a ring whose length is a power of two, so that an index wraps with one `&`. It holds the
 * tasks themselves: a step allocates nothing here.
 */
export class ReadyQueue {
  #ring: (Runnable | undefined)[] = new Array(16).fill(undefined)
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  push(runnable: Runnable): void {
    if (this.#size === this.#ring.length) this.#grow()
    this.#ring[(this.#head + this.#size) & (this.#ring.length - 1)] = runnable
    this.#size += 1
  }

  /** The next one; there must be one. */
  shift(): Runnable {
    const ring = this.#ring
    const head = this.#head
    const runnable = ring[head] as Runnable
    ring[head] = undefined
    this.#head = (head + 1) & (ring.length - 1)
    this.#size -= 1
    return runnable
  }

  clear(): void {
    this.#ring = new Array(16).fill(undefined)
    this.#head = 0
    this.#size = 0
  }

  /** Twice as long, with the first one at the front. */
  #grow(): void {
    const ring = this.#ring
    const { length } = ring
    this.#ring = [...ring.slice(this.#head), ...ring.slice(0, this.#head), ...new Array(length).fill(undefined)]
    this.#head = 0
  }
}
