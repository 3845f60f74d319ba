import type { ReactNode } from 'react'
import type { Ending, Pending, Position, Stuck } from '../../runner/session'
import styles from './ErrorReport.module.css'
import { seconds } from './format'
import PlaceLink from './PlaceLink'
import { runStrings as strings } from './run-strings'

interface Props {
  readonly ending: Ending
  readonly onGoTo: (position: Position) => void
}

/** Who waits for what when nothing can go on, or what is still pending when a run is ended; nothing for other endings. */
export default function EndingList({ ending, onGoTo }: Props): ReactNode {
  if (ending.kind === 'blocked' && ending.line !== null) {
    return (
      <p className={styles.list}>
        <PlaceLink position={{ line: ending.line, column: 1 }} onGoTo={onGoTo} />
      </p>
    )
  }
  if (ending.kind === 'deadlock' && ending.waiting.length > 0) {
    return <List title={strings.whoWaits()} items={ending.waiting} text={stuckText} onGoTo={onGoTo} />
  }
  if (ending.kind === 'alive' && ending.pending.length > 0) {
    const more = ending.count - ending.pending.length
    return (
      <List title={strings.pending()} items={ending.pending} text={pendingText} onGoTo={onGoTo}>
        {more > 0 && <li>{strings.pendingMore(more)}</li>}
      </List>
    )
  }
  return null
}

function stuckText({ task, waitsFor }: Stuck): string {
  return waitsFor === 'nothing' ? strings.taskReady(task) : strings.waitsFor(task, waitsFor)
}

function pendingText(pending: Pending): string {
  switch (pending.kind) {
    case 'timeout':
      return strings.pendingTimeout(`+${seconds(pending.due)}`)
    case 'interval':
      return strings.pendingInterval(`+${seconds(pending.due)}`)
    case 'task':
      return stuckText({ ...pending, task: pending.name })
  }
}

interface ListProps<T> {
  readonly title: string
  readonly items: readonly T[]
  readonly text: (item: T) => string
  readonly onGoTo: (position: Position) => void
  readonly children?: ReactNode
}

function List<T extends { readonly position: Position | null }>(props: ListProps<T>): ReactNode {
  const { title, items, text, onGoTo, children } = props
  return (
    <div className={styles.list}>
      <p className={styles.caption}>{title}</p>
      <ul className={styles.errors}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never changed
          <li key={index}>
            <span className={styles.sentence}>
              <span>{text(item)}</span>
              {item.position && <PlaceLink position={item.position} onGoTo={onGoTo} />}
            </span>
          </li>
        ))}
        {children}
      </ul>
    </div>
  )
}
