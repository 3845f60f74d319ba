import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chapters, type Locale } from '../src/chapters'
import { awake, Site, type Visit } from './site'

const BUILD = path.join(import.meta.dirname, '../build')
const written = chapters.filter((chapter) => chapter.written)
const WORDS = {
  en: { folder: '', run: 'Run', same: 'same as recorded' },
  'zh-Hans': { folder: 'zh-Hans/', run: '运行', same: '与录制的输出一致' },
} as const

/** How many chapters are opened at one time. */
const AT_ONCE = 3

describe('without a network', () => {
  let site: Site
  let visit: Visit

  beforeEach(async () => {
    site = await Site.open()
  })
  afterEach(async () => {
    await visit?.close()
    await site.close()
  })

  /** Opens a page and begins to read it: what then comes by itself is awaited. */
  async function beginToRead(page: Page): Promise<void> {
    await stir(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 })
  }

  async function first(pathname: string): Promise<Page> {
    visit = await site.visit(pathname, { serviceWorkers: 'allow' })
    return visit.page
  }

  /** Opens pages of this browser, a few at a time. */
  async function each<T>(items: readonly T[], open: (page: Page, item: T) => Promise<void>): Promise<void> {
    const rest = [...items]
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const page = await visit.page.context().newPage()
        for (let item = rest.shift(); item !== undefined; item = rest.shift()) await open(page, item)
        await page.close()
      }),
    )
  }

  /** A page that is not kept: the browser says that there is no network. */
  async function isOutOfReach(address: string): Promise<void> {
    const page = await visit.page.context().newPage()
    await expect(page.goto(site.url + address)).rejects.toThrow('ERR_CONNECTION_REFUSED')
    await page.close()
  }

  /** Reads a chapter and runs its first example. */
  async function readAndRun(page: Page, locale: Locale, slug: string): Promise<string> {
    const { folder, run, same } = WORDS[locale]
    const response = await page.goto(`${site.url}${folder}${slug}/`)
    expect(response?.status()).toBe(200)
    await awake(page)
    // On the real clock there is no speed to choose.
    const playground = page.locator('section[data-playground]:has([role=toolbar] select)').first()
    await playground.getByRole('toolbar').getByRole('combobox').selectOption('instant')
    await playground.getByRole('button', { name: run, exact: true }).click()
    await playground.getByRole('status').filter({ hasText: same }).waitFor()
    return page.locator('h1').innerText()
  }

  test.each(['en', 'zh-Hans'] as const)(
    'after one visit every chapter of its language reads and runs: %s',
    async (locale) => {
      const { folder } = WORDS[locale]
      await beginToRead(await first(`/${folder}why-coroutines/`))
      await site.stopServing()

      const titles = new Map<string, string>()
      await each(written, async (page, { slug }) => {
        titles.set(slug, await readAndRun(page, locale, slug))
      })
      for (const { slug, title } of written) expect(`${slug}: ${titles.get(slug)}`).toContain(title[locale])
    },
  )

  test('the search finds, the page of all examples runs one, and what is not there is said not to be', async () => {
    const page = await first('/tasks/')
    await beginToRead(page)
    await site.stopServing()

    await page.goto(`${site.url}playground/#mutex`)
    await awake(page)
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('deadlock')
    await page.getByRole('dialog').getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/locks/**')
    const lost = await page.goto(`${site.url}no-such-page/`)
    expect(lost?.status()).toBe(404)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // The other language was not asked for.
    await isOutOfReach('zh-Hans/tasks/')
  })

  test('the other language is kept when it is asked for, and gone when it is to be removed', async () => {
    const page = await first('/your-copy/')
    await beginToRead(page)
    // What comes by itself is told of, too.
    const own = page.getByRole('listitem').filter({ hasText: 'English' })
    await own
      .getByRole('status')
      .filter({ hasText: /^kept$/ })
      .waitFor()
    const shelf = page.getByRole('listitem').filter({ hasText: '简体中文' })
    await shelf.getByRole('button', { name: 'Keep it: 简体中文' }).click()
    await shelf
      .getByRole('status')
      .filter({ hasText: /^kept$/ })
      .waitFor()
    await site.stopServing()

    await readAndRun(page, 'zh-Hans', 'tasks')
    await readAndRun(page, 'en', 'tasks')
    await page.goto(`${site.url}your-copy/`)
    await shelf.getByRole('button', { name: 'Remove it: 简体中文' }).click()
    await shelf
      .getByRole('status')
      .filter({ hasText: /^not kept$/ })
      .waitFor()
    await isOutOfReach('zh-Hans/tasks/')
    await readAndRun(page, 'en', 'queues')
  })

  test('a newer version is announced, fetches what is new alone, and is shown when the reader wants it', async () => {
    const page = await first('/tasks/')
    await beginToRead(page)
    const newer = await mkdtemp(path.join(os.tmpdir(), 'newer-'))
    try {
      await cp(BUILD, newer, { recursive: true })
      await publish(newer, 'tasks/', '<p id="newer">newer</p>')
      await site.stopServing()
      const asked = await site.serveAgain(newer)

      await page.reload()
      await stir(page)
      const note = page.getByRole('complementary', { name: 'Update' })
      await note.waitFor()
      expect(await page.locator('#newer').count()).toBe(0)
      expect(asked.filter((url) => url !== '/sw.js')).toEqual(['/tasks/'])

      await note.getByRole('button', { name: 'Later' }).click()
      await page.reload()
      await stir(page)
      await note.waitFor()
      expect(await page.locator('#newer').count()).toBe(0)
      await note.getByRole('button', { name: 'Show it' }).click()
      await page.locator('#newer').waitFor()
      await site.stopServing()
      await page.reload()
      await page.locator('#newer').waitFor()
    } finally {
      await rm(newer, { recursive: true })
    }
  })
})

/** What somebody does who is there: a page that is opened and left alone fetches nothing more. */
async function stir(page: Page): Promise<void> {
  await awake(page)
  await page.mouse.move(300, 300)
  await page.mouse.move(310, 310)
}

/** Makes of a build the next one: one page says more, and the worker knows it by its new hash. */
async function publish(build: string, page: string, more: string): Promise<void> {
  const file = path.join(build, page, 'index.html')
  // Not the title: the page writes its own.
  const html = (await readFile(file, 'utf8')).replace(/(<body[^>]*>)/, `$1${more}`)
  await writeFile(file, html)
  const revision = createHash('sha256').update(html).digest('base64url').slice(0, 10)
  const worker = path.join(build, 'sw.js')
  const before = await readFile(worker, 'utf8')
  const after = before.replace(new RegExp(`(\\["${page}",")[^"]+`), `$1${revision}`)
  expect(after).not.toBe(before)
  await writeFile(worker, after)
}
