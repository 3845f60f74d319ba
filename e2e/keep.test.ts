import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { originalHash } from '../src/edits/kept-edits'
import { linkTo } from '../src/edits/link-code'
import { awake, Playground, Site, type Visit } from './site'

const MINE = "console.log('mine')"

describe('an edit', () => {
  let site: Site
  let visit: Visit
  let page: Page
  let tasks: Playground

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
    tasks = new Playground(page, 'say-after-tasks')
  }
  /** What is kept of the example: its key also names the site. */
  const kept = () =>
    page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => /^playground\.kept.*\.en\.say-after-tasks$/.test(name))
      return key === undefined ? 'nothing' : localStorage.getItem(key)
    })
  /** Puts something else where an edit was kept. */
  async function store(raw: string): Promise<void> {
    await tasks.write(MINE)
    await expect.poll(kept).toContain(MINE)
    await page.evaluate((value) => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('playground.kept'))
      localStorage.setItem(key ?? '', value)
    }, raw)
    await page.reload()
  }
  const shows = (code: string) => tasks.root.locator('.cm-content').getByText(code).waitFor()
  const edited = (name = 'edited') => tasks.root.getByText(name, { exact: true })

  test.each([
    { path: '/tasks/', name: 'edited', run: 'Run', reset: 'Reset', undo: 'Undo' },
    { path: '/zh-Hans/tasks/', name: '已修改', run: '运行', reset: '重置', undo: '撤销' },
  ])(
    'is there after a reload at $path, is not run, and is gone after Reset',
    async ({ path, name, run, reset, undo }) => {
      await at(path)
      await tasks.write(MINE)
      await page.reload()
      await shows(MINE)
      await edited(name).waitFor()
      // The reader came to read: nothing has the focus, nothing runs.
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
      expect(page.frames()).toHaveLength(1)
      await tasks.button(run).click()
      await tasks.log.getByText('mine').waitFor()

      await tasks.button(reset).click()
      await tasks.button(undo).click()
      await page.reload()
      await shows(MINE)
      await tasks.button(reset).click()
      expect(await edited(name).count()).toBe(0)
      await page.reload()
      await awake(page)
      expect(await edited(name).count()).toBe(0)
      expect(await tasks.root.locator('pre').first().textContent()).toContain('function* main')
    },
  )

  test('wakes no other playground and no other page', async () => {
    await at('/tasks/')
    await tasks.write(MINE)
    await page.goto(new URL('/generators/', site.url).href)
    await page.waitForLoadState('networkidle')
    expect(await page.locator('.cm-content').count()).toBe(0)
    await page.goto(new URL('/tasks/', site.url).href)
    await shows(MINE)
    expect(await page.locator('.cm-content').count()).toBe(1)
  })

  test('of one language is not shown in the other', async () => {
    await at('/tasks/')
    await tasks.write(MINE)
    await page.goto(new URL('/zh-Hans/tasks/', site.url).href)
    await page.waitForLoadState('networkidle')
    expect(await page.locator('.cm-content').count()).toBe(0)
  })

  test('of an example that has changed since is shown, and the reader chooses', async () => {
    await at('/tasks/')
    await store(`v1 1 ${originalHash('an older original')}\n${MINE}`)
    await shows(MINE)
    const note = tasks.root.getByRole('note').filter({ hasText: 'has changed since you edited it' })
    await note.getByRole('button', { name: 'Show the new one' }).click()
    await shows('function* main')
    await tasks.button('Undo').click()
    await shows(MINE)
    await expect.poll(kept).toContain(MINE)

    await store(`v1 1 ${originalHash('an older original')}\n${MINE}`)
    await note.getByRole('button', { name: 'Keep my edit' }).click()
    expect(await note.count()).toBe(0)
    await page.reload()
    await shows(MINE)
    expect(await note.count()).toBe(0)
  })

  test('is not lost when a link is opened', async () => {
    await at('/tasks/')
    await tasks.write(MINE)
    const link = linkTo('say-after-tasks', "console.log('theirs')")
    await page.goto(new URL(`/tasks/${link.kind === 'hash' ? link.hash : ''}`, site.url).href)
    await page.reload()
    await shows("console.log('theirs')")
    await tasks.write("console.log('theirs, changed')")
    await tasks.button('Reset').click()
    await expect.poll(kept).toContain(MINE)
    await tasks.root.getByRole('button', { name: 'Show my edit' }).click()
    await shows(MINE)
  })

  test('of another tab is never overwritten unasked', async () => {
    await at('/tasks/')
    await tasks.focusEditor()
    const other = await page.context().newPage()
    await other.goto(new URL('/tasks/', site.url).href)
    await new Playground(other, 'say-after-tasks').write(MINE)
    const note = tasks.root.getByRole('note')
    await note.filter({ hasText: 'Another edit of this example is kept' }).waitFor()

    await tasks.write("console.log('second')")
    await note.filter({ hasText: 'not kept until you choose' }).waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
    expect(await kept()).toContain(MINE)
    await note.getByRole('button', { name: 'Keep this instead' }).click()
    await expect.poll(kept).toContain('second')
    await tasks.button('Undo').click()
    await expect.poll(kept).toContain(MINE)
    await note.getByRole('button', { name: 'Show my edit' }).click()
    await shows(MINE)
  })

  test('that the browser refuses to keep is told of, and the playground works', async () => {
    await at('/tasks/')
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    expect(await tasks.root.getByRole('note').count()).toBe(0)
    await tasks.write(MINE)
    await tasks.root.getByRole('note').filter({ hasText: 'gone after a reload' }).waitFor()
    await tasks.run()
    expect(await tasks.texts()).toEqual(['mine'])
  })

  test.each([
    ['an empty text', ''],
    ['JSON', '{"code":"while(true){}","run":true}'],
    ['markup', '<img src=x onerror="document.title=1">'],
    ['a later version', `v2 1 00000000\n${MINE}`],
    ['far too much', `v1 1 00000000\n${'x'.repeat(200_000)}`],
  ])('that cannot be read, such as %s, is neither shown nor lost', async (_, raw) => {
    await at('/tasks/')
    await store(raw)
    const note = tasks.root.getByRole('note').filter({ hasText: 'cannot be read' })
    await note.waitFor()
    expect(await edited().count()).toBe(0)
    expect(page.frames()).toHaveLength(1)
    await tasks.speed('instant')
    await tasks.run()
    expect(await tasks.texts()).toContain('world')
    expect(await kept()).toBe(raw)

    const download = page.waitForEvent('download')
    await note.getByRole('button', { name: 'Save it as a file' }).click()
    expect((await download).suggestedFilename()).toBe('say-after-tasks.ts')
    await note.getByRole('button', { name: 'Discard it' }).click()
    expect(await kept()).toBe('nothing')
    expect(await note.count()).toBe(0)
  })

  test('that holds markup is shown as text', async () => {
    await at('/tasks/')
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await store(`v1 1 00000000\n${markup}`)
    await shows(markup)
    expect(await tasks.root.locator('img, script').count()).toBe(0)
    expect(await page.title()).toContain('Tasks')
  })
})
