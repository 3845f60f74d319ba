import type { EventLoop } from './event-loop.js'
import { printable, repr } from './format.js'

// biome-ignore lint/suspicious/noExplicitAny: a callback takes whatever arguments were given along with it
export type Callback = (...args: any[]) => unknown

/** A callback that waits for its turn. Made by `callSoon`. Mirrors `Handle` in `Lib/asyncio/events.py`. */
export class Handle {
  static {
    printable(Handle)
  }
  /** @internal */
  readonly _loop: EventLoop
  /** @internal */
  _callback: Callback | null
  /** @internal */
  _args: readonly unknown[]
  /** @internal */
  _cancelled = false

  /** @internal */
  constructor(loop: EventLoop, callback: Callback, args: readonly unknown[]) {
    this._loop = loop
    this._callback = callback
    this._args = args
  }

  /** Sees to it that the callback is not called. Once it has run, nothing happens. */
  cancel(): void {
    if (this._cancelled) return
    this._cancelled = true
    this._callback = null
    this._args = []
  }

  cancelled(): boolean {
    return this._cancelled
  }

  /** @internal */
  run(): void {
    const callback = this._callback
    if (this._cancelled || callback === null) return
    try {
      callback(...this._args)
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
    const info = ['Handle']
    if (this._cancelled) info.push('cancelled')
    if (this._callback !== null) info.push(callbackName(this._callback))
    return info
  }
}

/** A callback that waits for its time. Made by `callLater` and `callAt`. */
export class TimerHandle extends Handle {
  /** @internal Order of setting, for equal deadlines. */
  seq = 0
  /** @internal Whether it sits in the loop's heap. */
  scheduled = false
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
    if (!this._cancelled && this.scheduled) this._loop._timers.noteCancelled()
    super.cancel()
  }

  /** @internal */
  before(other: TimerHandle): boolean {
    return this._when < other._when || (this._when === other._when && this.seq < other.seq)
  }

  /** @internal */
  override _describe(): string[] {
    const info = super._describe()
    info[0] = 'TimerHandle'
    info.splice(this._cancelled ? 2 : 1, 0, `when=${repr(this._when)}`)
    return info
  }
}

/** `name()`, for messages. */
export function callbackName(callback: Callback): string {
  return `${callback.name || 'anonymous'}()`
}
