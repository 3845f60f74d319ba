import { openSignOf, signOf, TASK_COLOURS } from './lane-signs'
import { percent, type Shape, shape } from './shape'
import type { Source, SourceStep } from './source'
import type { TextTable } from './timeline-text'
import type { Words } from './words'

/*
 * The lines that the run came by from top to bottom, its steps from left to right: a mark where a line runs, a ring where a
 * generator stops at its `yield`. What goes down, up and back again is control.
 */

const ROW = 20
const HEAD = 26
/** So much of the width is the code's. */
const CODE = 0.52
const NUMBER = 24
/** A step that has to be seen, and hit. */
const STEP = 8
const NARROW = 330
/** Each fifth step has its number. */
const NUMBERED = 5

export interface SourcePicture {
  readonly shape: Shape
  readonly height: number
  readonly minWidth: number
  /** Its halves, to be set beside each other where the code has to stay while the steps are scrolled. */
  readonly halves: {
    readonly code: Shape
    readonly steps: Shape
    readonly stepsWidth: number
    /** At which height each step is. */
    readonly tops: readonly number[]
  }
}

/** Where a step begins, as a share of the width of all steps; that of the number of steps is its right edge. */
export function shareOfStep({ steps }: Source, step: number): number {
  return step / Math.max(1, steps.length)
}

/** The step that is at a share of the width of all steps. */
export function stepAtShare({ steps }: Source, share: number): number {
  return Math.min(steps.length - 1, Math.floor(share * steps.length))
}

export function sourcePicture(source: Source, words: Words): SourcePicture {
  const { steps, code, frames } = source
  const lines = [...new Set(steps.map(({ line }) => line))].sort((a, b) => a - b)
  const rows = new Map(lines.map((line, row) => [line, row]))
  const y = ({ line }: Pick<SourceStep, 'line'>): number => HEAD + (rows.get(line) ?? 0) * ROW + ROW / 2
  const x = (index: number): number => shareOfStep(source, index + 0.5)
  const stepsWidth = steps.length * STEP
  const needed = stepsWidth / (1 - CODE)
  const minWidth = needed > NARROW ? Math.ceil(needed) : 0
  const height = HEAD + lines.length * ROW + 6
  const colour = ({ frame }: SourceStep): string => {
    const own = frame === null ? undefined : frames.get(frame)
    return own === undefined ? 'view-t0' : `view-t${(own.index % TASK_COLOURS) + 1}`
  }

  /** Filled where somebody runs, open where they stop. */
  const signAt = ({ frame, kind }: SourceStep): string => {
    const own = frame === null ? undefined : frames.get(frame)
    if (own === undefined) return '▪'
    return kind === 'suspended' ? openSignOf(own.index) : signOf(own.index)
  }

  const texts = lines.flatMap((line, row) => {
    const at = HEAD + row * ROW
    return [
      shape('text', { class: 'view-number', x: NUMBER - 6, y: at + 14, 'text-anchor': 'end' }, `${line}`),
      // As much of it as there is room for.
      shape(
        'svg',
        { y: at, width: '100%', height: ROW },
        shape('text', { class: 'view-code', x: NUMBER, y: 14 }, code[line - 1]?.trimEnd() ?? ''),
      ),
    ]
  })
  // Lines in between at which the run never was are left out.
  const gaps = lines.flatMap((line, row) => {
    if (row === 0 || line === (lines[row - 1] as number) + 1) return []
    const at = HEAD + row * ROW
    return [shape('line', { class: 'view-gap', x1: 0, x2: '100%', y1: at, y2: at })]
  })

  const ways = steps.slice(1).map((step, index) => {
    const before = steps[index] as SourceStep
    const [x1, x2] = [percent(x(index)), percent(x(index + 1))]
    return shape('line', { class: 'view-way', x1, x2, y1: y(before), y2: y(step) })
  })

  const marks = steps.map((step, index) => {
    const at = percent(x(index))
    const title = shape('title', {}, `${index + 1}: ${whoOf(source, step, words)}`)
    return shape(
      'g',
      { class: `view-step ${colour(step)}`, 'data-event': step.event },
      shape('text', { class: 'view-mark', x: at, y: y(step) + 4, 'text-anchor': 'middle' }, title, signAt(step)),
    )
  })

  const count = shape('text', { class: 'view-more', x: NUMBER, y: 15 }, words.frames.steps(steps.length, source.hidden))
  const numbers = steps.flatMap((_, index) =>
    (index + 1) % NUMBERED === 0
      ? [shape('text', { class: 'view-number', x: percent(x(index)), y: 15, 'text-anchor': 'middle' }, `${index + 1}`)]
      : [],
  )
  const drawn = [...gaps, ...numbers, ...ways, ...marks]
  const attrs = { class: 'view-picture', width: '100%', height, 'aria-hidden': 'true' }
  return {
    height,
    minWidth,
    shape: shape(
      'svg',
      { ...attrs, 'data-view': 'source' },
      shape('svg', { width: percent(CODE), height }, ...gaps, count, ...texts),
      shape('svg', { x: percent(CODE), width: percent(1 - CODE), height }, ...drawn),
    ),
    halves: {
      code: shape('svg', attrs, ...gaps, count, ...texts),
      steps: shape('svg', { ...attrs, 'data-view': 'source' }, ...drawn),
      stepsWidth,
      tops: steps.map(y),
    },
  }
}

function whoOf({ frames }: Source, { frame }: SourceStep, words: Words): string {
  const own = frame === null ? undefined : frames.get(frame)
  return own === undefined ? words.lane('program') : `${signOf(own.index)} ${own.name}`
}

/** The same as rows: who comes to which line, and which variables have become others by then. */
export function sourceText(source: Source, words: Words): TextTable {
  const { columns, frames } = words
  const rows = source.steps.map((step, index) => ({
    event: step.event,
    cells: [
      `${index + 1}`,
      `${step.line}`,
      whoOf(source, step, words),
      step.kind === 'suspended' ? words.handoff.yields(step.value ?? '') : (source.code[step.line - 1]?.trim() ?? ''),
      step.kind === 'suspended' ? frames.states.suspended : step.changed.map((pair) => pair.join(' = ')).join(', '),
    ],
  }))
  return {
    head: ['#', columns.line, columns.who, columns.what, frames.variables],
    rows,
    notes: [
      ...(source.hidden === 0 ? [] : [words.more(source.hidden)]),
      ...(source.ends ? [words.event.linesEnd] : []),
      ...(source.cut === null ? [] : [words.cut(source.cut)]),
    ],
  }
}
