import type { Handoff, HandoffRow, Life } from './handoff'
import { signOf, TASK_COLOURS } from './lane-signs'
import { cutText, lengthOf } from './measure'
import { percent, type Shape, shape } from './shape'
import type { TextTable } from './timeline-text'
import type { Words } from './words'

/*
 * A row for each thing that happens, from top to bottom, a column for whoever takes part. A line that is whole resumes somebody,
 * one that is dashed gives control back; a thick bar runs.
 */

export const HANDOFF_ROW = 26
export const HANDOFF_HEAD = 26
/** A column is never narrower than that many pixels. */
const COLUMN = 108
/** Where the first and the last column stand, as shares of the width. */
const LEFT = 0.17
const RIGHT = 0.85
const BAR = 10
const TIP = 7
const NARROW = 330
const WIDE = 480
/** A letter of the mono is wider than one of text. */
const MONO = 1.13

export interface HandoffPicture {
  readonly shape: Shape
  readonly height: number
  readonly minWidth: number
}

/** Where a column stands, as a share of the width. */
export function shareOfColumn({ columns }: Handoff, column: number): number {
  return LEFT + (column / (columns - 1)) * (RIGHT - LEFT)
}

export function handoffPicture(handoff: Handoff, words: Words): HandoffPicture {
  const { rows, lives, columns } = handoff
  const x = (column: number): number => shareOfColumn(handoff, column)
  const y = (row: number): number => HANDOFF_HEAD + row * HANDOFF_ROW + HANDOFF_ROW / 2
  const end = HANDOFF_HEAD + rows.length * HANDOFF_ROW + 8
  const height = end + (handoff.hidden === 0 ? 0 : 20)
  const minWidth = columns * COLUMN > NARROW ? columns * COLUMN : 0
  const lifeOf = (id: number | null, row: number): Life | undefined =>
    lives.find((life) => life.id === id && life.from <= row && (life.to === null || row <= life.to))
  const colour = (life: Life | undefined): string => (life ? `view-t${(life.index % TASK_COLOURS) + 1}` : 'view-t0')
  const driver = handoff.byLoop ? words.handoff.loop : words.handoff.driver

  const lifelines = lives.map((life) => {
    const at = percent(x(life.column))
    const to = life.to ?? rows.length
    return shape(
      'g',
      { class: `view-life ${colour(life)}` },
      shape('line', { x1: at, x2: at, y1: y(life.from), y2: life.to === null ? end : y(to) }),
      ...life.active.map(({ from, to: end, kind }) =>
        shape(
          'svg',
          { x: at, y: y(from), width: BAR, height: Math.max(2, (end - from) * HANDOFF_ROW), overflow: 'visible' },
          shape('rect', {
            x: -BAR / 2,
            width: BAR,
            height: Math.max(2, (end - from) * HANDOFF_ROW),
            'data-kind': kind,
          }),
        ),
      ),
    )
  })

  const numbers = rows.map((row, index) =>
    shape('text', { class: 'view-number', x: 0, y: y(index) + 4, 'data-event': row.event }, `${index + 1}`),
  )

  const acts = rows.map((row, index) => {
    const life = lifeOf(row.generator, index)
    return shape('g', { class: `view-act ${colour(life)}`, 'data-event': row.event }, ...drawAct(row, index, life))
  })

  return {
    height,
    minWidth,
    shape: shape(
      'svg',
      { class: 'view-picture', width: '100%', height, 'aria-hidden': 'true', 'data-view': 'handoff' },
      shape('line', { class: 'view-driver', x1: percent(x(0)), x2: percent(x(0)), y1: HANDOFF_HEAD - 4, y2: end }),
      shape('text', { class: 'view-name', x: percent(x(0)), y: 15, 'text-anchor': 'middle' }, driver),
      ...numbers,
      ...lifelines,
      ...acts,
      handoff.hidden === 0
        ? null
        : shape('text', { class: 'view-more', x: percent(x(0)), y: end + 12 }, words.more(handoff.hidden)),
    ),
  }

  function drawAct(row: HandoffRow, index: number, life: Life | undefined): readonly Shape[] {
    const { act } = row
    const line = y(index)
    if (act.kind === 'create') {
      const sign = `${signOf(life?.index ?? 0)} `
      return [
        shape('circle', { class: 'view-born', cx: percent(x(row.to)), cy: line, r: 4 }),
        shape(
          'text',
          { class: 'view-name view-halo', x: percent(x(row.to)), y: line - 7, 'text-anchor': 'middle' },
          shape('tspan', { class: 'view-sign' }, sign),
          life?.name ?? '',
        ),
      ]
    }
    const marked = markedOf(act)
    if (marked !== null) {
      const start = row.from < columns - 1 || columns === 1
      const room = start ? 1 - x(row.from) : x(row.from)
      const at = percent(x(row.from))
      return [
        shape('circle', { class: 'view-pip', cx: at, cy: line, r: 3.5 }),
        ...fitted(marked, room, minWidth, {
          class: 'view-printed view-halo',
          x: at,
          dx: start ? 11 : -11,
          y: line + 4,
          'text-anchor': start ? null : 'end',
        }),
      ]
    }
    const right = row.to > row.from
    const share = Math.abs(x(row.to) - x(row.from))
    const gap = share * Math.max(minWidth, NARROW)
    const label = labelOf(row, words)
    const tip = right ? -BAR / 2 : row.to === 0 ? 1 : BAR / 2
    const kind = act.kind === 'resume' ? 'resume' : act.kind
    const dropped = act.kind === 'resume' && act.dropped
    return [
      shape('line', {
        class: 'view-arrow',
        'data-kind': kind,
        x1: percent(x(row.from)),
        x2: percent(x(row.to)),
        y1: line,
        y2: line,
      }),
      shape(
        'svg',
        { x: percent(x(row.to)), y: line, width: 1, height: 1, overflow: 'visible' },
        shape('path', {
          class: 'view-tip',
          d: right ? `M${tip} 0l-${TIP} -4v8z` : `M${tip} 0l${TIP} -4v8z`,
        }),
      ),
      ...(act.kind === 'end'
        ? [
            shape(
              'svg',
              { x: percent(x(row.from)), y: line, width: 1, height: 1, overflow: 'visible' },
              shape('rect', { class: 'view-ended', x: -9, y: -2, width: 18, height: 4, 'data-how': act.how }),
            ),
          ]
        : []),
      ...fitted(label, share, minWidth, {
        class: 'view-value view-halo',
        'data-how': act.kind === 'end' && act.how === 'throw' ? 'error' : null,
        'data-dropped': dropped ? '' : null,
        x: percent((x(row.from) + x(row.to)) / 2),
        y: line - 4,
        'text-anchor': 'middle',
      }),
      ...(dropped
        ? [
            shape(
              'text',
              {
                class: 'view-note view-halo',
                x: percent((x(row.from) + x(row.to)) / 2),
                y: line + 10,
                'text-anchor': 'middle',
              },
              cutText(words.handoff.dropped, Math.floor(gap / 5.5)),
            ),
          ]
        : []),
    ]
  }
}

