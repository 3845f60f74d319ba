import type { TraceEvent } from 'asyncio-ts/trace'

/** What says little to a reader: the sentence of the event before or after it says the same. */
const SILENT = new Set<TraceEvent['kind']>([
  'loop/ready-push',
  'loop/ready-pop',
  'future/settle',
  'gen/resume',
  'gen/create',
  'future/create',
])

/**
 * Why an event happened just then: what made it happen, what made that happen, and so on, the nearest first, without the event
 * itself. Steps that only pass something on are left out, so that each item is worth a sentence.
 */
export function whyNow(events: readonly TraceEvent[], i: number): readonly TraceEvent[] {
  const chain: TraceEvent[] = []
  const seen = new Set<number>()
  let at = events[i]?.cause
  while (at !== undefined && !seen.has(at)) {
    seen.add(at)
    const event = events[at]
    if (event === undefined) break
    const wake = event.kind === 'loop/ready-push' ? wakeBefore(events, at) : null
    if (wake !== null) chain.push(wake)
    if (!SILENT.has(event.kind) || isGeneratorRun(event)) chain.push(event)
    at = event.cause
  }
  return chain
}

/** A push into the ready queue follows the wake that it carries out. */
function wakeBefore(events: readonly TraceEvent[], push: number): TraceEvent | null {
  const before = events[push - 1]
  const pushed = events[push]
  return before?.kind === 'task/wake' && pushed?.kind === 'loop/ready-push' && before.id === pushed.id ? before : null
}

/** Outside tasks it is the sends that say why. */
function isGeneratorRun(event: TraceEvent): boolean {
  return event.kind === 'gen/resume' && event.task === undefined
}
