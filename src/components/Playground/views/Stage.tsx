import type { TraceEvent } from 'asyncio-ts/trace'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Example, View } from '../../../fences/example'
import type { AxisMode } from '../../../views/axis'
import { noticesOf } from '../../../views/notices'
import { createTeller } from '../../../views/tell'
import { readTimeline } from '../../../views/timeline'
import { waitsOf } from '../../../views/timeline-text'
import { whyNow } from '../../../views/why'
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
  readonly takesFocus: { current: boolean }
}

/** A run to be looked at: one view of it, the cursor that all views share, and what there is to say at the cursor. */
export default function Stage(props: StageProps) {
  const { view, events, recorded, code, plain, locale, cursor, onCursor, onBeside, takesFocus } = props
  const words = locale === 'zh-Hans' ? chinese : english
  const { ui } = words
  const [mode, setMode] = useState<AxisMode>('time')
  const [why, setWhy] = useState<number | null>(null)
  const whyButton = useRef<HTMLButtonElement>(null)
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
  // As long as the cursor goes along the causes of an event they stay as they are; elsewhere, they are those of the event there.
  const asked = useMemo(() => {
    if (why === null || at < 0) return null
    const chain = whyNow(events, why)
    return why === at || chain.some(({ i }) => i === at) ? { of: why, chain } : { of: at, chain: whyNow(events, at) }
  }, [events, why, at])
  if (asked !== null && asked.of !== why) setWhy(asked.of)
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
          ref={whyButton}
          aria-expanded={asked !== null}
          disabled={event === undefined}
          onClick={() => setWhy(asked === null ? at : null)}
        >
          {ui.why}
        </button>
      </div>
      {asked !== null && (
        <Why
          {...{ events, teller, words, chain: asked.chain }}
          cursor={at}
          onGoTo={(to) => onMove(to, 'button')}
          onClose={() => {
            setWhy(null)
            whyButton.current?.focus()
          }}
        />
      )}
      <Transport {...{ events, words, sentence, moment, onMove, takesFocus }} cursor={at} />
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
