/** How a run is laid out from left to right. */
export type AxisMode = 'time' | 'order'

/** What happens at one moment of loop time takes `columns` places beside each other, one for each step. */
export interface Moment {
  readonly t: number
  readonly columns: number
}

/**
 * Places along the axis, as shares of the width from 0 to 1. A step takes no time on a virtual clock, yet needs a place that can be
 * seen: so each moment is as wide as its steps, and between two moments lies the time that passes.
 */
export interface Axis {
  readonly mode: AxisMode
  readonly moments: readonly (Moment & { readonly from: number; readonly to: number })[]
  /** The place of a column of the moment `t`, which may be a fraction. */
  at(t: number, column: number): number
  /** The place of any time, also between moments. */
  atTime(t: number): number
  /** The width of a column. */
  readonly column: number
}

/** In `order`, a wait of any length takes so many columns. */
const ORDER_GAP = 0.75

export function makeAxis(moments: readonly Moment[], mode: AxisMode): Axis {
  const columns = moments.reduce((sum, moment) => sum + moment.columns, 0)
  const first = moments[0]?.t ?? 0
  const passed = (moments.at(-1)?.t ?? first) - first
  // All that passes is as wide as what happens, and wide enough to be written on.
  const timeColumns = passed === 0 ? 0 : Math.max(columns * 1.2, 14)
  const gapOf = (from: number, to: number): number =>
    mode === 'order' ? ORDER_GAP : passed === 0 ? 0 : (timeColumns * (to - from)) / passed
  const starts: number[] = []
  let width = 0
  let before: Moment | null = null
  for (const moment of moments) {
    if (before) width += gapOf(before.t, moment.t)
    starts.push(width)
    width += moment.columns
    before = moment
  }
  const total = Math.max(width, 1)
  const placed = moments.map((moment, index) => {
    const from = starts[index] as number
    return { ...moment, from: from / total, to: (from + moment.columns) / total }
  })
  const byTime = new Map(placed.map((moment) => [moment.t, moment]))
  return {
    mode,
    moments: placed,
    column: 1 / total,
    at: (t, column) => (byTime.get(t)?.from ?? 0) + column / total,
    atTime: (t) => {
      const index = placed.filter((moment) => moment.t <= t).length - 1
      const left = placed[index]
      if (left === undefined) return 0
      const right = placed[index + 1]
      if (right === undefined || left.t === t) return left.t === t ? left.from : left.to
      return left.to + ((right.from - left.to) * (t - left.t)) / (right.t - left.t)
    },
  }
}

/** One axis for several runs: a moment is as wide as in the run in which most happens then. */
export function mergeMoments(runs: readonly (readonly Moment[])[]): readonly Moment[] {
  const columns = new Map<number, number>()
  for (const moments of runs) {
    for (const moment of moments) columns.set(moment.t, Math.max(columns.get(moment.t) ?? 0, moment.columns))
  }
  return [...columns].map(([t, count]) => ({ t, columns: count })).sort((a, b) => a.t - b.t)
}
