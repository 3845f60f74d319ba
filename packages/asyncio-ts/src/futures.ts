import type { Coroutine, Suspension } from './coroutines.js'
import { getEventLoop } from './current.js'
import { CancelledError, InvalidStateError, RuntimeError, toError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'
import { callbackName, Handle } from './handles.js'
import type { LostError } from './lost-errors.js'
import type { Runnable } from './ready-queue.js'
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

const STATE_NAMES = ['pending', 'finished', 'finished', 'cancelled'] as const

export type DoneCallback<T> = (future: Future<T>) => unknown

/** A task that waits, itself, or a callback. */
type Waiter = Runnable | DoneCallback<never>

/**
 * A result that will be there: pending, then finished with a result or an error, or cancelled; after that it changes no
 * more. `yield* future` waits for it, and native code can `await` it.
 *
 * Its callbacks go through `callSoon`, in the order in which they were added. Mirrors `Lib/asyncio/futures.py`.
 */
export class Future<T> implements PromiseLike<T> {
  static {
    printable(Future)
  }
  /** @internal */
  readonly _loop: EventLoop
  /** @internal */
  _state: FutureState = PENDING
  /** @internal The result, or the error of a failed one. */
  _value: unknown = undefined
  /** @internal */
  _cancelMessage: string | undefined = undefined
  /** @internal The CancelledError that came out of the coroutine: whoever awaits first gets that very one. */
  _cancelledError: CancelledError | null = null
  /** @internal Set by `yield*`, and unset by the task that sees it: a bare `yield future` lacks it. */
  _blocking = false
  /** @internal Nearly all Futures have one callback at most: it needs no array. */
  _first: Waiter | null = null
  /** @internal */
  _others: Waiter[] | null = null
  /** @internal Set while it holds an error that nobody has fetched. */
  _lost: LostError | null = null

  constructor(options?: { readonly loop?: EventLoop }) {
    this._loop = options?.loop ?? getEventLoop()
  }

  /** Whether there is a result or an error, or it was cancelled. */
  done(): boolean {
    return this._state !== PENDING
  }

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
    if (this._state === PENDING) throw new InvalidStateError('Result is not set.')
    throw this._failure()
  }

  /**
   * The error, or undefined if there is a result.
   *
   * @throws CancelledError when cancelled; InvalidStateError while it is pending.
   */
  exception(): Error | undefined {
    if (this._state === RESOLVED) return undefined
    if (this._state === PENDING) throw new InvalidStateError('Exception is not set.')
    if (this._state === CANCELLED) throw this._failure()
    return this._failure() as Error
  }

  /** @throws InvalidStateError when it is done already. */
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
    this._state = CANCELLED
    this._cancelMessage = message
    this._schedule()
    return true
  }

  /** Calls back, by `callSoon`, when it is done; at the next turn if it is done already. */
  addDoneCallback(callback: DoneCallback<T>): void {
    this._addWaiter(callback)
  }

  /** Removes all instances of a callback, and says how many they were. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    const all = this._waiters()
    const kept = all.filter((waiter) => waiter !== callback)
    this._first = kept[0] ?? null
    this._others = kept.length > 1 ? kept.slice(1) : null
    return all.length - kept.length
  }

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
    const waiters = this._waiters()
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
    if (this._state !== PENDING) throw new InvalidStateError('invalid state')
    this._value = result
    this._state = RESOLVED
    this._schedule()
  }

  /** @internal */
  _fail(reason: unknown): void {
    if (this._state !== PENDING) throw new InvalidStateError('invalid state')
    const error =
      reason instanceof StopIteration
        ? new RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future', {
            cause: reason,
          })
        : toError(reason)
    this._value = error
    this._state = FAILED
    this._schedule()
    this._lost = { kind: this[Symbol.toStringTag], name: this._label(), error }
    this._loop._lostErrors.add(this, this._lost)
  }

  /** @internal What to throw at whoever wants the result of a failed or cancelled one; counts as fetched. */
  _failure(): unknown {
    if (this._state === CANCELLED) return this._takeCancelledError()
    this._fetched()
    return this._value
  }

  /** @internal Built only when it is thrown. */
  _takeCancelledError(): CancelledError {
    const error = this._cancelledError
    if (error === null) return new CancelledError(this._cancelMessage)
    this._cancelledError = null
    return error
  }

  /** @internal */
  _fetched(): void {
    const lost = this._lost
    if (lost === null) return
    this._lost = null
    this._loop._lostErrors.delete(lost)
  }

  /** @internal A task that waits is its own callback: it goes into the ready queue as it is. */
  _addWaiter(waiter: Waiter): void {
    if (this._state !== PENDING) this._push(waiter)
    else if (this._first === null) this._first = waiter
    else if (this._others === null) this._others = [waiter]
    else this._others.push(waiter)
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

  /** @internal */
  _schedule(): void {
    const first = this._first
    if (first === null) return
    const others = this._others
    this._first = null
    this._others = null
    this._push(first)
    if (others !== null) for (const waiter of others) this._push(waiter)
  }

  /** @internal */
  _push(waiter: Waiter): void {
    this._loop._pushReady(
      typeof waiter === 'function' ? new Handle(this._loop, waiter as DoneCallback<unknown>, [this]) : waiter,
    )
  }

  /** @internal */
  _waiters(): Waiter[] {
    if (this._first === null) return []
    return this._others === null ? [this._first] : [this._first, ...this._others]
  }
}

function waiterName(waiter: Waiter): string {
  return typeof waiter === 'function' ? callbackName(waiter) : 'Task.task_wakeup()'
}

/**
 * What `yield* future` runs. It is its own iterator result: whoever gets one reads it before the next call, as engines
 * and tasks do.
 */
class FutureIterator<T> implements Coroutine<T> {
  done: boolean | undefined = false
  value: unknown
  readonly #future: Future<T>
  #asked = false

  constructor(future: Future<T>) {
    this.#future = future
    this.value = future
  }

  next(): IteratorResult<Suspension, T> {
    const future = this.#future
    if (future._state === PENDING) {
      if (this.#asked) throw new RuntimeError("yield* wasn't used with future: it went on before it was done")
      this.#asked = true
      future._blocking = true
    } else {
      this.done = true
      this.value = future.result()
    }
    return this as unknown as IteratorResult<Suspension, T>
  }

  throw(error: unknown): never {
    throw error
  }

  return(value: T): IteratorResult<Suspension, T> {
    return { done: true, value }
  }

  [Symbol.iterator](): this {
    return this
  }
}

/** Whether a value is a Future (a Task is one). */
export function isFuture(value: unknown): value is Future<unknown> {
  return value instanceof Future
}
