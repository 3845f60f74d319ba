import type { QueueItems } from './queue-items.js'

interface Entry<T> {
  readonly item: T
  /** Order of putting in, for equals. */
  readonly seq: number
}

/**
 * The least first: a binary heap by (item, seq). Each change compares first and moves afterwards, so that a comparison
 * that throws leaves everything as it was.
 *
 * It sinks as `heapq` does, down to a leaf and up again from there, so that it also lies as Python's would.
 */
export class HeapItems<T> implements QueueItems<T> {
  readonly #heap: Entry<T>[] = []
  readonly #compare: (a: T, b: T) => number
  #seq = 0

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare
  }

  get size(): number {
    return this.#heap.length
  }

  put(item: T): void {
    const heap = this.#heap
    const entry = { item, seq: this.#seq }
    let place = heap.length
    while (place > 0 && this.#before(entry, heap[parent(place)] as Entry<T>)) place = parent(place)
    this.#seq += 1
    for (let at = heap.length; at > place; at = parent(at)) heap[at] = heap[parent(at)] as Entry<T>
    heap[place] = entry
  }

  take(): T {
    const heap = this.#heap
    const size = heap.length - 1
    const first = heap[0] as Entry<T>
    const last = heap[size] as Entry<T>
    // The way down over the lesser children, and how far along it the last one stays behind them.
    const way = [0]
    for (let at = 0; 2 * at + 1 < size; ) {
      const left = 2 * at + 1
      const right = left + 1
      at = right < size && this.#before(heap[right] as Entry<T>, heap[left] as Entry<T>) ? right : left
      way.push(at)
    }
    let stop = way.length - 1
    while (stop > 0 && this.#before(last, heap[way[stop] as number] as Entry<T>)) stop -= 1
    heap.pop()
    if (size > 0) {
      for (let i = 0; i < stop; i += 1) heap[way[i] as number] = heap[way[i + 1] as number] as Entry<T>
      heap[way[stop] as number] = last
    }
    return first.item
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const { item } of this.#heap) yield item
  }

  #before(a: Entry<T>, b: Entry<T>): boolean {
    const order = this.#compare(a.item, b.item)
    return order < 0 || (order === 0 && a.seq < b.seq)
  }
}

function parent(at: number): number {
  return (at - 1) >> 1
}
