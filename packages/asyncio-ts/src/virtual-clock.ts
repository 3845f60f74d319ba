import type { Clock, WakeReason } from './clock.js'
import { RESOLUTION } from './clock.js'
import { RuntimeError, ValueError } from './errors.js'
import { hostTimers } from './host-timers.js'

/**
 * Lets wall time pass before the clock jumps `seconds` ahead, then calls `go` (never at once: in a macrotask).
 * Returns a function that withdraws the request; it may return how many of these seconds have passed by then, so that
 * a new speed applies to the rest only.
 */
export type Pace = (seconds: number, go: () => void) => () => unknown

/** What `new VirtualClock` takes. */
export interface VirtualClockOptions {
  /** Loop time at the start, in seconds. */
  readonly start?: number
  /** Default: one macrotask hop, however far the jump. */
  readonly pace?: Pace
  /** Moves only by `advance`. */
  readonly manual?: boolean
  /** See `Clock.sealed`. */
  readonly sealed?: boolean
}

interface Waiter {
  readonly when: number
  readonly wake: (reason: WakeReason) => void
}

/** What the clock is about to do: the jump or wake-up asked for, and how to call it off. */
interface Plan {
  readonly when: number
  readonly withdraw: () => unknown
}

/** One hop, then go. */
const atOnce: Pace = (_seconds, go) => {
  let live = true
  hostTimers().hop(() => {
    if (live) go()
  })
  return () => {
    live = false
  }
}

/**
 * A clock that jumps to the next deadline as soon as nothing is ready and nobody holds it: hours pass in no time, the
 * order of events is the same in each run, and a deadlock is noticed.
 *
 * Computing takes no time on it. What is due is woken one by one, each in a macrotask of its own, in the order of
 * deadlines and, for equal ones, of asking: so timers of the host can share it with loops.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock()
 * await run(sleep(3600), { clock })
 * clock.time() // 3600, and no time has passed
 * ```
 *
 * @example
 * ```ts
 * const manual = new VirtualClock({ manual: true })
 * const running = run(main(), { clock: manual })
 * await manual.advance(5)
 * ```
 */
export class VirtualClock implements Clock {
  readonly resolution = RESOLUTION
  readonly sealed: boolean
  /** Whether it moves only by `advance`. */
  readonly manual: boolean
  #time: number
  readonly #pace: Pace
  #holds = 0
  /** In order of asking; the earliest is looked up, since there are as many as loops and host timers: few. */
  readonly #waiters = new Set<Waiter>()
  #plan: Plan | null = null
  /** Seconds of the coming jump for which a pace that was withdrawn has waited already. */
  #passed = 0
  #advance: { readonly to: number; readonly resolve: () => void } | null = null

  constructor(options: VirtualClockOptions = {}) {
    this.#time = options.start ?? 0
    this.#pace = options.pace ?? atOnce
    this.manual = options.manual ?? false
    this.sealed = options.sealed ?? false
  }

  time(): number {
    return this.#time
  }

  wakeAt(when: number, wake: (reason: WakeReason) => void): () => void {
    const waiter: Waiter = { when, wake }
    this.#waiters.add(waiter)
    this.#consider()
    return () => {
      if (this.#waiters.delete(waiter)) this.#consider()
    }
  }

  hold(): () => void {
    this.#holds += 1
    this.#consider()
    let out = true
    return () => {
      if (!out) return
      out = false
      this.#holds -= 1
      this.#consider()
    }
  }

  /** Goes to `when` at once; what others wait for on the way is late. */
  jump(when: number): void {
    if (when > this.#time) this.#time = when
  }

  /** Asks the pace anew, after the speed behind it has changed. */
  repace(): void {
    this.#cancelPlan()
    this.#consider()
  }

  /**
   * Manual clocks: goes to loop time `to` (seconds), stopping at each deadline on the way until whoever was woken has
   * nothing ready any more. Resolves when `to` is reached.
   */
  advance(to: number): Promise<void> {
    if (!this.manual) throw new RuntimeError('advance is for manual clocks: new VirtualClock({ manual: true })')
    if (this.#advance !== null) throw new RuntimeError('the clock is advancing already: await the advance before')
    if (!(to >= this.#time)) throw new ValueError(`a clock never goes back: it is ${this.#time}, got ${to}`)
    return new Promise((resolve) => {
      this.#advance = { to, resolve }
      this.repace()
    })
  }

  /** Decides what comes next, whenever a waiter or a hold comes or goes. */
  #consider(): void {
    const next = this.#next()
    if (this.#plan !== null) {
      if (next === this.#plan.when) return
      this.#cancelPlan()
    }
    if (next === null) return
    const ahead = Math.max(next - this.#time, 0)
    const go = (): void => {
      this.#plan = null
      this.#passed = 0
      this.#arrive(next)
    }
    const plain = ahead === 0 || next === Number.POSITIVE_INFINITY || this.manual
    const withdraw = plain ? atOnce(0, go) : this.#pace(Math.max(ahead - this.#passed, 0), go)
    this.#plan = { when: next, withdraw }
  }

  /** The time to go to, now or later; null: stay. Waking what is due already moves nothing, so that no hold stops it. */
  #next(): number | null {
    const first = this.#earliest()
    if (first !== null && first.when <= this.#time) return first.when
    if (this.#holds > 0) return null
    if (this.manual) return this.#advance && Math.min(first?.when ?? this.#advance.to, this.#advance.to)
    return first === null ? null : first.when
  }

  #earliest(): Waiter | null {
    let first: Waiter | null = null
    for (const waiter of this.#waiters) if (first === null || waiter.when < first.when) first = waiter
    return first
  }

  #arrive(when: number): void {
    if (when === Number.POSITIVE_INFINITY) {
      for (const waiter of [...this.#waiters]) waiter.wake('deadlock')
      return
    }
    this.jump(when)
    const first = this.#earliest()
    if (first !== null && first.when <= this.#time) {
      this.#waiters.delete(first)
      try {
        first.wake('time')
      } finally {
        this.#consider()
      }
      return
    }
    if (this.#advance !== null && this.#time >= this.#advance.to) {
      const { resolve } = this.#advance
      this.#advance = null
      resolve()
    }
    this.#consider()
  }

  #cancelPlan(): void {
    const plan = this.#plan
    if (plan === null) return
    this.#plan = null
    const passed = plan.withdraw()
    if (typeof passed === 'number') this.#passed += passed
  }
}
