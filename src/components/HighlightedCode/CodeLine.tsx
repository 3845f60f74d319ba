import type { ReactNode } from 'react'
import type { Token } from '../../highlight/colours'
import styles from './styles.module.css'

/** The coloured stretches of one line. */
export default function CodeLine({ tokens }: { tokens: readonly Token[] }): ReactNode {
  return tokens.map(({ kind, text }, at) =>
    kind === null ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other name
      <span key={at} className={styles[kind]}>
        {text}
      </span>
    ),
  )
}
