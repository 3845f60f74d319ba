import type { TraceEvent } from 'asyncio-ts/trace'
import { laneName } from './lane-signs'
import type { Message } from './messages'
import type { Step } from './steps'
import type { Span, Timeline, WaitFor } from './timeline'
import type { Words } from './words'

/** A picture as text: a row for what happened, with the event at which it begins. */
export interface Row {
  readonly cells: readonly string[]
  readonly event: number
}

export interface TextTable {
  readonly head: readonly string[]
  readonly rows: readonly Row[]
  /** What does not belong into a row. */
  readonly notes: readonly string[]
}

/** All that the timeline shows, in the order in which it happened: one row for each time somebody runs. */
export function timelineText(timeline: Timeline, words: Words): TextTable {
  const { columns } = words
  const waits = waitsOf(timeline)
  const messages = new Map(timeline.messages.map((message) => [message.event, message]))
  const steps = timeline.runs.map((run) => {
    const { step } = run
    const doing = doings(timeline, step, waits, messages, words)
    return {
      event: step.from,
      cells: [
        words.seconds(step.t),
        whoOf(timeline, step, words),
        words.clauses([...heldUp(timeline, run, words), ...doing, ...lasting(run, words)]),
      ],
    }
  })
  // What is sent after a step, as the end of a stream, stands for itself.
  const told = new Set(timeline.runs.flatMap(({ step }) => step.events.map(({ i }) => i)))
  const late = timeline.flights.flatMap(({ message, first, fromAt }) => {
    if (!first || told.has(message.event)) return []
    const who = laneName(timeline, { lane: message.from }, words)
    return [{ event: message.event, cells: [words.seconds(fromAt.t), who, messageText(timeline, message, words)] }]
  })
  const rows = [...steps, ...late].sort((a, b) => a.event - b.event)
  const { cut } = timeline
  return {
    head: [columns.time, columns.who, columns.what],
    rows,
    notes: cut === null ? [] : [words.cut(cut)],
  }
}

/** On a real clock, a step that takes so many seconds, and one that comes so much too late, are worth a word. */
const LONG = 0.02

function lasting({ from, to }: Span, words: Words): readonly string[] {
  return to.t - from.t < LONG ? [] : [words.lasts(to.t - from.t)]
}

function heldUp({ readies }: Timeline, { lane, from }: Span, words: Words): readonly string[] {
  const ready = readies.find((span) => span.lane === lane && span.to.t === from.t && span.to.t - span.from.t >= LONG)
  return ready === undefined ? [] : [words.heldUpSince(ready.from.t)]
}

export function waitsOf({ waits }: Timeline): ReadonlyMap<number, WaitFor> {
  return new Map(waits.map(({ event, on }) => [event, on]))
}

/** What is sent to whom, and when it is there. */
export function messageText({ lanes, places, people }: Timeline, message: Message, words: Words): string {
  const { way, value, to, address, arrivals, losses } = message
  const reader = typeof to === 'number' && lanes.some(({ key }) => key === to) ? people.nameOf(to) : address
  const times = [...new Set(arrivals.map((arrival) => places[arrival]?.t ?? 0))]
  // In pieces it is there when the last one is.
  const there = way === 'datagram' ? times : times.slice(-1)
  return words.sends(way === 'end' ? null : value, reader, there.map(words.seconds), losses.length > 0)
}

function whoOf({ people, lanes }: Timeline, step: Step, words: Words): string {
  const { lane, callback } = step
  if (typeof lane !== 'number') return callback && callback !== '' ? callback : words.lane(lane)
  const own = lanes.find(({ key }) => key === lane)
  const name = people.nameOf(lane)
  return own?.more ? `${name} (${own.more})` : name
}

function doings(
  timeline: Timeline,
  { lane, events }: Step,
  waits: ReadonlyMap<number, WaitFor>,
  messages: ReadonlyMap<number, Message>,
  words: Words,
) {
  const { people } = timeline
  const hasLane = (id: number): boolean => timeline.lanes.some(({ key }) => key === id)
  const parts: string[] = []
  for (const event of events) {
    const part = doing(event)
    if (part !== null) parts.push(part)
  }
  return parts.length === 0 ? [words.runs] : parts

  function doing(event: TraceEvent): string | null {
    const own = 'id' in event && event.id === lane
    switch (event.kind) {
      case 'print':
        return words.prints(event.text)
      case 'task/create':
        return hasLane(event.id) ? words.makes(people.nameOf(event.id)) : null
      case 'task/cancel':
        return own ? null : words.cancels(people.nameOf(event.id))
      case 'task/wake':
        return hasLane(event.id) ? words.wakes(people.nameOf(event.id)) : null
      case 'sync/acquire':
        return words.acquires(people.nameOf(event.id))
      case 'sync/release':
        return words.releases(people.nameOf(event.id))
      case 'queue/put':
        return words.puts(event.value, people.nameOf(event.id), event.size)
      case 'queue/get':
        return words.gets(event.value, people.nameOf(event.id), event.size)
      case 'net/send': {
        const message = messages.get(event.i)
        return message === undefined ? null : messageText(timeline, message, words)
      }
      case 'net/read':
        return words.reads(event.value)
      case 'task/suspend': {
        const on = waits.get(event.i)
        return on === undefined ? words.givesWay : words.thenWaitsFor(on)
      }
      case 'task/end':
        return own ? words.thenEnds(event.how, event.value) : null
      default:
        return null
    }
  }
}
