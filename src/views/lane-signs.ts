import type { Lane, Span, Timeline } from './timeline'
import type { Words } from './words'

export const TASK_COLOURS = 8
/** Shapes beside the colours: filled for the first eight tasks, open for the next. */
const SIGNS = ['●', '▲', '■', '◆', '▼', '★', '⬟', '✚']
const OPEN_SIGNS = ['◎', '△', '□', '◇', '▽', '☆', '⬠', '✛']

export function signOf(index: number): string {
  const signs = Math.floor(index / TASK_COLOURS) % 2 === 0 ? SIGNS : OPEN_SIGNS
  return signs[index % TASK_COLOURS] as string
}

/** The same, not filled. */
export function openSignOf(index: number): string {
  return OPEN_SIGNS[index % TASK_COLOURS] as string
}

export function classOf(lane: Pick<Lane, 'index'> | undefined): string {
  const index = lane?.index ?? null
  return index === null ? 'view-t0' : `view-t${(index % TASK_COLOURS) + 1}`
}

export function laneName({ lanes }: Timeline, { lane }: Pick<Span, 'lane'>, words: Words): string {
  const own = lanes.find(({ key }) => key === lane)
  return own === undefined || own.index === null ? words.lane(lane) : own.name
}
