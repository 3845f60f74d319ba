import type { TraceEvent } from 'asyncio-ts/trace'
import { readHandoff, shortened } from './handoff'
import { handoffPicture, handoffText } from './handoff-picture'
import { readLoop } from './loop'
import { loopPicture, loopText } from './loop-picture'
import { escapeText, type Shape, toMarkup } from './shape'
import { readSource } from './source'
import { sourcePicture, sourceText } from './source-picture'
import { readTimeline } from './timeline'
import { sharedAxis, timelinePicture } from './timeline-picture'
import { type TextTable, timelineText } from './timeline-text'
import type { Words } from './words'

/** A run, and what it is called beside another one. */
export interface TitledRun {
  readonly title: string
  readonly events: readonly TraceEvent[]
  /** The program, where its lines are drawn. */
  readonly code?: string
}

/** What can be drawn of a run at rest. */
export type StaticView = 'timeline' | 'loop' | 'handoff' | 'source'

interface Part {
  readonly title: string
  readonly shape: Shape
  readonly table: TextTable
  readonly height: number
}

/** A picture of a run as HTML, with the same as text below it, and how high the picture is. */
export interface StaticPicture {
  readonly html: string
  readonly height: number
}

const TITLE = 27
/** Of a long conversation the page shows the beginning; all of it is there when somebody steps through it. */
const STATIC_ROWS = 60

/** Of a run without anything to show there is no picture. */
export function staticPicture(
  view: StaticView,
  run: TitledRun,
  beside: TitledRun | null,
  words: Words,
): StaticPicture | null {
  const drawn = draw(view, run, beside, words)
  if (drawn === null) return null
  const { parts, minWidth } = drawn
  const titled = parts.length > 1
  const titles = (part: Part): string => (titled ? `<p class="view-title">${escapeText(part.title)}</p>` : '')
  const pictures = parts.map((part) => titles(part) + toMarkup(part.shape)).join('')
  const label = escapeText(words.ui.picture)
  const text = escapeText(words.ui.text)
  const inner = minWidth > 0 ? `<div style="min-width:${minWidth}px">${pictures}</div>` : pictures
  return {
    height: parts.reduce((sum, part) => sum + part.height + (titled ? TITLE : 0), 0),
    html:
      `<div class="view-frame view-room" role="group" tabindex="0" aria-label="${label}">${inner}</div>` +
      legendMarkup(legendOf(view, [...run.events, ...(beside?.events ?? [])]), words) +
      `<details class="view-text"><summary>${text}</summary>` +
      `<div role="group" tabindex="0" aria-label="${text}">` +
      `${parts.map((part) => titles(part) + tableMarkup(part.table)).join('')}</div></details>`,
  }
}

function draw(
  view: StaticView,
  run: TitledRun,
  beside: TitledRun | null,
  words: Words,
): { readonly parts: readonly Part[]; readonly minWidth: number } | null {
  if (view === 'handoff') {
    const handoff = shortened(readHandoff(run.events), STATIC_ROWS)
    if (handoff.lives.length === 0) return null
    const picture = handoffPicture(handoff, words)
    return { parts: [{ ...picture, title: run.title, table: handoffText(handoff, words) }], minWidth: picture.minWidth }
  }
  if (view === 'source') {
    const source = readSource(run.events, run.code ?? '', STATIC_ROWS)
    if (source.steps.length === 0) return null
    const picture = sourcePicture(source, words)
    return { parts: [{ ...picture, title: run.title, table: sourceText(source, words) }], minWidth: picture.minWidth }
  }
  if (view === 'loop') {
    const loop = readLoop(run.events)
    if (loop.turns.length === 0) return null
    const picture = loopPicture(loop, words)
    return { parts: [{ ...picture, title: run.title, table: loopText(loop, words) }], minWidth: picture.minWidth }
  }
  const runs = beside === null ? [run] : [run, beside]
  const timelines = runs.map(({ events }) => readTimeline(events))
  if (timelines[0]?.lanes.length === 0) return null
  const axis = sharedAxis(timelines)
  const parts = timelines.map((timeline, index) => ({
    ...timelinePicture(timeline, words, 'time', axis),
    title: runs[index]?.title ?? '',
    table: timelineText(timeline, words),
  }))
  return { parts, minWidth: Math.max(...parts.map(({ minWidth }) => minWidth)) }
}

/** What the signs mean: each with the mark that the style sheet draws before it. */
function legendMarkup(keys: readonly (keyof Words['legend'])[], { legend }: Words): string {
  const items = keys.map((key) => `<span data-key="${key}">${escapeText(legend[key])}</span>`)
  return `<p class="view-legend">${items.join('')}</p>`
}

type Sign = keyof Words['legend']

/** The signs of a picture: those that occur in it. */
export function legendOf(view: StaticView, events: readonly TraceEvent[]): readonly Sign[] {
  const kinds = new Set(events.map(({ kind }) => kind))
  return LEGENDS[view].filter((sign) => {
    const of = OCCURS[sign]
    return of === undefined || of.some((kind) => kinds.has(kind))
  })
}

const LEGENDS: Readonly<Record<StaticView, readonly Sign[]>> = {
  timeline: ['runs', 'waits', 'ready', 'ended', 'prints', 'holds', 'links', 'sends'],
  loop: ['task', 'callback', 'timer'],
  source: ['step', 'suspended'],
  handoff: ['resumes', 'gives', 'runs', 'prints', 'foot'],
}

/** By what it is seen that a sign occurs; it goes without saying of the others. */
const OCCURS: Readonly<Partial<Record<Sign, readonly TraceEvent['kind'][]>>> = {
  waits: ['task/suspend'],
  ready: ['loop/ready-push'],
  ended: ['task/end'],
  prints: ['print'],
  holds: ['sync/acquire'],
  links: ['task/create', 'task/cancel'],
  sends: ['net/send'],
  timer: ['loop/timer-fire'],
  suspended: ['gen/yield'],
  gives: ['gen/yield', 'gen/end'],
  foot: ['gen/end'],
}

function tableMarkup({ head, rows, notes }: TextTable): string {
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escapeText(text)}</${tag.split(' ')[0]}>`).join('')
  return (
    `<table><thead><tr>${cells('th scope="col"', head)}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells('td', row.cells)}</tr>`).join('')}</tbody></table>` +
    notes.map((note) => `<p>${escapeText(note)}</p>`).join('')
  )
}
