/** What views take once they are used: a chunk of its own, loaded by `use-views.ts`. */
import type { RecordedRun } from './recorded-run'

export { default as Stage } from './SafeStage'

/** What happened in the run of an example that was made with the site. `baseUrl` is the root of the site in its language. */
export async function loadRecorded(baseUrl: string, id: string): Promise<RecordedRun> {
  const answer = await fetch(`${baseUrl}runs/${id}.json`)
  if (!answer.ok) throw new Error(`expected the run of ${id}, got status ${answer.status}`)
  return (await answer.json()) as RecordedRun
}
