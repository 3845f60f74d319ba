import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef } from 'react'
import type { Example } from '../../fences/example'
import type { ProgramError } from '../../runner/session'
import HighlightedCode from '../HighlightedCode'
import styles from './CodePanel.module.css'
import { entryFromClick } from './selection'
import { strings } from './strings'
import type { PlaygroundEditor } from './use-editor'

interface Props {
  readonly example: Example
  /** The program as it stands now. */
  readonly code: string
  readonly colours: string | undefined
  readonly editor: PlaygroundEditor
  /** Of the last run, to be marked. */
  readonly errors: readonly ProgramError[]
  /** The line at which the run is that is stepped through; null: nobody steps, or it is at none. */
  readonly here: number | null
  readonly onChange: (code: string) => void
  readonly onRun: () => void
}

/** The TypeScript program: highlighted text until the reader comes in by pointer or key, then an editor in its place. */
export default function CodePanel(props: Props): ReactNode {
  const { example, code, colours, editor, errors, here, onChange, onRun } = props
  const hint = useId()
  const panel = useRef<HTMLDivElement>(null)
  const { Editor, entry } = editor

  const onClick = (event: MouseEvent) => {
    // A keyboard or a screen reader clicks without a place.
    const located = event.detail > 0 && panel.current
    editor.open(located ? entryFromClick(located, event.clientX, event.clientY) : { by: 'key' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if ((event.ctrlKey || event.metaKey) && key === 'Enter') onRun()
    else if (event.ctrlKey || event.metaKey || event.altKey || (key !== 'Enter' && !/^[^ ]$/u.test(key))) return
    else editor.open({ by: 'key' })
    event.preventDefault()
  }

  return (
    <div ref={panel} className={styles.panel}>
      {Editor && entry ? (
        <Editor
          ref={editor.handle}
          original={example.code}
          code={code}
          entry={entry}
          highlight={example.highlight}
          errors={errors}
          label={strings.code('TypeScript')}
          describedBy={hint}
          onChange={onChange}
          onRun={onRun}
        />
      ) : (
        <HighlightedCode
          code={code}
          colours={code === example.code ? colours : undefined}
          highlight={code === example.code ? example.highlight : []}
          errorLine={errors.find(({ position }) => position !== null)?.position?.line ?? null}
          className={styles.still}
          role="group"
          aria-label={strings.code('TypeScript')}
          aria-describedby={hint}
          tabIndex={0}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onPointerEnter={editor.prepare}
          onFocus={editor.prepare}
        />
      )}
      {here !== null && (
        <span
          className={styles.here}
          data-here={here}
          style={{ '--above': here - 1 } as CSSProperties}
          aria-hidden="true"
        >
          ▸
        </span>
      )}
      <span id={hint} className={styles.hint}>
        {Editor ? strings.leaveHint() : strings.editHint()}
      </span>
    </div>
  )
}
