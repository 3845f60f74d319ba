import clsx from 'clsx'
import type { ReactNode } from 'react'
import styles from './Note.module.css'

interface Props {
  /** Something went wrong; otherwise it is only good to know. */
  readonly alert?: boolean
  readonly actions: readonly (readonly [name: string, act: () => void])[]
  readonly children: ReactNode
}

/** A line within a playground that tells something and offers what can be done about it. */
export default function Note({ alert = false, actions, children }: Props): ReactNode {
  return (
    <div role={alert ? 'alert' : 'note'} className={clsx(styles.note, alert && styles.alert)}>
      <span className={styles.text}>{children}</span>
      <span className={styles.actions}>
        {actions.map(([name, act]) => (
          <button key={name} type="button" className={styles.action} onClick={act}>
            {name}
          </button>
        ))}
      </span>
    </div>
  )
}
