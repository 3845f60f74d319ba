import type { Ending, TraceEvent } from 'asyncio-ts/trace'
import type { Axis, Moment } from './axis'
import { laneOf, type Message, readMessages } from './messages'
import { type People, readPeople } from './people'
import { type LaneKey, readSteps, type Step } from './steps'

/*
 * The run as lanes, one for each task: where it runs, for what it waits, when it is ready, how it ends. Places are columns of
 * moments until an axis makes shares of the width of them: see `axis.ts`.
 */

/** A place in a run: the moment, and in it the column, which may be a fraction. */
export interface Place {
  readonly t: number
  readonly column: number
}

export interface Lane {
  readonly key: LaneKey
  /** Of a task: its place among all tasks. */
  readonly index: number | null
  readonly name: string
  readonly more: string | null
  /** From when on it is there. */
  readonly since: Place
  readonly end: { readonly at: Place; readonly how: Ending; readonly value: string; readonly event: number } | null
}

/** For what a task waits. */
export type WaitFor =
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'on'; readonly what: string; readonly side: 'get' | 'put' | 'join' | null }
  | { readonly kind: 'for-ever'; readonly what: string }

export interface Span {
  readonly lane: LaneKey
  readonly from: Place
  readonly to: Place
}

export interface Run extends Span {
  readonly step: Step
}
export interface Wait extends Span {
  readonly on: WaitFor
  readonly event: number
}
/** It could go on, and stands in the ready queue. */
export interface Ready extends Span {
  readonly event: number
}
export interface Hold extends Span {
  readonly what: string
  readonly event: number
}
export interface Print {
  readonly lane: LaneKey
  readonly at: Place
  readonly text: string
  readonly event: number
  /** From 1, as the lines of the output are counted. */
  readonly number: number
  readonly stream: 'out' | 'err'
}
/** Somebody wakes, makes or cancels somebody. */
export interface Link {
  readonly kind: 'create' | 'wake' | 'cancel'
  readonly from: LaneKey
  readonly fromAt: Place
  readonly to: LaneKey
  readonly toAt: Place
  readonly event: number
}

/** A message that is sent, as a stretch of its way: of one that comes in pieces there are several. */
export interface Flight {
  readonly message: Message
  readonly fromAt: Place
  /** null: at the end of the run it is still on its way. */
  readonly toAt: Place | null
  readonly how: 'arrives' | 'lost' | 'flies'
  /** Of the first: the others say the same. */
  readonly first: boolean
}

export interface Timeline {
  readonly people: People
  readonly moments: readonly Moment[]
  readonly lanes: readonly Lane[]
  readonly runs: readonly Run[]
  readonly waits: readonly Wait[]
  readonly readies: readonly Ready[]
  readonly holds: readonly Hold[]
  readonly prints: readonly Print[]
  readonly links: readonly Link[]
  readonly messages: readonly Message[]
  readonly flights: readonly Flight[]
  /** Where each event is, by its number. */
  readonly places: readonly Place[]
  /** Loop time at the end. */
  readonly end: number
  readonly cut: Extract<TraceEvent, { kind: 'truncated' }> | null
}

