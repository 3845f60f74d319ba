import type { ReactNode } from 'react'
import type { Position } from '../../runner/session'
import styles from './ErrorReport.module.css'
import { runStrings as strings } from './run-strings'

interface Props {
  readonly position: Position
  readonly onGoTo: (position: Position) => void
}

/** A place of the program, which leads there. */
export default function PlaceLink({ position, onGoTo }: Props): ReactNode {
  return (
    <button type="button" className={styles.place} onClick={() => onGoTo(position)}>
      {strings.position(position.line, position.column)}
    </button>
  )
}
