import { type Coroutine, isGeneratorFunction, type Suspension } from './coroutines.js'
import { getEventLoop } from './current.js'
import { CancelledError, InvalidStateError, RuntimeError, toError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import type { ExceptionContext } from './exception-context.js'
import { printable, repr } from './format.js'
import { callbackName, Handle } from './handles.js'
import type { Runnable } from './ready-queue.js'
import { settings } from './settings.js'
import { StopIteration } from './stop-iteration.js'

/**
 * Where a Future stands. Python has one FINISHED for the two in the middle; apart, they let the fast path compare one
 * number.
 */
export const PENDING = 0
export const RESOLVED = 1
export const FAILED = 2
export const CANCELLED = 3
export type FutureState = typeof PENDING | typeof RESOLVED | typeof FAILED | typeof CANCELLED

export const STATE_NAMES = ['pending', 'finished', 'finished', 'cancelled'] as const

/** Is called with a Future that is done. */
export type DoneCallback<T> = (future: Future<T>) => unknown

/** A task that waits, itself, or a callback. */
type Waiter = Runnable | DoneCallback<never>

/**
 * A result that will be there: pending, then finished with a result or an error, or cancelled; after that it changes no
 * more. `yield* future` waits for it, and native code can `await` it.
 *
 * Its callbacks go through `callSoon`, in the order in which they were added. Mirrors `Lib/asyncio/futures.py`.
 *
 * @example
 * ```ts
 * const answer = new Future<number>()
 * getRunningLoop().callLater(1, () => answer.setResult(42))
 * console.log(yield* answer) // 42, a second later
 * ```
 */
export class Future<T> implements PromiseLike<T> {
  static {
    printable(Future)
  }
  /** @internal */
  readonly _loop: EventLoop
  /** @internal */
  _state: FutureState = PENDING
  /** @internal The result; the error of a failed one; the CancelledError that came out of a cancelled coroutine. */
  _value: unknown = undefined
  /** @internal Of the last cancel that had to wait, or that came about; it outlives a coroutine's refusal, as in CPython. */
  _cancelMessage: string | undefined = undefined
  /** @internal Set by `yield*`, and unset by the task that sees it: a bare `yield future` lacks it. */
  _blocking = false
  /** Who waits: nearly all Futures have one callback at most, which needs no array. */
  #callbacks: Waiter | Waiter[] | null = null
  /** Set while it holds an error that nobody has fetched. */
  #lost: ExceptionContext | null = null

  constructor(options?: { readonly loop?: EventLoop }) {
    const loop = options?.loop ?? getEventLoop()
    this._loop = loop
    if (loop._trace !== null) loop._trace.futureCreated(this)
  }

  /** Whether there is a result or an error, or it was cancelled. */
  done(): boolean {
    return this._state !== PENDING
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this._state === CANCELLED
  }

  /**
   * The result.
   *
   * @throws the error that was set; CancelledError when cancelled; InvalidStateError while there is none.
   */
  result(): T {
    if (this._state === RESOLVED) return this._value as T
    if (this._state === PENDING) throw notDone(this, 'Result')
    throw this._failure()
  }

  /**
   * The error, or undefined if there is a result.
   *
   * @throws CancelledError when cancelled; InvalidStateError while it is pending.
   */
  exception(): Error | undefined {
    if (this._state === RESOLVED) return undefined
    if (this._state === PENDING) throw notDone(this, 'Exception')
    if (this._state === CANCELLED) throw this._failure()
    return this._failure() as Error
  }

  /**
   * Finishes it with a result.
   *
   * @throws InvalidStateError when it is done already.
   */
  setResult(result: T): void {
    this._resolve(result)
  }

  /**
   * Fails with an error; something that is no Error becomes the cause of a RuntimeError.
   *
   * @throws InvalidStateError when it is done already.
   */
  setException(error: unknown): void {
    this._fail(error)
  }

  /** Cancels it, and says whether it could: false when it is done. */
  cancel(message?: string): boolean {
    this._fetched()
    if (this._state !== PENDING) return false
    this._cancelMessage = message
    this._finish(CANCELLED, undefined)
    return true
  }

  /** Calls back, by `callSoon`, when it is done; at the next turn if it is done already. */
  addDoneCallback(callback: DoneCallback<T>): void {
    if (typeof callback !== 'function' || isGeneratorFunction(callback)) {
      throw new TypeError(`addDoneCallback takes a plain function that is given the Future, got ${repr(callback)}`)
    }
    this._addWaiter(callback)
  }

  /** Removes all instances of a callback, and says how many they were. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    const all = toArray(this.#callbacks)
    const kept = all.filter((waiter) => waiter !== callback)
    this.#callbacks = kept.length > 1 ? kept : (kept[0] ?? null)
    this._loop._trace?.callbackRemoved(this, callback)
    return all.length - kept.length
  }

  /** The loop to which it belongs. */
  getLoop(): EventLoop {
    return this._loop
  }

  /** For `yield*`: waits until it is done and gives the result, without giving way if it is done already. */
  [Symbol.iterator](): Coroutine<T> {
    return new FutureIterator(this)
  }

  /**
   * For native `await`. Rejects when the loop closes before it is done.
   *
   * A Future is a promise to native code: an async function that returns one waits for it.
   */
  // biome-ignore lint/suspicious/noThenProperty: native `await` is meant to work on a Future
  then<A = T, B = never>(
    onResult?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const promise = new Promise<T>((resolve, reject) => {
      if (this._state === RESOLVED) resolve(this._value as T)
      else if (this._state !== PENDING) reject(this._failure())
      else this._loop._awaitNatively(this, resolve, reject)
    })
    return promise.then(onResult, onError)
  }

  toString(): string {
    return `<${this._describe().join(' ')}>`
  }

  get [Symbol.toStringTag](): string {
    return 'Future'
  }

  /** @internal */
  _describe(): string[] {
    const info: string[] = [this[Symbol.toStringTag], STATE_NAMES[this._state]]
    if (this._state === RESOLVED) info.push(`result=${repr(this._value)}`)
    if (this._state === FAILED) info.push(`exception=${repr(this._value)}`)
    const waiters = toArray(this.#callbacks)
    const first = waiters[0]
    const last = waiters[waiters.length - 1]
    if (first !== undefined && last !== undefined) {
      const between = waiters.length > 2 ? `, <${waiters.length - 2} more>` : ''
      info.push(`cb=[${waiterName(first)}${between}${waiters.length > 1 ? `, ${waiterName(last)}` : ''}]`)
    }
    return info
  }

  /** @internal */
  _resolve(result: T): void {
    this._finish(RESOLVED, result)
  }

  /** @internal */
  _fail(reason: unknown): void {
    const error =
      reason instanceof StopIteration
        ? new RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future', {
            cause: reason,
          })
        : toError(reason)
    this._finish(FAILED, error)
    const kind = this[Symbol.toStringTag]
    const name = this._label()
    const message = `${kind} exception was never retrieved${name === kind ? '' : `: ${name}`}`
    this.#lost = { kind: 'never-retrieved', message, exception: error }
    this._loop._lostErrors.add(this, this.#lost)
  }

  /** @internal What to throw at whoever wants the result of a failed or cancelled one; counts as fetched. */
  _failure(): unknown {
    if (this._state === CANCELLED) return this._takeCancelledError()
    this._fetched()
    return this._value
  }

  /** @internal Built only when it is thrown. Whoever awaits first gets the very one that came out of the coroutine. */
  _takeCancelledError(): CancelledError {
    if (this._state !== CANCELLED || this._value === undefined) return new CancelledError(this._cancelMessage)
    const error = this._value as CancelledError
    this._value = undefined
    return error
  }

  /** @internal */
  _fetched(): void {
    const lost = this.#lost
    if (lost === null) return
    this.#lost = null
    this._loop._lostErrors.delete(lost)
  }

  /** @internal A task that waits is its own callback: it goes into the ready queue as it is. */
  _addWaiter(waiter: Waiter): void {
    if (this._loop._trace !== null) this._loop._trace.waiterAdded(this, waiter)
    if (this._state !== PENDING) push(this, waiter)
    else if (this.#callbacks === null) this.#callbacks = waiter
    else if (Array.isArray(this.#callbacks)) this.#callbacks.push(waiter)
    else this.#callbacks = [this.#callbacks, waiter]
  }

  /** @internal What it is called in reports. */
  _label(): string {
    return this[Symbol.toStringTag]
  }

  /** @internal What whoever waits for it waits for, in a deadlock report. */
  _purpose(): string {
    return `<${this[Symbol.toStringTag]} pending>`
  }

  /** @internal The pending Futures for which this one stands, where it stands for others, as a gather does. */
  _awaits?(): readonly Future<unknown>[]

  /** @internal How each Future becomes done: whoever waits is scheduled. */
  _finish(state: FutureState, value: unknown): void {
    if (this._state !== PENDING) throw alreadyDone(this)
    this._state = state
    this._value = value
    const callbacks = this.#callbacks
    if (this._loop._trace !== null) this._loop._trace.futureSettled(this, callbacks)
    if (callbacks === null) return
    this.#callbacks = null
    if (Array.isArray(callbacks)) for (const waiter of callbacks) push(this, waiter)
    else push(this, callbacks)
  }
}

function notDone(future: Future<unknown>, what: string): InvalidStateError {
  return new InvalidStateError(
    `${what} is not set. ${future} is not done: wait for it with yield*, or ask done() first`,
  )
}

function alreadyDone(future: Future<unknown>): InvalidStateError {
  return new InvalidStateError(`invalid state: ${future} is done, and keeps what it has; ask done() first`)
}

function push(future: Future<unknown>, waiter: Waiter): void {
  const loop = future._loop
  loop._pushReady(typeof waiter === 'function' ? new Handle(loop, waiter as DoneCallback<unknown>, [future]) : waiter)
}

function toArray(callbacks: Waiter | Waiter[] | null): Waiter[] {
  return callbacks === null ? [] : [callbacks].flat()
}

/** For a coroutine that somebody else than its loop has resumed. */
export function resumedTooEarly(future: Future<unknown>): RuntimeError {
  return new RuntimeError(
    `yield* wasn't used with future: ${future} is not done, but the coroutine that waits for it was resumed. Only one may ` +
      'drive a coroutine: a single yield*, or the task that it was given to',
  )
}

function waiterName(waiter: Waiter): string {
  return typeof waiter === 'function' ? callbackName(waiter) : 'Task.task_wakeup()'
}

/**
 * What `yield* future` runs. It is its own iterator result: whoever gets one reads it before the next call, as engines
 * and tasks do.
 */
class FutureIterator<T> implements Coroutine<T> {
  /** Undefined until it is asked for the first time. */
  done: boolean | undefined = undefined
  /** The Future, then its result. Few fields: there is one of these for each wait. */
  value: unknown

  constructor(future: Future<T>) {
    this.value = future
  }

  next(): IteratorResult<Suspension, T> {
    if (this.done === true) return { done: true, value: undefined as T }
    const future = this.value as Future<T>
    if (future._state === PENDING) {
      if (this.done === false) {
        throw resumedTooEarly(future)
      }
      this.done = false
      future._blocking = true
    } else {
      this.done = true
      this.value = future.result()
    }
    return this as unknown as IteratorResult<Suspension, T>
  }

  /** The stack holds, at this moment alone, the places where the coroutines above are suspended. */
  throw(error: unknown): never {
    if (settings.interrupted !== null && this.done === false) {
      const task = (this.value as Future<T>)._loop._currentTask
      if (task !== null) settings.interrupted(task)
    }
    this.done = true
    throw error
  }

  return(value: T): IteratorResult<Suspension, T> {
    this.done = true
    return { done: true, value }
  }

  [Symbol.iterator](): this {
    return this
  }
}

/**
 * Whether a value is a Future (a Task is one).
 *
 * Mirrors `isfuture` in `Lib/asyncio/base_futures.py`.
 *
 * @example
 * ```ts
 * isFuture(createTask(main())) // true
 * isFuture(Promise.resolve(1)) // false
 * ```
 */
export function isFuture(value: unknown): value is Future<unknown> {
  return value instanceof Future
}
