import type { ReactNode } from 'react'
import styles from './Header.module.css'
import { strings } from './strings'

interface Props {
  readonly id: string
  readonly title: string | null
  readonly edited: boolean
  /** The choice of language, where there is one. */
  readonly children: ReactNode
}

/** What the example is called, its address, and whether the reader changed it. */
export default function Header({ id, title, edited, children }: Props): ReactNode {
  return (
    <header className={styles.header}>
      {title && <p className={styles.title}>{title}</p>}
      <a href={`#${id}`} className={styles.permalink} aria-label={strings.permalink()} title={strings.permalink()}>
        #
      </a>
      {edited && <span className={styles.edited}>{strings.edited()}</span>}
      {children}
    </header>
  )
}
