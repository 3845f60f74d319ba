import { type RefObject, useCallback, useRef, useState } from 'react'
import type { Position } from '../../runner/session'
import type { EditorHandle, Entry } from './Editor'

export type EditorComponent = typeof import('./Editor').default

export interface PlaygroundEditor {
  /** Null while the static code stands there: untouched, or while the editor is on its way. */
  readonly Editor: EditorComponent | null
  readonly entry: Entry | null
  readonly handle: RefObject<EditorHandle | null>
  /** Fetch the editor without showing it. */
  prepare(): void
  /** Turn the code into an editor; the last entry before it comes is the one that counts. */
  open(entry: Entry): void
  goTo(position: Position): void
}

/** The editor of one playground: fetched by `load` when the reader comes near, shown when the reader comes in. */
export function useEditor(load: () => Promise<EditorComponent>): PlaygroundEditor {
  const [Component, setComponent] = useState<EditorComponent | null>(null)
  const [entry, setEntry] = useState<Entry | null>(null)
  const handle = useRef<EditorHandle | null>(null)

  const prepare = useCallback(() => {
    // Without a connection the code stays readable, and the next attempt asks again.
    load().catch(() => {})
  }, [load])
  const open = useCallback(
    (next: Entry) => {
      setEntry(next)
      load().then(
        (loaded) => setComponent(() => loaded),
        () => setEntry(null),
      )
    },
    [load],
  )
  const goTo = useCallback(
    (position: Position) => {
      if (handle.current) handle.current.goTo(position)
      else open({ by: 'position', position })
    },
    [open],
  )
  return { Editor: entry && Component, entry, handle, prepare, open, goTo }
}