export function readTimeline(events: readonly TraceEvent[]): Timeline {
  const people = readPeople(events)
  const steps = readSteps(events)
  const late = readLate(events)
  const { moments, placeOf, places, stepOf } = placeSteps(events, steps, late)
  const lanes = new Map<LaneKey, Lane>()
  const waits: Wait[] = []
  const readies: Ready[] = []
  const holds: Hold[] = []
  const prints: Print[] = []
  const links: Link[] = []
  const at = (event: { readonly i: number }): Place => places[event.i] ?? { t: 0, column: 0 }
  const messages = readMessages(events)
  const inner = readInner(events)

  for (const { lane, from } of steps) {
    if (typeof lane === 'number' || lanes.has(lane)) continue
    lanes.set(lane, { key: lane, index: null, name: '', more: null, since: places[from] as Place, end: null })
  }
  const timers = new Map<number, number | null>()
  const sides = new Map<number, 'get' | 'put' | 'join'>()
  const held = new Map<number, { lane: LaneKey; at: Place; what: string; event: number }[]>()
  /** What a task does between its steps, and since when; `due`: when it is to be woken. */
  const pending = new Map<
    number,
    { kind: 'wait' | 'ready'; at: Place; event: number; on: WaitFor | null; due?: number }
  >()
  const settle = (task: number, to: Place): void => {
    const open = pending.get(task)
    if (open === undefined) return
    pending.delete(task)
    const span = { lane: task, from: open.at, to, event: open.event }
    if (open.kind === 'ready') readies.push(span)
    else waits.push({ ...span, on: open.on as WaitFor })
  }

  for (const event of events) {
    switch (event.kind) {
      case 'task/create': {
        if (inner.has(event.id)) break
        const person = people.tasks.get(event.id)
        lanes.set(event.id, {
          key: event.id,
          index: person?.index ?? 0,
          name: person?.name ?? event.name,
          more: person?.more ?? null,
          since: at(event),
          end: null,
        })
        pending.set(event.id, { kind: 'ready', at: at(event), event: event.i, on: null })
        if (event.task !== undefined || event.callback !== undefined) {
          links.push({
            kind: 'create',
            from: laneOf(event),
            fromAt: at(event),
            to: event.id,
            toAt: at(event),
            event: event.i,
          })
        }
        break
      }
      case 'task/step':
        settle(event.id, placeOf(event.i))
        break
      case 'loop/timer-set':
        timers.set(event.id, event.when)
        break
      case 'sync/wait':
        if (event.side !== undefined) sides.set(event.future, event.side)
        break
      case 'task/suspend': {
        const to = endOf(event.i)
        if (event.on === undefined) pending.set(event.id, { kind: 'ready', at: to, event: event.i, on: null })
        else {
          const due = timers.get(event.on) ?? undefined
          const on = waitFor(event, event.on)
          pending.set(event.id, { kind: 'wait', at: to, event: event.i, on, ...(due === undefined ? null : { due }) })
        }
        break
      }
      case 'loop/ready-push': {
        const open = pending.get(event.id)
        if (open?.kind !== 'wait') break
        // Of a loop that was held up by somebody's step, the timers fire late: from then on the task could have gone on.
        const since = late.has(event.i) && open.due !== undefined ? { t: open.due, column: 0 } : at(event)
        settle(event.id, since)
        pending.set(event.id, { kind: 'ready', at: since, event: event.i, on: null })
        const from = laneOf(event)
        if (lanes.has(from) && from !== event.id && from !== 'program') {
          links.push({ kind: 'wake', from, fromAt: at(event), to: event.id, toAt: at(event), event: event.i })
        }
        break
      }
      case 'task/cancel':
        if (event.by !== undefined && event.by !== event.id) {
          links.push({
            kind: 'cancel',
            from: event.by,
            fromAt: at(event),
            to: event.id,
            toAt: at(event),
            event: event.i,
          })
        }
        break
      case 'task/end': {
        const lane = lanes.get(event.id)
        const end = { at: endOf(event.i), how: event.how, value: event.value, event: event.i }
        if (lane) lanes.set(event.id, { ...lane, end })
        break
      }
      case 'sync/acquire': {
        const holders = held.get(event.id) ?? []
        holders.push({ lane: laneOf(event), at: at(event), what: people.nameOf(event.id), event: event.i })
        held.set(event.id, holders)
        break
      }
      case 'sync/release': {
        if (event.unused) break
        const holders = held.get(event.id) ?? []
        const own = holders.findIndex(({ lane }) => lane === laneOf(event))
        const [hold] = holders.splice(Math.max(own, 0), 1)
        if (hold) holds.push({ lane: hold.lane, from: hold.at, to: at(event), what: hold.what, event: hold.event })
        break
      }
      case 'print':
        prints.push({
          lane: laneOf(event),
          at: at(event),
          text: event.text,
          event: event.i,
          number: prints.length + 1,
          stream: event.stream,
        })
    }
  }
  const last = places.at(-1) ?? { t: 0, column: 0 }
  const finish = { t: last.t, column: moments.at(-1)?.columns ?? 0 }
  for (const task of [...pending.keys()]) {
    const open = pending.get(task)
    if (open?.kind === 'wait' && open.on?.kind === 'on') open.on = { kind: 'for-ever', what: open.on.what }
    settle(task, finish)
  }
  for (const holders of held.values()) {
    for (const { lane, at: from, what, event } of holders) holds.push({ lane, from, to: finish, what, event })
  }
  // What a lock does for somebody who is no task has no lane.
  const known = ({ lane }: { readonly lane: LaneKey }): boolean => lanes.has(lane)
  const cut = events.at(-1)
  return {
    people,
    moments,
    lanes: [...lanes.values()],
    runs: steps
      .filter(({ lane }) => lanes.has(lane))
      .map((step) => ({ lane: step.lane, from: placeOf(step.from), to: endOf(step.to), step })),
    waits: waits.filter(known),
    readies: readies.filter(known),
    holds: holds.filter(known),
    prints: prints.filter(known),
    links: links.filter(({ from, to }) => lanes.has(from) && lanes.has(to)),
    messages,
    flights: messages.flatMap(flightsOf),
    places,
    end: last.t,
    cut: cut?.kind === 'truncated' ? cut : null,
  }

  function flightsOf(message: Message): readonly Flight[] {
    const { event, arrivals, losses, way } = message
    const fromAt = placeOf(event)
    const ends = [
      ...arrivals.map((arrival) => ({ toAt: placeOf(arrival), how: 'arrives' as const })),
      ...losses.map((loss) => ({ toAt: placeOf(loss), how: 'lost' as const })),
    ]
    // That a stream ends when the run does is no news.
    if (ends.length === 0) return way === 'end' ? [] : [{ message, fromAt, toAt: null, how: 'flies', first: true }]
    return ends.map((end, index) => ({ message, fromAt, ...end, first: index === 0 }))
  }

  /** The right edge of the step in which an event is. On a real clock a step takes time. */
  function endOf(event: number): Place {
    const step = stepOf.get(event)
    const place = placeOf(step?.from ?? event)
    if (step === undefined) return place
    const last = placeOf(step.to)
    return last.t > place.t ? last : { t: place.t, column: place.column + 1 }
  }

  function waitFor(event: TraceEvent & { readonly kind: 'task/suspend' }, on: number): WaitFor {
    const when = timers.get(on)
    if (typeof when === 'number') return { kind: 'sleep', seconds: Number((when - event.t).toFixed(6)) }
    const what = people.tasks.has(on) ? people.nameOf(on) : plainWhat(event.what ?? people.nameOf(on), people)
    if (when === null) return { kind: 'for-ever', what }
    return { kind: 'on', what, side: sides.get(on) ?? null }
  }
}

