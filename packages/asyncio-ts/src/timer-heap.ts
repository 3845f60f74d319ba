import type { Runnable } from './ready-queue.js'

/** What sits in the heap: a callback, or the Future of a sleep. */
export interface Timer extends Runnable {
  /** The loop time, in seconds, at which it is due. */
  readonly _when: number
  /** The order of setting while it is in the heap; 0 before and after. */
  _seq: number
  cancelled(): boolean
}

/** Fewer timers than this are never worth a rebuild. Mirrors `_MIN_SCHEDULED_TIMER_HANDLES`. */
const MIN_SCHEDULED = 100

/**
 * A binary heap of timers by (when, seq). A cancelled timer stays until it comes to the head, or until the cancelled
 * are more than half of more than 100: then the heap is rebuilt without them.
 *
 * Differs from CPython in being stable: equal deadlines fire in the order in which they were set.
 */
export class TimerHeap {
  #timers: Timer[] = []
  /** The deadlines, at the same places: comparing them here, and not in the timers, spares most of the cache misses. */
  #whens: number[] = []
  #cancelled = 0
  #seq = 0

  get size(): number {
    return this.#timers.length
  }

  push(timer: Timer): void {
    this.#seq += 1
    timer._seq = this.#seq
    this.#place(timer, this.#timers.length)
  }

  /** A timer was cancelled; if it is in the heap, it will be dropped from it. */
  noteCancelled(timer: Timer): void {
    if (timer._seq > 0) this.#cancelled += 1
  }

  /** Drops cancelled timers: all of them when they are many, otherwise those at the head. */
  prune(): void {
    const { length } = this.#timers
    if (length > MIN_SCHEDULED && this.#cancelled * 2 > length) {
      // What is sorted is a heap.
      this.#timers = this.#timers
        .filter((timer) => !timer.cancelled() || this.#forget(timer))
        .sort((a, b) => a._when - b._when || a._seq - b._seq)
      this.#whens = this.#timers.map((timer) => timer._when)
    }
    while (this.#timers[0]?.cancelled()) this.#forget(this.#pop())
  }

  /** The time of the earliest timer, cancelled or not (prune first); Infinity when there is none. */
  next(): number {
    return this.#whens[0] ?? Number.POSITIVE_INFINITY
  }

  /** Takes the earliest timer out if it is due before `end`. */
  takeBefore(end: number): Timer | null {
    return this.next() < end ? this.#pop() : null
  }

  clear(): void {
    for (const timer of this.#timers) timer._seq = 0
    this.#timers = []
    this.#whens = []
    this.#cancelled = 0
  }

  #forget(timer: Timer): false {
    timer._seq = 0
    this.#cancelled -= 1
    return false
  }

  #pop(): Timer {
    const timers = this.#timers
    const whens = this.#whens
    const head = timers[0] as Timer
    const last = timers.pop() as Timer
    whens.pop()
    const { length } = timers
    if (length > 0) {
      // The gap goes down to a leaf, over the earlier children; there the last one fits, or not far above.
      let gap = 0
      for (let child = 1; child < length; child = 2 * gap + 1) {
        const right = child + 1
        if (right < length && !before(whens, timers, child, right)) child = right
        timers[gap] = timers[child] as Timer
        whens[gap] = whens[child] as number
        gap = child
      }
      this.#place(last, gap)
    }
    head._seq = 0
    return head
  }

  /** Puts a timer in at a gap, or as far above it as it belongs. */
  #place(timer: Timer, gap: number): void {
    const timers = this.#timers
    const whens = this.#whens
    const when = timer._when
    while (gap > 0) {
      const parent = (gap - 1) >> 1
      const above = whens[parent] as number
      if (above < when || (above === when && (timers[parent] as Timer)._seq < timer._seq)) break
      timers[gap] = timers[parent] as Timer
      whens[gap] = above
      gap = parent
    }
    timers[gap] = timer
    whens[gap] = when
  }
}

/** Whether one place's timer comes before another's. */
function before(whens: readonly number[], timers: readonly Timer[], a: number, b: number): boolean {
  const first = whens[a] as number
  const second = whens[b] as number
  return first < second || (first === second && (timers[a] as Timer)._seq < (timers[b] as Timer)._seq)
}
