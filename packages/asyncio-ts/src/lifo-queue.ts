import type { QueueItems } from './queue-items.js'
import { Queue } from './queues.js'

/**
 * A Queue that gives the item first that was put in last.
 *
 * Mirrors `LifoQueue` in `Lib/asyncio/queues.py`.
 *
 * @example
 * ```ts
 * const queue = new LifoQueue<string>()
 * queue.putNowait('a')
 * queue.putNowait('b')
 * queue.getNowait() // 'b'
 * ```
 */
export class LifoQueue<T> extends Queue<T> {
  /** `maxsize`: how many items it holds at most; 0 or less: any number. */
  constructor(maxsize?: number) {
    super(maxsize, new LifoItems())
  }

  override get [Symbol.toStringTag](): string {
    return 'LifoQueue'
  }
}

class LifoItems<T> implements QueueItems<T> {
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  put(item: T): void {
    this.#items.push(item)
  }

  take(): T {
    return this.#items.pop() as T
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]()
  }
}
