import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Example, Speed } from '../../fences/example'
import { startCompilerEarly } from '../../runner/compile/start'
import type { SessionState } from '../../runner/session'
import type { RunController } from './run-controller'

type Live = typeof import('./live')

// Written out, since importing the runner's `initialSession` would bring the runner into the first view.
const IDLE: SessionState = {
  status: 'idle',
  runId: 0,
  lines: [],
  time: 0,
  turns: 0,
  ending: null,
  trace: { events: [], truncated: null },
}

let loading: Promise<Live> | null = null

/** The live part, once a page. A failure is forgotten, so that the next attempt asks again. */
function loadLive(): Promise<Live> {
  loading ??= import('./live').catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

export interface PlaygroundRun {
  readonly session: SessionState
  /** Null until the live part is there. */
  readonly live: Live | null
  /** The live part was asked for, and did not come. */
  readonly unreachable: boolean
  /** What is run by, and what it ran; null until the live part is there. */
  readonly controller: RunController | null
  /** The reader seems about to use the playground: fetch what it takes. Safe to call often. */
  prepare(): void
  /** Without a seed the example's id is one. */
  start(code: string, speed: Speed, seed?: string): void
  stop(): void
  setSpeed(speed: Speed): void
  clear(): void
}

interface Wish {
  readonly code: string
  readonly speed: Speed
  readonly seed: string | undefined
}

/** So long after the last key the reader may be about to run what stands there. */
const SETTLED_MS = 150

/**
 * The runs of one playground, whose program now is `code`. Before the live part is there `start` is remembered, and
 * carried out when it comes.
 */
export function useRun(example: Example, code: string): PlaygroundRun {
  const [loaded, setLoaded] = useState<{ live: Live; controller: RunController } | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [unreachable, setUnreachable] = useState(false)
  const state = useRef<'untouched' | 'loading' | 'loaded' | 'gone'>('untouched')
  const wish = useRef<Wish | null>(null)
  // What was loaded, from that moment on: a press may come before it is rendered, to a handler of the render before.
  const own = useRef<RunController | null>(null)
  const latest = useRef(code)
  latest.current = code
  const controller = loaded?.controller ?? null

  const wait = useCallback((next: Wish | null) => {
    wish.current = next
    setWaiting(next !== null)
  }, [])

  const prepare = useCallback(() => {
    if (state.current !== 'untouched') return
    state.current = 'loading'
    startCompilerEarly()
    loadLive().then(
      (live) => {
        if (state.current !== 'loading') return
        state.current = 'loaded'
        const created = live.createRunController(example)
        own.current = created
        // Before anything is rendered, which would keep the run waiting.
        if (wish.current) created.start(wish.current.code, wish.current.speed, wish.current.seed)
        else created.anticipate(latest.current)
        wait(null)
        setUnreachable(false)
        setLoaded({ live, controller: created })
      },
      () => {
        if (state.current !== 'loading') return
        state.current = 'untouched'
        // If nobody asked for a run, stay silent: the next touch tries again.
        if (wish.current) setUnreachable(true)
        wait(null)
      },
    )
  }, [example, wait])

  useEffect(() => {
    if (state.current === 'gone') state.current = 'untouched'
    return () => {
      if (state.current === 'loading') state.current = 'gone'
      own.current?.dispose()
    }
  }, [])

  useEffect(() => {
    if (!controller) return
    const timer = setTimeout(() => controller.anticipate(code), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [controller, code])

  const session = useSyncExternalStore(controller?.subscribe ?? neverChanges, controller?.getSnapshot ?? idle, idle)

  return {
    session: waiting ? { ...session, status: 'preparing' } : session,
    live: loaded?.live ?? null,
    unreachable,
    controller,
    prepare,
    start(code, speed, seed) {
      setUnreachable(false)
      if (own.current) return own.current.start(code, speed, seed)
      wait({ code, speed, seed })
      prepare()
    },
    stop() {
      wait(null)
      own.current?.stop()
    },
    setSpeed(speed) {
      if (wish.current) wait({ ...wish.current, speed })
      own.current?.setSpeed(speed)
    },
    clear() {
      wait(null)
      own.current?.clear()
    },
  }
}

const idle = () => IDLE
const neverChanges = () => () => {}
