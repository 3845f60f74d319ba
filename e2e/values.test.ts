import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Playground, Site, type Visit } from './site'

describe('a printed value', () => {
  let site: Site
  let visit: Visit
  let playground: Playground

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    visit = await site.visit('/tasks/')
    playground = new Playground(visit.page, 'say-after')
    await playground.speed('instant')
  })
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  /** What stands in the log when everything in it is unfolded. */
  async function unfolded(code: string): Promise<string[]> {
    await playground.write(code)
    await playground.run()
    const folded = playground.log.locator('details:not([open]) > summary')
    // What a fold holds is made once it is open.
    const painted = () =>
      visit.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
    for (; (await folded.count()) > 0; await painted()) await folded.first().click()
    const summaries = playground.log.locator('summary, li li:not(:has(> details))')
    return (await summaries.allTextContents()).map((text) => text.trim())
  }

  test('unfolds by keyboard, part by part, and folds again', async () => {
    await playground.write("console.log({ name: 'tree', leaves: [1, { deep: true }] })")
    await playground.run()
    expect(await playground.texts()).toEqual(["{ name: 'tree', leaves: [1, { deep: true }] }"])
    const line = playground.log.locator('summary').first()
    await line.focus()
    await visit.page.keyboard.press('Enter')
    await playground.log.getByText("name: 'tree'", { exact: true }).last().waitFor()
    await visit.page.keyboard.press('Tab')
    await visit.page.keyboard.press('Space')
    await playground.log.getByText('Object', { exact: true }).waitFor()
    await line.focus()
    await visit.page.keyboard.press('Enter')
    await expect.poll(() => playground.texts()).toEqual(["{ name: 'tree', leaves: [1, { deep: true }] }"])
  })

  test('that is a text has nothing to unfold', async () => {
    await playground.write("console.log('text', 1, null)\nconsole.log([])")
    await playground.run()
    expect(await playground.log.locator('summary').count()).toBe(0)
  })

  test('may be anything: rings, getters that throw, proxies, huge lists, collections, classes', async () => {
    const lines = await unfolded(`
      class Point { x = 1; get y(): number { throw new Error('never') } }
      const ring: any = { get bad() { throw 1 } }
      ring.self = ring
      console.log(ring, new Proxy({}, { ownKeys() { throw 1 } }))
      console.log(Array.from({ length: 5000 }, (_, i) => i))
      console.log(new Map<unknown, unknown>([['k', new Set([1n])], [new Point(), -0]]), [Symbol('s'), 'a\\nb', new Uint8Array(2)])`)
    const text = lines.join('\n')
    for (const part of ['bad: [Getter]', 'self: [Circular]', '… 4900 more', "'k': Set(1)", '1n', '[key] Point', '-0']) {
      expect(text).toContain(part.replace('[key] ', 'key: '))
    }
    expect(text).toContain("1: 'a\\nb'")
  })

  test('is what it was when it was printed', async () => {
    const lines = await unfolded("const list = ['first']\nconsole.log(list)\nlist[0] = 'later'")
    expect(lines).toEqual(["['first']", "0: 'first'"])
  })

  test('shows where Futures, tasks and generators stand', async () => {
    const lines = await unfolded(`
      import { run, createTask, generator, sleep } from 'asyncio-ts'
      const count = generator(function* count() { yield 1 })()
      count.next()
      console.log(count)
      await run(function* () {
        const task = createTask(sleep(1, 'rested'), { name: 'nap' })
        yield* task
        console.log(task)
      })`)
    const text = lines.join('\n')
    expect(text).toContain('state: GEN_SUSPENDED')
    for (const part of ["name: 'nap'", 'state: finished', "result: 'rested'"]) expect(text).toContain(part)
  })

  test('that is printed ten thousand times over does not flood by its trees', async () => {
    await playground.speed('1×')
    await playground.write(`for (let batch = 0; batch < 10; batch++) {
  for (let i = 0; i < 500; i++) console.log({ batch, i, list: [1, 2, 3, { four: 4 }] })
  await new Promise((done) => setTimeout(done, 60))
}`)
    await playground.run(/finished/)
    expect(await playground.log.getByRole('listitem').count()).toBe(5000)
  })
})
