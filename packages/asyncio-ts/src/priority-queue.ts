import { repr } from './format.js'
import { HeapItems } from './heap-items.js'
import { Queue } from './queues.js'

/** Below 0: `a` comes first; above: `b`; 0: whichever was put in first. */
export type Compare<T> = (a: T, b: T) => number

/** What `new PriorityQueue` takes after its `maxsize`. */
export interface PriorityQueueOptions<T> {
  /** Default: numbers, strings (by UTF-16 units), bigints, and arrays of such, element by element. */
  readonly compare?: Compare<T>
}

/**
 * A Queue that gives the least item first; among equals the one that was put in first.
 *
 * What cannot be compared is a TypeError as soon as it has to be, and is not put in: one object alone can, two cannot,
 * and `[1, object]` is fine beside `[2, object]`. Give `compare` for objects, as `array.sort` takes it.
 *
 * Mirrors `PriorityQueue` in `Lib/asyncio/queues.py`; differs in the order of equals, which Python leaves open, and in
 * that a failed comparison leaves the queue as it was.
 *
 * @example
 * ```ts
 * const queue = new PriorityQueue<[number, string]>()
 * queue.putNowait([2, 'later'])
 * queue.putNowait([1, 'sooner'])
 * queue.getNowait() // [1, 'sooner']
 * ```
 */
export class PriorityQueue<T> extends Queue<T> {
  /** `maxsize`: how many items it holds at most; 0 or less: any number. */
  constructor(maxsize?: number, options: PriorityQueueOptions<T> = {}) {
    const { compare } = options
    if (compare !== undefined && typeof compare !== 'function') {
      throw new TypeError(`compare must be a function of two items that gives a number, got ${repr(compare)}`)
    }
    super(maxsize, new HeapItems(compare === undefined ? compareItems : checked(compare)))
  }

  override get [Symbol.toStringTag](): string {
    return 'PriorityQueue'
  }
}

/** `compare: (a, b) => a.n < b.n` would order nothing, and say nothing. */
function checked<T>(compare: Compare<T>): Compare<T> {
  return (a, b) => {
    const order: unknown = compare(a, b)
    if (typeof order === 'number') return order
    throw new TypeError(`compare must give a number, as in (a, b) => a.priority - b.priority; it gave ${repr(order)}`)
  }
}

/** As Python compares numbers, strings and lists. */
function compareItems(a: unknown, b: unknown): number {
  if ((isNumeric(a) && isNumeric(b)) || (typeof a === 'string' && typeof b === 'string')) {
    return a < b ? -1 : a > b ? 1 : 0
  }
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b)
  throw new TypeError(
    `'<' not supported between ${repr(a)} and ${repr(b)}: PriorityQueue compares numbers, strings, bigints and arrays ` +
      'of them; give it { compare } for anything else',
  )
}

/** The first pair that differs decides; otherwise the shorter one comes first. */
function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const order = a[i] === b[i] ? 0 : compareItems(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}
