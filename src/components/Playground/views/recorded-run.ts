import type { TraceEvent } from 'asyncio-ts/trace'

/** As `plugins/recorded-views` writes it. */
export interface RecordedRun {
  readonly html: string
  readonly events: readonly TraceEvent[]
  readonly beside: { readonly title: string; readonly events: readonly TraceEvent[] } | null
}
