import { type Awaitable, type Coroutine, claim, isCoroutine } from './coroutines.js'
import { ensureFuture } from './ensure-future.js'
import { isCancelled, TimeoutError } from './errors.js'
import { Future } from './futures.js'
import type { Result } from './gather.js'
import { own, watched } from './own-coroutines.js'
import { checkCoroutine, currentTask } from './tasks.js'
import { timeout as within } from './timeouts.js'

/**
 * Waits for an awaitable, `timeout` seconds at the most; null: as long as it takes. When the time is over it is
 * cancelled, and TimeoutError thrown once it has ended; if it refuses the cancel, what it gives is given. `shield` keeps
 * it from being cancelled.
 *
 * A coroutine runs as a part of the present task, with no turn beyond its own. With a timeout of 0 or less, one that
 * would have to wait does not begin.
 *
 * Mirrors `wait_for` in `Lib/asyncio/tasks.py`.
 *
 * @throws TimeoutError when the time is over; what the awaitable fails with.
 *
 * @example
 * ```ts
 * const answer = yield* waitFor(ask(), 5)
 * ```
 */
export function waitFor<A extends Awaitable<unknown>>(
  awaitable: A,
  timeout: number | null | undefined,
): Coroutine<Result<A>> {
  return watched(waitingFor(awaitable, timeout), 'waitFor', waitFor)
}

function* waitingFor<A extends Awaitable<unknown>>(
  awaitable: A,
  timeout: number | null | undefined,
): Coroutine<Result<A>> {
  if (typeof timeout === 'number' && timeout <= 0) return (yield* atOnce(awaitable)) as Result<A>
  return (yield* within(timeout).with(() => inline(awaitable))) as Result<A>
}
own(waitingFor, 'waitFor')

function* inline(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  if (awaitable instanceof Future || !isCoroutine(awaitable)) return yield* ensureFuture(awaitable)
  checkCoroutine(awaitable)
  const task = currentTask()
  if (task !== undefined) claim(awaitable, task)
  return yield* awaitable
}

/** A result that is there already is given; anything else is cancelled. */
function* atOnce(awaitable: Awaitable<unknown>): Coroutine<unknown> {
  const future = ensureFuture(awaitable)
  if (future.done()) return future.result()
  yield* cancelAndWait(future)
  try {
    return future.result()
  } catch (error) {
    if (isCancelled(error)) throw new TimeoutError('', { cause: error })
    throw error
  }
}

/** Waits on a Future of its own, so that it can be cancelled even if what it cancels refuses. */
function* cancelAndWait(future: Future<unknown>): Coroutine<void> {
  const waiter = new Ending(future)
  const release = (): void => {
    if (!waiter.done()) waiter.setResult(undefined)
  }
  future.addDoneCallback(release)
  try {
    future.cancel()
    yield* waiter
  } finally {
    future.removeDoneCallback(release)
  }
}

class Ending extends Future<void> {
  readonly #of: Future<unknown>

  constructor(of: Future<unknown>) {
    super({ loop: of._loop })
    this.#of = of
  }

  override _awaits(): readonly Future<unknown>[] {
    return [this.#of]
  }

  override _purpose(): string {
    return `the end of ${this.#of._label()}`
  }
}
