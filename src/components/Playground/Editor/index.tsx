import type { EditorView } from '@codemirror/view'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import type { Position, ProgramError } from '../../../runner/session'
import { createEditor, replaceCode } from './create-editor'
import { offsetOf, showErrors } from './error-marks'

/**
 * How the reader came in: by a point on the screen, by a selection in the static code, by a place, or by key. Or the
 * reader did not, and it was a program of theirs, or of a link, that arrived.
 */
export type Entry =
  | { readonly by: 'point'; readonly x: number; readonly y: number }
  | { readonly by: 'selection'; readonly from: number; readonly to: number }
  | { readonly by: 'position'; readonly position: Position }
  | { readonly by: 'key' }
  | { readonly by: 'arrival' }

export interface EditorHandle {
  goTo(position: Position): void
  /** Replace the whole program in one step, which the reader can undo. */
  replace(code: string): void
}

interface Props {
  readonly ref: Ref<EditorHandle>
  /** The page's program, to which undo leads back. */
  readonly original: string
  /** The program to begin with; later changes are the editor's own. */
  readonly code: string
  readonly entry: Entry
  readonly highlight: readonly number[]
  readonly errors: readonly ProgramError[]
  readonly label: string
  readonly describedBy: string
  readonly onChange: (code: string) => void
  readonly onRun: () => void
}

/** The code as an editor, in the place of the static code. */
export default function Editor(props: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props

  // Before the browser paints, so that static code and editor are never seen together, nor neither.
  useLayoutEffect(() => {
    const { original, code, entry, highlight, label, describedBy } = latest.current
    const editor = createEditor({
      parent: host.current as HTMLElement,
      code: original,
      highlight,
      label,
      describedBy,
      onChange: (next) => latest.current.onChange(next),
      onRun: () => latest.current.onRun(),
    })
    view.current = editor
    if (code !== original) replaceCode(editor, code, false)
    editor.dispatch({ selection: selectionOf(editor, entry) })
    if (entry.by !== 'arrival') editor.contentDOM.focus({ preventScroll: true })
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    if (view.current) showErrors(view.current, props.errors)
  }, [props.errors])

  useImperativeHandle(
    props.ref,
    () => ({
      goTo(position) {
        const editor = view.current
        if (!editor) return
        editor.dispatch({ selection: { anchor: offsetOf(editor.state, position) }, scrollIntoView: true })
        editor.focus()
      },
      replace(code) {
        if (view.current) replaceCode(view.current, code, code === latest.current.original)
      },
    }),
    [],
  )

  return <div ref={host} />
}

function selectionOf(view: EditorView, entry: Entry): { anchor: number; head?: number } {
  switch (entry.by) {
    case 'point':
      return { anchor: view.posAtCoords(entry, false) }
    case 'selection':
      return { anchor: entry.from, head: Math.min(entry.to, view.state.doc.length) }
    case 'position':
      return { anchor: offsetOf(view.state, entry.position) }
    case 'key':
    case 'arrival':
      return { anchor: 0 }
  }
}
