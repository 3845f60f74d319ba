import { named, RuntimeError, TimeoutError, ValueError } from '../core.js'

/** An error as it crosses to another thread: engines carry neither its class nor its own name. */
export interface RemoteError {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/**
 * A worker ended while it worked: it was terminated, ran out of memory, or could not be started.
 *
 * Mirrors `BrokenProcessPool` in `Lib/concurrent/futures/process.py`. Differs: the others go on, and a new one takes its place.
 *
 * @example
 * ```ts
 * try {
 *   yield* loop.runInExecutor(pool, work)
 * } catch (error) {
 *   if (!(error instanceof BrokenWorkerPool)) throw error
 * }
 * ```
 */
export class BrokenWorkerPool extends /* @__PURE__ */ named('BrokenWorkerPool', RuntimeError) {}

const classes: Readonly<Record<string, new (message: string) => Error>> = {
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  RuntimeError,
  TimeoutError,
  ValueError,
}

/** The error here, of the same class where that is known, with the stack of there. */
export function revive({ name, message, stack }: RemoteError): Error {
  const Class = Object.hasOwn(classes, name) ? classes[name] : undefined
  const error = Class === undefined ? new Error(message) : new Class(message)
  const define = (key: string, value: string): unknown =>
    Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false })
  if (error.name !== name) define('name', name)
  define('stack', `${stack}\n    in a worker, called from:\n${String(error.stack).split('\n').slice(1).join('\n')}`)
  return error
}
