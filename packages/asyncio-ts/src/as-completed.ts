import { type Awaitable, type Coroutine, isCoroutine, isPromiseLike } from './coroutines.js'
import { getEventLoop } from './current.js'
import { ensureFutureOn } from './ensure-future.js'
import { TimeoutError } from './errors.js'
import { printable, repr } from './format.js'
import { Future } from './futures.js'
import type { Result } from './gather.js'
import type { Handle } from './handles.js'
import { ownMethod } from './own-coroutines.js'
import { Queue } from './queues.js'

/** The keyword arguments of `asCompleted`. */
export interface AsCompletedOptions {
  /** Seconds for all together; null: as long as it takes. Default: null. */
  readonly timeout?: number | null | undefined
}

/**
 * Runs several awaitables at once, and gives as many coroutines: the first to be driven gives the result of whichever
 * is done first, and so on. Coroutines become tasks, scheduled in the order of the arguments. What fails throws there;
 * the others go on, also after a `break`.
 * To tell which it was, ask `futures()` for the Futures themselves, which are done then.
 *
 * Mirrors `as_completed` in `Lib/asyncio/tasks.py`; `async for task in as_completed(tasks):` is the second example.
 * What is
 * done already comes in the order of the arguments; Python leaves that open.
 *
 * @throws TimeoutError, from the coroutines that are left, when the time is over.
 *
 * @example
 * ```ts
 * for (const next of asCompleted([first(), second()])) console.log(yield* next)
 * ```
 *
 * @example
 * ```ts
 * for (const next of asCompleted(tasks).futures()) {
 *   const task = yield* next
 *   console.log(task.getName(), task.result())
 * }
 * ```
 */
export function asCompleted<A extends Awaitable<unknown>>(
  awaitables: Iterable<A>,
  options: AsCompletedOptions = {},
): AsCompleted<A> {
  const given: unknown = awaitables
  if (given instanceof Future || isCoroutine(given) || isPromiseLike(given)) {
    throw new TypeError(`asCompleted takes an array of awaitables, as in asCompleted([a(), b()]); got ${repr(given)}`)
  }
  return new AsCompleted(awaitables, options.timeout ?? null)
}

/** What stands for an awaitable while it is waited for: itself if it is a Future, otherwise a Future made for it. */
export type FutureOf<A> = A extends Future<unknown> ? A : Future<Result<A>>

/** What `asCompleted` gives: it can be gone through once, by either way. */
class AsCompleted<A extends Awaitable<unknown>> implements Iterable<Coroutine<Result<A>>> {
  static {
    ownMethod(AsCompleted.prototype, 'nextFuture', 'asCompleted', 1)
    ownMethod(AsCompleted.prototype, 'nextResult', 'asCompleted', 1)
  }
  /** In order of the arguments. */
  readonly #todo = new Set<Future<unknown>>()
  /** Those that are done, in that order; null for each that was not in time. */
  readonly #done: Done
  #left: number
  #timer: Handle | null = null

  constructor(awaitables: Iterable<A>, timeout: number | null) {
    const loop = getEventLoop()
    this.#done = new Done(this.#todo)
    for (const awaitable of new Set(awaitables)) this.#todo.add(ensureFutureOn(loop, awaitable))
    const completed = (future: Future<unknown>): void => this.#onCompletion(future)
    for (const future of this.#todo) future.addDoneCallback(completed)
    this.#left = this.#todo.size
    if (this.#left === 0 || timeout === null) return
    this.#timer = loop.callLater(timeout, () => {
      for (const future of this.#todo) {
        future.removeDoneCallback(completed)
        this.#done.putNowait(null)
      }
      this.#todo.clear()
    })
  }

  /** Coroutines, each of which gives the next result. */
  *[Symbol.iterator](): Generator<Coroutine<Result<A>>, void> {
    while (this.#take()) yield this.nextResult()
  }

  /** Coroutines, each of which gives the next Future that is done: the one that was given, if it was one. */
  *futures(): Generator<Coroutine<FutureOf<A>>, void> {
    while (this.#take()) yield this.nextFuture()
  }

  /** @internal */
  *nextResult(): Coroutine<Result<A>> {
    const future = yield* this.nextFuture()
    return future.result() as Result<A>
  }

  /** @internal */
  *nextFuture(): Coroutine<FutureOf<A>> {
    const future = yield* this.#done.get()
    if (future === null) throw new TimeoutError()
    return future as FutureOf<A>
  }

  #take(): boolean {
    if (this.#left === 0) return false
    this.#left -= 1
    return true
  }

  #onCompletion(future: Future<unknown>): void {
    // The timeout was here first.
    if (!this.#todo.delete(future)) return
    this.#done.putNowait(future)
    if (this.#todo.size === 0) this.#timer?.cancel()
  }
}

class Done extends Queue<Future<unknown> | null> {
  static {
    printable(Done)
  }
  readonly #todo: ReadonlySet<Future<unknown>>

  constructor(todo: ReadonlySet<Future<unknown>>) {
    super()
    this.#todo = todo
  }

  /** For deadlock reports. */
  override toString(): string {
    return `asCompleted of ${[...this.#todo].map((future) => future._label()).join(', ')}`
  }
}

export type { AsCompleted }
