/*
 * Random scripts for a loop with a selector. Objects become ready at the times that a script says; readers, writers,
 * timers, tasks and ready callbacks print their time and name and act on the loop. `script.py` runs them on CPython.
 */
import {
  createTask,
  EVENT_READ,
  EVENT_WRITE,
  EventLoop,
  type Handle,
  type Selector,
  type SelectorData,
  type SelectorKey,
  sleep,
  type Task,
  VirtualClock,
} from 'asyncio-ts'

type Operation =
  | readonly ['reader' | 'writer', thing: number, callback: string]
  | readonly ['unread' | 'unwrite', thing: number]
  | readonly ['take' | 'come', thing: number, events: number]
  | readonly ['soon', callback: string]
  | readonly ['later', delay: number, callback: string]
  | readonly ['task', callback: string, delay: number]
  | readonly ['cancel']

export interface Script {
  readonly things: number
  /** What comes, in the order of time. */
  readonly comes: readonly (readonly [when: number, thing: number, events: number])[]
  readonly callbacks: Readonly<Record<string, readonly Operation[]>>
  readonly start: readonly Operation[]
  /** Callbacks that may act; after so many all that has come is taken, so that nothing goes on for ever. */
  readonly steps: number
  /** When it ends, in seconds. */
  readonly until: number
}

const CALLBACKS = [...'abcdef']

/** The script of a seed. */
export function scriptOf(seed: number): Script {
  let state = seed * 0x9e3779b9 + 1
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  const things = 1 + below(4)
  const events = (): number => pick([EVENT_READ, EVENT_READ, EVENT_WRITE, EVENT_READ + EVENT_WRITE])
  // Few times, so that many things fall together.
  const time = (): number => pick([0, 0, 0.5, 1, 1, 2])
  const operation = (): Operation => {
    switch (below(12)) {
      case 0:
      case 1:
        return ['reader', below(things), pick(CALLBACKS)]
      case 2:
        return ['writer', below(things), pick(CALLBACKS)]
      case 3:
        return ['unread', below(things)]
      case 4:
        return ['unwrite', below(things)]
      case 5:
      case 6:
        return ['take', below(things), events()]
      case 7:
        return ['come', below(things), events()]
      case 8:
        return ['soon', pick(CALLBACKS)]
      case 9:
        return ['later', time(), pick(CALLBACKS)]
      case 10:
        return ['task', pick(CALLBACKS), time()]
      default:
        return ['cancel']
    }
  }
  const operations = (most: number): Operation[] => Array.from({ length: below(most + 1) }, operation)
  const watched = Array.from(
    { length: things },
    (_, thing): Operation => [pick(['reader', 'writer']), thing, pick(CALLBACKS)],
  )
  return {
    things,
    comes: Array.from({ length: 2 + below(6) }, () => [time() + time(), below(things), events()] as const).sort(
      ([a], [b]) => a - b,
    ),
    callbacks: Object.fromEntries(CALLBACKS.map((name) => [name, operations(4)])),
    start: [...watched, ...operations(5)],
    steps: 40,
    until: 6,
  }
}

interface Thing {
  come: number
}

class ScriptSelector implements Selector {
  readonly #keys = new Map<object, SelectorKey>()
  readonly #perhaps = new Set<object>()
  readonly #comes: [number, Thing, number][]
  time = (): number => 0

  constructor(comes: [number, Thing, number][]) {
    this.#comes = comes
  }

  register(fileobj: object, events: number, data: SelectorData): SelectorKey {
    const key = { fileobj, events, data }
    this.#keys.set(fileobj, key)
    this.changed(fileobj)
    return key
  }

  modify(fileobj: object, events: number, data: SelectorData): SelectorKey {
    return this.register(fileobj, events, data)
  }

  unregister(fileobj: object): SelectorKey {
    const key = this.#keys.get(fileobj) as SelectorKey
    this.#perhaps.delete(fileobj)
    this.#keys.delete(fileobj)
    return key
  }

  getKey(fileobj: object): SelectorKey | undefined {
    return this.#keys.get(fileobj)
  }

  changed(fileobj: object): void {
    if (this.#keys.has(fileobj)) this.#perhaps.add(fileobj)
  }

  select(): [SelectorKey, number][] {
    for (let next = this.#comes[0]; next !== undefined && next[0] <= this.time(); next = this.#comes[0]) {
      this.#comes.shift()
      next[1].come |= next[2]
      this.changed(next[1])
    }
    const found: [SelectorKey, number][] = []
    for (const fileobj of [...this.#perhaps]) {
      const key = this.#keys.get(fileobj) as SelectorKey
      const events = key.events & (fileobj as Thing).come
      if (events !== 0) found.push([key, events])
      else this.#perhaps.delete(fileobj)
    }
    return found
  }

  nextAt(): number {
    return this.#comes[0]?.[0] ?? Number.POSITIVE_INFINITY
  }

  onReady(): () => void {
    return () => {}
  }

  close(): void {
    this.#keys.clear()
  }
}

/** Runs a script here, and gives what it prints, line by line. */
export function runScript(script: Script): string[] {
  const things: Thing[] = Array.from({ length: script.things }, () => ({ come: 0 }))
  const thing = (number: number): Thing => things[number] as Thing
  const selector = new ScriptSelector(script.comes.map(([when, number, events]) => [when, thing(number), events]))
  const loop = new EventLoop({ clock: new VirtualClock(), selector })
  selector.time = () => loop.time()
  const log: string[] = []
  const handles: Handle[] = []
  const tasks: Task<void>[] = []
  let left = script.steps
  const step = (name: string): void => {
    log.push(`${loop.time()} ${name}`)
    left -= 1
    if (left < 0) for (const each of things) each.come = 0
    else for (const operation of script.callbacks[name] ?? []) act(operation)
  }
  function* task(name: string, delay: number) {
    yield* sleep(delay)
    step(name)
  }
  const truth = (value: boolean): number => log.push(value ? 'True' : 'False')
  function act(operation: Operation): void {
    switch (operation[0]) {
      case 'reader':
        loop.addReader(thing(operation[1]), step, operation[2])
        break
      case 'writer':
        loop.addWriter(thing(operation[1]), step, operation[2])
        break
      case 'unread':
        truth(loop.removeReader(thing(operation[1])))
        break
      case 'unwrite':
        truth(loop.removeWriter(thing(operation[1])))
        break
      case 'take':
        thing(operation[1]).come &= ~operation[2]
        break
      case 'come':
        thing(operation[1]).come |= operation[2]
        selector.changed(thing(operation[1]))
        break
      case 'soon':
        handles.push(loop.callSoon(step, operation[1]))
        break
      case 'later':
        handles.push(loop.callLater(operation[1], step, operation[2]))
        break
      case 'task':
        tasks.push(createTask(task(operation[1], operation[2])))
        break
      case 'cancel':
        handles.pop()?.cancel()
    }
  }
  function* main() {
    for (const operation of script.start) act(operation)
    yield* sleep(script.until)
  }
  loop.runUntilCompleteSync(main())
  for (const each of tasks) each.cancel()
  loop.runUntilCompleteSync(sleep(0))
  loop.close()
  return log
}
