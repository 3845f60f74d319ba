import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site } from './site'

const BUILD = path.join(import.meta.dirname, '../build')
const SIZE = JSON.parse(readFileSync(path.join(BUILD, 'offline.json'), 'utf8')) as { files: number; bytes: number }
/** What a first visit fetches in the background, compressed. More is a question of what it is worth. */
const BUDGET = 3_500_000

/** Until the language of this page is kept whole, and answers for this page. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state !== 'activated') {
      await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }))
    }
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

test('a copy of a language is no larger than a reader may be asked for', () => {
  expect(SIZE.bytes).toBeLessThan(BUDGET)
  expect(SIZE.files).toBeGreaterThan(100)
})

describe('the book without a network', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  test.each([
    {
      first: '/',
      next: '/queues/',
      other: '/tasks/',
      id: 'say-after-tasks',
      run: 'Run',
      ended: /finished/i,
      search: 'Search',
    },
    {
      first: '/zh-Hans/send/',
      next: '/zh-Hans/locks/',
      other: '/zh-Hans/tasks/',
      id: 'say-after-tasks',
      run: '运行',
      ended: /运行结束/,
      search: '搜索',
    },
  ])(
    'after one visit to $first every chapter reads, runs and is found',
    async ({ first, next, other, id, run, ended, search }) => {
      const { page, close } = await site.visit(first, { serviceWorkers: 'allow' })
      await kept(page)
      await page.context().setOffline(true)

      // From the page that was open, by a link, as the router goes.
      await page.locator(`a[href="${next}"]`).first().click()
      await page.waitForURL(`**${next}`)
      await page.locator('main h1').waitFor()

      // By a page load, of a chapter that was never opened.
      await page.goto(new URL(other, site.url).href)
      const playground = new Playground(page, id)
      await playground.speed('10×')
      await playground.button(run).click()
      await playground.ended(ended)
      expect((await playground.texts()).length).toBeGreaterThan(2)

      // An edit needs the editor's script, which this page has not loaded yet.
      await playground.write("console.log('changed, without a network')")
      await playground.button(run).click()
      await playground.log.getByText('changed, without a network').waitFor()

      await page.getByRole('button', { name: search, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox').fill('deadlock')
      await dialog.getByRole('option').first().waitFor()

      const missing = await page.goto(new URL(first.replace(/[a-z]+\/$|$/, 'no-such-page/'), site.url).href)
      expect(missing?.status()).toBe(404)
      await close()
    },
  )

  test('what a page does first it does before anything is kept, and nothing is kept of the other language', async () => {
    const { page, close } = await site.visit('/tasks/', { serviceWorkers: 'allow' })
    const load = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      return navigation?.loadEventEnd ?? 0
    })
    await kept(page)
    const { names, start } = await page.evaluate(async () => ({
      names: await caches.keys(),
      start: performance.getEntriesByType('resource').find(({ name }) => name.endsWith('sw.js'))?.startTime ?? Infinity,
    }))
    expect(names).toEqual(['book:/'])
    expect(start).toBeGreaterThan(load)
    await close()
  })

  test('a reader who saves data is asked first, and may say yes; a copy that was removed stays away', async () => {
    const { page, close } = await site.visit('/', { serviceWorkers: 'allow' })
    await kept(page)
    await page.goto(new URL('/your-copy/', site.url).href)
    const row = page.getByRole('listitem').filter({ hasText: 'English' })
    await row.getByText('kept', { exact: true }).waitFor()
    await row.getByRole('button', { name: 'Remove it: English' }).click()
    await row.getByText('not kept').waitFor()
    expect(await page.evaluate(() => caches.keys())).toEqual([])

    await page.reload()
    await page.locator('html[data-has-hydrated=true]').waitFor()
    await row.getByText('not kept').waitFor()
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)

    // Both languages, from one page.
    for (const name of ['Keep it: English', 'Keep it: 简体中文']) await page.getByRole('button', { name }).click()
    await expect.poll(() => page.getByText('kept', { exact: true }).count(), { timeout: 30_000 }).toBe(2)
    await page.context().setOffline(true)
    await page.goto(new URL('/zh-Hans/tasks/', site.url).href)
    expect(await page.locator('h1').textContent()).toContain('任务')
    await close()
  })

  test('nothing is fetched for who saves data', async () => {
    const { page, problems, close } = await site.visit('/tasks/')
    // The rest of what waits for the page to be idle has been done.
    await page.locator('style#read-chapters').waitFor({ state: 'attached' })
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    expect(problems).toEqual([])
    await close()
  })

  test('a program in a playground reaches neither the worker nor what it keeps', async () => {
    const { page, close } = await site.visit('/tasks/', { serviceWorkers: 'allow' })
    await kept(page)
    await page.reload()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const playground = new Playground(page, 'say-after-tasks')
    await playground.write(`const tried = async (what: string, act: () => unknown) => {
  try { console.log(what, 'got', typeof (await act())) } catch { console.log(what, 'failed') }
}
const all = globalThis as any
await tried('fetch', () => all.fetch('${site.url}tasks/'))
await tried('fetch of a script', () => all.fetch('${site.url}sw.js', { mode: 'no-cors' }))
await tried('caches', () => all.caches.open('book:/'))
await tried('worker', () => all.navigator.serviceWorker.controller.postMessage('change over'))
await tried('registration', () => all.registration.scope)
await tried('importScripts', () => all.importScripts('${site.url}sw.js'))
console.log('done')`)
    await playground.button('Run').click()
    await playground.log.getByText('done').waitFor()
    const lines = await playground.texts()
    expect(lines.filter((line) => / got /.test(line))).toEqual([])
    expect(lines.filter((line) => / failed$/.test(line)).length).toBe(6)
    // And the frame itself is not the worker's: its origin is nobody's.
    const controlled = await Promise.all(
      page.frames().map((frame) =>
        frame
          .evaluate(() => {
            try {
              return navigator.serviceWorker?.controller != null
            } catch {
              return false
            }
          })
          .catch(() => false),
      ),
    )
    expect(controlled.filter(Boolean).length).toBe(1)
    await close()
  })
})

describe('a newer version', () => {
  test('is announced, comes when the reader wants it, and fetches only what is new', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'newer-'))
    cpSync(BUILD, folder, { recursive: true })
    const site = await Site.open({ dir: folder })
    try {
      const { page, close } = await site.visit('/tasks/', { serviceWorkers: 'allow' })
      await kept(page)

      const file = path.join(folder, 'tasks/index.html')
      writeFileSync(file, readFileSync(file, 'utf8').replace(/<title[^>]*>/, '$&Newer '))
      const worker = path.join(folder, 'sw.js')
      const revision = /\["tasks\/","([\w-]+)"\]/.exec(readFileSync(worker, 'utf8'))?.[1] ?? ''
      expect(revision).not.toBe('')
      writeFileSync(worker, readFileSync(worker, 'utf8').replace(revision, 'newer'))

      const before = await page.evaluate(async () => (await (await caches.open('book:/')).keys()).length)
      await page.reload()
      expect(await page.title()).not.toContain('Newer')
      const note = page.getByRole('complementary', { name: 'Update' })
      await note.waitFor()
      expect(await page.evaluate(async () => (await (await caches.open('book:/')).keys()).length)).toBe(before + 1)
      await note.getByRole('button', { name: 'Show it' }).click()
      await page.waitForFunction(
        () => document.title.includes('Newer') || document.documentElement.outerHTML.includes('>Newer '),
      )
      await page.waitForFunction(async (count) => (await (await caches.open('book:/')).keys()).length === count, before)
      await close()
    } finally {
      await site.close()
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the other language', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  test('is offered once to who would rather read it, moves nothing, and leads to the same page', async () => {
    const { page, close } = await site.visit('/tasks/', { locale: 'zh-CN' })
    const offer = page.getByRole('complementary', { name: '另一种语言' })
    await offer.waitFor()
    const shift = await page.evaluate(() => {
      const observer = new PerformanceObserver(() => {})
      observer.observe({ type: 'layout-shift', buffered: true })
      return observer.takeRecords().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)
    })
    expect(shift).toBe(0)
    await offer.getByRole('button', { name: '读中文版' }).click()
    await page.waitForURL('**/zh-Hans/tasks/')
    await page.goto(new URL('/queues/', site.url).href)
    await page.locator('style#read-chapters').waitFor({ state: 'attached' })
    expect(await offer.count()).toBe(0)
    await close()
  })

  test('is not offered to who reads this one', async () => {
    const { page, close } = await site.visit('/zh-Hans/tasks/', { locale: 'zh-CN' })
    await page.locator('style#read-chapters').waitFor({ state: 'attached' })
    expect(await page.locator('body > aside').count()).toBe(0)
    await close()
  })
})

