import type { TraceEvent } from 'asyncio-ts/trace'
import { readFrames } from './frames'

/** The program comes to a line, or a generator stops at one and gives control away. */
export interface SourceStep {
  readonly event: number
  readonly t: number
  readonly line: number
  /** The generator whose frame it is; null: the program itself, or a plain function. */
  readonly frame: number | null
  readonly kind: 'runs' | 'suspended'
  /** What is given away at a `yield`. */
  readonly value: string | null
  /** Variables that are others than before. */
  readonly changed: readonly (readonly [name: string, value: string])[]
}

/** A run as the lines that it came by, in their order. */
export interface Source {
  readonly code: readonly string[]
  readonly steps: readonly SourceStep[]
  readonly frames: ReadonlyMap<number, { readonly index: number; readonly name: string }>
  /** So many steps at the end are left out. */
  readonly hidden: number
  /** From some step on the trace has no lines. */
  readonly ends: boolean
  readonly cut: Extract<TraceEvent, { kind: 'truncated' }> | null
}

export function readSource(events: readonly TraceEvent[], code: string, maxSteps = Number.POSITIVE_INFINITY): Source {
  const steps: SourceStep[] = []
  let ends = false
  for (const event of events) {
    if (event.kind === 'lines/end') ends = true
    if (event.loc === undefined) continue
    const { i, t, loc, frame = null } = event
    const at = { event: i, t, line: loc.line, frame }
    if (event.kind === 'line') steps.push({ ...at, kind: 'runs', value: null, changed: Object.entries(event.changed) })
    if (event.kind === 'gen/yield')
      steps.push({ ...at, frame: event.id, kind: 'suspended', value: event.value, changed: [] })
  }
  const frames = readFrames(events).at(events.length - 1)
  const cut = events.at(-1)
  return {
    code: code.split('\n'),
    steps: steps.slice(0, maxSteps),
    frames: new Map(frames.map(({ id, index, name }) => [id, { index, name }])),
    hidden: Math.max(0, steps.length - maxSteps),
    ends,
    cut: cut?.kind === 'truncated' ? cut : null,
  }
}

/** Which step shows where the run is after event `i`; -1: before the first. */
export function stepAt({ steps }: Source, i: number): number {
  let from = -1
  let to = steps.length - 1
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    if ((steps[middle] as SourceStep).event <= i) from = middle
    else to = middle - 1
  }
  return from
}
