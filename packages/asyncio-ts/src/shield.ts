import type { Awaitable } from './coroutines.js'
import { ensureFuture } from './ensure-future.js'
import { Future, PENDING } from './futures.js'
import type { Result } from './gather.js'

/**
 * A Future for what an awaitable gives: whoever waits for it can be cancelled without the awaitable being cancelled,
 * too. That goes on; if it then fails, and nobody is there any more, the loop's exception handler is told.
 *
 * Something that is cancelled by others cancels its shield. A coroutine becomes a task; keep it, to wait for it later.
 *
 * Mirrors `shield` in `Lib/asyncio/tasks.py`.
 *
 * @example
 * ```ts
 * const saving = createTask(save())
 * yield* shield(saving)
 * ```
 */
export function shield<A extends Awaitable<unknown>>(awaitable: A): Future<Result<A>> {
  const inner = ensureFuture(awaitable) as Future<Result<A>>
  return inner._state === PENDING ? new Shield(inner) : inner
}

class Shield<T> extends Future<T> {
  readonly #inner: Future<T>

  constructor(inner: Future<T>) {
    super({ loop: inner._loop })
    this.#inner = inner
    const innerDone = (): void => this.#innerDone()
    inner.addDoneCallback(innerDone)
    this.addDoneCallback(() => {
      if (inner._state !== PENDING) return
      inner.removeDoneCallback(innerDone)
      // However many shields of it are gone, one report is enough.
      inner.removeDoneCallback(reportFailure)
      inner.addDoneCallback(reportFailure)
    })
  }

  override _awaits(): readonly Future<unknown>[] {
    return [this.#inner]
  }

  override _purpose(): string {
    return `shield of ${this.#inner._label()}`
  }

  #innerDone(): void {
    if (this.cancelled()) return
    const inner = this.#inner
    if (inner.cancelled()) {
      this.cancel()
      return
    }
    const error = inner.exception()
    if (error === undefined) this.setResult(inner.result())
    else this.setException(error)
  }
}

function reportFailure(future: Future<unknown>): void {
  const exception = future.cancelled() ? undefined : future.exception()
  if (exception === undefined) return
  const message = `${exception.name} exception in shielded future`
  future.getLoop().callExceptionHandler({ message, exception, future })
}