describe('reading progress', () => {
  test('a chapter is marked when its end was seen, in both languages, until the reader clears it', async () => {
    const site = await Site.open()
    const { page, close } = await site.visit('/tasks/')
    await page.locator('style#read-chapters').waitFor({ state: 'attached' })
    const mark = (path: string) =>
      page
        .locator(`.theme-doc-sidebar-menu a[href="${path}"]`)
        .evaluate((link) => getComputedStyle(link, '::after').content)
    expect(await mark('/tasks/')).not.toContain('✓')
    await page.locator('.pagination-nav').scrollIntoViewIfNeeded()
    await expect.poll(() => mark('/tasks/')).toContain('✓')
    await page.goto(new URL('/zh-Hans/send/', site.url).href)
    await expect.poll(() => mark('/zh-Hans/tasks/')).toContain('✓')
    expect(await mark('/zh-Hans/send/')).not.toContain('✓')
    await page.goto(new URL('/your-copy/', site.url).href)
    await page.getByText('1 chapter read to its end').waitFor()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByText('No chapter has been read').waitFor()
    await page.goto(new URL('/tasks/', site.url).href)
    await page.locator('style#read-chapters').waitFor({ state: 'attached' })
    expect(await mark('/tasks/')).not.toContain('✓')
    await close()
    await site.close()
  })
})
