import { type ReactNode, useMemo } from 'react'
import { neverDriven, type Position, type SessionState } from '../../runner/session'
import styles from './ErrorReport.module.css'
import PlaceLink from './PlaceLink'
import { runStrings as strings } from './run-strings'

interface Props {
  readonly session: SessionState
  readonly onGoTo: (position: Position) => void
}

const MOST = 5

/** Coroutines that were made and that nobody began to drive, each place once: most likely a `yield*` is missing there. */
export default function NeverDriven({ session, onGoTo }: Props): ReactNode {
  const places = useMemo(() => placesOf(session), [session])
  if (places.length === 0) return null
  return (
    <div className={styles.list} data-never-driven>
      <p className={styles.caption}>{strings.neverDriven()}</p>
      <ul className={styles.errors}>
        {places.slice(0, MOST).map(({ name, position, count }) => (
          <li key={`${name} ${position?.line} ${position?.column}`}>
            <span className={styles.sentence}>
              <span>{count === 1 ? name : strings.neverDrivenTimes(name, count)}</span>{' '}
              {position && <PlaceLink position={position} onGoTo={onGoTo} />}
            </span>
          </li>
        ))}
        {places.length > MOST && <li>{strings.pendingMore(places.length - MOST)}</li>}
      </ul>
    </div>
  )
}

interface Place {
  readonly name: string
  readonly position: Position | null
  readonly count: number
}

function placesOf(session: SessionState): readonly Place[] {
  const places = new Map<string, Place>()
  for (const event of neverDriven(session)) {
    if (event.kind !== 'gen/create') continue
    // `post 1` is the first generator of `post`.
    const name = `${event.name.replace(/ \d+$/, '')}()`
    const position = event.loc ?? null
    const key = `${name} ${position?.line} ${position?.column}`
    places.set(key, { name, position, count: (places.get(key)?.count ?? 0) + 1 })
  }
  return [...places.values()]
}
