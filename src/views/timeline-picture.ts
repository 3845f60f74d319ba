import { type Axis, type AxisMode, makeAxis, mergeMoments } from './axis'
import { drawFlights } from './flights-picture'
import { classOf, laneName, signOf } from './lane-signs'
import { CHAR, cutText, lengthOf, NARROW, WIDTHS } from './measure'
import { percent, type Shape, shape } from './shape'
import { type Lane, type Place, type Print, type Span, shareOf, type Timeline } from './timeline'
import type { Words } from './words'

/*
 * Lanes from top to bottom, time from left to right. Heights are pixels and places shares of the width, so that the picture fits a
 * phone as well as a wide page, and its text keeps its size.
 */

export interface Picture {
  readonly shape: Shape
  readonly height: number
  /** Below that many pixels it is scrolled sideways. */
  readonly minWidth: number
  readonly axis: Axis
  /**
   * With a cursor in it: the picture without what was printed, and what is laid over it and over the veil, which is legible at any
   * share of the width: times, who has begun, how they ended, and what was printed, that which is yet to come apart.
   */
  readonly over: { readonly under: Shape; begun(share: number): number; draw(share: number): Shape }
}

const AXIS = 26
const LANE = 46
/** With a line for what is held. */
const HOLD_LANE = 56
const NAME = 15
const BAR = 16
const OUTPUT_ROW = 17
/** A column that has to be seen, and hit. */
const MIN_COLUMN = 7
const MAX_PRINTS = 16
const MAX_LABEL = 34
/** A letter of the mono is wider than one of text. */
const MONO = 1.13
/** Marks nearer than that, as a share of the width, look like one. */
const ONE_MARK = 0.0005
/** A share of the width that is as good as none. */
const TRUNK = 0.012

