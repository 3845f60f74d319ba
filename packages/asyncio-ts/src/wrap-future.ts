import { isCoroutine, isPromiseLike } from './coroutines.js'
import { getEventLoop } from './current.js'
import { RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { Future } from './futures.js'
import { PromisedFuture, settleFrom } from './promise-arrival.js'

/** The part of an AbortSignal that this package uses. */
export interface AbortSignalLike {
  /** Whether it is aborted already. */
  readonly aborted: boolean
  /** What `abort` was given. */
  readonly reason?: unknown
  /** Calls back when it is aborted. */
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  /** Calls back no more. */
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The host's AbortSignal where its types are known, so that it can be handed to `fetch`. */
export type HostAbortSignal = typeof globalThis extends { AbortSignal: { prototype: infer S } } ? S : AbortSignalLike

interface AbortControllerLike {
  readonly signal: AbortSignalLike
  abort(reason?: unknown): void
}

/** The keyword arguments of `wrapFuture`. */
export interface WrapOptions {
  /** Default: the running loop. */
  readonly loop?: EventLoop
  /** Holds the clock until the promise settles, so that a virtual clock does not run ahead of it. Default: false. */
  readonly hold?: boolean
}

/**
 * A Future for a promise. Its settlement enters the loop at the poll of a turn, before due timers, in the order in
 * which promises settle.
 *
 * Given a function, calls it with an AbortSignal that is aborted when the Future is cancelled, as in
 * `wrapFuture((signal) => fetch(url, { signal }))`. A Future is given back as it is.
 *
 * Mirrors `wrap_future` in `Lib/asyncio/futures.py`, which does this for the Futures of threads.
 *
 * @throws TypeError for what is no promise.
 *
 * @example
 * ```ts
 * const response = yield* wrapFuture((signal) => fetch(url, { signal }))
 * const text = yield* wrapFuture(response.text())
 * ```
 */
export function wrapFuture<T>(
  promise: PromiseLike<T> | ((signal: HostAbortSignal) => PromiseLike<T>),
  options: WrapOptions = {},
): Future<T> {
  if (promise instanceof Future) return promise
  const loop = options.loop ?? getEventLoop()
  const future = typeof promise === 'function' && !isPromiseLike(promise) ? new AbortableFuture<T>(loop) : null
  const started: unknown = future === null ? promise : (promise as Start)(signalOf(future))
  if (!isPromiseLike(started))
    throw new TypeError(
      `a promise is required, or a function that gives one, got ${repr(started)}${isCoroutine(started) ? ': coroutines are waited for with yield*' : ''}`,
    )
  return settleFrom(started as PromiseLike<T>, future ?? new PromisedFuture<T>({ loop }), options.hold)
}

type Start = (signal: AbortSignalLike) => unknown

function signalOf(future: AbortableFuture<unknown>): AbortSignalLike {
  const { signal } = future
  if (signal === undefined) throw new RuntimeError('there is no AbortController here: pass the promise itself')
  return signal
}

/** Aborts the work behind the promise when it is cancelled. */
export class AbortableFuture<T> extends PromisedFuture<T> {
  readonly #controller: AbortControllerLike | null

  constructor(loop: EventLoop) {
    super({ loop })
    const { AbortController } = globalThis as { AbortController?: new () => AbortControllerLike }
    this.#controller = AbortController === undefined ? null : new AbortController()
  }

  /** Undefined where the host has no AbortController. */
  get signal(): AbortSignalLike | undefined {
    return this.#controller?.signal
  }

  override cancel(message?: string): boolean {
    const cancelled = super.cancel(message)
    if (cancelled) this.#controller?.abort()
    return cancelled
  }
}
