import type { Future } from './futures.js'

/**
 * What a coroutine hands to its event loop. Nobody makes one: it exists so that `yield task`, `yield sleep(1)` and
 * `yield 5` do not compile. Write `yield*`.
 */
export interface Suspension {
  /** What the compiler says of a `yield` without its star. */
  readonly 'use yield* here, not yield': never
}

/**
 * A computation that can be suspended and that returns a `T`: what a `function*` gives that uses `yield*` for
 * whatever it waits for, and `yield` alone to let others run for a turn.
 *
 * ```ts
 * function* sayAfter(delay: number, what: string): Coroutine<string> {
 *   yield* sleep(delay)
 *   return what
 * }
 * ```
 */
export interface Coroutine<T> {
  /** Resumes it; called by the event loop, through a task, and by `yield*`. */
  next(...[value]: [] | [undefined]): IteratorResult<Suspension | undefined, T>
  /** Throws an error in where it is suspended. */
  throw(error: unknown): IteratorResult<Suspension | undefined, T>
  /** Closes it: its `finally` blocks are run. */
  return(value: T): IteratorResult<Suspension | undefined, T>
  [Symbol.iterator](): Coroutine<T>
}

/** Whatever can be waited for. Only coroutines, Futures and Tasks can follow `yield*`; `ensureFuture` takes any. */
export type Awaitable<T> = Coroutine<T> | Future<T> | PromiseLike<T>

/**
 * Whether a value is a coroutine: a generator object, or one of this package's own.
 *
 * Mirrors `iscoroutine` in `Lib/asyncio/coroutines.py`.
 *
 * @example
 * ```ts
 * isCoroutine(main()) // true: a call of a function*
 * isCoroutine(main) // false: the function
 * isCoroutine(createTask(main())) // false: a Future
 * ```
 */
export function isCoroutine(value: unknown): value is Coroutine<unknown> {
  if (typeof value !== 'object' || value === null) return false
  const candidate = value as Partial<Coroutine<unknown>>
  return (
    typeof candidate.next === 'function' &&
    typeof candidate.throw === 'function' &&
    typeof candidate.return === 'function' &&
    typeof candidate[Symbol.iterator] === 'function'
  )
}

const generatorFunction: unknown = /* @__PURE__ */ Object.getPrototypeOf(function* () {})

/** Whether a value is a `function*`, which does nothing when it is called as a plain callback. */
export function isGeneratorFunction(value: unknown): boolean {
  return typeof value === 'function' && Object.getPrototypeOf(value) === generatorFunction
}

/** Whether a value has a `then`, as promises have. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function'
}

/**
 * The name of a coroutine for messages, `main()`. JavaScript does not tell from which function a generator object
 * came, so that only the package's own coroutines, and those that somebody gave a `name`, have one.
 */
export function coroutineName(coroutine: object | undefined): string {
  const name: unknown = (coroutine as { name?: unknown } | undefined)?.name
  return typeof name === 'string' && name !== '' ? `${name}()` : 'coroutine'
}

const DRIVER = Symbol('driver')

/** Who drives this coroutine already: the text given to `claim` before. */
export function driverOf(coroutine: object): string | undefined {
  return (coroutine as { [DRIVER]?: { toString(): string } })[DRIVER]?.toString()
}

/** Notes who drives a coroutine, so that giving it to somebody else can be refused. */
export function claim(coroutine: object, driver: object): void {
  try {
    ;(coroutine as { [DRIVER]?: object })[DRIVER] = driver
  } catch {
    // A frozen object cannot be marked; it goes without this check.
  }
}
