import type { Coroutine } from './coroutines.js'
import { ValueError } from './errors.js'
import { Event } from './event.js'
import { printable, repr } from './format.js'
import { LoopBound } from './loop-bound.js'
import { ownMethod } from './own-coroutines.js'
import { QueueEmpty, QueueFull, QueueShutDown } from './queue-errors.js'
import { FifoItems, type QueueItems } from './queue-items.js'
import { tell } from './trace-sink.js'
import { Waiter, WaitingLine, type Wanted } from './waiting-line.js'

/**
 * Hands items from those who `put` to those who `get`, first in, first out. With a `maxsize`, `put` waits while it is
 * full; `get` waits while it is empty.
 *
 * Those who wait are woken in the order of asking, but no item is kept for them: whoever asks in the turn between may
 * take it first, and the one that was woken waits again, at the end of the line.
 *
 * Mirrors `Lib/asyncio/queues.py`.
 *
 * @example
 * ```ts
 * const queue = new Queue<string>(2)
 * yield* queue.put('a') // the producer
 * const item = yield* queue.get() // the consumer
 * queue.taskDone() // it is dealt with
 * yield* queue.join() // whoever waits until all are
 * ```
 */
export class Queue<T> extends LoopBound {
  static {
    printable(Queue)
    ownMethod(Queue.prototype, 'put', 'Queue.put')
    ownMethod(Queue.prototype, 'get', 'Queue.get')
    ownMethod(Queue.prototype, 'join', 'Queue.join')
  }
  readonly #maxsize: number
  readonly #items: QueueItems<T>
  readonly #getters = new WaitingLine()
  readonly #putters = new WaitingLine()
  readonly #anItem: Wanted = { _of: this, _side: 'get', toString: () => `an item of ${this}` }
  readonly #aPlace: Wanted = { _of: this, _side: 'put', toString: () => `a place in ${this}` }
  /** Items that were put and not yet reported by `taskDone`. */
  #unfinished = 0
  readonly #finished: Event
  #shutDown = false

  /** `maxsize`: how many items it holds at most; 0 or less: any number. */
  constructor(maxsize?: number)
  /** @internal */
  constructor(maxsize: number | undefined, items: QueueItems<T>)
  constructor(maxsize = 0, items: QueueItems<T> = new FifoItems()) {
    super()
    if (typeof maxsize !== 'number') {
      throw new TypeError(`${this[Symbol.toStringTag]} takes its maxsize, a number; got ${repr(maxsize)}`)
    }
    this.#maxsize = maxsize
    this.#items = items
    this.#finished = new Finished(this)
    this.#finished.set()
  }

  /** How many items it holds at most; 0 or less: any number. */
  get maxsize(): number {
    return this.#maxsize
  }

  /** How many items are in it. */
  qsize(): number {
    return this.#items.size
  }

  /** Whether there is nothing in it. */
  empty(): boolean {
    return this.#items.size === 0
  }

  /** Whether it holds `maxsize` items; never without a `maxsize`. */
  full(): boolean {
    return this.#maxsize > 0 && this.#items.size >= this.#maxsize
  }

