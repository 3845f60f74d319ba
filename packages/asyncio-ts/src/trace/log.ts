import type { EventBase, EventBody, TraceEvent } from './events.js'

/** How much of a run is kept. */
export interface TraceLimits {
  /** Events. Default: 5,000. */
  readonly events?: number
  /** All of them as JSON, in characters (escapes apart). Default: 524,288. */
  readonly bytes?: number
  /** Tasks; with the first one too many the recording ends. Default: 100. */
  readonly tasks?: number
}

// A program that replaces methods of lists shall neither get at this one nor change what goes into it.
const { defineProperty, keys } = Object
const { isArray } = Array

type Why = Extract<EventBody, { kind: 'truncated' }>['why']

/** The list of events. At a limit it ends with an event that says so, and counts from then on what is missing. */
export class EventLog {
  readonly events: TraceEvent[] = []
  readonly #limits: Required<TraceLimits>
  #bytes = 0
  #tasks = 0
  #truncated: { dropped: number } | null = null

  constructor({ events = 5000, bytes = 512 * 1024, tasks = 100 }: TraceLimits = {}) {
    this.#limits = { events, bytes, tasks }
  }

  /** Whether a limit was reached: then nothing is kept any more. */
  get full(): boolean {
    return this.#truncated !== null
  }

  /** How many events are missing. */
  get dropped(): number {
    return this.#truncated?.dropped ?? 0
  }

  /** The number of the event, or undefined if it was dropped. */
  add(base: Omit<EventBase, 'i'>, body: EventBody): number | undefined {
    if (this.#truncated !== null) {
      this.#truncated.dropped += 1
      return undefined
    }
    const i = this.events.length
    const event: TraceEvent = { i, ...base, ...body }
    if (body.kind === 'task/create') this.#tasks += 1
    this.#bytes += lengthOf(event) + 1
    const why = this.#limitReached(i)
    if (why === null) {
      this.#append(event)
      return i
    }
    const truncated = { i, t: base.t, turn: base.turn, kind: 'truncated' as const, why, dropped: 1 }
    this.#truncated = truncated
    this.#append(truncated)
    return undefined
  }

  #append(event: TraceEvent): void {
    const plain = { __proto__: null, value: event, writable: true, enumerable: true, configurable: true }
    defineProperty(this.events, this.events.length, plain as PropertyDescriptor)
  }

  #limitReached(i: number): Why | null {
    if (i >= this.#limits.events) return 'events'
    if (this.#bytes > this.#limits.bytes) return 'bytes'
    return this.#tasks > this.#limits.tasks ? 'tasks' : null
  }
}

/** As JSON. Written out, since JSON.stringify would call a `toJSON` that the program has put on a prototype. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return String(value).length
  let length = 1
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1) length += lengthOf(value[index]) + 1
    return Math.max(length, 2)
  }
  const names = keys(value)
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as keyof typeof value
    length += (name as string).length + 4 + lengthOf(value[name])
  }
  return Math.max(length, 2)
}
