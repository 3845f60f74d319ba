import type { TraceEvent } from 'asyncio-ts/trace'
import { type People, readPeople } from './people'

/*
 * Who resumes whom, and what goes over and comes back: a column for whoever drives and one for each generator, a row for each
 * thing that happens.
 */

export type Act =
  | { readonly kind: 'create' }
  | {
      readonly kind: 'resume'
      readonly op: 'next' | 'send' | 'throw' | 'close'
      readonly value: string | null
      readonly dropped: boolean
    }
  | { readonly kind: 'yield'; readonly value: string }
  | { readonly kind: 'end'; readonly how: 'return' | 'throw' | 'close'; readonly value: string }
  | { readonly kind: 'print'; readonly text: string }
  /** Over a network; null: the end of the stream. */
  | { readonly kind: 'send'; readonly value: string | null; readonly to: string }
  | { readonly kind: 'read'; readonly value: string }

export interface HandoffRow {
  readonly event: number
  readonly act: Act
  /** Columns: 0 is the driver. Equal where nothing is handed over. */
  readonly from: number
  readonly to: number
  /** The generator of which it tells; null: the driver. */
  readonly generator: number | null
}

/** A generator in its column, from the row in which it is made to that in which it ends. */
export interface Life {
  readonly id: number
  readonly name: string
  /** Of it come colour and sign. */
  readonly index: number
  readonly column: number
  readonly from: number
  /** The last row; null: it has not ended. */
  readonly to: number | null
  /** Rows between which it runs, or has resumed another one and waits for it. */
  readonly active: readonly { readonly from: number; readonly to: number; readonly kind: 'runs' | 'inner' }[]
}

export interface Handoff {
  readonly people: People
  readonly rows: readonly HandoffRow[]
  readonly lives: readonly Life[]
  readonly columns: number
  /** Where the driver is a loop that runs tasks. */
  readonly byLoop: boolean
  /** So many rows at the end are left out. */
  readonly hidden: number
  readonly cut: Extract<TraceEvent, { kind: 'truncated' }> | null
}

/** More generators beside each other nobody could follow. */
const MAX_COLUMNS = 10

/** The beginning of it, as far as it can be drawn. */
export function shortened(handoff: Handoff, maxRows: number): Handoff {
  const { rows } = handoff
  const wide = rows.findIndex(({ from, to }) => Math.max(from, to) >= MAX_COLUMNS)
  const count = Math.min(maxRows, wide === -1 ? rows.length : wide)
  if (count === rows.length) return handoff
  const lives = handoff.lives
    .filter(({ from }) => from < count)
    .map((life) => ({
      ...life,
      to: life.to !== null && life.to >= count ? null : life.to,
      active: life.active
        .filter(({ from }) => from < count)
        .map((stretch) => ({ ...stretch, to: Math.min(stretch.to, count - 1) })),
    }))
  return {
    ...handoff,
    rows: rows.slice(0, count),
    lives,
    columns: Math.max(1, ...lives.map(({ column }) => column)) + 1,
    hidden: rows.length - count,
  }
}

interface Growing {
  id: number
  name: string
  index: number
  column: number
  from: number
  to: number | null
  active: { from: number; to: number; kind: 'runs' | 'inner' }[]
}

export function readHandoff(events: readonly TraceEvent[]): Handoff {
  const people = readPeople(events)
  const rows: HandoffRow[] = []
  const lives: Growing[] = []
  const living = new Map<number, Growing>()
  const taken = new Set<number>([0])
  /** Who runs, the innermost last. */
  const stack: Growing[] = []
  let byLoop = false

  const bear = (id: number, after: number): Growing => {
    const known = living.get(id)
    if (known) return known
    let column = after + 1
    while (taken.has(column)) column += 1
    taken.add(column)
    const life = {
      id,
      name: people.nameOf(id),
      index: people.indexOf(id),
      column,
      from: rows.length,
      to: null,
      active: [],
    }
    lives.push(life)
    living.set(id, life)
    return life
  }
  const columnOf = (id: number | undefined): number => (id === undefined ? 0 : (living.get(id)?.column ?? 0))
  const mark = (life: Growing, kind: 'runs' | 'inner'): void => {
    const open = life.active.at(-1)
    if (open && open.to === Number.POSITIVE_INFINITY) open.to = rows.length - 1
    life.active.push({ from: rows.length - 1, to: Number.POSITIVE_INFINITY, kind })
  }
  const rest = (life: Growing): void => {
    const open = life.active.at(-1)
    if (open && open.to === Number.POSITIVE_INFINITY) open.to = rows.length - 1
  }

  for (const event of events) {
    switch (event.kind) {
      case 'gen/create': {
        const life = bear(event.id, 0)
        rows.push({ event: event.i, act: { kind: 'create' }, from: life.column, to: life.column, generator: event.id })
        break
      }
      case 'gen/resume': {
        if (event.task !== undefined && event.from === undefined) byLoop = true
        const from = columnOf(event.from)
        const life = bear(event.id, from)
        const { op, value = null, dropped = false } = event
        rows.push({
          event: event.i,
          act: { kind: 'resume', op, value, dropped },
          from,
          to: life.column,
          generator: event.id,
        })
        const caller = stack.at(-1)
        if (caller) mark(caller, 'inner')
        stack.push(life)
        mark(life, 'runs')
        break
      }
      case 'gen/yield':
      case 'gen/end': {
        const life = bear(event.id, 0)
        if (stack.at(-1) === life) stack.pop()
        const caller = stack.at(-1)
        const act: Act =
          event.kind === 'gen/yield'
            ? { kind: 'yield', value: event.value }
            : { kind: 'end', how: event.how, value: event.value }
        rows.push({ event: event.i, act, from: life.column, to: caller?.column ?? 0, generator: event.id })
        rest(life)
        if (caller) mark(caller, 'runs')
        if (event.kind === 'gen/end') {
          life.to = rows.length - 1
          taken.delete(life.column)
          living.delete(life.id)
        }
        break
      }
      case 'net/send':
      case 'net/read':
      case 'print': {
        // What the loop sends of itself, as the end of a stream, is nobody's act.
        if (event.kind !== 'print' && event.frame === undefined) break
        const column = columnOf(event.frame)
        const act: Act =
          event.kind === 'print'
            ? { kind: 'print', text: event.text }
            : event.kind === 'net/read'
              ? { kind: 'read', value: event.value }
              : { kind: 'send', value: event.way === 'end' ? null : event.value, to: event.to }
        rows.push({ event: event.i, act, from: column, to: column, generator: event.frame ?? null })
      }
    }
  }
  const last = rows.length - 1
  for (const { active } of lives) for (const stretch of active) stretch.to = Math.min(stretch.to, last)
  const cut = events.at(-1)
  return {
    people,
    rows,
    lives,
    columns: Math.max(1, ...lives.map(({ column }) => column)) + 1,
    byLoop,
    hidden: 0,
    cut: cut?.kind === 'truncated' ? cut : null,
  }
}

/** The row that shows where the run is after event `i`; -1: before the first. */
export function rowAt({ rows }: Handoff, i: number): number {
  let row = -1
  while ((rows[row + 1]?.event ?? Number.POSITIVE_INFINITY) <= i) row += 1
  return row
}
