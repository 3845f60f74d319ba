import type { ReactNode } from 'react'
import { recordedLines } from './compare'
import { duration, seconds } from './format'
import styles from './Output.module.css'

interface Props {
  readonly output: string
  readonly label: string
  /** The loop time of each line, where it is known. */
  readonly times?: readonly (number | null)[] | undefined
}

/** What the program printed when its output was recorded: in muted ink, in the places that its lines will take again. */
export default function RecordedOutput({ output, label, times }: Props): ReactNode {
  return (
    <div role="log" aria-label={label} className={styles.log} data-recorded={times ? 'timed' : ''}>
      <ol className={styles.lines}>
        {recordedLines(output).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={index} className={styles.line}>
            <Time of={times?.[index] ?? null} />
            <span className={styles.text}>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Time({ of: time }: { of: number | null }): ReactNode {
  return time === null ? null : (
    <time className={styles.time} dateTime={duration(time)}>
      +{seconds(time)}
    </time>
  )
}
