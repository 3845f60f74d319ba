import type { TraceEvent } from 'asyncio-ts/trace'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Example, View } from '../../../fences/example'
import type { AxisMode } from '../../../views/axis'
import { noticesOf } from '../../../views/notices'
import { createTeller } from '../../../views/tell'
import { readTimeline } from '../../../views/timeline'
import { waitsOf } from '../../../views/timeline-text'
import { english } from '../../../views/words-en'
import { chinese } from '../../../views/words-zh'
import Beside from './Beside'
import Legend from './Legend'
import Scene, { pictureOf } from './Scene'
import styles from './Stage.module.css'
import { saveJson, saveSvg } from './save'
import TextTable from './TextTable'
import Transport from './Transport'
import { type Comparable, type Other, useCompared } from './use-compared'
import Why from './Why'

export interface StageProps extends Comparable {
  readonly example: Example
  readonly view: Exclude<View, 'output'>
  readonly events: readonly TraceEvent[]
  /** The run of the page's making, not of the reader's. */
  readonly recorded: boolean
  /** The program was too large to be made to tell of its lines. */
  readonly plain: boolean
  readonly locale: string
  /** Null: at the end, wherever that is. */
  readonly cursor: number | null
  readonly onCursor: (cursor: number) => void
  readonly onBeside: (other: Other | null) => void
}

/** A run to be looked at: one view of it, the cursor that all views share, and what there is to say at the cursor. */
export default function Stage(props: StageProps) {
  const { view, events, recorded, code, plain, locale, cursor, onCursor, onBeside } = props
  const words = locale === 'zh-Hans' ? chinese : english
  const { ui } = words
  const [mode, setMode] = useState<AxisMode>('time')
  const [whyShown, setWhyShown] = useState(false)
  const [spoken, setSpoken] = useState('')
  const timeline = useMemo(() => readTimeline(events), [events])
  const teller = useMemo(
    () => createTeller(events, waitsOf(timeline), words, timeline.people),
    [events, timeline, words],
  )
  const { id } = props.example
  const { others, chosen } = useCompared(props)
  const beside = useMemo(() => chosen && { ...chosen, title: chosen.title ?? ui.others[chosen.other] }, [chosen, ui])
  const picture = useMemo(
    () => pictureOf({ view, events, timeline, words, mode, beside, code, plain }),
    [view, events, timeline, words, mode, beside, code, plain],
  )
  const notices = useMemo(() => noticesOf(events, view, words), [events, view, words])
  const last = events.length - 1
  const at = Math.min(cursor ?? last, last)
  const event = events[at]
  const sentence = event === undefined ? ui.beforeAll : teller.tell(event)
  const moment = event === undefined ? words.seconds(0) : ui.moment(event.t, event.turn)
  const onMove = useCallback(
    (to: number, by: 'range' | 'button' | 'play' | 'picture') => {
      onCursor(to)
      // The range speaks for itself, and nobody wants a run that plays to be read out.
      const target = events[to]
      if (by === 'button')
        setSpoken(target ? `${ui.moment(target.t, target.turn)}: ${teller.tell(target)}` : ui.beforeAll)
    },
    [onCursor, events, teller, ui],
  )
  if (events.length === 0) return <p className={styles.nothing}>{ui.nothing}</p>
  return (
    <div className={styles.stage} data-stage={view}>
      {view === 'timeline' && <Beside {...{ others, chosen, onBeside, words }} />}
      <Scene {...{ view, picture, events, timeline, words, code, mode }} cursor={at} onMove={onMove} />
      {picture.drawing && <Legend {...{ view, events, words }} />}
      {notices.map((notice) => (
        <p key={notice} className={styles.notice}>
          {notice}
        </p>
      ))}
      <div className={styles.said}>
        <p>
          <span className={styles.moment}>{moment}</span> {sentence}
        </p>
        <button
          type="button"
          className={styles.link}
          aria-expanded={whyShown}
          disabled={event === undefined}
          onClick={() => setWhyShown(!whyShown)}
        >
          {ui.why}
        </button>
      </div>
      {whyShown && event !== undefined && (
        <Why {...{ events, teller, words }} cursor={at} onGoTo={(to) => onMove(to, 'button')} />
      )}
      <Transport {...{ events, words, sentence, moment, onMove }} cursor={at} />
      <p aria-live="polite" className={styles.spoken}>
        {spoken}
      </p>
      <details className={styles.details}>
        <summary>{ui.more}</summary>
        <div className={styles.more}>
          {recorded && <span className={styles.note}>{ui.recorded}</span>}
          {view === 'timeline' && (
            <label className={styles.note}>
              {ui.axis}{' '}
              <select value={mode} onChange={({ target }) => setMode(target.value as AxisMode)}>
                <option value="time">{ui.axes.time}</option>
                <option value="order">{ui.axes.order}</option>
              </select>
            </label>
          )}
          {picture.drawing && (
            <button
              type="button"
              className={styles.link}
              onClick={() => saveSvg(`${id}-${view}.svg`, picture, notices)}
            >
              {ui.saveSvg}
            </button>
          )}
          <button
            type="button"
            className={styles.link}
            onClick={() =>
              saveJson(`${id}.json`, {
                id,
                events,
                ...(plain && { plain }),
                ...(picture.beside && beside && { beside }),
              })
            }
          >
            {ui.saveJson}
          </button>
        </div>
        {picture.tables.map(({ title, table }) => (
          <TextTable key={title} table={table} label={title === '' ? ui.text : title} />
        ))}
      </details>
    </div>
  ) satisfies ReactNode
}