  /**
   * Puts an item in, and waits for a free place if it must; otherwise does not give way.
   *
   * @throws QueueShutDown when it is shut down, before or meanwhile.
   */
  *put(item: T): Coroutine<void> {
    while (this.full()) {
      if (this.#shutDown) throw new QueueShutDown()
      const putter = new Waiter(this._boundLoop(), this.#aPlace)
      this.#putters.add(putter)
      let woken = false
      try {
        yield* putter
        woken = true
      } finally {
        if (!woken) this.#giveUp(putter, this.#putters, !this.full())
      }
    }
    this.putNowait(item)
  }

  /**
   * Puts an item in at once.
   *
   * @throws QueueFull when there is no place; QueueShutDown when it is shut down.
   */
  putNowait(item: T): void {
    if (this.#shutDown) throw new QueueShutDown()
    if (this.full()) throw new QueueFull()
    this.#items.put(item)
    this.#unfinished += 1
    this.#finished.clear()
    tell(this, 'put', item)
    wakeNext(this.#getters)
  }

  /**
   * Takes the next item, and waits for one if it must; otherwise does not give way.
   *
   * @throws QueueShutDown when it is empty and shut down, before or meanwhile.
   */
  *get(): Coroutine<T> {
    while (this.empty()) {
      if (this.#shutDown) throw new QueueShutDown()
      const getter = new Waiter(this._boundLoop(), this.#anItem)
      this.#getters.add(getter)
      let woken = false
      try {
        yield* getter
        woken = true
      } finally {
        if (!woken) this.#giveUp(getter, this.#getters, !this.empty())
      }
    }
    return this.getNowait()
  }

  /**
   * Takes the next item at once.
   *
   * @throws QueueEmpty when there is none; QueueShutDown when it is shut down besides.
   */
  getNowait(): T {
    if (this.empty()) throw this.#shutDown ? new QueueShutDown() : new QueueEmpty()
    const item = this.#items.take()
    tell(this, 'get', item)
    wakeNext(this.#putters)
    return item
  }

  /**
   * Says that an item that was taken is dealt with. When all are, those who wait in `join` go on.
   *
   * @throws ValueError when it is called more often than items were put in.
   */
  taskDone(): void {
    if (this.#unfinished <= 0) {
      throw new ValueError(
        'task_done() called too many times: call taskDone once for each item that was taken; all that were put are done',
      )
    }
    this.#unfinished -= 1
    if (this.#unfinished === 0) this.#finished.set()
  }

  /** Waits until `taskDone` was called for each item that was put in. Does not give way when that is so already. */
  *join(): Coroutine<void> {
    if (this.#unfinished > 0) yield* this.#finished.wait()
  }

  /**
   * Takes no more items. What is in it can still be taken; `immediate` throws that away, and counts it as done. All who
   * wait are woken, and get QueueShutDown unless there is still an item for them.
   */
  shutdown({ immediate = false }: { readonly immediate?: boolean } = {}): void {
    this.#shutDown = true
    if (immediate) for (; !this.empty(); this.#items.take()) if (this.#unfinished > 0) this.#unfinished -= 1
    tell(this, 'shutdown')
    if (immediate && this.#unfinished === 0) this.#finished.set()
    wakeAll(this.#getters)
    wakeAll(this.#putters)
  }

  toString(): string {
    const info = [this[Symbol.toStringTag], `maxsize=${this.#maxsize}`]
    if (!this.empty()) info.push(`_queue=${repr([...this.#items])}`)
    if (this.#getters.size > 0) info.push(`_getters[${this.#getters.size}]`)
    if (this.#putters.size > 0) info.push(`_putters[${this.#putters.size}]`)
    if (this.#unfinished > 0) info.push(`tasks=${this.#unfinished}`)
    if (this.#shutDown) info.push('shutdown')
    return `<${info.join(' ')}>`
  }

  get [Symbol.toStringTag](): string {
    return 'Queue'
  }

  /** Leaves the line for good. If it was woken for something that is still there, the next one gets the wake-up. */
  #giveUp(waiter: Waiter, line: WaitingLine, stillThere: boolean): void {
    waiter.cancel()
    line.delete(waiter)
    if (stillThere && !waiter.cancelled()) wakeNext(line)
  }
}

/** Wakes the first that waits, and takes it out of the line: should it find nothing, it comes back to the end. */
function wakeNext(line: WaitingLine): void {
  for (let waiter = line.first; waiter !== null; waiter = line.first) {
    line.delete(waiter)
    if (waiter.done()) continue
    waiter.setResult(undefined)
    return
  }
}

function wakeAll(line: WaitingLine): void {
  while (line.first !== null) wakeNext(line)
}

/** Set while no item is unfinished. */
class Finished extends Event implements Wanted {
  readonly _side = 'join'
  readonly _of: object

  constructor(queue: object) {
    super()
    this._of = queue
  }

  override toString(): string {
    return `the last taskDone of ${this._of}`
  }
}
