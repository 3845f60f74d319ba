import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'

// biome-ignore lint/suspicious/noExplicitAny: a callback takes whatever arguments were given along with it
export type Callback = (...args: any[]) => unknown

const NO_ARGS: readonly unknown[] = []

/**
 * A callback that waits for its turn. Made by `callSoon`. Mirrors `Handle` in `Lib/asyncio/events.py`.
 *
 * @example
 * ```ts
 * const handle = getRunningLoop().callSoon(() => console.log('called'))
 * handle.cancel() // not called after all
 * ```
 */
export class Handle {
  static {
    printable(Handle)
  }
  /** @internal */
  readonly _loop: EventLoop
  /** Null once it is cancelled. */
  #callback: Callback | null
  #args: readonly unknown[]

  /** @internal */
  constructor(loop: EventLoop, callback: Callback, args: readonly unknown[]) {
    this._loop = loop
    this.#callback = callback
    this.#args = args
  }

  /** Sees to it that the callback is not called. Once it has run, nothing happens. */
  cancel(): void {
    this.#callback = null
    this.#args = NO_ARGS
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#callback === null
  }

  /** @internal */
  run(): void {
    const callback = this.#callback
    if (callback === null) return
    try {
      callback(...this.#args)
    } catch (error) {
      this._loop.callExceptionHandler({
        message: `Exception in callback ${callbackName(callback)}`,
        exception: error,
        handle: this,
      })
    }
  }

  toString(): string {
    return `<${this._describe().join(' ')}>`
  }

  /** @internal */
  _describe(): string[] {
    return [
      this.constructor === Handle ? 'Handle' : 'TimerHandle',
      this.#callback === null ? 'cancelled' : callbackName(this.#callback),
    ]
  }
}

/**
 * A callback that waits for its time. Made by `callLater` and `callAt`.
 *
 * Mirrors `TimerHandle` in `Lib/asyncio/events.py`.
 *
 * @example
 * ```ts
 * const timer = getRunningLoop().callLater(10, () => console.log('too late'))
 * console.log(timer.when() - getRunningLoop().time()) // 10
 * timer.cancel()
 * ```
 */
export class TimerHandle extends Handle {
  /** @internal */
  _seq = 0
  /** @internal */
  readonly _when: number

  /** @internal */
  constructor(when: number, loop: EventLoop, callback: Callback, args: readonly unknown[]) {
    super(loop, callback, args)
    this._when = when
  }

  /** The loop time, in seconds, at which the callback is due. */
  when(): number {
    return this._when
  }

  override cancel(): void {
    if (!this.cancelled()) this._loop._timers.noteCancelled(this)
    super.cancel()
    this._loop._trace?.timerCancelled(this._loop, this)
  }

  /** @internal */
  override _describe(): string[] {
    const info = super._describe()
    info.splice(this.cancelled() ? 2 : 1, 0, `when=${repr(this._when)}`)
    return info
  }
}

/** `name()`, for messages; a private method's without its `#`. */
export function callbackName(callback: Callback): string {
  return `${callback.name.replace(/^#/, '') || 'anonymous'}()`
}
