import type { ReactNode } from 'react'
import type { OutputLine, Position, ProgramError, SessionState } from '../../runner/session'
import EndingList from './EndingList'
import styles from './ErrorReport.module.css'
import NeverDriven from './NeverDriven'
import PlaceLink from './PlaceLink'
import { errorOf, otherErrors } from './problems'
import { pythonName } from './python-name'
import { runStrings as strings } from './run-strings'

interface Props {
  readonly session: SessionState
  readonly onGoTo: (position: Position) => void
}

/** Errors beside the one that ended the run that are listed. */
const MOST_OTHERS = 5

/** What went wrong, and where, with links into the code; stacks are folded. */
export default function ErrorReport({ session, onGoTo }: Props): ReactNode {
  const error = errorOf(session)
  const others = otherErrors(session.lines, error, MOST_OTHERS)
  if (!session.ending && others.length === 0) return null
  return (
    <>
      {(error || others.length > 0) && (
        <div role="alert" className={styles.error}>
          {error && <ErrorText error={error} lines={session.lines} onGoTo={onGoTo} />}
          {others.length > 0 && (
            <>
              {error && <p className={styles.caption}>{strings.alsoUncaught()}</p>}
              <ul className={styles.errors}>
                {others.map((other, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: errors are only ever added
                  <li key={index}>
                    <ErrorText error={other} lines={[]} onGoTo={onGoTo} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {session.ending && <EndingList ending={session.ending} onGoTo={onGoTo} />}
      <NeverDriven {...{ session, onGoTo }} />
    </>
  )
}

interface ErrorTextProps {
  readonly error: ProgramError
  readonly lines: readonly OutputLine[]
  readonly onGoTo: (position: Position) => void
}

function ErrorText({ error, lines, onGoTo }: ErrorTextProps): ReactNode {
  const sentence = error.message === '' ? error.name : `${error.name}: ${error.message}`
  // The output usually ends with the error; then this need not be seen twice, only heard.
  const last = lines.at(-1)
  const seen = last?.stream === 'error' && last.text.includes(sentence)
  const python = pythonName(error)
  // The first frame is the place itself.
  const callers = error.stack.slice(1)
  return (
    <>
      <p className={styles.sentence}>
        <span className={seen ? styles.heard : undefined}>{sentence}</span>{' '}
        {error.position && <PlaceLink position={error.position} onGoTo={onGoTo} />}
        {python && <span className={styles.python}>{strings.inPython(python)}</span>}
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
      {error.members && error.members.length > 0 && (
        <>
          <p className={styles.caption}>{strings.members()}</p>
          <ul className={styles.errors}>
            {error.members.map((member, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a member is its place in the group
              <li key={index}>
                <ErrorText error={member} lines={[]} onGoTo={onGoTo} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
