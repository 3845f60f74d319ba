import type { ReactNode } from 'react'
import type { Handoff } from '../../../views/handoff'
import { shareOfColumn } from '../../../views/handoff-picture'
import { classOf, signOf } from '../../../views/lane-signs'
import { percent } from '../../../views/shape'
import type { Words } from '../../../views/words'
import styles from './Heads.module.css'

interface Props {
  readonly handoff: Handoff
  readonly words: Words
  /** How many rows are scrolled away. */
  readonly above: number
  /** The row at which the cursor is. */
  readonly row: number
}

/** Who stands in which column, once the row in which a name is written is out of sight. */
export default function Heads({ handoff, words, above, row }: Props): ReactNode {
  const { byLoop, lives } = handoff
  if (above === 0) return null
  const there = lives.filter(({ from, to }) => from < above && (to === null || to >= Math.min(above, row)))
  return (
    <div className={styles.heads} aria-hidden="true">
      <span style={{ left: percent(shareOfColumn(handoff, 0)) }}>
        {byLoop ? words.handoff.loop : words.handoff.driver}
      </span>
      {there.map((life) => (
        <span
          key={`${life.id} ${life.from}`}
          className={classOf(life)}
          style={{ left: percent(shareOfColumn(handoff, life.column)) }}
        >
          <i>{signOf(life.index)}</i> {life.name}
        </span>
      ))}
    </div>
  )
}