export function timelinePicture(timeline: Timeline, words: Words, mode: AxisMode = 'time', shared?: Axis): Picture {
  const axis = shared ?? makeAxis(timeline.moments, mode)
  const columns = Math.round(1 / axis.column)
  const minWidth = columns * MIN_COLUMN > NARROW ? columns * MIN_COLUMN : 0
  const rowOf = new Map(timeline.lanes.map(({ key }, row) => [key, row]))
  const pitch = timeline.holds.length > 0 ? HOLD_LANE : LANE
  const top = (row: number): number => AXIS + row * pitch
  const bar = (row: number): number => top(row) + NAME + 3
  const colour = (key: Lane['key']): string => classOf(timeline.lanes.find((lane) => lane.key === key))
  const outputTop = AXIS + timeline.lanes.length * pitch
  const labels = placeLabels(timeline.prints, axis)
  const outputRows = timeline.prints.length === 0 ? 0 : Math.max(1, ...labels.map(({ row }) => row + 1))
  const height = outputTop + (outputRows === 0 ? 0 : 8 + outputRows * OUTPUT_ROW) + 4
  const x = (place: Place): number => shareOf(axis, place)

  const nameOf = (lane: Lane, row: number): Shape => {
    // Who comes late has the name where it begins, as long as there is room for it.
    const text = lane.index === null ? words.lane(lane.key) : lane.name
    const own = lengthOf(text) + 4 * CHAR
    const more = lane.more === null ? 0 : lengthOf(lane.more)
    const end =
      lane.end !== null && !endFits(lane.end, x(lane.end.at), words) ? lengthOf(endLabel(lane.end, words)) + 24 : 0
    // At the right edge its end stands in the same row: what more is said gives way to it, and then the name does.
    const limit = NARROW - end
    const whole = end === 0 || x(lane.since) * NARROW + own + more <= limit
    const from = Math.min(x(lane.since), Math.max(0, (limit - (whole ? own + more : own)) / NARROW))
    return shape(
      'text',
      { class: `view-name ${classOf(lane)}`, x: percent(from), y: top(row) + NAME - 3 },
      lane.index === null ? null : shape('tspan', { class: 'view-sign' }, `${signOf(lane.index)} `),
      text,
      lane.more === null || !whole ? null : shape('tspan', { class: 'view-more' }, ` ${lane.more}`),
    )
  }
  const names = timeline.lanes.map(nameOf)

  const rows = timeline.lanes.map((lane, row) => {
    const from = x(lane.since)
    const to = lane.end === null ? 1 : x(lane.end.at)
    return shape('line', {
      class: 'view-track',
      x1: percent(from),
      x2: percent(Math.max(to, from)),
      y1: bar(row) + BAR / 2,
      y2: bar(row) + BAR / 2,
    })
  })

  const spanOf = (span: Span) => {
    const from = x(span.from)
    const to = x(span.to)
    return { from, to, row: rowOf.get(span.lane) ?? 0, width: Math.max(0, to - from) }
  }

  const waits = timeline.waits.flatMap((wait) => {
    const { from, width, row } = spanOf(wait)
    if (width === 0) return []
    const label = words.waitsForShort(wait.on)
    const shown = widthFor(label, width)
    const box = { x: percent(from), y: bar(row), width: percent(width), height: BAR }
    return [
      shape(
        'svg',
        { ...box, class: `view-wait ${colour(wait.lane)}`, 'data-for-ever': wait.on.kind === 'for-ever' ? '' : null },
        shape('title', {}, `${laneName(timeline, wait, words)}: ${words.waitsFor(wait.on)}`),
        shape('rect', { width: '100%', height: BAR, rx: 2 }),
        shown === null ? null : shape('text', { x: 5, y: 12, class: `view-from-${shown}` }, label),
      ),
    ]
  })

  const readies = timeline.readies.flatMap((ready) => {
    const { from, to, row, width } = spanOf(ready)
    if (width === 0) return []
    return [
      shape(
        'line',
        {
          class: `view-ready ${colour(ready.lane)}`,
          x1: percent(from),
          x2: percent(to),
          y1: bar(row) + BAR / 2,
          y2: bar(row) + BAR / 2,
        },
        shape('title', {}, `${laneName(timeline, ready, words)}: ${words.ready}`),
      ),
    ]
  })

  const runs = timeline.runs.map((run) => {
    const { from, row, width } = spanOf(run)
    const who = run.step.callback ?? laneName(timeline, run, words)
    return shape(
      'rect',
      {
        class: `view-run ${colour(run.lane)}`,
        x: percent(from),
        y: bar(row),
        width: percent(width),
        height: BAR,
        'data-event': run.step.from,
      },
      shape('title', {}, `${words.seconds(run.step.t)} · ${who} ${words.runs}`),
    )
  })

  const holds = timeline.holds.flatMap((hold) => {
    const { from, width, row } = spanOf(hold)
    if (width === 0) return []
    const label = words.holds(hold.what)
    const shown = widthFor(label, width)
    const box = { x: percent(from), y: bar(row) + BAR + 1, width: percent(width), height: 11 }
    return [
      shape(
        'svg',
        { ...box, class: `view-hold ${colour(hold.lane)}` },
        shape('title', {}, `${laneName(timeline, hold, words)}: ${label}`),
        shape('rect', { width: '100%', height: 3 }),
        shown === null ? null : shape('text', { x: 2, y: 11, class: `view-from-${shown}` }, label),
      ),
    ]
  })

  const endOf = (lane: Lane, row: number): readonly Shape[] => {
    if (lane.end === null) return []
    const at = x(lane.end.at)
    const label = endLabel(lane.end, words)
    const mark = lane.end.how === 'result' ? '✓' : lane.end.how === 'error' ? '✗' : '⊘'
    const room = endFits(lane.end, at, words)
    // At the right edge it goes above the bar, where the name leaves room.
    return [
      shape(
        'text',
        {
          class: `view-end view-halo ${classOf(lane)}`,
          'data-how': lane.end.how,
          x: room ? percent(at) : '100%',
          y: room ? bar(row) + 12 : top(row) + NAME - 3,
          dx: room ? 4 : 0,
          'text-anchor': room ? null : 'end',
        },
        `${mark} ${label}`,
      ),
    ]
  }
  const ends = timeline.lanes.flatMap(endOf)

  /** Who makes several at once has one line to all of them: lines a pixel apart would be a smear. */
  let trunk = { from: null as Lane['key'] | null, at: 0 }
  const links = timeline.links.flatMap((link) => {
    const from = rowOf.get(link.from) ?? 0
    const to = rowOf.get(link.to) ?? 0
    if (from === to) return []
    const down = to > from
    const own = x(link.fromAt)
    const joins = link.kind === 'create' && trunk.from === link.from && own - trunk.at < TRUNK
    const at = joins ? trunk.at : own
    if (link.kind === 'create') trunk = { from: link.from, at }
    const y1 = bar(from) + (down ? BAR : 0)
    const y2 = bar(to) + (down ? 0 : BAR)
    return [
      shape(
        'g',
        { class: 'view-link', 'data-kind': link.kind, 'data-event': link.event },
        shape('line', { x1: percent(at), x2: percent(joins ? at : x(link.toAt)), y1, y2 }),
        shape('circle', { cx: percent(joins ? at : x(link.toAt)), cy: y2, r: 2.5 }),
      ),
    ]
  })

  const flights = drawFlights(timeline, words, { x, bar, barHeight: BAR })

  const times = axisLabels(axis, words).map(({ t, share }) =>
    shape(
      'g',
      { class: 'view-time' },
      shape('line', { x1: percent(share), x2: percent(share), y1: 18, y2: outputTop }),
      shape(
        'text',
        { x: percent(share), y: 12, dx: share > 0.94 ? 0 : 1, 'text-anchor': share > 0.94 ? 'end' : null },
        words.seconds(t),
      ),
    ),
  )

  const marked = new Map<Lane['key'], number>()
  const prints = timeline.prints.flatMap((print, index) => {
    const { row, text } = labels[index] ?? { row: 0, text: null }
    const at = x(print.at)
    const before = marked.get(print.lane)
    if (text === null && before !== undefined && at - before < ONE_MARK) return []
    marked.set(print.lane, at)
    const lane = rowOf.get(print.lane) ?? 0
    const y = outputTop + 8 + row * OUTPUT_ROW
    return [
      shape(
        'g',
        { class: `view-print ${colour(print.lane)}`, 'data-event': print.event },
        shape('line', { x1: percent(at), x2: percent(at), y1: bar(lane) + BAR, y2: y + 10 }),
        shape('circle', { cx: percent(at), cy: bar(lane) + BAR, r: 3 }),
      ),
    ]
  })
  // Above all lines, so that none goes through what was printed.
  const labelOf = (print: Print, index: number, yet: boolean): readonly Shape[] => {
    const { row, text, end } = labels[index] ?? { row: 0, text: null, end: false }
    if (text === null) return []
    const place = { x: percent(x(print.at)), y: outputTop + 8 + row * OUTPUT_ROW + 11 }
    const side = { dx: end ? -5 : 5, 'text-anchor': end ? 'end' : null }
    const look = `view-output view-halo${yet ? ' view-yet' : ''}`
    return [shape('text', { class: look, 'data-event': print.event, ...place, ...side }, text)]
  }
  const printed = timeline.prints.flatMap((print, index) => labelOf(print, index, false))
  const drawn = [times, rows, waits, readies, links, flights, prints, runs, holds, ends, names].flat()
  const attributes = { class: 'view-picture', width: '100%', height, 'aria-hidden': 'true', 'data-view': 'timeline' }

  return {
    axis,
    height,
    minWidth,
    shape: shape('svg', attributes, ...drawn, ...printed),
    over: {
      under: shape('svg', attributes, ...drawn),
      begun: (share) =>
        timeline.lanes.filter(({ since }) => x(since) <= share).length +
        timeline.lanes.filter(({ end }) => end !== null && x(end.at) <= share).length +
        timeline.prints.filter(({ at }) => x(at) < share).length,
      draw: (share) =>
        shape(
          'svg',
          { class: 'view-picture', width: '100%', height, 'aria-hidden': 'true' },
          ...times.map(({ children }) => shape('g', { class: 'view-time' }, ...children.slice(1))),
          ...timeline.lanes.flatMap((lane, row) => (x(lane.since) <= share ? [nameOf(lane, row)] : [])),
          ...timeline.lanes.flatMap((lane, row) =>
            lane.end !== null && x(lane.end.at) <= share ? endOf(lane, row) : [],
          ),
          ...timeline.prints.flatMap((print, index) => labelOf(print, index, x(print.at) >= share && share < 1)),
        ),
    },
  }
}

