import type { TraceEvent } from 'asyncio-ts/trace'
import type { LaneKey } from './steps'

/*
 * What goes over a simulated network in a run: who sends it, when it has come, and to whom.
 */

export interface Message {
  readonly way: 'data' | 'datagram' | 'end'
  readonly value: string
  /** The events at which it is sent, at which it comes, in pieces perhaps or twice, and at which it is lost. */
  readonly event: number
  readonly arrivals: readonly number[]
  readonly losses: readonly number[]
  readonly from: LaneKey
  /** Who reads it; null: nobody is known who does. */
  readonly to: LaneKey | null
  /** Host and port to which it goes. */
  readonly address: string
}

type Send = Extract<TraceEvent, { readonly kind: 'net/send' }>

interface Growing {
  readonly send: Send
  readonly from: LaneKey
  readonly arrivals: number[]
  readonly losses: number[]
  socket: number | null
}

export function readMessages(events: readonly TraceEvent[]): readonly Message[] {
  const sent = new Map<number, Growing>()
  /** Who reads from a socket, and when. */
  const reads = new Map<number, { readonly event: number; readonly lane: LaneKey }[]>()
  /** Who has sent from an address last. */
  const senders = new Map<string, LaneKey>()
  for (const event of events) {
    switch (event.kind) {
      case 'net/send': {
        const from = senderOf(events, event)
        senders.set(event.from, from)
        sent.set(event.id, { send: event, from, arrivals: [], losses: [], socket: null })
        break
      }
      case 'net/arrive': {
        const message = sent.get(event.id)
        if (message === undefined) break
        message.arrivals.push(event.i)
        message.socket = event.at
        break
      }
      case 'net/lost':
        sent.get(event.id)?.losses.push(event.i)
        break
      case 'net/read': {
        const own = reads.get(event.id) ?? []
        own.push({ event: event.i, lane: laneOf(event) })
        reads.set(event.id, own)
      }
    }
  }
  return [...sent.values()].map(({ send, from, arrivals, losses, socket }) => {
    const readers = socket === null ? [] : (reads.get(socket) ?? [])
    const reader = readers.find(({ event }) => event > (arrivals[0] as number)) ?? readers.at(-1)
    const { way, value, i: event, to: address } = send
    const to = reader?.lane ?? senders.get(address) ?? null
    return { way, value, event, arrivals, losses, from, to, address }
  })
}

/** In whose lane an event is. */
export function laneOf({ task, callback }: TraceEvent): LaneKey {
  return task ?? (callback === undefined ? 'program' : 'callbacks')
}

/** What a task has left to the loop, as the end of a stream that it closes, it sends itself. */
function senderOf(events: readonly TraceEvent[], send: Send): LaneKey {
  for (let at: TraceEvent | undefined = send; at !== undefined; at = causeOf(events, at)) {
    if (at.task !== undefined) return at.task
    if (at.kind === 'loop/io' || at.kind === 'loop/timer-fire') break
  }
  return laneOf(send)
}

function causeOf(events: readonly TraceEvent[], { cause }: TraceEvent): TraceEvent | undefined {
  return cause === undefined ? undefined : events[cause]
}
