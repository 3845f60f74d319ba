import { useLocation } from '@docusaurus/router'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import siteStorage from '@generated/site-storage'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { browserStorage, hasKept, keptKey } from '../../edits/kept-key'
import { type LinkedData, readHash, writeHash } from '../../edits/link-hash'
import type { Example } from '../../fences/example'
import type { OwnProgram, ProgramState } from './own-program'
import { goToSection, setHash } from './place'
import { type PlaygroundEditor, useEditor } from './use-editor'

type Editing = typeof import('./editing')

// In one place: written twice, the bundler would make two chunks of it, and both would be fetched.
export const loadEditing = () => import('./editing')
const loadLinkCode = () => import('../../edits/link-code')

export interface Program {
  readonly state: ProgramState
  readonly edited: boolean
  /** Null until the program may differ from the page's. */
  readonly own: OwnProgram | null
  readonly parts: Editing | null
  readonly editor: PlaygroundEditor
  /** A link's program was to be shown, and what shows it could not be fetched. */
  readonly unreachable: boolean
  readonly change: (code: string) => void
  /** The hash of a link to what stands there, and to a place in its run, or how much too long it would be. */
  readonly linkHash: (step: number | null) => Promise<ReturnType<typeof import('../../edits/link-code').linkTo>>
  /** The address now names this program: it does so until the program changes. */
  readonly showInAddress: (hash: string) => void
}

/**
 * The program of a playground as the reader has it: the page's until a link, what was kept, or the reader changes it.
 * Nothing of it ever starts a run.
 */
export function useProgram(example: Example): Program {
  const { id, code: original } = example
  const key = useKeptKey(id)
  const [loaded, setLoaded] = useState<{ parts: Editing; own: OwnProgram } | null>(null)
  const current = useRef(loaded)
  const [expected, setExpected] = useState(false)
  const [unreachable, setUnreachable] = useState(false)
  const handle = useRef<PlaygroundEditor['handle'] | null>(null)

  const wake = useCallback(async () => {
    const parts = await loadEditing()
    if (current.current === null) {
      const edits = parts.openKeptEdits(siteStorage.namespace)
      const replace = (code: string) => handle.current?.current?.replace(code)
      current.current = { parts, own: new parts.OwnProgram({ original, key, edits, replace }) }
      setLoaded(current.current)
    }
    return current.current
  }, [original, key])
  const editor = useEditor(useCallback(async () => (await wake()).parts.Editor, [wake]))
  handle.current = editor.handle
  const own = loaded?.own ?? null

  const untouched = useMemo<ProgramState>(
    () => ({ code: original, link: null, stored: 'none', unkept: null }),
    [original],
  )
  const initial = () => untouched
  const state = useSyncExternalStore(own?.subscribe ?? neverChanges, own?.getSnapshot ?? initial, initial)

  // What was kept, and then what a link brings: at the first sight of the page, and whenever its address changes.
  const location = useLocation()
  const restored = useRef(false)
  const address = useRef<string | null>(null)
  const { open } = editor
  useEffect(() => {
    const kept = !restored.current && hasKept(browserStorage(), key)
    const link = readHash(location.hash)
    const linked = link?.id === id ? link.program : null
    if (linked !== null) goToSection(id)
    if (!kept && linked === null) return
    if (kept) setExpected(true)
    setUnreachable(false)
    let late = false
    arrive(wake, kept, linked, () => late).then(
      (shown) => {
        if (late) return
        restored.current = true
        setExpected(false)
        if (shown === null) return
        if (shown.fromLink) address.current = shown.code
        open({ by: 'arrival' })
      },
      () => {
        setExpected(false)
        setUnreachable(linked !== null)
      },
    )
    return () => {
      late = true
    }
  }, [location, id, key, wake, open])

  useEffect(() => {
    if (own === null) return
    const flush = () => own.flush()
    const onStorage = (event: StorageEvent) => {
      if (event.key === key || event.key === null) own.storageChanged()
    }
    const ended = new AbortController()
    const { signal } = ended
    window.addEventListener('storage', onStorage, { signal })
    window.addEventListener('pagehide', flush, { signal })
    document.addEventListener('visibilitychange', flush, { signal })
    return () => {
      ended.abort()
      flush()
    }
  }, [own, key])

  // An address that brings another program than the one that is shown and kept would bring it back at a reload.
  useEffect(() => {
    if (address.current === null || address.current === state.code || !own?.keeping) return
    address.current = null
    if (readHash(window.location.hash)?.id === id) setHash(writeHash(id))
  }, [state, own, id])

  const edited = own === null ? expected : state.code !== original
  useEffect(() => {
    // So that a click on Share finds it there: a browser may let only the click itself write to the clipboard.
    if (edited) loadLinkCode().catch(() => {})
  }, [edited])

  const change = useCallback((code: string) => current.current?.own.change(code), [])
  const linkHash = async (step: number | null) =>
    state.code === original && step === null
      ? ({ kind: 'hash', hash: writeHash(id) } as const)
      : (await loadLinkCode()).linkTo(id, state.code, step)
  const showInAddress = (hash: string) => {
    address.current = state.code
    setHash(hash)
  }
  return { state, edited, own, parts: loaded?.parts ?? null, editor, unreachable, change, linkHash, showInAddress }
}

/** Show what was kept, and over it what the link brings. Null when what is shown then is the page's own. */
async function arrive(
  wake: () => Promise<{ own: OwnProgram }>,
  kept: boolean,
  linked: LinkedData | null,
  late: () => boolean,
): Promise<{ code: string; fromLink: boolean } | null> {
  // All is fetched before the program is there: until it has arrived, nothing would be true that is said of it.
  const [linkCode] = await Promise.all([linked?.kind === 'data' ? loadLinkCode() : null, loadEditing()])
  const { own } = await wake()
  if (late()) return null
  const before = own.getSnapshot().code
  if (kept) own.showKept()
  const read = linked?.kind === 'data' ? (linkCode?.readLinkedCode(linked.data) ?? null) : linked
  if (read?.kind === 'unreadable') own.linkFailed(read.reason)
  else if (read?.kind === 'code') own.openLink(read.code)
  const { code } = own.getSnapshot()
  return code === before ? null : { code, fromLink: read?.kind === 'code' }
}

function useKeptKey(id: string): string {
  const { i18n } = useDocusaurusContext()
  return keptKey(siteStorage.namespace, { locale: i18n.currentLocale, id })
}

const neverChanges = () => () => {}
