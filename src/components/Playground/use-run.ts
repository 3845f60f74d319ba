import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Example, Speed } from '../../fences/example'
import { startCompilerEarly } from '../../runner/compile/start'
import type { SessionState } from '../../runner/session'
import type { RunController } from './run-controller'

type Live = typeof import('./live')

// Written out, since importing the runner's `initialSession` would bring the runner into the first view.
const IDLE: SessionState = { status: 'idle', runId: 0, lines: [], time: 0, turns: 0, ending: null }

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
  /** The reader seems about to use the playground: fetch what it takes. Safe to call often. */
  prepare(): void
  /** Without a seed the example's id is one. */
  start(code: string, speed: Speed, seed?: string): void
  stop(): void
  setSpeed(speed: Speed): void
  clear(): void
}

/** The runs of one playground. Before the live part is there `start` is remembered, and carried out when it comes. */
export function useRun(example: Example): PlaygroundRun {
  const [loaded, setLoaded] = useState<{ live: Live; controller: RunController } | null>(null)
  const [wish, setWish] = useState<{ code: string; speed: Speed; seed?: string | undefined } | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const state = useRef<'untouched' | 'loading' | 'loaded'>('untouched')
  const wished = useRef(false)
  const controller = loaded?.controller ?? null

  const prepare = useCallback(() => {
    if (state.current !== 'untouched') return
    state.current = 'loading'
    startCompilerEarly()
    loadLive().then(
      (live) => {
        state.current = 'loaded'
        setUnreachable(false)
        setLoaded({ live, controller: live.createRunController(example) })
      },
      () => {
        state.current = 'untouched'
        // If nobody asked for a run, stay silent: the next touch tries again.
        if (wished.current) setUnreachable(true)
        wished.current = false
        setWish(null)
      },
    )
  }, [example])

  useEffect(() => {
    if (!controller || !wish) return
    setWish(null)
    controller.start(wish.code, wish.speed, wish.seed)
  }, [controller, wish])

  useEffect(() => () => controller?.dispose(), [controller])

  const session = useSyncExternalStore(controller?.subscribe ?? neverChanges, controller?.getSnapshot ?? idle, idle)

  return {
    session: wish ? { ...session, status: 'preparing' } : session,
    live: loaded?.live ?? null,
    unreachable,
    prepare,
    start(code, speed, seed) {
      setUnreachable(false)
      if (controller) return controller.start(code, speed, seed)
      wished.current = true
      setWish({ code, speed, seed })
      prepare()
    },
    stop() {
      wished.current = false
      setWish(null)
      controller?.stop()
    },
    setSpeed(speed) {
      setWish((pending) => pending && { ...pending, speed })
      controller?.setSpeed(speed)
    },
    clear() {
      wished.current = false
      setWish(null)
      controller?.clear()
    },
  }
}

const idle = () => IDLE
const neverChanges = () => () => {}
