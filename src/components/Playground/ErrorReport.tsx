import type { ReactNode } from 'react'
import type { Position, SessionState } from '../../runner/session'
import styles from './ErrorReport.module.css'
import { errorOf } from './error-of'
import { strings } from './strings'

interface Props {
  readonly session: SessionState
  readonly onGoTo: (position: Position) => void
}

/** What went wrong, and where, with links into the code; the stack is folded. */
export default function ErrorReport({ session, onGoTo }: Props): ReactNode {
  const error = errorOf(session)
  if (!error) return null
  const sentence = error.message === '' ? error.name : `${error.name}: ${error.message}`
  // The output usually ends with the error; then this need not be seen twice, only heard.
  const last = session.lines.at(-1)
  const seen = last?.stream === 'error' && last.text.includes(sentence)
  // The first frame is the place itself.
  const callers = error.stack.slice(1)
  return (
    <div role="alert" className={styles.error}>
      <p className={styles.sentence}>
        <span className={seen ? styles.heard : undefined}>{sentence}</span>{' '}
        {error.position && <PlaceLink position={error.position} onGoTo={onGoTo} />}
      </p>
      {callers.length > 0 && (
        <details className={styles.stack}>
          <summary>{strings.stack()}</summary>
          <ol>
            {callers.map(({ name, position }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a frame is its depth
              <li key={index}>
                <code>{name}</code>
                <PlaceLink position={position} onGoTo={onGoTo} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

function PlaceLink({ position, onGoTo }: { position: Position; onGoTo: (position: Position) => void }): ReactNode {
  return (
    <button type="button" className={styles.place} onClick={() => onGoTo(position)}>
      {strings.position(position.line, position.column)}
    </button>
  )
}
