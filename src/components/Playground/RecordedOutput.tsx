import type { ReactNode } from 'react'
import { recordedLines } from './compare'
import styles from './Output.module.css'

/** What the program printed when its output was recorded: in muted ink, and without times. */
export default function RecordedOutput({ output, label }: { output: string; label: string }): ReactNode {
  return (
    <div role="log" aria-label={label} className={styles.log} data-recorded="">
      <ol className={styles.lines}>
        {recordedLines(output).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={index} className={styles.line}>
            <span className={styles.text}>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
