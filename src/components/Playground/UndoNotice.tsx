import type { ReactNode } from 'react'
import { strings } from './strings'
import styles from './UndoNotice.module.css'

/** A word on what was done, and the way back from it. */
export default function UndoNotice({ done, onUndo }: { done: string; onUndo: () => void }): ReactNode {
  return (
    <>
      {done}
      <button type="button" className={styles.undo} onClick={onUndo}>
        {strings.undoReset()}
      </button>
    </>
  )
}