/** A label as it fits on a phone, and in full from the width on that has room for it. */
function fitted(label: string, share: number, minWidth: number, attrs: Parameters<typeof shape>[1]): readonly Shape[] {
  const fits = (width: number): boolean => lengthOf(label) * MONO + 24 <= share * Math.max(minWidth, width)
  const cutFor = (width: number): string => {
    return cutText(label, Math.max(4, Math.floor((share * Math.max(minWidth, width) - 24) / (6.4 * MONO))))
  }
  if (fits(NARROW)) return [shape('text', attrs, cutText(label, Number.POSITIVE_INFINITY))]
  const wide = fits(WIDE) ? label : cutFor(WIDE)
  return [
    shape('text', { ...attrs, class: `${attrs?.class} view-until-480` }, shape('title', {}, label), cutFor(NARROW)),
    shape('text', { ...attrs, class: `${attrs?.class} view-from-480` }, shape('title', {}, label), wide),
  ]
}

/** What stands beside whoever does something by themselves; null: something is handed over. */
function markedOf(act: HandoffRow['act']): string | null {
  if (act.kind === 'print') return act.text
  if (act.kind === 'send') return `⇢ ${act.value ?? act.to}`
  return act.kind === 'read' ? `⇠ ${act.value}` : null
}

function labelOf({ act }: HandoffRow, { handoff }: Words): string {
  if (act.kind === 'resume') return handoff.resume(act.op, act.value)
  if (act.kind === 'yield') return handoff.yields(act.value)
  if (act.kind !== 'end') return ''
  return act.how === 'return'
    ? handoff.returns(act.value)
    : act.how === 'throw'
      ? handoff.throws(act.value)
      : handoff.closed
}

/** The same as rows: who does what to whom, with which value. */
export function handoffText(handoff: Handoff, words: Words): TextTable {
  const { columns } = words
  const driver = handoff.byLoop ? words.handoff.loop : words.handoff.driver
  const names = new Map<string, string>()
  for (const life of handoff.lives) names.set(`${life.id}`, life.name)
  const rows = handoff.rows.map((row, index) => {
    const own = row.generator === null ? driver : (names.get(`${row.generator}`) ?? '')
    const other = otherOf(handoff, row, index, driver)
    const { act } = row
    if (act.kind === 'print') return { event: row.event, cells: [`${index + 1}`, own, words.prints(act.text), ''] }
    if (act.kind === 'read') return { event: row.event, cells: [`${index + 1}`, own, words.reads(act.value), ''] }
    if (act.kind === 'send') {
      return { event: row.event, cells: [`${index + 1}`, own, words.sends(act.value, act.to, [], false), ''] }
    }
    if (act.kind === 'create') return { event: row.event, cells: [`${index + 1}`, own, words.handoff.created, ''] }
    const label = labelOf(row, words)
    const [from, to] = act.kind === 'resume' ? [other, own] : [own, other]
    const what = act.kind === 'resume' && act.dropped ? `${label} (${words.handoff.dropped})` : label
    return { event: row.event, cells: [`${index + 1}`, from, what, to] }
  })
  return {
    head: ['#', columns.from, columns.what, columns.to],
    rows,
    notes: [
      ...(handoff.hidden === 0 ? [] : [words.more(handoff.hidden)]),
      ...(handoff.cut === null ? [] : [words.cut(handoff.cut)]),
    ],
  }
}

/** Who stands at the other end of an arrow. */
function otherOf(handoff: Handoff, row: HandoffRow, index: number, driver: string): string {
  const column = row.act.kind === 'resume' ? row.from : row.to
  if (column === 0) return driver
  const life = handoff.lives.find(
    (each) => each.column === column && each.from <= index && (each.to === null || index <= each.to),
  )
  return life?.name ?? driver
}
