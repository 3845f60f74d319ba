import type { TimerHandle } from './handles.js'

/** Fewer timers than this are never worth a rebuild. Mirrors `_MIN_SCHEDULED_TIMER_HANDLES`. */
const MIN_SCHEDULED = 100

/**
 * A binary heap of timers by (when, seq). A cancelled timer stays until it comes to the head, or until the cancelled
 * are more than half of more than 100: then the heap is rebuilt without them.
 *
 * Differs from CPython in being stable: equal deadlines fire in the order in which they were set.
 */
export class TimerHeap {
  #heap: TimerHandle[] = []
  #cancelled = 0
  #seq = 0

  get size(): number {
    return this.#heap.length
  }

  push(timer: TimerHandle): void {
    this.#seq += 1
    timer.seq = this.#seq
    timer.scheduled = true
    this.#heap.push(timer)
    this.#up(this.#heap.length - 1)
  }

  noteCancelled(): void {
    this.#cancelled += 1
  }

  /** Drops cancelled timers: all of them when they are many, otherwise those at the head. */
  prune(): void {
    const heap = this.#heap
    if (heap.length > MIN_SCHEDULED && this.#cancelled * 2 > heap.length) {
      this.#heap = heap.filter((timer) => {
        if (timer.cancelled()) timer.scheduled = false
        return timer.scheduled
      })
      this.#cancelled = 0
      for (let i = (this.#heap.length >> 1) - 1; i >= 0; i -= 1) this.#down(i)
      return
    }
    for (let head = heap[0]; head?.cancelled(); head = heap[0]) {
      this.#cancelled -= 1
      this.#pop()
    }
  }

  /** The time of the earliest timer, cancelled or not (prune first); Infinity when there is none. */
  next(): number {
    const head = this.#heap[0]
    return head === undefined ? Number.POSITIVE_INFINITY : head.when()
  }

  /** Takes the earliest timer out if it is due before `end`. */
  takeBefore(end: number): TimerHandle | null {
    const head = this.#heap[0]
    return head === undefined || head.when() >= end ? null : this.#pop()
  }

  clear(): void {
    for (const timer of this.#heap) timer.scheduled = false
    this.#heap = []
    this.#cancelled = 0
  }

  #pop(): TimerHandle {
    const heap = this.#heap
    const head = heap[0] as TimerHandle
    const last = heap.pop() as TimerHandle
    if (heap.length > 0) {
      heap[0] = last
      this.#down(0)
    }
    head.scheduled = false
    return head
  }

  #up(start: number): void {
    const heap = this.#heap
    const timer = heap[start] as TimerHandle
    let i = start
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = heap[parent] as TimerHandle
      if (!timer.before(above)) break
      heap[i] = above
      i = parent
    }
    heap[i] = timer
  }

  #down(start: number): void {
    const heap = this.#heap
    const { length } = heap
    const timer = heap[start] as TimerHandle
    let i = start
    for (let child = 2 * i + 1; child < length; child = 2 * i + 1) {
      const right = child + 1
      if (right < length && (heap[right] as TimerHandle).before(heap[child] as TimerHandle)) child = right
      const below = heap[child] as TimerHandle
      if (!below.before(timer)) break
      heap[i] = below
      i = child
    }
    heap[i] = timer
  }
}
