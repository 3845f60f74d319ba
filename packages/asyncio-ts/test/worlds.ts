import { afterEach } from 'vitest'
import { configureHost, type HostTimers } from '../src/host.js'
import { type Clock, RealClock, VirtualClock } from '../src/index.js'

/*
 * The same program in virtual and in real time. Real time is that of a host of the test's own, whose clock goes on only
 * when it has nothing else to do: so nobody sleeps.
 */

/** A host with a queue of macrotasks and timers in milliseconds; time passes when the queue is empty. */
class FakeHost implements HostTimers {
  #now = 5000
  readonly #tasks: (() => void)[] = []
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>()

  now = (): number => this.#now

  setTimeout = (callback: () => void, milliseconds: number): unknown => {
    const timer = { at: this.#now + milliseconds, callback }
    this.#timers.add(timer)
    return timer
  }

  clearTimeout = (timer: unknown): void => {
    this.#timers.delete(timer as { at: number; callback: () => void })
  }

  hop = (callback: () => void): void => {
    this.#tasks.push(callback)
  }

  /** Goes on until a promise has settled. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let settled = false
    const note = (): void => {
      settled = true
    }
    promise.then(note, note)
    for (;;) {
      // All microtasks first.
      await new Promise((resolve) => setImmediate(resolve))
      if (settled) return promise
      this.#step()
    }
  }

  #step(): void {
    const task = this.#tasks.shift()
    if (task !== undefined) {
      task()
      return
    }
    const [first] = [...this.#timers].sort((a, b) => a.at - b.at)
    if (first === undefined) throw new Error('the host has nothing left to do')
    this.#timers.delete(first)
    this.#now = Math.max(this.#now, first.at)
    first.callback()
  }
}

/** A kind of time. */
export interface World {
  readonly clock: Clock
  /** Calls back in so many seconds, as the host's setTimeout does. */
  later(seconds: number, callback: () => void): void
  /** Settles in so many seconds. */
  after(seconds: number): Promise<void>
  /** Seconds since the beginning. */
  time(): number
  /** Lets time pass until a promise settles. */
  drive<T>(promise: Promise<T>): Promise<T>
}

function virtualWorld(): World {
  const clock = new VirtualClock()
  const later = (seconds: number, callback: () => void): void => {
    clock.wakeAt(clock.time() + seconds, callback)
  }
  return { clock, later, after: afterBy(later), time: () => clock.time(), drive: (promise) => promise }
}

function realWorld(): World {
  const host = new FakeHost()
  configureHost({ timers: host })
  const start = host.now()
  const later = (seconds: number, callback: () => void): void => {
    host.setTimeout(callback, seconds * 1000)
  }
  return {
    clock: new RealClock(),
    later,
    after: afterBy(later),
    time: () => (host.now() - start) / 1000,
    drive: (promise) => host.drive(promise),
  }
}

const afterBy = (later: World['later']) => (seconds: number) => new Promise<void>((resolve) => later(seconds, resolve))

/** By name; call `make` within the test. */
export const worlds: [string, () => World][] = [
  ['virtual', virtualWorld],
  ['real', realWorld],
]

/** Gives the host back its own timers after each test. */
export function restoreHost(): void {
  afterEach(() => configureHost())
}
