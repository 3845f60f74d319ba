import type { Clock } from 'asyncio-ts'
import { limits } from '../limits'
import { apply, max, NativeRangeError, NativeTypeError } from './primordials'

export interface Timers {
  setTimeout(callback: unknown, delayMs?: unknown, ...args: unknown[]): number
  setInterval(callback: unknown, delayMs?: unknown, ...args: unknown[]): number
  clear(id: unknown): void
  readonly pending: number
}

/**
 * setTimeout and setInterval on the run's clock: in order of their deadlines and, for equal ones, of setting; each in
 * a macrotask of its own, as everywhere else. An interval is at least a millisecond, so that the clock moves.
 */
export function createTimers(clock: Clock, onError: (error: unknown) => void): Timers {
  const withdrawals: Record<number, () => void> = Object.create(null)
  let lastId = 0
  let pending = 0

  const forget = (id: number): void => {
    delete withdrawals[id]
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
    const wait = (): void => {
      withdrawals[id] = clock.wakeAt(clock.time() + delay, () => {
        if (!repeat) forget(id)
        try {
          apply(callback, undefined, args)
        } catch (error) {
          onError(error)
        }
        if (repeat && withdrawals[id] !== undefined) wait()
      })
    }
    pending++
    wait()
    return id
  }

  return {
    setTimeout: (callback, delayMs, ...args) => start(callback, delayMs, args, false),
    setInterval: (callback, delayMs, ...args) => start(callback, delayMs, args, true),
    clear: (id) => {
      const withdraw = typeof id === 'number' ? withdrawals[id] : undefined
      if (withdraw === undefined) return
      forget(id as number)
      withdraw()
    },
    get pending() {
      return pending
    },
  }
}
