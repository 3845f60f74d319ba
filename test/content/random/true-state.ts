import type { EventLoop, Future, Task } from 'asyncio-ts'
import type { Recorder, TraceState } from 'asyncio-ts/trace'
import { PENDING } from '../../../packages/asyncio-ts/src/futures'
import { ReadyQueue, type Runnable } from '../../../packages/asyncio-ts/src/ready-queue'
import { type Timer, TimerHeap } from '../../../packages/asyncio-ts/src/timer-heap'
import { type Waiter, WaitingLine } from '../../../packages/asyncio-ts/src/waiting-line'
import type { Room } from './room'

/*
 * What a loop itself holds at a moment, not by way of the trace: the ready queue, the timers and the lines are watched
 * as the loop uses them, all else is asked of the objects. One loop at a time.
 */
let ready: Runnable[] = []
let timers = new Set<Timer>()
let lines = new Map<WaitingLine, Waiter[]>()

/** Forgets the loop before. */
export function beginWatching(): void {
  ready = []
  timers = new Set()
  lines = new Map()
}

after(ReadyQueue.prototype, 'push', (_, [runnable]) => ready.push(runnable as Runnable))
after(ReadyQueue.prototype, 'shift', () => ready.shift())
after(ReadyQueue.prototype, 'clear', () => {
  ready = []
})
after(TimerHeap.prototype, 'push', (_, [timer]) => timers.add(timer as Timer))
after(TimerHeap.prototype, 'takeBefore', (_, __, timer) => timers.delete(timer as Timer))
after(TimerHeap.prototype, 'clear', () => timers.clear())
before(WaitingLine.prototype, 'add', (line, [waiter]) => {
  lines.set(line, [...(lines.get(line) ?? []), waiter as Waiter])
})
after(WaitingLine.prototype, 'delete', (line, [waiter]) => {
  const others = lines.get(line)?.filter((one) => one !== waiter) ?? []
  lines.set(line, others)
})

/** Some of a `TraceState`, in a form in which two can be compared. */
export interface Comparable {
  readonly ready: readonly unknown[]
  readonly timers: readonly unknown[]
  /** Each task that has not ended, and for what it waits. */
  readonly tasks: Readonly<Record<number, number | null>>
  /** Each future or task for which tasks wait, and those. */
  readonly waitedFor: Readonly<Record<number, readonly number[]>>
  readonly lines: Readonly<Record<string, readonly unknown[]>>
  readonly locked: Readonly<Record<number, boolean>>
  readonly set: Readonly<Record<number, boolean>>
  readonly sizes: Readonly<Record<number, number>>
}

/** What the loop holds. `starting` is about to execute, so that it waits for nothing, though it says so still. */
export function trueState(loop: EventLoop, room: Room, recorder: Recorder, starting: unknown): Comparable {
  const idOf = (object: object): number => recorder.idOf(object) ?? Number.NaN
  // A task goes into the ready queue before the loop takes it up.
  const alive = new Set([...loop._allTasks(), ...ready.filter((each): each is Task<unknown> => '_waiter' in each)])
  const waits = (task: Task<unknown>): Future<unknown> | null =>
    // A loop that closes drops the steps that are ready.
    ready.includes(task) || task === starting || (loop.isClosed() && task._waiter?.done()) ? null : task._waiter
  const waitedFor: Record<number, number[]> = {}
  for (const task of alive) {
    const future = waits(task)
    if (future !== null && future._state === PENDING) list(waitedFor, idOf(future)).push(idOf(task))
  }
  const inLines: Record<string, number[]> = {}
  for (const waiter of [...lines.values()].flat()) {
    const { _of, _side } = waiter._wanted
    const id = recorder.idOf(_of ?? waiter._wanted)
    if (!waiter.done()) list(inLines, `${id} ${_side ?? 'wait'}`).push(idOf(waiter))
  }
  const known = <T extends object>(things: readonly T[]): readonly (readonly [number, T])[] =>
    things.filter((thing) => recorder.idOf(thing) !== undefined).map((thing) => [idOf(thing), thing])
  return {
    ready: ready.map(idOf),
    timers: [...timers]
      .filter((timer) => !timer.cancelled())
      .sort((a, b) => a._when - b._when || a._seq - b._seq)
      .map((timer) => [idOf(timer), timer._when]),
    tasks: Object.fromEntries([...alive].map((task) => [idOf(task), idOfWaited(waits(task))])),
    waitedFor: sorted(waitedFor),
    lines: inLines,
    locked: Object.fromEntries(known(room.locks).map(([id, lock]) => [id, lock.locked()])),
    set: Object.fromEntries(known(room.events).map(([id, event]) => [id, event.isSet()])),
    sizes: Object.fromEntries(known(room.queues).map(([id, queue]) => [id, queue.qsize()])),
  }

  function idOfWaited(future: Future<unknown> | null): number | null {
    return future === null ? null : idOf(future)
  }
}

