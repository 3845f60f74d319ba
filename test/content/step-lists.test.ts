/** Lists of steps say at which time which lines run (“2 s, lines 7 and 14.”): they do, in the run of the example before them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TraceEvent } from 'asyncio-ts/trace'
import { describe, expect, test } from 'vitest'
import { chapters } from '../../src/chapters'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { referencesOf } from './picture-references'
import { recordedEvents } from './recorded-events'

const root = fileURLToPath(new URL('../..', import.meta.url))
const eventsOf = recordedEvents()

interface Step {
  readonly id: string
  /** Where it stands in the page. */
  readonly at: number
  readonly lead: string
  readonly times: readonly number[]
  /** First and last line of each stretch. */
  readonly lines: readonly (readonly [number, number])[]
}

const LEAD = /^\s*\d+\. \*\*(.+?)\*\*/
/** “2 s and 3 s, lines 7 and 14–16”: what a lead says of times stands before what it says of lines. */
const SAYS = {
  en: { times: / s\b|^Loop time/, lines: /(?:^|, )lines? ([\d–]+(?:(?:, | and |, then )[\d–]+)*)/i },
  'zh-Hans': {
    times: /秒|^循环时间/,
    lines: /第([\d～–至]+(?:(?:、|和|，接着第?)[\d～–至]+)*)行(?:，接着第([\d、]+)行)?/,
  },
} as const

function stepsOf(markdown: string, locale: keyof typeof SAYS): readonly Step[] {
  const says = SAYS[locale]
  let id = ''
  return markdown.split('\n').flatMap((text, index) => {
    id = /^```ts live\b.*?\bid=([a-z0-9-]+)/.exec(text)?.[1] ?? id
    const lead = LEAD.exec(text)?.[1]
    if (lead === undefined) return []
    const found = says.lines.exec(lead)
    const before = found === null ? lead : lead.slice(0, found.index)
    const times = says.times.test(before) ? [...before.matchAll(/\d+(?:\.\d+)?/g)].map(([time]) => Number(time)) : []
    const named = [found?.[1], found?.[2]].filter((each) => each !== undefined).join('、')
    const lines = [...named.matchAll(/(\d+)(?:[–～至](\d+))?/g)].map(
      ([, from, to]) => [Number(from), Number(to ?? from)] as const,
    )
    return times.length + lines.length === 0 ? [] : [{ id, at: index + 1, lead, times, lines: stretches(lines) }]
  })
}

/** Chinese names two lines one after the other as it names any two: they are a stretch in both languages. */
function stretches(lines: Step['lines']): Step['lines'] {
  const merged: [number, number][] = []
  for (const [from, to] of lines) {
    const last = merged.at(-1)
    if (last !== undefined && from === last[1] + 1) last[1] = to
    else merged.push([from, to])
  }
  return merged
}

/**
 * Lines of which no trace tells, since they are in a function that is no generator, which runs to its end within the statement
 * that calls it; and an example of JavaScript's own coroutines, of whose lines and waits none is known.
 */
const UNTOLD = ['bot 120', 'call-by-echo 22', 'run-forever 12–13', 'run-forever 14']
const NATIVE = ['ticker']

/** Loop times are told in hundredths. */
const NEAR = 0.0051

/** What of a step is not so in a run; empty: nothing. A line of which the trace never tells goes to `untold`. */
function wrongIn({ id, times, lines }: Step, events: readonly TraceEvent[], untold: Set<string>): readonly string[] {
  if (NATIVE.includes(id)) return []
  const missing = times
    .filter((time) => !events.some(({ t }) => Math.abs(t - time) < NEAR))
    .map((time) => `nothing happens at ${time} s`)
  // Of several times, a line runs at one of them or in between.
  const [first = 0, last = Number.POSITIVE_INFINITY] = [times[0], times.at(-1)]
  const linesOf = (some: readonly TraceEvent[]) => some.flatMap(({ loc }) => (loc === undefined ? [] : [loc.line]))
  const ever = linesOf(events)
  const then = linesOf(events.filter(({ t }) => t > first - NEAR && t < last + NEAR))
  const unreached = lines.flatMap(([from, to]) => {
    const within = (line: number) => from <= line && line <= to
    if (then.some(within)) return []
    const named = from === to ? `${from}` : `${from}–${to}`
    if (ever.some(within)) return [`line ${named} does not run then`]
    untold.add(`${id} ${named}`)
    return []
  })
  return [...missing, ...unreached]
}

const LOCALES = ['en', 'zh-Hans'] as const
const pages = LOCALES.map((locale) =>
  readSitePages(root, locale).map((page) => {
    const text = readFileSync(join(root, page.file), 'utf8')
    return { ...page, steps: stepsOf(text, locale), references: referencesOf(text, locale) }
  }),
)
type Page = (typeof pages)[number][number]

async function look(locale: string, { file, examples, steps }: Page) {
  const wrong: string[] = []
  const untold = new Set<string>()
  for (const step of steps) {
    const example = examples.find((each) => each.example.id === step.id)?.example
    if (!example) throw new Error(`${file}:${step.at}: there is no example before it`)
    const found = wrongIn(step, await eventsOf(locale, example), untold)
    wrong.push(...found.map((each) => `${file}:${step.at} ${step.id}, “${step.lead}”: ${each}`))
  }
  return { wrong, untold }
}

for (const [index, locale] of LOCALES.entries()) {
  describe(`the lists of steps of ${locale}`, () => {
    for (const page of pages[index] ?? []) {
      if (page.steps.length === 0) continue
      test(`${page.file}: what runs when`, async () => {
        expect((await look(locale, page)).wrong).toEqual([])
      })
    }

    test('no trace tells of few of the lines', async () => {
      const untold: string[] = []
      for (const page of pages[index] ?? []) untold.push(...(await look(locale, page)).untold)
      expect(untold.sort()).toEqual(UNTOLD)
    })
  })
}

test('every chapter speaks of what is to be seen in the run of an example', () => {
  for (const some of pages) {
    const silent = chapters.filter(({ slug }) => {
      const page = some.find(({ path }) => path === `/${slug}/`)
      return page === undefined || page.steps.length + page.references.length === 0
    })
    expect(silent.map(({ slug }) => slug)).toEqual([])
  }
})

test('both languages speak of the same times and lines', () => {
  const [english, chinese] = pages.map((some) =>
    some.flatMap(({ steps }) =>
      steps.map(({ id, times, lines }) => `${id} ${times.join(' ')}: ${lines.map((each) => each.join('–')).join(' ')}`),
    ),
  )
  expect(english?.length).toBeGreaterThan(120)
  expect(chinese).toEqual(english)
})
