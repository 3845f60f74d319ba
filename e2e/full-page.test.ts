import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { linkTo } from '../src/edits/link-code'
import { awake, Playground, Site, type Visit } from './site'

const MINE = "console.log('mine', '你好')"

function hashOf(id: string): string {
  const link = linkTo(id, MINE)
  return link.kind === 'hash' ? link.hash : ''
}

describe('the full-page playground', () => {
  let site: Site
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())
  afterEach(async () => {
    expect(visit.problems).toEqual([])
    await visit.close()
  })

  async function at(path: string, options: Parameters<Site['visit']>[1] = {}): Promise<void> {
    visit = await site.visit(path, options)
    page = visit.page
    if (options.javaScriptEnabled !== false) await awake(page)
  }
  const playground = (id: string) => new Playground(page, id)
  const list = () => page.getByRole('navigation', { name: /^(Examples|示例)$/ })

  test.each([
    { path: '/playground/', name: 'A program of your own', run: 'Run', says: 'the fast one is done' },
    { path: '/zh-Hans/playground/', name: '你自己的程序', run: '运行', says: '快的 完成了' },
  ])('$path begins with a small program that runs', async ({ path, name, run, says }) => {
    await at(path)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    const own = playground('scratch')
    expect(await own.root.getAttribute('aria-label')).toBe(name)
    for (const part of ['toolbar', 'combobox', 'log', 'status'] as const) {
      expect(await own.root.getByRole(part).count(), part).toBe(1)
    }
    await own.root.getByRole('combobox').selectOption({ index: 3 })
    await own.button(run).click()
    await own.log.getByText(says).waitFor()
    await own.status.filter({ hasText: '2.00' }).waitFor()
  })

  test('keeps the reader’s own program, and Share makes a link that brings it', async () => {
    await at('/playground/')
    await playground('scratch').write(MINE)
    await page.reload()
    await playground('scratch').editor.getByText(MINE).waitFor()
    await playground('scratch').button('Share').click()
    await expect.poll(() => new URL(page.url()).hash).toBe(hashOf('scratch'))
    const url = page.url()
    const other = await site.visit(url)
    await new Playground(other.page, 'scratch').editor.getByText(MINE).waitFor()
    expect(other.page.frames()).toHaveLength(1)
    expect(other.problems).toEqual([])
    await other.close()
  })

  test.each(['/playground/', '/zh-Hans/playground/'])('%s shows any example of the book by its id', async (path) => {
    await at(`${path}#say-after-tasks`)
    const tasks = playground('say-after-tasks')
    await tasks.root.getByRole('tab', { name: 'Python' }).click()
    expect(await tasks.root.getByRole('tabpanel', { name: 'Python' }).textContent()).toContain('asyncio.run(main())')
    const [chapter] = await page.locator('a[href$="/tasks/#say-after-tasks"]').all()
    expect(await chapter?.isVisible()).toBe(true)
    expect(await list().locator('[aria-current]').count()).toBe(1)
  })

  test('lists every example by chapter, and finds them by what is typed', async () => {
    await at('/playground/')
    const ids = await list()
      .locator('li a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1)))
    expect(ids.length).toBeGreaterThan(15)
    expect(new Set(ids).size).toBe(ids.length)
    for (const path of ['/', '/tasks/', '/generators/']) {
      const html = await (await page.request.get(new URL(path, site.url).href)).text()
      const inPage = [...html.matchAll(/<section[^>]* id="?([a-z0-9-]+)"?[^>]*data-playground/g)].map(([, id]) => id)
      expect(inPage.length, path).toBeGreaterThan(0)
      expect(ids).toEqual(expect.arrayContaining(inPage))
    }

    const search = list().getByRole('searchbox')
    await search.fill('say_after task')
    await expect.poll(() => list().locator('li a').count()).toBeLessThan(5)
    expect(await list().getByRole('status').textContent()).toMatch(/^\d+ examples?$/)
    await search.fill('no such thing')
    await list().getByText('No example has that in its name.').waitFor()
    await search.fill('say_after as two')
    await expect.poll(() => list().locator('li a').first().getAttribute('href')).toBe('#say-after-tasks')
    await search.press('Enter')
    await playground('say-after-tasks').root.waitFor()
  })

  test('goes from example to example and back, and none loses its edit', async () => {
    await at('/playground/')
    await list().getByRole('link', { name: 'say_after, as two tasks' }).click()
    const tasks = playground('say-after-tasks')
    await tasks.root.waitFor()
    await tasks.write(MINE)
    await list().getByRole('link', { name: 'A program of your own' }).click()
    await playground('scratch').root.waitFor()
    expect(await tasks.root.count()).toBe(0)
    await list().getByText('edited', { exact: true }).waitFor()
    await page.goBack()
    await tasks.editor.getByText(MINE).waitFor()
  })

  test('forgets all kept edits when the reader says so, and brings them back', async () => {
    await at('/playground/')
    await playground('scratch').write(MINE)
    await list().getByText('1 edit is kept in this browser.').waitFor()
    await list().getByRole('button', { name: 'Forget it' }).click()
    await list().getByText('Nothing is kept any more.').waitFor()
    const keys = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('playground.kept')))
    expect(await keys()).toEqual([])
    await list().getByRole('button', { name: 'Undo' }).click()
    expect(await keys()).toEqual([expect.stringMatching(/^playground\.kept.*\.en\.scratch$/)])
  })

  test('is opened from a chapter with the program as it stands, in a plain link', async () => {
    await at('/tasks/')
    const tasks = playground('say-after-tasks')
    const open = tasks.root.getByRole('link', { name: 'Open', exact: true })
    expect(await open.getAttribute('href')).toBe('/playground/#say-after-tasks')
    await tasks.write(MINE)
    await open.hover()
    await expect.poll(() => open.getAttribute('href')).toBe(`/playground/${hashOf('say-after-tasks')}`)
    const opening = page.context().waitForEvent('page')
    await open.click({ button: 'middle' })
    const opened = await opening
    await new Playground(opened, 'say-after-tasks').editor.getByText(MINE).waitFor()
    expect(opened.frames()).toHaveLength(1)
  })

  test('is opened in the language of the chapter', async () => {
    await at('/zh-Hans/tasks/')
    await playground('say-after-tasks').root.getByRole('link', { name: '打开', exact: true }).click()
    await page.waitForURL('**/zh-Hans/playground/#say-after-tasks')
    await playground('say-after-tasks').root.waitFor()
  })

  test('begins to edit wherever its half of the page is clicked', async () => {
    await at('/playground/')
    const own = playground('scratch')
    const code = await own.root.getByRole('group', { name: 'TypeScript code' }).boundingBox()
    const toolbar = await own.root.getByRole('toolbar').boundingBox()
    if (!code || !toolbar) throw new Error('expected code and toolbar')
    expect(code.height).toBeGreaterThan(400)
    await page.mouse.click(code.x + 200, code.y + code.height - 10)
    await own.editor.waitFor()
    await own.editor.evaluate((node) => node.blur())
    await page.mouse.click(code.x + 200, code.y + code.height - 10)
    await page.keyboard.insertText('// at the end')
    await own.editor.getByText('await run(main())// at the end').waitFor()
  })

  test('takes in the program of a link whose example is not in the book', async () => {
    await at(`/tasks/${hashOf('gone-long-ago')}`)
    await page.getByRole('alert').getByRole('link').click()
    await page.waitForURL('**/playground/**')
    await page.getByRole('alert').filter({ hasText: 'gone-long-ago' }).waitFor()
    await playground('scratch').editor.getByText(MINE).waitFor()
    expect(page.frames()).toHaveLength(1)
  })

  test('says so when the address names an example that the book does not have', async () => {
    await at('/playground/#gone-long-ago')
    await page.getByRole('alert').filter({ hasText: 'gone-long-ago' }).waitFor()
    await playground('scratch').root.waitFor()
  })

  test('shows a damaged link as such, and the example beside it', async () => {
    await at('/playground/#say-after-tasks~v1.AAAA')
    const tasks = playground('say-after-tasks')
    await tasks.root.getByRole('alert').filter({ hasText: 'damaged' }).waitFor()
    expect(await tasks.root.locator('pre').first().textContent()).toContain('function* main')
  })

  test('stands side by side on a wide screen and one below the other on a narrow one', async () => {
    await at('/playground/')
    const own = playground('scratch')
    const boxes = async () => {
      const code = await own.root.locator('pre').first().boundingBox()
      const log = await own.log.boundingBox()
      if (!code || !log) throw new Error('expected code and output')
      return { code, log }
    }
    const wide = await boxes()
    expect(wide.log.x).toBeGreaterThan(wide.code.x + wide.code.width - 1)
    await page.setViewportSize({ width: 375, height: 800 })
    const narrow = await boxes()
    expect(narrow.log.y).toBeGreaterThan(narrow.code.y + narrow.code.height - 1)
    expect(await list().getByRole('searchbox').isVisible()).toBe(false)
    await list().getByRole('button', { name: 'Examples' }).click()
    await list().getByRole('link', { name: 'say_after, as two tasks' }).click()
    await playground('say-after-tasks').root.waitFor()
    expect(await list().getByRole('searchbox').isVisible()).toBe(false)
  })

  test.each(['/playground/', '/zh-Hans/playground/'])(
    '%s reads without JavaScript: its links lead into the chapters',
    async (path) => {
      await at(path, { javaScriptEnabled: false })
      const link = list().locator('a[href$="/tasks/#say-after-tasks"]').first()
      expect(await link.isVisible()).toBe(true)
      expect(await page.getByRole('main').getByRole('button').filter({ visible: true }).count()).toBe(0)
      expect(await page.getByRole('searchbox').filter({ visible: true }).count()).toBe(0)
      expect(await page.locator('section#scratch pre').first().isVisible()).toBe(true)
      await link.click()
      expect(new URL(page.url()).pathname).toBe(path.replace('playground/', 'tasks/'))
    },
  )

  test('costs other pages nothing, and its own first view has no program but the first', async () => {
    await at('/playground/')
    await page.waitForLoadState('networkidle')
    const scripts = () =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length)
    const before = await scripts()
    expect(await page.content()).not.toContain('asyncio.run(main())')
    await list().getByRole('link', { name: 'say_after, as two tasks' }).click()
    await playground('say-after-tasks').root.waitFor()
    expect(await scripts()).toBeGreaterThan(before)
  })
})
