import { type Awaitable, isCoroutine, isPromiseLike } from './coroutines.js'
import { getEventLoop } from './current.js'
import { ValueError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { Future } from './futures.js'
import { PromisedFuture, settleFrom } from './promise-arrival.js'

/**
 * Makes a Future of whatever can be waited for: a Future is given back as it is, a coroutine becomes a task, a promise
 * is wrapped.
 *
 * Mirrors `ensure_future` in `Lib/asyncio/tasks.py`.
 *
 * @throws TypeError for what cannot be waited for; ValueError for a Future of another loop than the one that is
 * asked for.
 *
 * @example
 * ```ts
 * const future = ensureFuture(fetch(url)) // a promise, a coroutine or a Future
 * future.addDoneCallback(() => console.log('done'))
 * ```
 */
export function ensureFuture<T>(awaitable: Awaitable<T>, options: { readonly loop?: EventLoop } = {}): Future<T> {
  if (!(awaitable instanceof Future)) return ensureFutureOn(options.loop ?? getEventLoop(), awaitable)
  if (options.loop !== undefined && options.loop !== awaitable._loop) throw foreign(awaitable)
  return awaitable
}

/** The same for a given loop, to which a Future must belong. */
export function ensureFutureOn<T>(loop: EventLoop, awaitable: Awaitable<T>): Future<T> {
  if (awaitable instanceof Future) {
    if (awaitable._loop !== loop) throw foreign(awaitable)
    return awaitable
  }
  if (isCoroutine(awaitable)) return loop.createTask(awaitable)
  if (isPromiseLike(awaitable)) return settleFrom(awaitable as PromiseLike<T>, new PromisedFuture<T>({ loop }))
  const hint = typeof awaitable === 'function' ? ': call the function first' : ''
  throw new TypeError(`An asyncio.Future, a coroutine or an awaitable is required, got ${repr(awaitable)}${hint}`)
}

function foreign(future: Future<unknown>): ValueError {
  return new ValueError(
    `The future belongs to a different loop than the one specified as the loop argument: ${future} can only be waited ` +
      'for on the loop that made it; make it within the run that waits for it',
  )
}
