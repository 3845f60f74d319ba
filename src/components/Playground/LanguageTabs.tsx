import { type KeyboardEvent, type ReactNode, useRef } from 'react'
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

/** The program in one language or the other. Arrow keys choose, as in any list of tabs. */
export default function LanguageTabs({ prefix, selected, onSelect }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = selected === 'python' ? 'typescript' : 'python'
    onSelect(other)
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
          onClick={() => onSelect(language)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
