import { type ReactNode, useState } from 'react'
import styles from './ExampleList.module.css'
import { strings } from './strings'
import type { KeptList } from './use-kept'

/** How many edits this browser keeps, and the way to be rid of them, which can be taken back. */
export default function KeptSummary({ kept: { count, clear } }: { kept: KeptList }): ReactNode {
  const [undo, setUndo] = useState<(() => void) | null>(null)
  if (count === 0 && undo === null) return null
  const restore = () => {
    undo?.()
    setUndo(null)
  }
  return (
    <p className={styles.kept}>
      {count === 0 ? strings.cleared() : count === 1 ? strings.keptOne() : strings.kept(count)}{' '}
      {count === 0 ? (
        <button type="button" className={styles.action} onClick={restore}>
          {strings.undo()}
        </button>
      ) : (
        <button type="button" className={styles.action} onClick={() => setUndo(() => clear())}>
          {count === 1 ? strings.clearOne() : strings.clear()}
        </button>
      )}
    </p>
  )
}
