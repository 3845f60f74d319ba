import type { ReactNode } from 'react'
import { duration, seconds } from './format'
import styles from './Output.module.css'
import { strings } from './strings'

interface Props {
  readonly time: number
  /** The event of the line in the trace of its run. */
  readonly event: number | undefined
  /** Goes there; null: there are no views of the run. */
  readonly pick: ((event: number) => void) | null
}

/** When a line was printed. Where the run can be looked at, it leads to the event. */
export default function LineTime({ time, event, pick }: Props): ReactNode {
  const shown = `+${seconds(time)}`
  return (
    <time className={styles.time} dateTime={duration(time)}>
      {pick === null || event === undefined ? (
        shown
      ) : (
        <button type="button" className={styles.pick} title={strings.goToEvent()} onClick={() => pick(event)}>
          {shown}
        </button>
      )}
    </time>
  )
}
