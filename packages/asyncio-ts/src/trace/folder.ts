import type { TraceEvent } from './events.js'
import { Fold } from './fold.js'
import type { TraceState } from './state.js'

/** So many events lie between two states that are kept. */
const EVERY = 100

/** Gives the state at any event of a trace, soon: it keeps the state at each hundredth. */
export class TraceFolder {
  readonly #events: readonly TraceEvent[]
  readonly #checkpoints = [new Fold()]

  constructor(events: readonly TraceEvent[]) {
    this.#events = events
  }

  /**
   * The state after event `i`; -1: before the first.
   *
   * @throws RangeError when there is no such event.
   */
  at(i: number): TraceState {
    const events = this.#events
    if (!(Number.isInteger(i) && i >= -1 && i < events.length)) {
      throw new RangeError(`expected the number of an event, from -1 to ${events.length - 1}, got ${i}`)
    }
    const checkpoints = this.#checkpoints
    const wanted = Math.floor((i + 1) / EVERY)
    while (checkpoints.length <= wanted) {
      checkpoints.push(this.#folded((checkpoints.length - 1) * EVERY, checkpoints.length * EVERY))
    }
    return this.#folded(wanted * EVERY, i + 1).state()
  }

  /** From the checkpoint at `from` up to the event before `to`. */
  #folded(from: number, to: number): Fold {
    const fold = (this.#checkpoints[from / EVERY] as Fold).copy()
    for (let i = from; i < to; i += 1) fold.apply(this.#events[i] as TraceEvent)
    return fold
  }
}
