/** What views take once they are used: a chunk of its own, loaded by `use-views.ts`. */
import type { RecordedRun } from './recorded-run'

export { default as Stage } from './Stage'

/** What happened in the run of an example that was made with the site. */
export async function loadRecorded(id: string): Promise<RecordedRun> {
  const loaded = (await import(`@generated/recorded-views/default/runs/${id}.json`)) as { default: RecordedRun }
  return loaded.default
}
