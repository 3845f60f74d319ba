import type { TraceEvent } from 'asyncio-ts/trace'
import {
  type CSSProperties,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
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
import Heads from './Heads'
import LoopPanel from './LoopPanel'
import styles from './Scene.module.css'

type Over = ReturnType<typeof timelinePicture>['over']

/** What a view draws of a run, and says of it. */
export interface ScenePicture {
  readonly drawing: { readonly shape: Shape; readonly minWidth: number; readonly height: number } | null
  readonly axis: Axis | null
  /** The run as lines. */
  readonly source: Source | null
  /** Of a timeline: what is legible above the veil. */
  readonly over: Over | null
  /** Of the loop: where each turn ends. */
  readonly turns: ReturnType<typeof loopPicture>['ends'] | null
  /** Of the source: code and steps. */
  readonly halves: ReturnType<typeof sourcePicture>['halves'] | null
  /** The other run, on the same axis. */
  readonly beside: {
    readonly title: string
    readonly shape: Shape
    readonly height: number
    readonly over: Over
  } | null
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

const NOTHING = {
  drawing: null,
  axis: null,
  source: null,
  over: null,
  turns: null,
  halves: null,
  beside: null,
  title: '',
  tables: [],
}

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
    const drawing = loopPicture(loop, words)
    const tables = [{ title: '', table: loopText(loop, words) }]
    return { ...NOTHING, drawing, turns: drawing.ends, tables, empty: null }
  }
  if (view === 'source') {
    const source = readSource(events, code, MAX_STEPS)
    if (source.steps.length === 0) return { ...NOTHING, empty: ui.noLines }
    const tables = [{ title: '', table: sourceText(source, words) }]
    const drawing = sourcePicture(source, words)
    return { ...NOTHING, source, drawing, halves: drawing.halves, tables, empty: null }
  }
  const table = timelineText(timeline, words)
  if (beside === null) {
    const drawing = timelinePicture(timeline, words, mode)
    const { axis, over } = drawing
    return { ...NOTHING, drawing, axis, over, tables: [{ title: '', table }], empty: null }
  }
  const other = readTimeline(beside.events)
  const axis = sharedAxis([timeline, other], mode)
  const drawing = timelinePicture(timeline, words, mode, axis)
  const { shape, height, over } = timelinePicture(other, words, mode, axis)
  const title = words.labelled(ui.thisRun, words.seconds(timeline.end))
  const otherTitle = words.labelled(beside.title, words.seconds(other.end))
  return {
    ...NOTHING,
    drawing,
    axis,
    over: drawing.over,
    title,
    beside: { title: otherTitle, shape, height, over },
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
  const panel = useRef<HTMLDivElement>(null)
  // What is below must not move up and down under the pointer of who steps: it keeps the most room that it has needed.
  useLayoutEffect(() => {
    const it = panel.current
    if (it && view === 'loop') it.style.minHeight = `${it.offsetHeight}px`
  })
  /** So much of a conversation is scrolled away that a row is no longer in sight. */
  const [above, setAbove] = useState(0)
  const loop = useMemo(() => (view === 'loop' ? readLoop(events) : null), [view, events])
  const frames = useMemo(() => (view === 'source' ? readFrames(events) : null), [view, events])
  const handoff = useMemo(() => (view === 'handoff' ? shortened(readHandoff(events), MAX_ROWS) : null), [view, events])
  const row = handoff === null ? -1 : rowAt(handoff, cursor)
  const place = placeOf(props, row)

  // What the cursor is at stays in sight within the picture; the page is not scrolled.
  useEffect(() => {
    const it = room.current
    if (it === null || place === null) return
    const { top } = place
    if (top !== undefined && (top < it.scrollTop + 40 || top > it.scrollTop + it.clientHeight - 40))
      it.scrollTop = top - it.clientHeight / 2
    if (place.share !== undefined) {
      // The code stays where it is, and steps go by behind it.
      const fixed = it.querySelector(`.${styles.code}`)?.clientWidth ?? 0
      const left = place.share * (it.scrollWidth - fixed)
      const room = it.clientWidth - fixed
      if (left < it.scrollLeft + 20 || left > it.scrollLeft + room - 20) it.scrollLeft = left - room / 2
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
  const { drawing, beside, over, halves } = picture
  const veil =
    place === null ? null : place.share === undefined ? (
      <div className={styles.below} style={{ top: place.top }} />
    ) : (
      <div className={styles.across}>
        <div className={styles.line} style={{ transform: `translateX(${place.share * 100}%)` }} />
      </div>
    )
  const share = place?.share ?? 1
  return (
    <div className={`view-frame ${styles.room}`} data-room={view}>
      {(loop || frames) && (
        // biome-ignore lint/a11y/useSemanticElements: no fieldset, since nothing in it is filled in
        <div
          key={view}
          ref={panel}
          className={`${frames ? 'view-scroll ' : ''}${styles.panel}`}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
          tabIndex={0}
          aria-label={words.ui.here}
        >
          {loop && <LoopPanel state={loop.at(cursor)} words={words} />}
          {frames && <FramesPanel frames={frames.at(cursor)} line={frames.lineAt(cursor)} {...{ code, words }} />}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset, since nothing in it is filled in */}
      <div
        ref={room}
        className={`view-scroll ${styles.scroll}`}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
        tabIndex={0}
        aria-label={words.ui.picture}
        onScroll={
          handoff ? ({ currentTarget }) => setAbove(Math.ceil(currentTarget.scrollTop / HANDOFF_ROW)) : undefined
        }
      >
        {halves && (
          <div className={styles.halves} style={{ '--steps': `${halves.stepsWidth}px` } as CSSProperties}>
            <div className={styles.code}>
              <Drawing shape={halves.code} />
            </div>
            <div className={styles.picture} onPointerDown={onPick} onPointerMove={onPick}>
              <Drawing shape={halves.steps} />
              {veil}
            </div>
          </div>
        )}
        {drawing && !halves && (
          <div
            className={styles.picture}
            data-beside={beside ? '' : undefined}
            style={{ minWidth: drawing.minWidth }}
            onPointerDown={onPick}
            onPointerMove={onPick}
          >
            {handoff && <Heads {...{ handoff, words, above }} row={row} />}
            {beside && <p className={styles.title}>{picture.title}</p>}
            <Layers shape={drawing.shape} over={over} share={share} />
            {veil}
            {handoff && <Bead handoff={handoff} row={row} />}
            {beside && (
              <div className={styles.beside}>
                <p className={styles.title}>{beside.title}</p>
                <Layers shape={beside.shape} over={beside.over} share={share} />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** A picture, and above the veil what of it is legible in any case. */
function Layers({ shape, over, share }: { readonly shape: Shape; readonly over: Over | null; readonly share: number }) {
  // It only changes where somebody begins.
  const begun = over?.begun(share)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of one number of them there is one drawing
  const legible = useMemo(() => over?.draw(share) ?? null, [over, begun])
  return (
    <div className={styles.layers}>
      <Drawing shape={over?.under ?? shape} />
      {legible && (
        <div className={styles.legible}>
          <Drawing shape={legible} />
        </div>
      )}
    </div>
  )
}

/** Where the line of the cursor is, across or below; and what has to be in sight. */
interface PlaceInPicture {
  readonly share?: number
  readonly top?: number
}

function placeOf({ picture, timeline, events, cursor, view }: Props, row: number): PlaceInPicture | null {
  if (view === 'handoff') return { top: HANDOFF_HEAD + (row + 1) * HANDOFF_ROW }
  if (picture.turns) {
    // A turn stands for all that happens in it; the veil is over those to come.
    const begun = picture.turns.filter(({ event }) => event <= cursor)
    return { top: begun.at(-1)?.bottom ?? 0 }
  }
  if (picture.source) {
    const step = stepAt(picture.source, cursor)
    const top = picture.halves?.tops[step]
    return { share: shareOfStep(picture.source, step + 1), ...(top !== undefined && { top }) }
  }
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
