/** Views of the examples' runs: what a picture shows is in its text, and what the prose says of it is so. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TraceEvent } from 'asyncio-ts/trace'
import { describe, expect, test } from 'vitest'
import { draw } from '../../plugins/recorded-views/drawn'
import type { Example } from '../../src/fences'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { readHandoff, shortened } from '../../src/views/handoff'
import { handoffPicture, handoffText } from '../../src/views/handoff-picture'
import { readLoop } from '../../src/views/loop'
import { loopPicture, loopText } from '../../src/views/loop-picture'
import { textsOf } from '../../src/views/shape'
import { readSource } from '../../src/views/source'
import { sourcePicture, sourceText } from '../../src/views/source-picture'
import { readTimeline } from '../../src/views/timeline'
import { timelinePicture } from '../../src/views/timeline-picture'
import { messageText, type TextTable, timelineText } from '../../src/views/timeline-text'
import type { Words } from '../../src/views/words'
import { english } from '../../src/views/words-en'
import { chinese } from '../../src/views/words-zh'
import { referencesOf } from './picture-references'
import { recordedEvents } from './recorded-events'

const root = fileURLToPath(new URL('../..', import.meta.url))
const LOCALES = [
  ['en', english],
  ['zh-Hans', chinese],
] as const

const eventsOf = recordedEvents()

const textOf = ({ rows, notes }: TextTable) => [...rows.map(({ cells }) => cells.join(' ')), ...notes].join('\n')

for (const [locale, words] of LOCALES) {
  const pages = readSitePages(root, locale)
  describe(`the views of ${locale}`, () => {
    for (const { file, examples } of pages) {
      for (const { example } of examples) {
        if (example.clock === 'wall' || example.view === 'output') continue
        test(`${example.id}: the view that its fence names has a picture, and its text says as much`, async () => {
          const events = await eventsOf(locale, example)
          expect(draw(example.view, { title: '', events, code: example.code }, null, locale), file).not.toBeNull()
          checkTimeline(events, words)
          checkHandoff(events, words)
          checkLoop(events, words)
          checkSource(events, example.code, words)
          if (locale === 'zh-Hans') checkWaits(events)
        })
      }
      const references = referencesOf(readFileSync(join(root, file), 'utf8'), locale)
      if (references.length > 0) {
        test(`what ${file} says of pictures is in them`, async () => {
          for (const { id, view, at, what, line } of references) {
            const found = examples.find(({ example }) => example.id === id)
            if (!found) throw new Error(`${file}:${line}: there is no example before it`)
            expect(found.example.view, `${file}:${line}: the view of ${id}`).toBe(view)
            const shown = shownAt(await eventsOf(locale, found.example), found.example, at, words)
            expect(shown, `${file}:${line}: ${view} of ${id} at ${at}`).not.toBe('')
            expect(shown, `${file}:${line}: ${view} of ${id} at ${at}`).toContain(what)
          }
        })
      }
    }
  })
}

test.each(['echo-server', 'slow-client', 'crawler', 'datagrams', 'bot'])(
  'the timeline of %s shows its messages as lines from lane to lane, with what they carry',
  async (id) => {
    for (const [locale, words] of LOCALES) {
      const found = readSitePages(root, locale).flatMap(({ examples }) => examples.map(({ example }) => example))
      const timeline = readTimeline(await eventsOf(locale, found.find((example) => example.id === id) as Example))
      const lanes = new Set(timeline.lanes.map(({ key }) => key))
      const across = timeline.flights.filter(
        ({ message: { from, to } }) => from !== to && lanes.has(from) && to !== null && lanes.has(to),
      )
      const carried = across.filter(({ message: { way } }) => way !== 'end')
      expect(carried.length, locale).toBeGreaterThan(1)
      const { shape } = timelinePicture(timeline, words)
      expect(JSON.stringify(shape).match(/"view-arrow"/g)?.length).toBeGreaterThanOrEqual(across.length)
      const drawn = JSON.stringify(shape)
      for (const { message } of carried) {
        expect(drawn).toContain(JSON.stringify(messageText(timeline, message, words)).slice(1, -1))
      }
    }
  },
)

test('both languages speak of the same places of pictures', () => {
  const places = LOCALES.map(([locale]) =>
    readSitePages(root, locale).flatMap(({ file }) =>
      referencesOf(readFileSync(join(root, file), 'utf8'), locale).map(({ id, view, at }) => `${id} ${view} ${at}`),
    ),
  )
  expect(places[0]?.length).toBeGreaterThan(80)
  expect(places[1]).toEqual(places[0])
})

function checkTimeline(events: readonly TraceEvent[], words: Words): void {
  const timeline = readTimeline(events)
  const text = textOf(timelineText(timeline, words))
  const marks = [
    ...timeline.runs.map(({ step }) => words.seconds(step.t)),
    ...timeline.waits.map(({ on }) => words.thenWaitsFor(on)),
    ...timeline.prints.map((print) => words.prints(print.text)),
    ...timeline.lanes.flatMap(({ end }) => (end ? [words.thenEnds(end.how, end.value)] : [])),
    ...timeline.flights.map(({ message }) => messageText(timeline, message, words)),
    ...timeline.holds.map(({ what }) => words.acquires(what)),
    ...timeline.lanes.flatMap(({ name, more, index }) =>
      index === null ? [] : [name, ...(more === null ? [] : [more])],
    ),
  ]
  for (const mark of marks) expect(text).toContain(mark)
  expect(textsOf(timelinePicture(timeline, words).shape).length).toBeGreaterThan(0)
}

/** What a task waits for is said in Chinese, but for names. */
function checkWaits(events: readonly TraceEvent[]): void {
  for (const { on } of readTimeline(events).waits) {
    expect(chinese.waitsFor(on)).not.toMatch(/\b(of|the|to|from|end|connections?|promise)\b/)
  }
}

