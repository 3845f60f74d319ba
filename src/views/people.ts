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
  /** The place among tasks and, behind those, generators: the coroutine of a task has its task's, so that it has one sign in all views. */
  indexOf(generator: number): number
  /** The task of which a generator is the coroutine. */
  taskOf(generator: number): Person | undefined
  /** Of anything that an event can speak of. The coroutine of a task goes by the name of its task. */
  nameOf(id: number): string
  /** `Lock 1` is `Lock` where there is no `Lock 2`. */
  loneName(name: string): string
}

const GIVEN_BY_LOOP = /^Task-\d+$/
/** What is called how, in a lane, may take so many characters. */
const MAX_CALL = 30

interface Made {
  readonly id: number
  readonly name: string
  coro: string | null
  /** Its coroutine's arguments, where the trace has lines. */
  args: string | null
  /** The variable of the program that holds it. */
  variable: string | null
}

export function readPeople(events: readonly TraceEvent[]): People {
  const names = new Map<number, string>()
  const { made, started, coroOf } = readTasks(events, names)
  const uses = new Map<string, number>()
  for (const { coro, variable } of made) {
    for (const use of new Set([coro, variable])) if (use !== null) uses.set(use, (uses.get(use) ?? 0) + 1)
  }
  const isOnly = (name: string | null): name is string => name !== null && uses.get(name) === 1
  const tasks = new Map<number, Person>()
  for (const [index, { id, name, coro, args, variable }] of made.entries()) {
    const given = !GIVEN_BY_LOOP.test(name)
    const shown = given ? name : isOnly(variable) ? variable : isOnly(coro) ? coro : name
    const call = coro === null ? null : callOf(coro, started ? args : null)
    const more = shown === coro ? (args !== null && args !== '' ? call : name) : call
    tasks.set(id, { id, index, name: shown, more: more === shown ? null : more })
    names.set(id, shown)
  }
  const indices = new Map<number, number>()
  let others = tasks.size
  for (const event of events) {
    if ((event.kind !== 'gen/create' && event.kind !== 'gen/resume') || indices.has(event.id)) continue
    const task = coroOf.get(event.id)
    const person = task && tasks.get(task.id)
    if (person) names.set(event.id, person.name)
    indices.set(event.id, person?.index ?? others++)
  }
  const all = new Set(names.values())
  const loneName = (name: string): string => {
    const kind = functionOf(name)
    return kind !== name && name.endsWith(' 1') && !all.has(`${kind} 2`) ? kind : name
  }
  return {
    tasks,
    loneName,
    indexOf: (generator) => indices.get(generator) ?? 0,
    taskOf: (generator) => tasks.get(coroOf.get(generator)?.id ?? -1),
    nameOf: (id) => loneName(names.get(id) ?? `#${id}`),
  }
}

function callOf(coro: string, args: string | null): string {
  const call = `${coro}(${args ?? ''})`
  return args === null || call.length > MAX_CALL ? coro : call
}

/** The tasks in order of creation, and in `names` what everything is called. */
function readTasks(events: readonly TraceEvent[], names: Map<number, string>) {
  const made: Made[] = []
  const byId = new Map<number, Made>()
  const byName = new Map<string, Made>()
  /** The task of which a generator is the coroutine. */
  const coroOf = new Map<number, Made>()
  let started = false
  for (const event of events) {
    if ('name' in event) names.set('fn' in event ? event.fn : event.id, event.name)
    switch (event.kind) {
      case 'task/create': {
        const coro = event.coro?.replace(/\(\)$/, '') ?? null
        const task = { id: event.id, name: event.name, coro, args: null, variable: null }
        made.push(task)
        byId.set(event.id, task)
        byName.set(event.name, task)
        break
      }
      case 'gen/resume': {
        // The outermost generator of its steps is its coroutine.
        const task = event.task === undefined || event.from !== undefined ? undefined : byId.get(event.task)
        if (task === undefined || coroOf.has(event.id)) break
        coroOf.set(event.id, task)
        task.coro ??= functionOf(names.get(event.id) ?? '') || null
        break
      }
      case 'line': {
        started = true
        const own = event.frame === undefined ? undefined : coroOf.get(event.frame)
        if (own && own.args === null) own.args = Object.values(event.changed).join(', ')
        for (const [name, value] of Object.entries(event.changed)) {
          const task = byName.get(value)
          if (task) task.variable ??= name
        }
      }
    }
  }
  return { made, started, coroOf }
}

/** `sayAfter 2` → `sayAfter` */
export function functionOf(generator: string): string {
  return generator.replace(/ \d+$/, '')
}
