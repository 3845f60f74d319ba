import type { TraceEvent } from 'asyncio-ts/trace'
import { useEffect, useMemo, useState } from 'react'
import type { Example } from '../../../fences/example'
import type { PastRun } from '../run-controller'
import { loadRecorded } from './recorded-run'

/** What a run can be put beside: what its fence names, the page's own program, what the reader ran before. */
export type Other = 'fence' | 'original' | 'before'

export interface OtherRun {
  readonly other: Other
  /** Null: what it is called goes without saying. */
  readonly title: string | null
  readonly events: readonly TraceEvent[]
}

/** The runs that can be chosen, and the one that is. */
export interface Compared {
  readonly others: readonly OtherRun[]
  readonly chosen: OtherRun | null
}

export interface Comparable {
  readonly example: Example
  /** The program that ran, which need not be the one that stands there now. */
  readonly code: string
  /** The run that the fence sets beside this one. */
  readonly fence: { readonly title: string; readonly events: readonly TraceEvent[] } | null
  /** The last run of another program than this. */
  readonly before: PastRun | null
  readonly baseUrl: string
  /** What the reader has chosen; at first what the fence says. */
  readonly wanted: Other | null
}

/**
 * Another run on the axis of this one: what the fence says, until the reader chooses. The run of the page's own program is fetched
 * once there is one of a changed program.
 */
export function useCompared({ example, code, fence, before, baseUrl, wanted }: Comparable): Compared {
  const { id, clock } = example
  const [original, setOriginal] = useState<readonly TraceEvent[] | null>(null)
  const changed = code !== example.code

  useEffect(() => {
    // No two runs on the wall clock are alike: only the reader's own are there.
    if (!changed || clock === 'wall') return
    let left = false
    loadRecorded(baseUrl, id).then(
      ({ events }) => left || setOriginal(events),
      () => {},
    )
    return () => {
      left = true
    }
  }, [changed, clock, baseUrl, id])

  return useMemo(() => {
    const others: OtherRun[] = []
    if (fence !== null) others.push({ other: 'fence', ...fence })
    if (changed && original !== null) others.push({ other: 'original', title: null, events: original })
    const known = before === null || before.code === code || (before.code === example.code && original !== null)
    if (!known) others.push({ other: 'before', title: null, events: before.events })
    return { others, chosen: others.find(({ other }) => other === wanted) ?? null }
  }, [example, code, fence, before, changed, original, wanted])
}
