import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { awake, Playground, Site, type Visit } from './site'

/** Random numbers that are the same each time, so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

describe('each run begins anew', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  // Leaves all that can be left behind, and prints by whom, a number that its seed gives it; tells first what an earlier
  // run left here. Some of them do not give way any more.
  const litter = `const all = globalThis as any
const me = 'run ' + Math.random().toFixed(9)
console.log(me, 'finds', all.left ?? 'nothing', ([] as any).left ?? 'nothing', Math.hypot(3, 4))
all.left = me
;(Array.prototype as any).left = me
Math.hypot = () => 0
const forever = (): void => void setTimeout(() => { console.log(me, 'timer', { me }); forever() }, 7)
forever()
setInterval(() => console.log(me, 'interval'), 11)
void new Promise((_, reject) => setTimeout(() => reject(new Error(me + ' rejection')), 20))
const spin = async () => { for (;;) { await new Promise((done) => setTimeout(done, 3)); console.log(me, 'promise') } }
void spin()
setTimeout(() => { while (Math.random() < 0.5) for (let n = 0; ; n++) {} }, 30)`

  /**
   * What the page holds when no run is shown: what one printed, its trace and its pictures are large, are held for the last
   * run alone, and are of another size each time. Taken away and back by buttons, since of what is typed over, the browser
   * keeps the nodes for its own undo.
   */
  async function measure(
    session: CDPSession,
    playground: Playground,
  ): Promise<Record<'heap' | 'nodes' | 'documents', number>> {
    await playground.button('Reset').click()
    await playground.button('Undo').waitFor()
    await session.send('HeapProfiler.enable')
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    await playground.button('Undo').click()
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
    return { heap: value('JSHeapUsedSize'), nodes: value('Nodes'), documents: value('Documents') }
  }

  test('a hundred of them, stopped at any moment: nothing of one reaches another, and the page does not grow', async () => {
    const playground = new Playground(visit.page, 'say-after')
    const random = seeded(20_260_101)
    const session = await visit.page.context().newCDPSession(visit.page)
    await session.send('Performance.enable')
    await playground.write(litter)
    const seed = playground.root.getByLabel('Math.random starts from')
    let before = { heap: 0, nodes: 0, documents: 0 }
    const seen = new Set<string>()

    for (let run = 1; run <= 100; run++) {
      if (run === 21) before = await measure(session, playground)
      await seed.fill(`seed ${run}`)
      await playground.button('Run').click()
      // Until there are so many lines; every fifth as soon as the button is there.
      const lines = run % 5 === 0 ? 0 : 1 + Math.floor(random() * 8)
      await visit.page.waitForFunction(
        ([count, known]) => {
          const items = [...document.querySelectorAll('#say-after [role=log] li')]
          const [, first = ''] = /(run 0\.\d+) finds/.exec(items[0]?.textContent ?? '') ?? []
          return count === 0 || (first !== '' && !known.includes(first) && items.length >= count)
        },
        [lines, [...seen]] as const,
      )
      await playground.button('Stop').click()
      await playground.ended(/stopped/)
      const texts = await playground.texts()
      const me = /run 0\.\d+/.exec(texts[0] ?? '')?.[0]
      // Stopped before it could print anything.
      if (me === undefined || (lines === 0 && seen.has(me))) continue
      expect(texts[0]).toBe(`${me} finds nothing nothing 5`)
      expect(texts.filter((text) => !text.includes(me))).toEqual([])
      seen.add(me)
    }
    expect(seen.size).toBeGreaterThanOrEqual(80)

    const after = await measure(session, playground)
    expect(after.heap - before.heap).toBeLessThan(1.5 * 2 ** 20)
    expect(after.nodes - before.nodes).toBeLessThan(500)
    expect(after.documents - before.documents).toBeLessThanOrEqual(2)
    expect(await visit.page.locator('iframe').count()).toBe(1)

    await playground.write("console.log('alone')\nawait new Promise((done) => setTimeout(done, 300))")
    await playground.speed('1×')
    await playground.run()
    expect(await playground.texts()).toEqual(['alone'])
  }, 240_000)

  test('Run pressed twice, by keys: the first is heard no more', async () => {
    const playground = new Playground(visit.page, 'say-after')
    await playground.write(
      "import { run, sleep } from 'asyncio-ts'\nawait run(function* () { for (let i = 0; i < 4; i++) { console.log('line', i); yield* sleep(0.1) } })",
    )
    await playground.speed('1×')
    for (let i = 0; i < 3; i++) await visit.page.keyboard.press('ControlOrMeta+Enter')
    await playground.focusEditor()
    for (let i = 0; i < 3; i++) await visit.page.keyboard.press('ControlOrMeta+Enter')
    await playground.ended(/finished/)
    expect(await playground.texts()).toEqual(['line 0', 'line 1', 'line 2', 'line 3'])
  })

  test('two pages run the same playground at one time, each for itself', async () => {
    const other = await site.visit('/tasks/')
    const both = [visit.page, other.page].map((page) => new Playground(page, 'say-after'))
    const ran = both.map(async (playground, index) => {
      await playground.write(
        `const all = globalThis as any\nall.who ??= ${index}\nfor (let i = 0; i < 5; i++) { await new Promise((done) => setTimeout(done, 50)); console.log(all.who, i) }`,
      )
      await playground.speed('1×')
      await playground.run()
      return playground.texts()
    })
    expect(await Promise.all(ran)).toEqual([0, 1].map((who) => [0, 1, 2, 3, 4].map((i) => `${who} ${i}`)))
    expect(other.problems).toEqual([])
    await other.close()
  })

  /** Each playground of the page, as its id. */
  const ids = (page: Page): Promise<string[]> =>
    page.locator('section[data-playground]').evaluateAll((sections) => sections.map(({ id }) => id))

  test('twenty playgrounds on two pages run at one time, in one frame a page, and each prints what it prints alone', async () => {
    const pages = [await site.visit('/gather/'), await site.visit('/gather/')]
    const all: Playground[] = []
    for (const { page } of pages) {
      await awake(page)
      for (const id of await ids(page)) all.push(new Playground(page, id))
    }
    expect(all).toHaveLength(20)
    // What was recorded is not there to be read where the page asks first what it will be.
    for (const playground of all) {
      const skip = playground.button('Just show me')
      if ((await skip.count()) > 0) await skip.click()
    }
    const recorded = await Promise.all(all.map((playground) => playground.texts()))
    expect(recorded.filter((lines) => lines.length === 0)).toEqual([])
    for (const playground of all) {
      await playground.speed('10×')
      await playground.button('Run').click()
    }
    for (const playground of all) await playground.ended(/finished|expected error/)
    const printed = await Promise.all(all.map((playground) => playground.texts()))
    // A program that fails shows its error once more.
    expect(printed.map((lines) => lines.join('\n'))).toEqual(recorded.map((lines) => lines.join('\n')))
    for (const { page, problems, close } of pages) {
      expect(await page.locator('iframe').count()).toBe(1)
      expect(problems).toEqual([])
      await close()
    }
  })

  test('a run ends when the reader goes to another chapter, and the next finds a clean place', async () => {
    const { page } = visit
    const playground = new Playground(page, 'say-after')
    await playground.write(litter)
    await playground.button('Run').click()
    await playground.log.getByText('timer').first().waitFor()
    await page.locator('a[href="/generators/"]').first().click()
    // The address changes before the page does.
    await page.getByRole('heading', { level: 1, name: 'Generators' }).waitFor()
    const [there = ''] = await ids(page)
    const next = new Playground(page, there)
    await next.speed('instant')
    await next.run()
    expect(await next.status.textContent()).toContain('same as recorded')
    await page.goBack()
    await page.waitForURL('**/tasks/')
    expect(await playground.button('Stop').count()).toBe(0)
    await playground.write("console.log('left', String((globalThis as any).left))")
    await playground.run()
    expect(await playground.texts()).toEqual(['left undefined'])
  })

  test('a page that comes back from the browser’s back/forward cache shows no run under way, and runs again', async () => {
    const own = await Site.open({ backForwardCache: true })
    const { page, problems } = await own.visit('/tasks/')
    const playground = new Playground(page, 'say-after')
    await page.evaluate(() =>
      addEventListener('pageshow', (event) => Object.assign(globalThis, { restored: event.persisted })),
    )
    await playground.write(litter)
    await playground.button('Run').click()
    await playground.log.getByText('timer').first().waitFor()
    const printed = (await playground.texts()).length
    await page.goto(new URL('/react/', own.url).href)
    await page.evaluate(() => history.back())
    await page.waitForFunction(() => (globalThis as { restored?: boolean }).restored)
    await playground.ended(/stopped/)
    expect(await page.locator('iframe').count()).toBe(0)
    expect((await playground.texts()).length).toBeGreaterThanOrEqual(printed)
    await playground.write("console.log('back')")
    await playground.run()
    expect(await playground.texts()).toEqual(['back'])
    expect(problems).toEqual([])
    await own.close()
  })
})
