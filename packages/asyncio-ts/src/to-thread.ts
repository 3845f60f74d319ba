import type { Coroutine } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { own, watched } from './own-coroutines.js'

/**
 * Runs `fn(...args)` in the default executor of the running loop, and gives what it gives. Other tasks run meanwhile.
 * Cancelling it does not stop a function that has begun; its result is dropped.
 *
 * Mirrors `Lib/asyncio/threads.py`. Differs: JavaScript has no threads to start, so that an executor must be set first;
 * what functions and arguments it takes is its own business.
 *
 * @throws RuntimeError when no loop is running, or it has no default executor; what the function throws.
 *
 * @example
 * ```ts
 * getRunningLoop().setDefaultExecutor(pool)
 * const sum = yield* toThread(addUp, numbers)
 * ```
 */
export function toThread<A extends unknown[], T>(fn: (...args: A) => T | PromiseLike<T>, ...args: A): Coroutine<T> {
  return watched(inThread(fn, args), 'toThread', toThread)
}

function* inThread<A extends unknown[], T>(fn: (...args: A) => T | PromiseLike<T>, args: A): Coroutine<T> {
  return yield* getRunningLoop().runInExecutor(null, fn, ...args)
}
own(inThread, 'toThread')
