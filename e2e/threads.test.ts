/** The chapter on threads and processes: programs that measure, and workers that work, as a reader runs them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awake, Playground, Site, type Visit } from './site'

const PATHS = { en: '/threads-and-processes/', 'zh-Hans': '/zh-Hans/threads-and-processes/' } as const
const WORDS = {
  en: {
    run: 'Run',
    timeline: 'Timeline',
    ended: /finished/i,
    tick: /^tick/,
    counting: 'counting',
    primes: '78498 primes',
  },
  'zh-Hans': {
    run: '运行',
    timeline: '时间线',
    ended: /运行结束/,
    tick: /^嘀嗒/,
    counting: '开始数',
    primes: '质数78498个',
  },
} as const
type Locale = keyof typeof PATHS

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterAll(() => site.close())

async function ran(locale: Locale, id: string): Promise<{ visit: Visit; playground: Playground; texts: string[] }> {
  const visit = await site.visit(PATHS[locale])
  await awake(visit.page)
  const playground = new Playground(visit.page, id)
  await playground.button(WORDS[locale].run).click()
  await playground.ended(WORDS[locale].ended)
  return { visit, playground, texts: await playground.texts() }
}

/** What the timeline shows of a run on the real clock, as shares of its width. */
async function timelineOf(playground: Playground, locale: Locale) {
  await playground.root.getByRole('tab', { name: WORDS[locale].timeline }).click()
  const picture = playground.root.locator('[data-stage] svg[data-view=timeline]')
  await picture.waitFor()
  return picture.evaluate((svg) => {
    const whole = svg.getBoundingClientRect().width
    const share = (it: Element) => it.getBoundingClientRect().width / whole
    const titled = (it: Element) => it.querySelector('title')?.textContent ?? ''
    const all = (selector: string) =>
      [...svg.querySelectorAll(selector)].map((it) => ({ share: share(it), title: titled(it) }))
    return { runs: all('.view-run'), waits: all('.view-wait'), readies: all('.view-ready') }
  })
}

describe.each(['en', 'zh-Hans'] as const)('in %s', (locale) => {
  const { tick, counting, primes } = WORDS[locale]

  test('a loop that computes does nothing else, and its timeline shows one long step and who was held up', async () => {
    const { visit, playground, texts } = await ran(locale, 'blocked-loop')
    expect(texts.indexOf(primes)).toBe(texts.indexOf(counting) + 1)
    const { runs, readies } = await timelineOf(playground, locale)
    const [longest] = runs.toSorted((a, b) => b.share - a.share)
    expect(longest?.title).toContain('main')
    const held = readies.filter(({ title }) => title.startsWith('ticking')).toSorted((a, b) => b.share - a.share)[0]
    // The tick was due within the long step, and waits for most of it.
    expect(held?.share).toBeGreaterThan(0.5 * (longest?.share ?? 1))
    expect(longest?.share).toBeGreaterThan(0.2)
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  test('with a worker the ticks go on, and its timeline shows main waiting', async () => {
    const { visit, playground, texts } = await ran(locale, 'executor')
    const between = texts.slice(texts.indexOf(counting) + 1, texts.indexOf(primes))
    expect(between.length).toBeGreaterThan(0)
    for (const text of between) expect(text).toMatch(tick)
    const { runs, waits } = await timelineOf(playground, locale)
    expect(Math.max(...runs.map(({ share }) => share))).toBeLessThan(0.2)
    const waiting = waits.find(({ title }) => title.startsWith('main') && title.includes('countPrimes()'))
    expect(waiting?.share).toBeGreaterThan(0.1)
    if (locale === 'zh-Hans') expect(waiting?.title).toContain('执行器里的countPrimes()')
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  test('what a worker gets is a copy, and what is measured is not recorded', async () => {
    const copies = await ran(locale, 'copies')
    expect(copies.texts.map((text) => text.match(/\d+/)?.[0])).toEqual(['3', '2'])
    await copies.visit.close()
    const { visit, playground, texts } = await ran(locale, 'costs')
    const executor = new Playground(visit.page, 'executor')
    const figures = texts.map((text) => Number(text.match(/([\d.]+)\s*(?:µs|微秒)/)?.[1]))
    expect(figures).toHaveLength(5)
    for (const figure of figures) expect(figure).toBeGreaterThan(0)
    // A way to a worker and back is far dearer than a turn of the loop, and that is dearer than a call.
    const [call, , , turn, worker] = figures as [number, number, number, number, number]
    expect(turn).toBeGreaterThan(call)
    expect(worker).toBeGreaterThan(5 * turn)
    expect(await playground.root.getByRole('tab', { name: WORDS[locale].timeline }).count()).toBe(0)
    expect(await executor.root.getByRole('tab', { name: WORDS[locale].timeline }).count()).toBe(1)
    expect(visit.problems).toEqual([])
    await visit.close()
  })
})

test('two workers are two cores: both at once take less than one after the other', async () => {
  const visit = await site.visit(PATHS.en)
  await awake(visit.page)
  const playground = new Playground(visit.page, 'two-cores')
  const cores = await visit.page.evaluate(() => navigator.hardwareConcurrency)
  // Where others want the second core, too, it may take some tries to have it.
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 8 && best > 0.8; tries += 1) {
    await playground.run()
    const [workers, ...times] = await playground.texts()
    expect(workers).toBe(`workers: ${Math.min(2, cores)}`)
    const [apart, together] = times.map((text) => Number(text.match(/([\d.]+) s$/)?.[1])) as [number, number]
    best = Math.min(best, together / apart)
  }
  if (cores > 1) expect(best).toBeLessThan(0.8)
  expect(visit.problems).toEqual([])
  await visit.close()
})
