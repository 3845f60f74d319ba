import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSearch, type Search } from '../src/search/engine'
import type { SearchFile } from '../src/search/file'
import { queries } from './search-queries'
import { awake, Site } from './site'

const BUILD = path.join(import.meta.dirname, '../build')
const folders = { en: BUILD, 'zh-Hans': path.join(BUILD, 'zh-Hans') }

describe.each(['en', 'zh-Hans'] as const)('what is found first: %s', (locale) => {
  let file: SearchFile
  let search: Search

  beforeAll(() => {
    file = JSON.parse(readFileSync(path.join(folders[locale], 'search.json'), 'utf8'))
    search = createSearch(file)
  })

  test('the table has twenty queries at least', () => {
    expect(queries[locale].length).toBeGreaterThanOrEqual(20)
  })

  test.each(queries[locale])('%s → %s', (query, first) => {
    const [page] = search(query)
    expect(first.includes('#') ? page?.hits[0]?.href : page?.path).toBe(first)
  })

  test('each heading and each example of a chapter has its place', () => {
    const tasks = file.pages.find((page) => page.path === 'tasks/')
    const ids = tasks?.sections.map(({ id }) => id)
    expect(ids).toContain('create-task')
    expect(ids).toContain('say-after')
    expect(tasks?.sections.find(({ id }) => id === 'say-after')?.code).toContain('asyncio.run(main())')
  })
})

describe('the search of a page', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  test('nothing of it is loaded before it is used', async () => {
    const { page, close } = await site.visit('/tasks/')
    await page.waitForLoadState('networkidle')
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect((await loaded()).filter((name) => name.includes('search'))).toEqual([])
    await page.getByRole('button', { name: 'Search' }).hover()
    await expect.poll(async () => (await loaded()).some((name) => name.includes('search-worker'))).toBe(true)
    await close()
  })

  test('is opened by a key, commanded by the arrow keys, and leads to a heading on another page', async () => {
    const { page, problems, close } = await site.visit('/generators/')
    await awake(page)
    await page.keyboard.press('/')
    const dialog = page.getByRole('dialog', { name: 'Search the book' })
    const field = dialog.getByRole('combobox', { name: 'Search for' })
    await field.fill('deadlock')
    const first = dialog.getByRole('option').first()
    await first.waitFor()
    expect(await page.getByRole('listbox').getByRole('group').first().getAttribute('aria-label')).toContain('Locks')
    expect(await first.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => first.getAttribute('aria-selected')).toBe('false')
    const selected = dialog.getByRole('option', { selected: true })
    expect(await field.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/locks/#deadlock')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(problems).toEqual([])
    await close()
  })

  test('Ctrl+K opens it also while a program is edited, `/` is typed there, and Escape brings the reader back', async () => {
    const { page, close } = await site.visit('/tasks/')
    await page.locator('section#say-after pre').first().click()
    const editor = page.locator('section#say-after').getByRole('textbox', { name: 'TypeScript' })
    await editor.focus()
    await page.keyboard.press('/')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Control+K')
    const dialog = page.getByRole('dialog', { name: 'Search the book' })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => editor.evaluate((element) => element === document.activeElement)).toBe(true)
    await close()
  })

  test('`/` can be turned off', async () => {
    const { page, close } = await site.visit('/tasks/')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('checkbox', { name: '/ opens the search' }).uncheck()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('/')
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.reload()
    await awake(page)
    await page.keyboard.press('/')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await close()
  })

  test('says that nothing was found, and finds by Chinese words in Chinese', async () => {
    const { page, close } = await site.visit('/zh-Hans/tasks/')
    await page.getByRole('button', { name: '搜索' }).click()
    const dialog = page.getByRole('dialog', { name: '在书中搜索' })
    const field = dialog.getByRole('combobox')
    await field.fill('zzzzqqqq')
    await dialog.getByRole('status').filter({ hasText: '没有找到“zzzzqqqq”' }).waitFor()
    await field.fill('事件循环')
    await dialog.getByRole('option').first().click()
    await page.waitForURL('**/zh-Hans/event-loop/')
    await close()
  })
})
