import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { TraceEvent } from 'asyncio-ts/trace'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Example, View } from '../../../fences/example'
import type { SessionState } from '../../../runner/session'

type Live = typeof import('./live')
type Recorded = Awaited<ReturnType<Live['loadRecorded']>>

let loading: Promise<Live> | null = null

/** What draws views with a cursor in them, once a page. A failure is forgotten, so that the next attempt asks again. */
export function loadViews(): Promise<Live> {
  loading ??= import('./live').catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

export interface Views {
  readonly selected: View
  readonly select: (view: View) => void
  readonly live: Live | null
  /** The run to be looked at; null: nobody has asked for one. */
  readonly run: { readonly events: readonly TraceEvent[]; readonly recorded: boolean } | null
  readonly beside: Recorded['beside']
  /** Null: at the end. */
  readonly cursor: number | null
  readonly setCursor: (cursor: number | null) => void
  /** Fetches the run that was made with the site, and goes to its first event. */
  readonly stepThrough: () => void
  readonly unreachable: boolean
  readonly locale: string
  /** The root of the site in the page's language. */
  readonly baseUrl: string
}

/**
 * Which view of a run is shown, of which run, and where in it. There is nothing to see before a run of the reader's, until they
 * ask for that of the page's making; then what draws it is fetched. `step`: the place that a link names.
 */
export function useViews({ id, view }: Example, session: SessionState, step: number | null): Views {
  const { siteConfig, i18n } = useDocusaurusContext()
  const { baseUrl } = siteConfig
  const [selected, setSelected] = useState<View>(view)
  const [live, setLive] = useState<Live | null>(null)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const fetchLive = useCallback(async () => {
    setUnreachable(false)
    try {
      const loaded = await loadViews()
      if (!gone.current) setLive(loaded)
      return loaded
    } catch {
      setUnreachable(true)
      return null
    }
  }, [])
  const fetchRecorded = useCallback(
    async (at: number | null) => {
      const loaded = await fetchLive()
      const found = await loaded?.loadRecorded(baseUrl, id).catch(() => null)
      if (gone.current || loaded === null) return
      if (found) {
        setRecorded(found)
        setCursor(at)
      } else setUnreachable(true)
    },
    [fetchLive, baseUrl, id],
  )
  const { events } = session.trace
  const own = session.status !== 'idle' && events.length > 0
  const started = session.status !== 'idle'
  useEffect(() => {
    if (started && selected !== 'output') fetchLive()
  }, [started, selected, fetchLive])
  // Each run begins with the cursor at what happens now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is what it is for
  useEffect(() => setCursor(null), [session.runId])
  // A link names a place in a run of the reader's; until there is one, it is that of the recorded run.
  useEffect(() => {
    if (step === null) return
    setSelected((before) => (before === 'output' ? 'timeline' : before))
    if (own) setCursor(step)
    else fetchRecorded(step)
  }, [step, own, fetchRecorded])

  const select = (next: View) => {
    setSelected(next)
    if (next === 'output') return
    fetchLive()
    // At rest, only the view that the page names is drawn already.
    if (!own && recorded === null && next !== view) fetchRecorded(null)
  }
  const run = useMemo(
    () => (own ? { events, recorded: false } : recorded ? { events: recorded.events, recorded: true } : null),
    [own, events, recorded],
  )
  return {
    ...{ selected, select, live, run, cursor, setCursor, unreachable, baseUrl },
    locale: i18n.currentLocale,
    beside: recorded?.beside ?? null,
    stepThrough: () => void fetchRecorded(0),
  }
}
