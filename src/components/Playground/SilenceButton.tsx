import type { ReactNode } from 'react'
import styles from './SilenceButton.module.css'
import { strings } from './strings'

interface Props {
  readonly pressed: boolean
  readonly onPress: (pressed: boolean) => void
}

/** Output is a live region, which a screen reader reads as it comes. This keeps it silent; it can be read all the same. */
export default function SilenceButton({ pressed, onPress }: Props): ReactNode {
  return (
    <button type="button" aria-pressed={pressed} className={styles.silence} onClick={() => onPress(!pressed)}>
      {strings.silence()}
    </button>
  )
}
