import type { Future } from '../futures.js'
import { callbackName } from '../handles.js'
import type { Place } from './events.js'
import { ownText } from './preview.js'

/** What an event can speak of: a number and a name for an object of the run. */
export interface Thing {
  readonly id: number
  name: string
  /** Of a task: for what it waits. */
  waitsFor: Thing | undefined
  /** Of a task that has given way: where in the program, as far as the host tells. */
  waitsAt: Place | undefined
  /** Of a future that stands in a line: the lock or queue. */
  line: Thing | undefined
  /** The event that made a task, or that put something into the ready queue for the last time. */
  pushed: number | undefined
  /** Of a timer that is set: the event that set it. */
  armed: number | undefined
  /** Of a lock or queue: the last change of it, and in whose course that was. */
  change: Change | undefined
}

interface Change {
  readonly course: number
  readonly event: number | undefined
  readonly to: number[]
}

/** The things of a recording. It keeps no object alive: what nobody else holds may be collected. */
export class Things {
  readonly #things = new WeakMap<object, Thing>()
  readonly #counts = new Map<string, number>()
  #last = 0

  get(object: object): Thing | undefined {
    return this.#things.get(object)
  }

  add(object: object, name: string): Thing {
    this.#last += 1
    const thing: Thing = {
      id: this.#last,
      name: shortName(name),
      waitsFor: undefined,
      waitsAt: undefined,
      line: undefined,
      pushed: undefined,
      armed: undefined,
      change: undefined,
    }
    this.#things.set(object, thing)
    return thing
  }

  /** `Lock` → `Lock 1`, `Lock 2`, … */
  numbered(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    return `${kind} ${count}`
  }

  /** The thing of a lock, queue and the like. */
  lock(object: object): Thing {
    return this.#things.get(object) ?? this.add(object, this.numbered(kindOf(object)))
  }

  callback(fn: object): Thing {
    return this.#things.get(fn) ?? this.add(fn, callbackName(fn as () => unknown))
  }

  /** What previews call an object; undefined for the program's own. */
  readonly nameOf = (object: object): string | undefined => {
    return typeof object === 'function' ? undefined : this.#things.get(object)?.name
  }
}

/** As long as a preview, at most: programs can give names of any length. */
export function shortName(name: string): string {
  return name.length <= 80 ? name : `${name.slice(0, 79)}…`
}

/** `Lock` for `<Lock [unlocked]>`, `asCompleted` for `asCompleted of a, b`: what the class itself is called may be minified. */
function kindOf(object: object): string {
  return /^<?(\w+)/.exec(ownText(object) ?? '')?.[1] ?? 'Lock'
}

/** Whether waiting for `from` is waiting for `to`: it is the same, or one of those for which it stands. */
export function leadsTo(from: Future<unknown>, to: Future<unknown>): boolean {
  return from === to || (from._awaits?.() ?? []).some((part) => leadsTo(part, to))
}
