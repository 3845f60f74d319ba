import { type ReactNode, use } from 'react'
import { recordedLines } from './compare'
import LineTime from './LineTime'
import styles from './Output.module.css'
import { CursorContext, type PrintedCursor } from './views/cursor-context'

interface Props {
  readonly output: string
  readonly label: string
  /** The loop time of each line, where it is known. */
  readonly times?: readonly (number | null)[] | undefined
}

/** What the program printed when its output was recorded: in muted ink, in the places that its lines will take again. */
export default function RecordedOutput({ output, label, times }: Props): ReactNode {
  const cursor = use(CursorContext)
  return (
    <div role="log" aria-label={label} className={styles.log} data-recorded={times ? 'timed' : ''}>
      <ol className={styles.lines}>
        {recordedLines(output).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={index} className={styles.line} data-yet={isYet(cursor, index) ? '' : undefined}>
            {typeof times?.[index] === 'number' && (
              <LineTime time={times[index]} event={cursor?.events[index]} pick={cursor?.pick ?? null} />
            )}
            <span className={styles.text}>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Whether a line is yet to be printed where the cursor of the views is. */
function isYet(cursor: PrintedCursor | null, index: number): boolean {
  return cursor !== null && cursor.at !== null && (cursor.events[index] ?? -1) > cursor.at
}
