import { useLocation } from '@docusaurus/router'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { TraceEvent } from 'asyncio-ts/trace'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { readHash } from '../../../edits/link-hash'
import type { Example, View } from '../../../fences/example'
import type { Past } from '../run-controller'
import type { Program } from '../use-program'
import type { PlaygroundRun } from '../use-run'
import { useCalm } from './use-calm'
import type { Other } from './use-compared'

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

/** A run to be looked at. */
export interface Shown {
  readonly events: readonly TraceEvent[]
  /** The program was too large to be made to tell of its lines. */
  readonly plain?: true
  /** The program that ran, and the one before; null: the run was made with the site. */
  readonly past: Past | null
}

export interface Views {
  readonly selected: View
  readonly select: (view: View) => void
  /** Goes to where a line of the output is printed, in the run that there is. */
  readonly showLine: (line: number) => void
  readonly live: Live | null
  /** Null: nobody has asked for one. */
  readonly run: Shown | null
  readonly beside: Recorded['beside']
  /** Which run is to stand beside this one, whatever is shown meanwhile. */
  readonly wanted: Other | null
  readonly setWanted: (other: Other | null) => void
  /** Null: at the end. */
  readonly cursor: number | null
  readonly setCursor: (cursor: number | null) => void
  /** Fetches the run that was made with the site, and goes to its first event. */
  readonly stepThrough: () => void
  /** Whoever has asked to step finds the cursor under their keys, once: the button that they pressed is gone. */
  readonly takesFocus: { current: boolean }
  readonly unreachable: boolean
  /** The place to which a link would go; null: it names none. */
  readonly step: number | null
  readonly locale: string
  /** The root of the site in the page's language. */
  readonly baseUrl: string
}

/**
 * Which view of a run is shown, of which run, and where in it. There is nothing to see before a run of the reader's, until they
 * ask for that of the page's making; then what draws it is fetched.
 */
export function useViews(example: Example, { session, controller }: PlaygroundRun, program: Program): Views {
  const { id, view, compare } = example
  const { siteConfig, i18n } = useDocusaurusContext()
  const { baseUrl } = siteConfig
  const [selected, setSelected] = useState<View>(view)
  const [live, setLive] = useState<Live | null>(null)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const [wanted, setWanted] = useState<Other | null>('fence')
  const [alone, setAlone] = useState(compare === null)
  const away = useRef(false)
  const takesFocus = useRef(false)
  useEffect(() => {
    away.current = false
    return () => {
      away.current = true
    }
  }, [])

  const fetchLive = useCallback(async () => {
    setUnreachable(false)
    try {
      const loaded = await loadViews()
      if (!away.current) setLive(loaded)
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
      if (away.current || loaded === null) return null
      if (found) {
        setRecorded(found)
        setCursor(at)
      } else setUnreachable(true)
      return found
    },
    [fetchLive, baseUrl, id],
  )
  const trace = useCalm(session.trace, session.status === 'running')
  const { events } = trace
  const own = session.status !== 'idle' && events.length > 0
  const started = session.status !== 'idle'
  const ended = session.status === 'ended'
  const drawn = view === 'output' ? 'timeline' : view
  useEffect(() => {
    if (started && selected !== 'output') fetchLive()
  }, [started, selected, fetchLive])
  // The run beside which a fence sets this one is among what was recorded. Until it is there the page's picture of both stays:
  // it would push down a run that is drawn already.
  useEffect(() => {
    if (!started || compare === null) return
    loadViews()
      .then((loaded) => loaded.loadRecorded(baseUrl, id))
      .then(
        (found) => away.current || setRecorded(found),
        () => away.current || setAlone(true),
      )
  }, [started, compare, baseUrl, id])
  // Each run begins with the cursor at what happens now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is what it is for
  useEffect(() => setCursor(null), [session.runId])
  // A link may name a place in the run of the program that it brings. It never starts one: of the page's own program the
  // recorded run is there, of another the place waits for the reader's.
  const place = useLinkedPlace(id)
  const arrived = program.own !== null
  const { edited } = program
  const gone = useRef<unknown>(null)
  useEffect(() => {
    if (place === null || !arrived || gone.current === place) return
    if (edited && !ended) return setSelected(drawn)
    gone.current = place
    setSelected(drawn)
    if (edited) setCursor(place.step)
    else fetchRecorded(place.step)
  }, [place, arrived, edited, ended, drawn, fetchRecorded])

  const select = (next: View) => {
    setSelected(next)
    if (next === 'output') return
    fetchLive()
    // At rest, only the view that the page names is drawn already.
    if (!own && recorded === null && next !== view) fetchRecorded(null)
  }
  const showLine = async (line: number) => {
    setSelected(drawn)
    if (own) return setCursor(eventOfLine(events, line))
    const found = recorded ?? (await fetchRecorded(null))
    if (found) setCursor(eventOfLine(found.events, line))
  }
  const latest = useMemo(() => {
    // The program of these events, whatever stands there or is about to run by now.
    if (own) return alone || recorded ? { ...trace, past: controller?.past ?? null } : null
    return recorded && { events: recorded.events, past: null }
  }, [own, alone, trace, recorded, controller])
  // What is printed does not wait for a picture to be drawn.
  const run = useDeferredValue(latest)
  return {
    ...{ selected, select, showLine, live, run, cursor, setCursor, unreachable, baseUrl, wanted, setWanted },
    locale: i18n.currentLocale,
    step: run === null || selected === 'output' ? null : cursor === -1 ? 0 : cursor,
    beside: recorded?.beside ?? null,
    stepThrough: () => {
      takesFocus.current = true
      fetchRecorded(0)
    },
    takesFocus,
  }
}

/** The line of the program at which the cursor is, as long as that program stands there. */
export function lineOf({ run, selected, cursor }: Views, code: string, example: Example): number | null {
  if (run === null || selected === 'output' || cursor === null || code !== (run.past?.code ?? example.code)) return null
  return run.events[cursor]?.loc?.line ?? null
}

/** Lines count from 1, as in the output; a print may have several. */
function eventOfLine(events: readonly TraceEvent[], line: number): number {
  let left = line
  for (const event of events) {
    if (event.kind !== 'print') continue
    left -= event.text.split('\n').length
    if (left <= 0) return event.i
  }
  return events.length - 1
}

/** One object as long as the address stays as it is. */
function useLinkedPlace(id: string): { readonly step: number } | null {
  const { hash } = useLocation()
  return useMemo(() => {
    const link = readHash(hash)
    const step = link?.id === id && link.program?.kind === 'data' ? link.program.step : null
    return step === null ? null : { step }
  }, [hash, id])
}
