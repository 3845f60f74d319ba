import type { TraceEvent } from 'asyncio-ts/trace'

/** As `plugins/recorded-views` writes it. */
export interface RecordedRun {
  readonly html: string
  readonly events: readonly TraceEvent[]
  readonly beside: { readonly title: string; readonly events: readonly TraceEvent[] } | null
}

/** What happened in the run of an example that was made with the site. `baseUrl` is the root of the site in its language. */
export async function loadRecorded(baseUrl: string, id: string): Promise<RecordedRun> {
  const answer = await fetch(`${baseUrl}runs/${id}.json`)
  if (!answer.ok) throw new Error(`expected the run of ${id}, got status ${answer.status}`)
  return (await answer.json()) as RecordedRun
}
