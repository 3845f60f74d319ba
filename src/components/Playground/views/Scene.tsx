import type { TraceEvent } from 'asyncio-ts/trace'
import { type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { View } from '../../../fences/example'
import type { Axis, AxisMode } from '../../../views/axis'
import { readFrames } from '../../../views/frames'
import { readHandoff, rowAt, shortened } from '../../../views/handoff'
import { HANDOFF_HEAD, HANDOFF_ROW, handoffPicture, handoffText } from '../../../views/handoff-picture'
import { readLoop } from '../../../views/loop'
import { loopPicture, loopText } from '../../../views/loop-picture'
import type { Shape } from '../../../views/shape'
import { readSource, type Source, stepAt } from '../../../views/source'
import { shareOfStep, sourcePicture, sourceText, stepAtShare } from '../../../views/source-picture'
import { readTimeline, shareOf, type Timeline } from '../../../views/timeline'
import { sharedAxis, timelinePicture } from '../../../views/timeline-picture'
import { type TextTable, timelineText } from '../../../views/timeline-text'
import type { Words } from '../../../views/words'
import Bead from './Bead'
import Drawing from './Drawing'
import FramesPanel from './FramesPanel'
import LoopPanel from './LoopPanel'
import styles from './Scene.module.css'

/** What a view draws of a run, and says of it. */
export interface ScenePicture {
  readonly drawing: { readonly shape: Shape; readonly minWidth: number; readonly height: number } | null
  readonly axis: Axis | null
  /** The run as lines. */
  readonly source: Source | null
  /** The other run, on the same axis. */
  readonly beside: { readonly title: string; readonly shape: Shape; readonly height: number } | null
  /** What the run is called beside another. */
  readonly title: string
  readonly tables: readonly { readonly title: string; readonly table: TextTable }[]
  /** Why there is nothing to see; null: there is. */
  readonly empty: string | null
}

interface PictureProps {
  readonly view: Exclude<View, 'output'>
  readonly events: readonly TraceEvent[]
  readonly timeline: Timeline
  readonly words: Words
  readonly mode: AxisMode
  readonly beside: { readonly title: string; readonly events: readonly TraceEvent[] } | null
  readonly code: string
  /** Nothing is known of its lines and generators. */
  readonly plain: boolean
}

/** More rows would make each step slow. */
const MAX_ROWS = 800
const MAX_STEPS = 800

const NOTHING = { drawing: null, axis: null, source: null, beside: null, title: '', tables: [] }

export function pictureOf(props: PictureProps): ScenePicture {
  const { view, events, timeline, words, mode, beside, code, plain } = props
  const { ui } = words
  if (plain && (view === 'handoff' || view === 'source')) return { ...NOTHING, empty: ui.plain }
  if (view === 'handoff') {
    const handoff = shortened(readHandoff(events), MAX_ROWS)
    if (handoff.lives.length === 0) return { ...NOTHING, empty: ui.noGenerators }
    const table = handoffText(handoff, words)
    return { ...NOTHING, drawing: handoffPicture(handoff, words), tables: [{ title: '', table }], empty: null }
  }
  if (view === 'loop') {
    const loop = readLoop(events)
    if (loop.turns.length === 0) return { ...NOTHING, empty: ui.noLoop }
    return {
      ...NOTHING,
      drawing: loopPicture(loop, words),
      tables: [{ title: '', table: loopText(loop, words) }],
      empty: null,
    }
  }
  if (view === 'source') {
    const source = readSource(events, code, MAX_STEPS)
    if (source.steps.length === 0) return { ...NOTHING, empty: ui.noLines }
    const tables = [{ title: '', table: sourceText(source, words) }]
    return { ...NOTHING, source, drawing: sourcePicture(source, words), tables, empty: null }
  }
  const table = timelineText(timeline, words)
  if (beside === null) {
    const drawing = timelinePicture(timeline, words, mode)
    return { ...NOTHING, drawing, axis: drawing.axis, tables: [{ title: '', table }], empty: null }
  }
  const other = readTimeline(beside.events)
  const axis = sharedAxis([timeline, other], mode)
  const drawing = timelinePicture(timeline, words, mode, axis)
  const { shape, height } = timelinePicture(other, words, mode, axis)
  const title = words.labelled(ui.thisRun, words.seconds(timeline.end))
  const otherTitle = words.labelled(beside.title, words.seconds(other.end))
  return {
    drawing,
    axis,
    source: null,
    title,
    beside: { title: otherTitle, shape, height },
    tables: [
      { title, table },
      { title: otherTitle, table: timelineText(other, words) },
    ],
    empty: null,
  }
}

interface Props {
  readonly view: Exclude<View, 'output'>
  readonly picture: ScenePicture
  readonly events: readonly TraceEvent[]
  readonly timeline: Timeline
  readonly words: Words
  readonly code: string
  readonly cursor: number
  readonly onMove: (to: number, by: 'picture') => void
}

/** The picture with the cursor in it: what has not happened yet is veiled. Moving the cursor draws nothing anew. */
export default function Scene(props: Props): ReactNode {
  const { view, picture, events, words, code, cursor, onMove } = props
  const room = useRef<HTMLDivElement>(null)
  const loop = useMemo(() => (view === 'loop' ? readLoop(events) : null), [view, events])
  const frames = useMemo(() => (view === 'source' ? readFrames(events) : null), [view, events])
  const handoff = useMemo(() => (view === 'handoff' ? shortened(readHandoff(events), MAX_ROWS) : null), [view, events])
  const row = handoff === null ? -1 : rowAt(handoff, cursor)
  const place = placeOf(props, row)

  // What the cursor is at stays in sight within the picture; the page is not scrolled.
  useEffect(() => {
    const it = room.current
    if (it === null || place === null) return
    if ('top' in place) {
      if (place.top < it.scrollTop + 40) it.scrollTop = place.top - 40
      else if (place.top > it.scrollTop + it.clientHeight - 40) it.scrollTop = place.top - it.clientHeight + 40
    } else {
      const left = place.share * it.scrollWidth
      if (left < it.scrollLeft + 20 || left > it.scrollLeft + it.clientWidth - 20)
        it.scrollLeft = left - it.clientWidth / 2
    }
  }, [place])

  if (picture.empty !== null) return <p className={styles.empty}>{picture.empty}</p>
  const onPick = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return
    const picked = (event.target as Element).closest('[data-event]')?.getAttribute('data-event')
    const isMark = picked && event.type !== 'pointermove'
    if (isMark) onMove(Number(picked), 'picture')
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left) / width
    if (picture.axis && !isMark) onMove(eventAtShare(props.timeline, picture.axis, share), 'picture')
    if (picture.source && !isMark) {
      const step = stepAtShare(picture.source, share)
      const at = picture.source.steps[step]
      if (at) onMove(at.event, 'picture')
    }
  }
  const { drawing, beside } = picture
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, since nothing in it is filled in
    <div
      ref={room}
      className={`view-frame ${styles.room}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
      tabIndex={0}
      aria-label={words.ui.picture}
    >
      {loop && <LoopPanel state={loop.at(cursor)} words={words} />}
      {frames && <FramesPanel frames={frames.at(cursor)} line={frames.lineAt(cursor)} {...{ code, words }} />}
      {drawing && (
        <div
          className={styles.picture}
          style={{ minWidth: drawing.minWidth }}
          onPointerDown={onPick}
          onPointerMove={onPick}
        >
          {beside && <p className={styles.title}>{picture.title}</p>}
          <Drawing shape={drawing.shape} />
          {place && 'share' in place && (
            <div className={styles.across}>
              <div className={styles.line} style={{ transform: `translateX(${place.share * 100}%)` }} />
            </div>
          )}
          {place && 'top' in place && <div className={styles.below} style={{ top: place.top }} />}
          {handoff && <Bead handoff={handoff} row={row} />}
          {beside && (
            <>
              <p className={styles.title}>{beside.title}</p>
              <Drawing shape={beside.shape} />
            </>
          )}
        </div>
      )}
    </div>
  )
}

type PlaceInPicture = { readonly share: number } | { readonly top: number }

function placeOf({ picture, timeline, events, cursor, view }: Props, row: number): PlaceInPicture | null {
  if (view === 'handoff') return { top: HANDOFF_HEAD + (row + 1) * HANDOFF_ROW }
  if (picture.source) return { share: shareOfStep(picture.source, stepAt(picture.source, cursor) + 1) }
  if (picture.axis === null || view !== 'timeline') return null
  if (cursor < 0) return { share: 0 }
  if (cursor === events.length - 1) return { share: 1 }
  const next = timeline.places[cursor + 1]
  const own = timeline.places[cursor]
  if (own === undefined) return { share: 0 }
  // The line stands behind what has happened.
  const after = next && next.t === own.t ? next : { t: own.t, column: Math.ceil(own.column + 1e-9) }
  return { share: shareOf(picture.axis, after) }
}

/** The last event that is not to the right of a place. */
function eventAtShare({ places }: Timeline, axis: Axis, share: number): number {
  let from = -1
  let to = places.length - 1
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    const place = places[middle]
    if (place && shareOf(axis, place) <= share) from = middle
    else to = middle - 1
  }
  return from
}
