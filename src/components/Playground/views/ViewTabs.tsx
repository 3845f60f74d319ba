import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { VIEWS, View } from '../../../fences/example'
import { strings } from '../strings'
import styles from './ViewTabs.module.css'

interface Props {
  /** Prefix of ids: the panel is `<prefix>-view`. */
  readonly prefix: string
  readonly selected: View
  readonly onSelect: (view: View) => void
}

const ORDER: readonly View[] = [
  'output',
  'timeline',
  'loop',
  'handoff',
  'source',
] satisfies typeof VIEWS extends readonly (infer V)[] ? V[] : never

/** What is shown of a run. Arrow keys choose, as in any list of tabs. */
export default function ViewTabs({ prefix, selected, onSelect }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const at = ORDER.indexOf(selected)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ORDER.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = ORDER[(to + ORDER.length) % ORDER.length] as View
    onSelect(next)
    list.current?.querySelector<HTMLElement>(`[data-view=${next}]`)?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label={strings.views()} className={styles.tabs} onKeyDown={onKeyDown}>
      {ORDER.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`${prefix}-view-${view}`}
          aria-controls={`${prefix}-view`}
          aria-selected={selected === view}
          tabIndex={selected === view ? 0 : -1}
          data-view={view}
          className={styles.tab}
          onClick={() => onSelect(view)}
        >
          {strings.view[view]()}
        </button>
      ))}
    </div>
  )
}
