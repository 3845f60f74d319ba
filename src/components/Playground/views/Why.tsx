import type { TraceEvent } from 'asyncio-ts/trace'
import type { ReactNode } from 'react'
import type { Teller } from '../../../views/tell'
import { whyNow } from '../../../views/why'
import type { Words } from '../../../views/words'
import styles from './Why.module.css'

interface Props {
  readonly events: readonly TraceEvent[]
  readonly cursor: number
  readonly teller: Teller
  readonly words: Words
  onGoTo(event: number): void
}

/** What made the event under the cursor happen, what made that happen, and so on; each can be gone to. */
export default function Why({ events, cursor, teller, words, onGoTo }: Props): ReactNode {
  const chain = whyNow(events, cursor)
  if (chain.length === 0) return <p className={styles.why}>{words.ui.whyNothing}</p>
  return (
    <div className={styles.why}>
      <p>{words.ui.whyBecause}</p>
      <ol>
        {chain.map((event) => (
          <li key={event.i}>
            <button type="button" className={styles.cause} onClick={() => onGoTo(event.i)}>
              <span className={styles.time}>{words.seconds(event.t)}</span> {teller.tell(event)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
