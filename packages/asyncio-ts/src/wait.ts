import { type Coroutine, isCoroutine, isPromiseLike } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { ValueError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { Future, PENDING } from './futures.js'
import { own, watched } from './own-coroutines.js'

/** `wait` returns when all are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED'
/** `wait` returns when one is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED'
/** `wait` returns when one has failed, or all are done. A cancelled one has not failed. */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION'

/** When `wait` returns. */
export type ReturnWhen = typeof ALL_COMPLETED | typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION

/** The keyword arguments of `wait`. */
export interface WaitOptions {
  /** Seconds after which it returns in any case; null: never. Default: null. */
  readonly timeout?: number | null | undefined
  /** Default: ALL_COMPLETED. */
  readonly returnWhen?: ReturnWhen | undefined
}

/**
 * Waits for several Futures or tasks, and says which are done and which are not, both in the order of the arguments.
 * It never throws for what they end with, cancels none of them, and does not mind a timeout; it takes two turns even if
 * all are done.
 *
 * Mirrors `wait` in `Lib/asyncio/tasks.py`; differs in that the sets keep an order, and that Futures cannot come from a
 * generator object, which is a coroutine here.
 *
 * @throws TypeError for coroutines and promises (make tasks of them first); ValueError for no Futures at all.
 *
 * @example
 * ```ts
 * const { done, pending } = yield* wait(tasks, { returnWhen: FIRST_COMPLETED })
 * for (const task of pending) task.cancel()
 * ```
 */
export function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitOptions = {},
): Coroutine<{ done: Set<F>; pending: Set<F> }> {
  return watched(waiting(futures, options), 'wait', wait)
}

function* waiting<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitOptions,
): Coroutine<{ done: Set<F>; pending: Set<F> }> {
  const { timeout = null, returnWhen = ALL_COMPLETED } = options
  const all = checkFutures(futures)
  if (returnWhen !== ALL_COMPLETED && returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION) {
    throw new ValueError(
      `Invalid returnWhen value: ${repr(returnWhen)}: give ALL_COMPLETED, FIRST_COMPLETED or FIRST_EXCEPTION`,
    )
  }
  const waiter = new Waiting(getRunningLoop(), all)
  const timer = timeout === null ? null : waiter._loop.callLater(timeout, release, waiter)
  let left = all.size
  const completed = (future: Future<unknown>): void => {
    left -= 1
    const enough =
      left <= 0 ||
      returnWhen === FIRST_COMPLETED ||
      (returnWhen === FIRST_EXCEPTION && !future.cancelled() && future.exception() !== undefined)
    if (!enough) return
    timer?.cancel()
    release(waiter)
  }
  for (const future of all) future.addDoneCallback(completed)
  try {
    yield* waiter
  } finally {
    timer?.cancel()
    for (const future of all) future.removeDoneCallback(completed)
  }
  const done = new Set<F>()
  const pending = new Set<F>()
  for (const future of all) (future._state === PENDING ? pending : done).add(future)
  return { done, pending }
}
own(waiting, 'wait')

function release(waiter: Future<void>): void {
  if (waiter._state === PENDING) waiter._resolve(undefined)
}

/** What a task waits for that waits for several. */
class Waiting extends Future<void> {
  readonly #futures: ReadonlySet<Future<unknown>>

  constructor(loop: EventLoop, futures: ReadonlySet<Future<unknown>>) {
    super({ loop })
    this.#futures = futures
  }

  override _awaits(): readonly Future<unknown>[] {
    return [...this.#futures].filter((future) => future._state === PENDING)
  }

  override _purpose(): string {
    return `wait of ${this._awaits()
      .map((future) => future._label())
      .join(', ')}`
  }
}

function checkFutures<F extends Future<unknown>>(futures: Iterable<F>): Set<F> {
  const given: unknown = futures
  if (given instanceof Future || isCoroutine(given) || isPromiseLike(given)) {
    throw new TypeError(`wait takes an array or a set of Futures, as in wait([task]); got ${repr(given)}`)
  }
  const all = new Set<F>(futures)
  if (all.size === 0) throw new ValueError('Set of Tasks/Futures is empty. wait takes at least one: wait([task])')
  for (const future of all) {
    if (future instanceof Future) continue
    if (isCoroutine(future)) {
      throw new TypeError('Passing coroutines is forbidden, use tasks explicitly: wait([createTask(work())])')
    }
    throw new TypeError(`wait takes Futures and tasks, got ${repr(future)}: make one with ensureFuture`)
  }
  return all
}
