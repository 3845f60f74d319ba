import type { Awaitable, Coroutine } from './coroutines.js'
import { getEventLoop, runningLoopOrNull } from './current.js'
import { ensureFutureOn } from './ensure-future.js'
import { CancelledError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { CANCELLED, FAILED, Future, PENDING } from './futures.js'

/** What a `yield*` of this awaitable gives. */
export type Result<A> =
  A extends Future<infer T> ? T : A extends Coroutine<infer T> ? T : A extends PromiseLike<infer T> ? T : never

/** The keyword arguments of `gather`. */
export interface GatherOptions {
  /** Errors and cancellations stand among the results instead of failing the whole. Default: false. */
  readonly returnExceptions?: boolean
}

/**
 * Runs several awaitables at once, and gives their results in the order of the arguments. Coroutines become tasks,
 * scheduled in that order; an awaitable that stands twice is shared.
 *
 * The first error fails the whole at once, and the others go on. Cancelling the whole cancels each that is not done;
 * that one of them is cancelled counts as its failing with CancelledError.
 *
 * Mirrors `gather` in `Lib/asyncio/tasks.py`; takes one array instead of many arguments.
 *
 * @example
 * ```ts
 * const [a, b] = yield* gather([first(), second()])
 * ```
 */
export function gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  options?: { readonly returnExceptions?: false },
): Future<{ -readonly [I in keyof A]: Result<A[I]> }>
export function gather<const A extends readonly Awaitable<unknown>[]>(
  awaitables: A,
  options: GatherOptions,
): Future<{ -readonly [I in keyof A]: Result<A[I]> | Error }>
export function gather(awaitables: readonly Awaitable<unknown>[], options: GatherOptions = {}): Future<unknown[]> {
  if (!Array.isArray(awaitables)) {
    throw new TypeError(`gather takes one array, as in gather([a(), b()]); got ${repr(awaitables)}`)
  }
  if (awaitables.length === 0) {
    const empty = getEventLoop().createFuture<unknown[]>()
    empty.setResult([])
    return empty
  }
  const first = awaitables.find((awaitable) => awaitable instanceof Future)
  const loop = runningLoopOrNull() ?? first?._loop ?? getEventLoop()
  return gatherOn(loop, awaitables, options.returnExceptions ?? false)
}

/** The same for a given loop, of at least one awaitable. */
export function gatherOn(
  loop: EventLoop,
  awaitables: readonly Awaitable<unknown>[],
  returnExceptions: boolean,
): Future<unknown[]> {
  return new Gathering(loop, awaitables, returnExceptions)
}

/** The whole. Mirrors `_GatheringFuture` and the callback within `gather`. */
class Gathering extends Future<unknown[]> {
  readonly #children: Future<unknown>[] = []
  readonly #returnExceptions: boolean
  #left = 0
  #cancelRequested = false

  constructor(loop: EventLoop, awaitables: readonly Awaitable<unknown>[], returnExceptions: boolean) {
    super({ loop })
    this.#returnExceptions = returnExceptions
    const known = new Map<unknown, Future<unknown>>()
    const doneAlready: Future<unknown>[] = []
    const childDone = (child: Future<unknown>): void => this.#childDone(child)
    for (const awaitable of awaitables) {
      let child = known.get(awaitable)
      if (child === undefined) {
        child = ensureFutureOn(loop, awaitable)
        known.set(awaitable, child)
        this.#left += 1
        if (child._state === PENDING) child.addDoneCallback(childDone)
        else doneAlready.push(child)
      }
      this.#children.push(child)
    }
    for (const child of doneAlready) this.#childDone(child)
  }

  override get [Symbol.toStringTag](): string {
    return '_GatheringFuture'
  }

  /** Cancels the children; the whole is done when they are. */
  override cancel(message?: string): boolean {
    if (this._state !== PENDING) return false
    let any = false
    for (const child of this.#children) if (child.cancel(message)) any = true
    if (any) this.#cancelRequested = true
    return any
  }

  /** @internal */
  override _awaits(): readonly Future<unknown>[] {
    return this.#children.filter((child) => child._state === PENDING)
  }

  /** @internal */
  override _purpose(): string {
    return `gather of ${this._awaits()
      .map((child) => child._label())
      .join(', ')}`
  }

  #childDone(child: Future<unknown>): void {
    this.#left -= 1
    if (this._state !== PENDING) {
      child._fetched()
      return
    }
    if (!this.#returnExceptions && (child._state === CANCELLED || child._state === FAILED)) {
      this._fail(child._failure())
      return
    }
    if (this.#left > 0) return
    const results = this.#children.map(resultOrError)
    // As in CPython it is the last argument, not the last to finish, that lends its message.
    const last = this.#children[this.#children.length - 1] ?? child
    if (this.#cancelRequested) this._fail(last._takeCancelledError())
    else this._resolve(results)
  }
}

function resultOrError(child: Future<unknown>): unknown {
  if (child._state === CANCELLED) return new CancelledError(child._cancelMessage)
  if (child._state === FAILED) child._fetched()
  return child._value
}