type End = NonNullable<Lane['end']>

function endLabel({ how, value }: End, words: Words): string {
  return cutText(words.ends(how, value), MAX_LABEL)
}

/** Whether there is room for it to the right of its place. */
function endFits(end: End, at: number, words: Words): boolean {
  return (1 - at) * NARROW > lengthOf(endLabel(end, words)) + 2 * CHAR
}

/** Two runs or more, one below the other on one axis. */
export function sharedAxis(timelines: readonly Timeline[], mode: AxisMode = 'time'): Axis {
  return makeAxis(mergeMoments(timelines.map(({ moments }) => moments)), mode)
}

/** Which of the widths a label fits into; null: it is too long for each. */
function widthFor(label: string, share: number): number | null {
  return WIDTHS.find((width) => lengthOf(label) + 10 <= share * width) ?? null
}

interface Label {
  readonly row: number
  readonly text: string | null
  /** It stands to the left of its place. */
  readonly end: boolean
}

/** Puts what was printed into rows so that nothing overlaps; of long outputs only marks are shown. */
function placeLabels(prints: readonly Print[], axis: Axis): readonly Label[] {
  if (prints.length > MAX_PRINTS) return prints.map(() => ({ row: 0, text: null, end: false }))
  let row = -1
  let before = { from: 0, to: Number.POSITIVE_INFINITY }
  return prints.map((print) => {
    const text = cutText(print.text, MAX_LABEL)
    const at = shareOf(axis, print.at) * NARROW
    const length = lengthOf(text) * MONO + 12
    const end = at + length > NARROW && at > NARROW / 2
    const from = end ? at - length : at
    const to = end ? at : at + length
    // A line never stands higher than the one that was printed before it.
    if (!(from > before.to)) row += 1
    before = { from, to }
    return { row: Math.max(row, 0), text, end }
  })
}

/** A label for each moment, as long as there is room for it: times of a real clock are long. */
function axisLabels(axis: Axis, words: Words): readonly { readonly t: number; readonly share: number }[] {
  const shown: { t: number; share: number }[] = []
  for (const { t, from } of axis.moments) {
    const before = shown.at(-1)
    const lengths =
      before === undefined ? 0 : lengthOf(words.seconds(before.t)) + (from > 0.94 ? lengthOf(words.seconds(t)) : 0)
    if (before === undefined || (from - before.share) * NARROW > Math.max(34, lengths + 10))
      shown.push({ t, share: from })
  }
  return shown
}