/**
 * The package's own tasks, as one that accepts a connection, where they are over at once: no lane is worth it. They are
 * known where the trace tells of generators.
 */
function readInner(events: readonly TraceEvent[]): ReadonlySet<number> {
  const since = new Map<number, number>()
  const inner = new Set<number>()
  if (!events.some(({ kind }) => kind === 'gen/create')) return inner
  for (const event of events) {
    if (event.kind === 'task/create' && event.gen === undefined) since.set(event.id, event.t)
    if (event.kind === 'task/end' && since.get(event.id) === event.t) inner.add(event.id)
    if (event.task !== undefined && isOwn(event)) since.delete(event.task)
  }
  return inner
}

/** What only the program's own code does. */
const isOwn = ({ kind }: TraceEvent): boolean =>
  kind === 'print' || kind.startsWith('gen/') || kind.startsWith('sync/') || kind.startsWith('queue/')

/** `Lock 1` is `Lock` where there is but one, and tasks have the names of their lanes. */
function plainWhat(what: string, people: People): string {
  const named = new Map<string, string>()
  for (const { name, more } of people.tasks.values()) if (more !== null) named.set(more, name)
  const tasks = what.replace(/Task-\d+/g, (name) => named.get(name) ?? name)
  return people.loneName(tasks)
}

interface Places {
  readonly moments: readonly Moment[]
  placeOf(event: number): Place
  readonly stepOf: ReadonlyMap<number, Step>
  readonly places: readonly Place[]
}

/** A timer that fires so many seconds after it was due is late: below that, it is the host's own inexactness. */
const LATE = 0.02

/** The pushes of tasks whose timers were late, and when those were due. */
function readLate(events: readonly TraceEvent[]): ReadonlyMap<number, number> {
  const due = new Map<number, number>()
  const waits = new Map<number, number>()
  const late = new Map<number, number>()
  for (const event of events) {
    if (event.kind === 'loop/timer-set' && event.when !== null) due.set(event.id, event.when)
    if (event.kind === 'task/suspend' && event.on !== undefined) waits.set(event.id, event.on)
    if (event.kind !== 'loop/ready-push') continue
    const when = due.get(waits.get(event.id) ?? -1)
    if (when !== undefined && event.t - when > LATE) late.set(event.i, when)
    waits.delete(event.id)
  }
  return late
}

/** Gives each step a column of its moment, and each event a place: in its step, or where the next one begins. */
function placeSteps(events: readonly TraceEvent[], steps: readonly Step[], late: ReadonlyMap<number, number>): Places {
  const columns = new Map<number, number>()
  const ownColumn = new Map<number, number>()
  for (const event of events) if (!columns.has(event.t)) columns.set(event.t, 0)
  for (const when of late.values()) if (!columns.has(when)) columns.set(when, 0)
  for (const { t, from } of steps) {
    const column = columns.get(t) ?? 0
    ownColumn.set(from, column)
    columns.set(t, column + 1)
  }
  const places: Place[] = []
  const stepOf = new Map<number, Step>()
  for (const step of steps) {
    const { from, t, events: own } = step
    const column = ownColumn.get(from) as number
    for (const [index, event] of own.entries()) {
      places[event.i] = event.t > t ? { t: event.t, column: 0 } : { t, column: column + index / own.length }
      stepOf.set(event.i, step)
    }
  }
  // What the loop does has no width: it is at the left edge of the step that comes next.
  let next: Place | null = null
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const { t } = events[i] as TraceEvent
    const own = places[i]
    if (own === undefined) places[i] = next !== null && next.t === t ? next : { t, column: columns.get(t) ?? 0 }
    next = own && Number.isInteger(own.column) ? own : (places[i] as Place)
  }
  const moments = [...columns].map(([t, count]) => ({ t, columns: count })).sort((a, b) => a.t - b.t)
  return { moments, places, stepOf, placeOf: (event) => places[event] ?? { t: 0, column: 0 } }
}

/** Where a place is on an axis. */
export function shareOf(axis: Axis, { t, column }: Place): number {
  return axis.at(t, column)
}
