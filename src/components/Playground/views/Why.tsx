import type { TraceEvent } from 'asyncio-ts/trace'
import type { ReactNode } from 'react'
import type { Teller } from '../../../views/tell'
import type { Words } from '../../../views/words'
import styles from './Why.module.css'

interface Props {
  /** The causes of an event, the nearest first. */
  readonly chain: readonly TraceEvent[]
  readonly cursor: number
  readonly teller: Teller
  readonly words: Words
  onGoTo(event: number): void
  onClose(): void
}

/** What made an event happen, what made that happen, and so on; each can be gone to, and the list stays. Escape closes it. */
export default function Why({ chain, cursor, teller, words, onGoTo, onClose }: Props): ReactNode {
  if (chain.length === 0) return <p className={styles.why}>{words.ui.whyNothing}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is that of the buttons within
    <div
      className={styles.why}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
    >
      <p>{words.ui.whyBecause}</p>
      <ol>
        {chain.map((event) => (
          <li key={event.i}>
            <button
              type="button"
              className={styles.cause}
              aria-current={event.i === cursor ? 'step' : undefined}
              onClick={() => onGoTo(event.i)}
            >
              <span className={styles.time}>{words.seconds(event.t)}</span> {teller.tell(event)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
