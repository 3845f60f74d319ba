import { turningLoop } from '../current.js'
import type { Task } from '../tasks.js'
import type { Place } from './events.js'
import type { Thing } from './things.js'

/** A generator that runs: it was resumed by `event`. */
interface Frame {
  readonly thing: Thing
  readonly event: number | undefined
  loc: Place | undefined
}

/** What executes: a task's step or a callback, and within it the generators that the host tells of. */
interface Execution {
  readonly task: Thing | undefined
  readonly callback: Thing | undefined
  /** The event with which it began; the latest of several that do. */
  event: number | undefined
  readonly frames: Frame[]
  loc: Place | undefined
  /** Where the first of the generators was that have given way, or ended, since anything was executed in any. */
  left: Place | undefined
}

/** A request to cancel a task, made in the present course. */
interface Cancel {
  readonly task: Task<unknown>
  readonly event: number | undefined
}

/** In whose course something happens: from there come the `task`, the `frame` and the `cause` of most events. */
export class Course {
  /** Counts what was taken out of the ready queue. */
  number = 0
  /** Of this course. */
  cancels: Cancel[] = []
  /** Code beside all loops may run generators, too. */
  readonly #outside: Execution = {
    task: undefined,
    callback: undefined,
    event: undefined,
    frames: [],
    loc: undefined,
    left: undefined,
  }
  /** A step that an eager task takes lies within another. */
  #stack: Execution[] = []

  /** Something comes out of the ready queue. */
  begin(task: Thing | undefined, callback: Thing | undefined): void {
    this.number += 1
    this.cancels = []
    this.#stack = []
    this.enter(task, callback)
  }

  /** Something begins within what executes; the event is not there yet. */
  enter(task: Thing | undefined, callback: Thing | undefined): void {
    this.#stack.push({ task, callback, event: undefined, frames: [], loc: undefined, left: undefined })
  }

  leave(): void {
    this.#stack.pop()
  }

  /** Between turns nothing of a loop's executes. */
  get current(): Execution {
    return (turningLoop() === null ? undefined : this.#stack[this.#stack.length - 1]) ?? this.#outside
  }

  get frame(): Frame | undefined {
    const { frames } = this.current
    return frames[frames.length - 1]
  }

  /** The event in whose course everything happens now. */
  get event(): number | undefined {
    return (this.frame ?? this.current).event
  }

  /** A generator runs: it was resumed by `event`. */
  push(thing: Thing, event: number | undefined): void {
    this.current.frames.push({ thing, event, loc: undefined })
    this.current.left = undefined
  }

  /** It runs no more, if it was the innermost. */
  pop(thing: Thing): void {
    const { current } = this
    const frame = current.frames[current.frames.length - 1]
    if (frame?.thing !== thing) return
    current.frames.pop()
    current.left ??= frame.loc
  }

  get loc(): Place | undefined {
    return (this.frame ?? this.current).loc
  }

  forgetPlaces(): void {
    for (const execution of [this.#outside, ...this.#stack]) {
      execution.loc = undefined
      for (const frame of execution.frames) frame.loc = undefined
    }
  }

  set loc(loc: Place | undefined) {
    const holder = this.frame ?? this.current
    holder.loc = loc
    this.current.left = undefined
  }
}
