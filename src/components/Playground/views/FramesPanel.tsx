import type { ReactNode } from 'react'
import type { Frame } from '../../../views/frames'
import { classOf, signOf } from '../../../views/lane-signs'
import type { Words } from '../../../views/words'
import styles from './FramesPanel.module.css'

interface Props {
  readonly frames: readonly Frame[]
  /** The reader's program. */
  readonly code: string
  /** Where the program is at the cursor, where the trace says so. */
  readonly line: number | null
  readonly words: Words
}

/** Lines of the program around the one that runs, and the frame of each generator: where it waits, and what it holds. */
export default function FramesPanel({ frames, code, line, words }: Props): ReactNode {
  const lines = code.split('\n')
  const ended = frames.filter((frame) => !isAlive(frame))
  const marked = new Map<number, Frame[]>()
  for (const frame of frames) {
    if (frame.line === null || !isAlive(frame)) continue
    marked.set(frame.line, [...(marked.get(frame.line) ?? []), frame])
  }
  if (line !== null && !marked.has(line)) marked.set(line, [])
  return (
    <div className={styles.panel}>
      {marked.size > 0 && (
        <ol className={styles.source}>
          {[...marked]
            .sort(([a], [b]) => a - b)
            .map(([n, here]) => (
              <li key={n} data-current={n === line ? '' : undefined}>
                <span className={styles.number}>
                  {n === line ? '▸' : '‖'} {n}
                </span>
                <code>{lines[n - 1]?.trim() ?? ''}</code>
                <span className={styles.who}>{words.list(here.map(({ name }) => name))}</span>
              </li>
            ))}
        </ol>
      )}
      {frames.length === 0 ? (
        <p className={styles.empty}>{words.frames.none}</p>
      ) : (
        <ul className={styles.frames}>
          {frames.filter(isAlive).map((frame) => (
            <li key={frame.id} className={`${styles.frame} ${classOf(frame)}`} data-status={frame.status}>
              <p>
                <span className={styles.sign} aria-hidden="true">
                  {signOf(frame.index)}
                </span>{' '}
                <b>{frame.name}</b> {frame.call !== null && <code>{frame.call}</code>}{' '}
                <span className={styles.status}>{words.frames.states[frame.status]}</span>
                {frame.line !== null && <span className={styles.status}> · {words.frames.line(frame.line)}</span>}
              </p>
              {frame.variables.length > 0 && (
                <dl className={styles.variables} aria-label={words.frames.variables}>
                  {frame.variables.map(([name, value]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              )}
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <p className={styles.ended}>
          {ended.map((frame) => (
            <span key={frame.id} className={classOf(frame)}>
              <span className={styles.sign} aria-hidden="true">
                {signOf(frame.index)}
              </span>{' '}
              <b>{frame.name}</b> {words.frames.states[frame.status]}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

/** Those that have ended take no more room than a name. */
const isAlive = ({ status }: Frame): boolean => status !== 'done' && status !== 'failed' && status !== 'closed'
