import type { Clock, WakeReason } from './clock.js'
import { RESOLUTION } from './clock.js'
import { ValueError } from './errors.js'
import { hostTimers } from './host-timers.js'
import { wakeAfter } from './real-clock.js'

interface Waiter {
  readonly when: number
  readonly wake: (reason: WakeReason) => void
  withdraw: () => void
}

const nothing = (): void => {}

/**
 * Real time, `speed` times as fast; the speed can be changed while running. Starts at 0.
 *
 * Differs from a paced VirtualClock: computing takes loop time here, so that order and times may differ from run to run.
 *
 * @example
 * ```ts
 * const clock = new ScaledClock(10)
 * const running = run(sleep(60), { clock }) // six seconds
 * clock.speed = 60 // one second, from now on
 * ```
 */
export class ScaledClock implements Clock {
  readonly resolution = RESOLUTION
  #speed: number
  #seconds = 0
  #sinceMs = hostTimers().now()
  readonly #waiters = new Set<Waiter>()

  constructor(speed = 1) {
    this.#speed = checkSpeed(speed)
  }

  /** Loop seconds in a second of real time; more than 0. */
  get speed(): number {
    return this.#speed
  }

  set speed(speed: number) {
    checkSpeed(speed)
    this.#seconds = this.time()
    this.#sinceMs = hostTimers().now()
    this.#speed = speed
    for (const waiter of this.#waiters) {
      waiter.withdraw()
      this.#arm(waiter)
    }
  }

  time(): number {
    return this.#seconds + ((hostTimers().now() - this.#sinceMs) / 1000) * this.#speed
  }

  wakeAt(when: number, wake: (reason: WakeReason) => void): () => void {
    if (when === Number.POSITIVE_INFINITY) return nothing
    const waiter: Waiter = { when, wake, withdraw: nothing }
    this.#waiters.add(waiter)
    this.#arm(waiter)
    return () => {
      waiter.withdraw()
      this.#waiters.delete(waiter)
    }
  }

  /** Real time cannot be held. */
  hold(): () => void {
    return nothing
  }

  #arm(waiter: Waiter): void {
    waiter.withdraw = wakeAfter(((waiter.when - this.time()) / this.#speed) * 1000, () => {
      this.#waiters.delete(waiter)
      waiter.wake('time')
    })
  }
}

function checkSpeed(speed: number): number {
  if (!(speed > 0 && speed < Number.POSITIVE_INFINITY)) {
    throw new ValueError(`a speed must be a number above 0, got ${speed}`)
  }
  return speed
}
