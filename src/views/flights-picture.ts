import { classOf, laneName } from './lane-signs'
import { cutText, lengthOf, WIDTHS } from './measure'
import { percent, type Shape, shape } from './shape'
import type { Flight, Place, Timeline } from './timeline'
import { messageText } from './timeline-text'
import type { Words } from './words'

/*
 * Messages between lanes: a line from whoever sends to whoever reads, as slanted as it is long on its way.
 */

const MAX_LABEL = 20
/** How far what never comes goes towards the next lane. */
const STUB = 16
/** A letter of the mono is wider than one of text. */
const MONO = 1.13
const GAP = 6
/** The foot of what is written, below the upper of two lanes, and the middle of its letters above that. */
const BELOW = 12
const RISE = 4

interface Layout {
  /** Where a place is, as a share of the width. */
  x(place: Place): number
  /** The upper edge of the bar in a row. */
  bar(row: number): number
  readonly barHeight: number
}

type Stretch = readonly [from: number, to: number]

export function drawFlights(timeline: Timeline, words: Words, { x, bar, barHeight }: Layout): readonly Shape[] {
  const { lanes } = timeline
  const rowOf = new Map(lanes.map(({ key }, row) => [key, row]))
  /** By gap between lanes and by width: where something is written. */
  const written = new Map<string, Stretch[]>()
  const labels: Shape[] = []
  // What is written lies above all lines.
  return [...timeline.flights.flatMap((flight) => draw(flight)), ...labels]

  function draw({ message, fromAt, toAt, how, first }: Flight): readonly Shape[] {
    const from = rowOf.get(message.from)
    const reader = message.to === null ? undefined : rowOf.get(message.to)
    if (from === undefined || from === reader || (reader === undefined && how === 'arrives')) return []
    const other = reader ?? (from + 1 < lanes.length ? from + 1 : from - 1)
    const down = other > from
    const x1 = x(fromAt)
    const x2 = toAt === null ? 1 : x(toAt)
    const y1 = bar(from) + (down ? barHeight : 0)
    const comes = bar(other) + (down ? 0 : barHeight)
    const y2 = how === 'arrives' ? comes : y1 + (down ? STUB : -STUB)
    const kind = message.way === 'end' ? 'end' : 'data'
    const lane = lanes[from]
    const text = `${laneName(timeline, { lane: message.from }, words)}: ${messageText(timeline, message, words)}`
    const title = shape('title', {}, text)
    const attrs = { class: classOf(lane), 'data-event': message.event }
    if (first && kind === 'data') {
      const gap = Math.min(from, other)
      const y = bar(gap) + barHeight + BELOW
      // Beside the line, where that is at this height.
      const passed = Math.min(1, Math.max(0, (y - RISE - y1) / (y2 - y1)))
      const written = label(message.value, gap, x1 + passed * (x2 - x1), y)
      if (written !== null) labels.push(shape('g', attrs, title, written))
    }
    return [
      shape(
        'g',
        attrs,
        title,
        shape('line', { class: 'view-arrow', 'data-kind': kind, x1: percent(x1), x2: percent(x2), y1, y2 }),
        tip(x2, y2, how, down),
      ),
    ]
  }

  /** What is sent, below the upper of the two lanes, from the width on at which there is room for it. */
  function label(value: string, gap: number, at: number, y: number): Shape | null {
    const text = cutText(value, MAX_LABEL)
    const length = lengthOf(text) * MONO
    const stretchAt = (width: number, left: boolean): Stretch => {
      const from = left ? at * width - GAP - length : at * width + GAP
      return [from, from + length]
    }
    const takenAt = (width: number): readonly Stretch[] => written.get(`${gap} ${width}`) ?? []
    const fits = (width: number, left: boolean): boolean => {
      const [from, to] = stretchAt(width, left)
      return from >= 0 && to <= width && takenAt(width).every((taken) => to + GAP < taken[0] || taken[1] + GAP < from)
    }
    for (const shown of WIDTHS) {
      const left = [false, true].find((each) => fits(shown, each))
      if (left === undefined) continue
      for (const width of WIDTHS) {
        if (width >= shown) written.set(`${gap} ${width}`, [...takenAt(width), stretchAt(width, left)])
      }
      const side = left ? { dx: -GAP, 'text-anchor': 'end' } : { dx: GAP }
      return shape('text', { class: `view-value view-halo view-from-${shown}`, x: percent(at), ...side, y }, text)
    }
    return null
  }
}

function tip(at: number, y: number, how: Flight['how'], down: boolean): Shape | null {
  if (how === 'flies') return null
  return shape(
    'svg',
    { x: percent(at), y, width: 1, height: 1, overflow: 'visible' },
    how === 'arrives'
      ? shape('path', { class: 'view-tip', d: down ? 'M0 0l-4 -7h8z' : 'M0 0l-4 7h8z' })
      : shape('path', { class: 'view-arrow', 'data-kind': 'data', d: 'M-4 -4l8 8M4 -4l-8 8' }),
  )
}
