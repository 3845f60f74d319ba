import type { TraceEvent } from 'asyncio-ts/trace'

/** A task of a run, as a reader knows it. */
export interface Person {
  readonly id: number
  /** The place among the tasks, from 0, in order of creation: of it come colour and sign. */
  readonly index: number
  /** What it is called in a sentence: the name that the program gave, else its coroutine's if no other task has that. */
  readonly name: string
  /** What else is known: its coroutine, or the name that the loop gave. */
  readonly more: string | null
}

/** Who and what takes part in a run, by number. */
export interface People {
  readonly tasks: ReadonlyMap<number, Person>
  /** Of anything that an event can speak of. */
  nameOf(id: number): string
  /** `Lock 1` is `Lock` where there is no `Lock 2`. */
  loneName(name: string): string
}

const GIVEN_BY_LOOP = /^Task-\d+$/

export function readPeople(events: readonly TraceEvent[]): People {
  const names = new Map<number, string>()
  const made: { id: number; name: string; coro: string | null }[] = []
  const byId = new Map<number, (typeof made)[number]>()
  for (const event of events) {
    if (event.kind === 'task/create') {
      const task = { id: event.id, name: event.name, coro: event.coro ?? null }
      made.push(task)
      byId.set(event.id, task)
    }
    if ('name' in event) names.set('fn' in event ? event.fn : event.id, event.name)
    // The outermost generator of its first step is its coroutine.
    if (event.kind === 'gen/resume' && event.task !== undefined && event.from === undefined) {
      const task = byId.get(event.task)
      if (task && task.coro === null) task.coro = functionOf(names.get(event.id) ?? '') || null
    }
  }
  const coros = new Map<string, number>()
  for (const { coro } of made) if (coro !== null) coros.set(coro, (coros.get(coro) ?? 0) + 1)
  const tasks = new Map<number, Person>()
  for (const [index, { id, name, coro }] of made.entries()) {
    const shown = GIVEN_BY_LOOP.test(name) && coro !== null && coros.get(coro) === 1 ? coro : name
    const more = shown === coro ? name : coro
    tasks.set(id, { id, index, name: shown, more: more === shown ? null : more })
    names.set(id, shown)
  }
  const all = new Set(names.values())
  const loneName = (name: string): string => {
    const kind = functionOf(name)
    return kind !== name && name.endsWith(' 1') && !all.has(`${kind} 2`) ? kind : name
  }
  return { tasks, loneName, nameOf: (id) => loneName(names.get(id) ?? `#${id}`) }
}

/** `sayAfter 2` → `sayAfter` */
export function functionOf(generator: string): string {
  return generator.replace(/ \d+$/, '')
}
