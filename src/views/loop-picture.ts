import { signOf, TASK_COLOURS } from './lane-signs'
import type { LoopItem, LoopView, Turn } from './loop'
import { cutText, lengthOf } from './measure'
import { percent, type Shape, shape } from './shape'
import type { TextTable } from './timeline-text'
import type { Words } from './words'

/*
 * The loop, turn by turn, from top to bottom: what it took from the ready queue and ran, and beneath it what stood ready
 * afterwards. Between two turns the clock may move.
 */

const ROW = 26
const SUB = 19
const GAP = 9
/** Below what ran, so that the line of the cursor has room there. */
const PAD = 9
const CLOCK = 24
const LABEL = 0.25
const NARROW = 330
const CHIP = 20
const MAX_PRINTS = 6

export interface LoopPicture {
  readonly shape: Shape
  readonly height: number
  readonly minWidth: number
  /** How far down the run has come by an event, in pixels: a turn begins, prints, is over; the clock moves. */
  readonly ends: readonly { readonly event: number; readonly bottom: number }[]
}

export function loopPicture({ turns }: LoopView, words: Words): LoopPicture {
  let y = 6
  let before: Turn | null = null
  const shapes: Shape[] = []
  const ends: { event: number; bottom: number }[] = []
  for (const turn of turns) {
    if (before && turn.t !== before.t) {
      shapes.push(
        shape(
          'g',
          { class: 'view-clock' },
          shape('line', { x1: '0', x2: '100%', y1: y + 8, y2: y + 8 }),
          shape(
            'text',
            { class: 'view-halo', x: '50%', y: y + 12, 'text-anchor': 'middle' },
            `${words.seconds(before.t)} → ${words.seconds(turn.t)}`,
          ),
        ),
      )
      y += CLOCK
      ends.push({ event: before.last + 1, bottom: y - 4 })
    }
    before = turn
    shapes.push(...drawTurn(turn, y, words))
    const chips = y + Math.max(1, linesOf(turn.ran).length) * ROW + PAD
    ends.push({ event: turn.event, bottom: chips - 2 })
    for (const [index] of printsOf(turn).entries())
      ends.push({ event: turn.printed[index] ?? turn.last, bottom: chips + (index + 1) * SUB - 4 })
    y += turnHeight(turn) + GAP
    ends.push({ event: turn.last, bottom: y - GAP / 2 })
  }
  return {
    height: y,
    minWidth: 0,
    ends,
    shape: shape(
      'svg',
      { class: 'view-picture', width: '100%', height: y, 'aria-hidden': 'true', 'data-view': 'loop' },
      ...shapes,
    ),
  }
}

/** Each chip has a line of its own where two would not fit beside each other on a phone. */
function linesOf(items: readonly LoopItem[]): readonly (readonly LoopItem[])[] {
  const lines: LoopItem[][] = []
  let width = Number.POSITIVE_INFINITY
  for (const item of items) {
    const own = chipWidth(item)
    if (width + own > NARROW * (1 - LABEL)) {
      lines.push([])
      width = 0
    }
    lines.at(-1)?.push(item)
    width += own + 6
  }
  return lines
}

function turnHeight(turn: Turn): number {
  return Math.max(1, linesOf(turn.ran).length) * ROW + PAD + printsOf(turn).length * SUB + (notesOf(turn) ? SUB : 0)
}

/** The last of many stands for those that are not shown. */
function printsOf({ prints }: Turn): readonly string[] {
  return prints.length > MAX_PRINTS ? prints.slice(0, MAX_PRINTS) : prints
}

function notesOf({ ready, timers }: Turn): boolean {
  return ready.length > 0 || timers.length > 0
}

function drawTurn(turn: Turn, top: number, words: Words): readonly Shape[] {
  const { loop } = words
  const chips = linesOf(turn.ran).flatMap((line, index) => {
    let x = 0
    return line.map((item) => {
      const chip = drawChip(item, x, top + index * ROW)
      x += chipWidth(item) + 6
      return chip
    })
  })
  const printed = top + Math.max(1, linesOf(turn.ran).length) * ROW + PAD + 10
  const prints = printsOf(turn)
  const under = printed + prints.length * SUB
  const parts = afterwards(turn, words)
  return [
    shape(
      'g',
      { class: 'view-turn', 'data-event': turn.event },
      shape('text', { class: 'view-name', x: 0, y: top + 14 }, loop.turn(turn.n)),
      shape('text', { class: 'view-more', x: 0, y: top + 30 }, words.seconds(turn.t)),
      shape(
        'svg',
        { x: percent(LABEL), y: 0, width: percent(1 - LABEL), height: under + SUB, overflow: 'visible' },
        ...chips,
      ),
      ...prints.map((text, index) =>
        shape(
          'text',
          { class: 'view-printed', x: percent(LABEL), y: printed + index * SUB },
          shape('title', {}, text),
          index === MAX_PRINTS - 1 && turn.prints.length > MAX_PRINTS
            ? words.more(turn.prints.length - index)
            : `› ${cutText(text, 34)}`,
        ),
      ),
      parts === ''
        ? null
        : shape(
            'text',
            { class: 'view-after', x: percent(LABEL), y: under },
            shape('title', {}, parts),
            cutText(parts, 42),
          ),
    ),
  ]
}

/** What is ready and which timers are set when a turn is over. */
function afterwards({ ready, timers }: Turn, words: Words): string {
  const { loop } = words
  const parts: string[] = []
  if (ready.length > 0) parts.push(words.labelled(loop.ready, words.list(ready.map(({ name }) => name))))
  if (timers.length > 0) {
    const times = timers.map(({ when }) => (when === null ? loop.never : words.seconds(when)))
    parts.push(words.labelled(loop.timers, words.list(times)))
  }
  return parts.join(' · ')
}

function chipWidth({ name }: LoopItem): number {
  return Math.min(lengthOf(cutText(name, 22)) * 1.08 + 32, 200)
}

function drawChip(item: LoopItem, x: number, y: number): Shape {
  const { index, name } = item
  return shape(
    'g',
    { class: `view-chip ${index === null ? 'view-t0' : `view-t${(index % TASK_COLOURS) + 1}`}` },
    shape('rect', { x, y: y + 1, width: chipWidth(item), height: CHIP, rx: 4 }),
    ...(index === null && name === 'sleep'
      ? [
          shape('circle', { class: 'view-dial', cx: x + 11, cy: y + 11, r: 4.5 }),
          shape('path', { class: 'view-dial', d: `M${x + 11} ${y + 8}v3h2.5` }),
        ]
      : [shape('text', { class: 'view-sign', x: x + 7, y: y + 15 }, index === null ? 'ƒ' : signOf(index))]),
    shape('text', { x: x + 21, y: y + 15 }, cutText(name, 22)),
  )
}

/** The same as rows, one a turn, with what was printed in it. */
export function loopText(view: LoopView, words: Words): TextTable {
  const { columns } = words
  return {
    head: [columns.turn, columns.time, columns.what, columns.ready],
    rows: view.turns.map((turn) => ({
      event: turn.event,
      cells: [
        words.loop.turn(turn.n),
        words.seconds(turn.t),
        words.clauses([
          words.loop.ranThis(words.list(turn.ran.map(({ name }) => name))),
          ...turn.prints.map((text) => words.prints(text)),
        ]),
        afterwards(turn, words),
      ],
    })),
    notes: view.cut === null ? [] : [words.cut(view.cut)],
  }
}
