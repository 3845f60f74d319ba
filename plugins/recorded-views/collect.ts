import type { TraceEvent } from 'asyncio-ts/trace'
import type { Example } from '../../src/fences/example'
import type { CollectedPage } from '../../src/remark/playground/collect'
import type { Locale } from '../../src/remark/playground/site-pages'
import type { TitledRun } from '../../src/views/recorded'
import { loadDrawn } from './load-drawn'

/** Null: the example runs on the wall clock, so that no two runs of it are alike. */
export type Run = (example: Example) => Promise<{ readonly trace: { readonly events: readonly TraceEvent[] } } | null>

/** What is known of an example's run beside its output. */
export interface RecordedView {
  readonly id: string
  /** Its picture, empty where its fence names none. */
  readonly html: string
  readonly events: readonly TraceEvent[]
  /** The run that its fence compares it with. */
  readonly beside: TitledRun | null
}

export async function collectViews(
  pages: readonly CollectedPage[],
  locale: Locale,
  run: Run,
): Promise<readonly RecordedView[]> {
  const { draw } = await loadDrawn()
  const examples = new Map(pages.flatMap((page) => page.examples.map(({ example }) => [example.id, example] as const)))
  const views: RecordedView[] = []
  for (const example of examples.values()) {
    const own = await titled(example, run)
    if (own === null) continue
    const compared = example.compare === null ? undefined : examples.get(example.compare)
    const beside = compared === undefined ? null : await titled(compared, run)
    const drawn = draw(example.view, own, beside, locale)
    views.push({
      id: example.id,
      html: drawn?.html ?? '',
      events: own.events,
      beside: beside && { title: beside.title, events: beside.events },
    })
  }
  return views
}

async function titled(example: Example, run: Run): Promise<TitledRun | null> {
  const found = await run(example)
  return found === null ? null : { title: example.title ?? example.id, events: found.trace.events, code: example.code }
}
