import type { Clock } from 'asyncio-ts'
import { limits } from '../limits'
import { append, apply, create, max, NativeError, NativeRangeError, NativeTypeError } from './primordials'

export interface Timers {
  setTimeout(callback: unknown, delayMs?: unknown, ...args: unknown[]): number
  setInterval(callback: unknown, delayMs?: unknown, ...args: unknown[]): number
  clear(id: unknown): void
  readonly pending: number
  /** The pending ones, in order of setting. */
  list(): readonly PendingTimer[]
}

/** `due` is loop time in seconds; the stack of `set` shows who set it. */
export interface PendingTimer {
  readonly repeat: boolean
  readonly due: number
  readonly set: Error
}

/**
 * setTimeout and setInterval on the run's clock: in order of their deadlines and, for equal ones, of setting; each in
 * a macrotask of its own, as everywhere else. An interval is at least a millisecond, so that the clock moves.
 */
export function createTimers(clock: Clock, onError: (error: unknown) => void): Timers {
  interface Timer extends PendingTimer {
    due: number
    withdraw: () => void
  }
  const waiting: Record<number, Timer> = create(null)
  let lastId = 0
  let pending = 0

  const forget = (id: number): void => {
    delete waiting[id]
    pending--
  }

  const start = (callback: unknown, delayMs: unknown, args: unknown[], repeat: boolean): number => {
    if (typeof callback !== 'function') {
      throw new NativeTypeError(`a timer needs a function to call, got ${callback === null ? 'null' : typeof callback}`)
    }
    if (pending >= limits.timers) {
      throw new NativeRangeError(`more than ${limits.timers} timers are pending: clear some, or wait for them`)
    }
    const id = ++lastId
    // Anything that is no finite number counts as 0, as in a browser.
    const number = +(delayMs as number)
    const given = number - number === 0 ? number : 0
    const delay = max(given, repeat ? 1 : 0) / 1000
    // Engines write the text of a stack when it is asked for, so this costs little.
    const timer: Timer = { repeat, due: 0, set: new NativeError(), withdraw: () => {} }
    const wait = (): void => {
      timer.due = clock.time() + delay
      timer.withdraw = clock.wakeAt(timer.due, () => {
        if (!repeat) forget(id)
        try {
          apply(callback, undefined, args)
        } catch (error) {
          onError(error)
        }
        if (repeat && waiting[id] !== undefined) wait()
      })
    }
    waiting[id] = timer
    pending++
    wait()
    return id
  }

  return {
    setTimeout: (callback, delayMs, ...args) => start(callback, delayMs, args, false),
    setInterval: (callback, delayMs, ...args) => start(callback, delayMs, args, true),
    clear: (id) => {
      const timer = typeof id === 'number' ? waiting[id] : undefined
      if (timer === undefined) return
      forget(id as number)
      timer.withdraw()
    },
    list: () => {
      const all: PendingTimer[] = []
      for (const id in waiting) append(all, waiting[id] as Timer)
      return all
    },
    get pending() {
      return pending
    },
  }
}
