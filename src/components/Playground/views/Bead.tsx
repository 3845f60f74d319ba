import { type CSSProperties, type ReactNode, useRef } from 'react'
import type { Handoff } from '../../../views/handoff'
import { HANDOFF_HEAD, HANDOFF_ROW, shareOfColumn } from '../../../views/handoff-picture'
import { classOf } from '../../../views/lane-signs'
import { cutText } from '../../../views/measure'
import { percent } from '../../../views/shape'
import styles from './Bead.module.css'

interface Props {
  readonly handoff: Handoff
  /** The row at which the cursor is. */
  readonly row: number
}

const MOST_LETTERS = 18

/**
 * What goes over in the row that the reader has just stepped to, on its way from one to the other. It is gone at once: the arrow
 * and its label say the same, and stay.
 */
export default function Bead({ handoff, row }: Props): ReactNode {
  const seen = useRef({ row, by: 0 })
  if (seen.current.row !== row) seen.current = { row, by: row - seen.current.row }
  const at = handoff.rows[row]
  // Only a step forward is a way that something goes: a leap or a step back hands nothing over.
  if (seen.current.by !== 1 || at === undefined || at.from === at.to) return null
  const { act, from, to } = at
  const value = act.kind === 'print' || act.kind === 'create' ? null : act.value
  const style = {
    top: HANDOFF_HEAD + row * HANDOFF_ROW + HANDOFF_ROW / 2,
    left: percent(shareOfColumn(handoff, Math.min(from, to))),
    width: percent(shareOfColumn(handoff, Math.max(from, to)) - shareOfColumn(handoff, Math.min(from, to))),
  }
  const life = handoff.lives.find(({ id }) => id === at.generator)
  return (
    <div key={row} className={`${styles.way} ${classOf(life)}`} style={style as CSSProperties} aria-hidden="true">
      <div className={styles.carrier} data-back={to < from ? '' : undefined}>
        <span className={styles.bead}>
          {value === null || value === 'undefined' ? '' : cutText(value, MOST_LETTERS)}
        </span>
      </div>
    </div>
  )
}