function checkHandoff(events: readonly TraceEvent[], words: Words): void {
  const handoff = shortened(readHandoff(events), 200)
  const text = textOf(handoffText(handoff, words)).replaceAll('\n', ' ⏎ ')
  // Every text of the picture, but for what is cut on narrow screens and told in full there.
  for (const drawn of textsOf(handoffPicture(handoff, words).shape)) {
    const whole = drawn.replace(/^[^\p{L}\p{N}'"“([{<#]+/u, '')
    expect(text.replaceAll(/\s+/g, ' ')).toContain(whole.replace(/…$/, '').trim().replaceAll(/\s+/g, ' '))
  }
}

function checkLoop(events: readonly TraceEvent[], words: Words): void {
  const loop = readLoop(events)
  const text = textOf(loopText(loop, words))
  for (const turn of loop.turns) {
    const marks = [words.loop.turn(turn.n), words.seconds(turn.t), ...turn.ran.map(({ name }) => name)]
    const after = [...turn.ready.map(({ name }) => name), ...turn.prints]
    for (const mark of [...marks, ...after]) expect(text).toContain(mark)
  }
  const drawn = textsOf(loopPicture(loop, words).shape)
  if (loop.turns.length > 0) expect(drawn.length).toBeGreaterThan(loop.turns.length)
}

function checkSource(events: readonly TraceEvent[], code: string, words: Words): void {
  const source = readSource(events, code, 200)
  const { rows, notes } = sourceText(source, words)
  expect(source.steps.length, 'lines of the run').toBeGreaterThan(0)
  const lines = code.split('\n')
  for (const [index, { line, kind, frame, changed, value }] of source.steps.entries()) {
    const cells = rows[index]?.cells ?? []
    expect(cells[1]).toBe(`${line}`)
    // What stands in the picture at that line is the line of the program, and who is there has been told of.
    expect(lines[line - 1]?.trim()).not.toBe('')
    expect(cells[2]).toContain(frame === null ? words.lane('program') : source.frames.get(frame)?.name)
    expect(cells.slice(3).join(' ')).toContain(
      kind === 'runs' ? lines[line - 1]?.trim() : words.handoff.yields(value ?? ''),
    )
    for (const [name, held] of changed) expect(cells[4]).toContain(`${name} = ${held}`)
  }
  const drawn = textsOf(sourcePicture(source, words).shape)
  const text = [...rows.map(({ cells }) => cells.join(' ')), ...notes].join('\n')
  const count = words.frames.steps(source.steps.length, source.hidden)
  expect(drawn).toContain(count)
  // The mark of a step: who it is and whether they stop there has been looked at above.
  const isMark = (one: string) => /^[^\p{L}\p{N}\s]$/u.test(one)
  expect(drawn.filter(isMark).length).toBeGreaterThanOrEqual(source.steps.length)
  for (const each of drawn.filter((one) => one !== count && !isMark(one)))
    expect(text).toContain(each.replace(/…$/, '').trim())
}

/** What the picture of an example has in a row, at a time, in a turn, or in a step. */
function shownAt(events: readonly TraceEvent[], { view, code }: Example, at: number, words: Words): string {
  if (view === 'source') return sourceText(readSource(events, code), words).rows[at - 1]?.cells.join(' | ') ?? ''
  if (view === 'handoff') return handoffText(readHandoff(events), words).rows[at - 1]?.cells.join(' | ') ?? ''
  if (view === 'loop') {
    const turn = readLoop(events).turns.find(({ n }) => n === at)
    return turn?.ran.map(({ name }) => name).join(', ') ?? ''
  }
  const rows = timelineText(readTimeline(events), words).rows
  return rows
    .filter(({ cells }) => cells[0] === words.seconds(at))
    .map(({ cells }) => cells.slice(1).join(': '))
    .join(', ')
}
