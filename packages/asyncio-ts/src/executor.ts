import { type Coroutine, isPromiseLike } from './coroutines.js'
import { RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { Future } from './futures.js'
import { callbackName } from './handles.js'
import { ownMethod } from './own-coroutines.js'
import { settleFrom } from './promise-arrival.js'
import { settings } from './settings.js'
import { AbortableFuture, type HostAbortSignal } from './wrap-future.js'

/**
 * Runs functions elsewhere, so that the loop can go on meanwhile: in Web Workers, in Node's `worker_threads`, on a server.
 * Given to `loop.runInExecutor`, or once to `loop.setDefaultExecutor` for all of a loop and for `toThread`.
 *
 * What it can run is its own business, and it says so: workers share no variables with the program, so that a pool of
 * them may take only functions that it was given by name, and arguments that can be cloned.
 *
 * The least that is one, which runs everything at once and in place:
 *
 * ```ts
 * const inPlace: Executor = {
 *   submit: async (fn, args) => await fn(...args),
 *   shutdown: async () => {},
 * }
 * ```
 *
 * Mirrors `concurrent.futures.Executor`, of which asyncio uses `submit` and `shutdown`.
 */
export interface Executor {
  /**
   * Runs `fn(...args)` elsewhere, and gives a promise of what it gives; it rejects with what it throws. Work that waits
   * for a free worker waits in the order of asking.
   *
   * `signal` is aborted when nobody wants the result any more: work that has not begun is dropped then, and work that
   * has begun goes on to its end, as in Python. It is absent where the host has no AbortController.
   */
  submit<A extends unknown[], T>(
    fn: (...args: A) => T | PromiseLike<T>,
    args: A,
    signal?: HostAbortSignal,
  ): PromiseLike<T>
  /** Takes no more work; the promise settles when all that was submitted has ended and the workers are gone. */
  shutdown(): PromiseLike<void>
  /**
   * Whether its work takes real time, as that of workers does. Then a virtual clock is held while work is out:
   * computing takes no time on it. Default: false, as for an executor that itself waits on the loop's clock.
   */
  readonly realTime?: boolean
}

/** The default executor of one loop. Mirrors what `Lib/asyncio/base_events.py` does with its own. */
export class DefaultExecutor {
  static {
    ownMethod(DefaultExecutor.prototype, 'shutdown', 'EventLoop.shutdownDefaultExecutor', 1)
  }
  #executor: Executor | null = null
  #shutDown = false

  get isSet(): boolean {
    return this.#executor !== null
  }

  set(executor: Executor): void {
    this.#executor = checkExecutor(executor, 'setDefaultExecutor')
  }

  /** @throws RuntimeError when there is none, or none any more. */
  get(): Executor {
    if (this.#shutDown) throw new RuntimeError('Executor shutdown has been called: its loop is about to close')
    if (this.#executor !== null) return this.#executor
    throw new RuntimeError(
      'there is no executor to run it: JavaScript has no threads to start one with; give the loop one by ' +
        'loop.setDefaultExecutor(executor), or name one in loop.runInExecutor(executor, …)',
    )
  }

  /** Waits for what was submitted, `timeout` seconds at most; null: as long as it takes. */
  *shutdown(loop: EventLoop, timeout: number | null): Coroutine<void> {
    this.#shutDown = true
    const executor = this.#executor
    if (executor === null) return
    this.#executor = null
    const ended = settleFrom(executor.shutdown(), new Shutdown({ loop }), executor.realTime)
    const giveUp = (): void => {
      if (ended.done()) return
      settings.report('warning', undefined, `The executor did not end its work within ${timeout} seconds.`)
      ended.setResult(undefined)
    }
    const timer = timeout === null ? null : loop.callLater(timeout, giveUp)
    try {
      yield* ended
    } finally {
      timer?.cancel()
    }
  }

  /** Without waiting: the loop closes. */
  close(): void {
    this.#shutDown = true
    const executor = this.#executor
    this.#executor = null
    executor?.shutdown().then(undefined, (error) => {
      settings.report('unhandled', error, 'an executor failed to shut down')
    })
  }
}

/** Hands a function to an executor; what it gives enters the loop as a settled promise does. */
export function submitTo<A extends unknown[], T>(
  executor: Executor,
  loop: EventLoop,
  fn: (...args: A) => T | PromiseLike<T>,
  args: A,
): Future<T> {
  const future = new Submitted<T>(loop, `${callbackName(fn)} in an executor`)
  const promise: unknown = checkExecutor(executor, 'runInExecutor').submit(fn, args, future.signal as HostAbortSignal)
  if (!isPromiseLike(promise)) throw new TypeError(`submit of an executor must give a promise, got ${repr(promise)}`)
  return settleFrom(promise as PromiseLike<T>, future, executor.realTime)
}

class Submitted<T> extends AbortableFuture<T> {
  readonly #work: string

  constructor(loop: EventLoop, work: string) {
    super(loop)
    this.#work = work
  }

  override _purpose(): string {
    return this.#work
  }
}

class Shutdown extends Future<void> {
  override _purpose(): string {
    return 'the shutdown of the executor'
  }
}

function checkExecutor(executor: Executor, method: string): Executor {
  const { submit, shutdown } = (executor ?? {}) as Partial<Executor>
  if (typeof submit === 'function' && typeof shutdown === 'function') return executor
  throw new TypeError(`${method} takes an executor, an object with submit and shutdown, got ${repr(executor)}`)
}
