import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import styles from './LanguageTabs.module.css'
import { strings } from './strings'
import type { Language } from './use-language'

const LANGUAGES = [
  ['typescript', 'TypeScript'],
  ['python', 'Python'],
] as const

interface Props {
  /** Prefix of the panels' ids: `<prefix>-<language>`. */
  readonly prefix: string
  readonly selected: Language
  readonly onSelect: (language: Language) => void
}

/** Carry out a change that moves the page's content, and scroll so that `anchor` stays where it is on the screen. */
function inPlace(anchor: HTMLElement | null, change: () => void): void {
  const before = anchor?.getBoundingClientRect().top ?? 0
  flushSync(change)
  const moved = (anchor?.getBoundingClientRect().top ?? 0) - before
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' })
}

/** The program in one language or the other. Arrow keys choose, as in any list of tabs. */
export default function LanguageTabs({ prefix, selected, onSelect }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  // The choice holds for each playground on the page, so those above this one change their height too.
  const select = (language: Language) => inPlace(list.current, () => onSelect(language))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = selected === 'python' ? 'typescript' : 'python'
    select(other)
    list.current?.querySelector<HTMLElement>(`[data-language=${other}]`)?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label={strings.language()} className={styles.tabs} onKeyDown={onKeyDown}>
      {LANGUAGES.map(([language, name]) => (
        <button
          key={language}
          type="button"
          role="tab"
          id={`${prefix}-${language}-tab`}
          aria-controls={`${prefix}-${language}`}
          aria-selected={selected === language}
          tabIndex={selected === language ? 0 : -1}
          data-language={language}
          className={styles.tab}
          onClick={() => select(language)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