/** The same of what was folded. */
export function foldedState(state: TraceState, room: Room, recorder: Recorder): Comparable {
  const alive = state.tasks.filter(({ status }) => ['ready', 'running', 'waiting'].includes(status))
  const ids = new Set(alive.map(({ id }) => id))
  const waitedFor: Record<number, number[]> = {}
  for (const { id, waiters } of [...alive, ...state.futures]) {
    const tasks = waiters.map((waiter) => waiter.id).filter((waiter) => ids.has(waiter))
    if (tasks.length > 0) waitedFor[id] = tasks
  }
  const inLines: Record<string, number[]> = {}
  const note = (name: string, waiters: readonly { readonly future: number }[]) => {
    if (waiters.length > 0) inLines[name] = waiters.map(({ future }) => future)
  }
  for (const { id, waiters } of state.locks) note(`${id} wait`, waiters)
  for (const { id, getters, putters, joiners } of state.queues) {
    note(`${id} get`, getters)
    note(`${id} put`, putters)
    note(`${id} join`, joiners)
  }
  const known = (things: readonly object[]): readonly number[] =>
    things.map((thing) => recorder.idOf(thing)).filter((id) => id !== undefined)
  const lockOf = (id: number) => state.locks.find((lock) => lock.id === id)
  return {
    ready: state.ready.map(({ id }) => id),
    timers: state.timers.map(({ id, when }) => [id, when]),
    tasks: Object.fromEntries(alive.map(({ id, waitsFor }) => [id, waitsFor ?? null])),
    waitedFor: sorted(waitedFor),
    lines: inLines,
    locked: Object.fromEntries(known(room.locks).map((id) => [id, (lockOf(id)?.holders.length ?? 0) > 0])),
    set: Object.fromEntries(known(room.events).map((id) => [id, lockOf(id)?.set ?? false])),
    sizes: Object.fromEntries(
      known(room.queues).map((id) => [id, state.queues.find((queue) => queue.id === id)?.size ?? 0]),
    ),
  }
}

function list<K extends string | number>(lists: Record<K, number[]>, key: K): number[] {
  lists[key] ??= []
  return lists[key]
}

function sorted(lists: Record<number, readonly number[]>): Record<number, readonly number[]> {
  return Object.fromEntries(Object.entries(lists).map(([id, numbers]) => [id, [...numbers].sort((a, b) => a - b)]))
}

type Look<H> = (holder: H, args: readonly unknown[], given: unknown) => unknown

/** Looks at each call of a method after it was executed. */
function after<H extends object>(holder: H, key: keyof H, look: Look<H>): void {
  const methods = holder as Record<keyof H, (...args: unknown[]) => unknown>
  const method = methods[key]
  methods[key] = function watched(this: H, ...args) {
    const given = method.apply(this, args)
    look(this, args, given)
    return given
  }
}

/** The same before. */
function before<H extends object>(holder: H, key: keyof H, look: Look<H>): void {
  const methods = holder as Record<keyof H, (...args: unknown[]) => unknown>
  const method = methods[key]
  methods[key] = function watched(this: H, ...args) {
    look(this, args, undefined)
    return method.apply(this, args)
  }
}
