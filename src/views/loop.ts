import { createTraceFolder, type TraceEvent, type TraceState } from 'asyncio-ts/trace'
import { type People, readPeople } from './people'

/** What the loop has in its hands at a moment, by the names of a reader. */
export interface LoopState {
  readonly turn: number
  readonly t: number
  readonly running: LoopItem | null
  readonly ready: readonly LoopItem[]
  readonly timers: readonly (LoopItem & { readonly when: number | null; readonly wakes: readonly string[] })[]
  readonly waiting: readonly (LoopItem & { readonly what: string | null })[]
  readonly done: readonly (LoopItem & { readonly how: 'result' | 'error' | 'cancelled'; readonly value: string })[]
  readonly locks: readonly {
    readonly id: number
    readonly name: string
    readonly holders: readonly string[]
    readonly line: readonly string[]
    readonly items: number | null
    readonly free: number | null
  }[]
}

/** A task, with its place among the tasks, or a callback or timer, with null. */
export interface LoopItem {
  readonly id: number
  readonly name: string
  readonly index: number | null
}

/** One turn: what was run in it, and what stands ready after it. */
export interface Turn {
  readonly n: number
  readonly t: number
  readonly event: number
  readonly ran: readonly LoopItem[]
  readonly prints: readonly string[]
  /** The events of those lines. */
  readonly printed: readonly number[]
  /** Its last event. */
  readonly last: number
  /** After its last event. */
  readonly ready: readonly LoopItem[]
  readonly timers: readonly { readonly name: string; readonly when: number | null }[]
}

export interface LoopView {
  readonly people: People
  readonly turns: readonly Turn[]
  readonly cut: Extract<TraceEvent, { kind: 'truncated' }> | null
  at(i: number): LoopState
}

export function readLoop(events: readonly TraceEvent[]): LoopView {
  const people = readPeople(events)
  const folder = createTraceFolder(events)
  const item = ({ id, name }: { readonly id: number; readonly name: string }): LoopItem => {
    const person = people.tasks.get(id)
    return { id, name: person?.name ?? name, index: person?.index ?? null }
  }
  const cut = events.at(-1)
  return {
    people,
    turns: readTurns(events, (i) => folder.at(i), item),
    cut: cut?.kind === 'truncated' ? cut : null,
    at: (i) => stateOf(folder.at(givesWayAt(events, i)), item, people),
  }
}

/** A coroutine that yields to the loop is suspended by that, though its task says so a few events later. */
function givesWayAt(events: readonly TraceEvent[], i: number): number {
  const event = events[i]
  if (event?.kind !== 'gen/yield' || event.to !== undefined) return i
  let next = i + 1
  while (events[next]?.kind === 'future/callback') next += 1
  const then = events[next]
  return then?.kind === 'task/suspend' && then.task === event.task ? next : i
}

function stateOf(
  state: TraceState,
  item: (named: { id: number; name: string }) => LoopItem,
  people: People,
): LoopState {
  const name = (id: number): string => people.nameOf(id)
  const futures = new Map(state.futures.map((future) => [future.id, future]))
  const waitersOf = (id: number): readonly string[] => futures.get(id)?.waiters.map((waiter) => item(waiter).name) ?? []
  const inLine = (line: readonly { readonly task?: number; readonly future: number }[]): readonly string[] =>
    line.map(({ task, future }) => name(task ?? future))
  return {
    turn: state.turn,
    t: state.t,
    running: state.running && isRunning(state, state.running.id) ? item(state.running) : null,
    ready: state.ready.map(item),
    timers: state.timers.map((timer) => ({ ...item(timer), when: timer.when, wakes: waitersOf(timer.id) })),
    waiting: state.tasks
      .filter(({ status }) => status === 'waiting')
      .map((task) => ({ ...item(task), what: task.waitsFor === undefined ? null : whatOf(task, people) })),
    done: state.tasks.flatMap((task) =>
      task.status === 'result' || task.status === 'error' || task.status === 'cancelled'
        ? [{ ...item(task), how: task.status, value: task.value ?? '' }]
        : [],
    ),
    locks: [
      ...state.locks.map(({ id, holders, waiters, free }) => ({
        id,
        name: name(id),
        holders: holders.map(name),
        line: inLine(waiters),
        items: null,
        free: free ?? null,
      })),
      ...state.queues.map(({ id, size, getters, putters, joiners }) => ({
        id,
        name: name(id),
        holders: [],
        line: inLine([...getters, ...putters, ...joiners]),
        items: size,
        free: null,
      })),
    ],
  }
}

/** Of a task that has just been suspended, or has ended, the loop itself still holds on to it. */
function isRunning({ tasks }: TraceState, id: number): boolean {
  const task = tasks.find((each) => each.id === id)
  return task === undefined || task.status === 'running'
}

function whatOf({ waitsFor, what }: { readonly waitsFor?: number; readonly what?: string }, people: People): string {
  if (waitsFor !== undefined && people.tasks.has(waitsFor)) return people.nameOf(waitsFor)
  return people.loneName(what ?? (waitsFor === undefined ? '' : people.nameOf(waitsFor)))
}

function readTurns(
  events: readonly TraceEvent[],
  at: (i: number) => TraceState,
  item: (named: { id: number; name: string }) => LoopItem,
): readonly Turn[] {
  const starts = events.filter(({ kind }) => kind === 'loop/turn')
  const names = new Map<number, string>()
  for (const event of events) if (event.kind === 'loop/ready-push') names.set(event.id, event.name)
  return starts.map((start, index) => {
    const end = lastOf(events, starts[index + 1]?.i ?? events.length)
    const own = events.slice(start.i, end + 1)
    const state = at(end)
    return {
      n: start.turn,
      t: start.t,
      event: start.i,
      ran: own.flatMap((event) =>
        event.kind === 'loop/ready-pop' ? [item({ id: event.id, name: names.get(event.id) ?? '' })] : [],
      ),
      prints: own.flatMap((event) => (event.kind === 'print' ? [event.text] : [])),
      printed: own.flatMap((event) => (event.kind === 'print' ? [event.i] : [])),
      last: end,
      ready: state.ready.map(item),
      timers: state.timers.map(({ name, when, id }) => ({ name: item({ id, name }).name, when })),
    }
  })
}

const BETWEEN: ReadonlySet<TraceEvent['kind']> = new Set(['loop/clock', 'net/arrive', 'net/lost'])

/** The last event of a turn: the clock moves between turns, and what has come by then comes. */
function lastOf(events: readonly TraceEvent[], next: number): number {
  let end = next - 1
  while (BETWEEN.has(events[end]?.kind ?? 'loop/turn')) end -= 1
  return end
}
