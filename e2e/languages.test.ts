import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import anchors from '../test/content/heading-ids.json' with { type: 'json' }
import { awake, Site } from './site'

const PAGES = Object.keys(anchors)
/** Those that have a place in the order of the book. */
const BOOK = PAGES.filter((path) => ['md', 'mdx'].some((kind) => existsSync(`docs${path.slice(0, -1)}.${kind}`)))
const TAGS = readFileSync('docs/tags.yml', 'utf8').match(/^[a-z-]+(?=:)/gm) ?? []
const OTHER = { en: '简体中文', 'zh-Hans': 'English' }

describe('two languages, one book', () => {
  let site: Site

  beforeAll(async () => {
    site = await Site.open()
  })
  afterAll(() => site.close())

  /** The HTML of a page as it comes from the host. */
  async function html(path: string): Promise<string> {
    const response = await fetch(new URL(path, site.url))
    expect(`${path} ${response.status}`).toBe(`${path} 200`)
    return response.text()
  }

  /** The links of a page, in order, each with what else its tag says. */
  const linksOf = (page: string) =>
    [...page.matchAll(/<a\b[^>]*>/g)].flatMap(([tag]) => {
      const [, quoted, bare] = /\bhref=(?:"([^"]*)"|([^\s>]+))/.exec(tag) ?? []
      const href = quoted ?? bare
      return href === undefined ? [] : [{ href, tag }]
    })
  const hrefsOf = (page: string) => linksOf(page).map(({ href }) => href)

  test.each(PAGES)('%s says that it is there in the other language, too, and leads there', async (path) => {
    const [en, zh] = await Promise.all([html(path), html(`/zh-Hans${path}`)])
    const link = (page: string, lang: string) =>
      linksOf(page).find(({ tag }) => new RegExp(`\\bhreflang="?${lang}\\b`, 'i').test(tag))?.href
    expect(link(en, 'zh-Hans')).toBe(`/zh-Hans${path}`)
    expect(link(zh, 'en')).toBe(path)
  })

  test.each(Object.entries(anchors))('%s has a link to each of its headings and examples', async (path, ids) => {
    for (const prefix of ['', '/zh-Hans']) {
      const page = await html(prefix + path)
      const there = [...page.matchAll(/\bid="?([^"\s>]+)/g)].map(([, id]) => id)
      const linked = hrefsOf(page).map((href) => href.replace(/^.*#/, ''))
      expect(ids.filter((id) => !there.includes(id) || !linked.includes(id))).toEqual([])
    }
  })

  test('pages lead on and back, in one order through the whole book, the same in both languages', async () => {
    const walk = async (prefix: string) => {
      const order = ['/why-coroutines/']
      for (let next: string | undefined = order[0]; next !== undefined; ) {
        const page: string = await html(prefix + next)
        const link = (way: string) =>
          linksOf(page)
            .find(({ tag }) => tag.includes(`pagination-nav__link--${way}`))
            ?.href.slice(prefix.length)
        expect(link('prev')).toBe(order.at(-2))
        next = link('next')
        if (next !== undefined) order.push(next)
      }
      return order
    }
    const [en, zh] = [await walk(''), await walk('/zh-Hans')]
    expect(BOOK.length).toBeGreaterThan(20)
    expect(BOOK.filter((path) => !en.includes(path))).toEqual([])
    expect(zh).toEqual(en)
  })

  test('tags have the same addresses, and list the same pages', async () => {
    const tags = async (prefix: string) => {
      const links = hrefsOf(await html(`${prefix}/tags/`)).map((link) => link.slice(prefix.length))
      return [...new Set(links.filter((link) => /^\/tags\/.+/.test(link)))].sort()
    }
    expect(await tags('')).toEqual(TAGS.map((tag) => `/tags/${tag}/`).sort())
    expect(await tags('/zh-Hans')).toEqual(await tags(''))
  })

  test.each(TAGS)('the tag %s lists its pages, and each of them leads to the tag', async (tag) => {
    const listed = async (prefix: string, heading: RegExp) => {
      const main = /<main[\s\S]*<\/main>/.exec(await html(`${prefix}/tags/${tag}/`))?.[0] ?? ''
      expect(/<h1[^>]*>(.*?)<\/h1>/.exec(main)?.[1]).toMatch(heading)
      return hrefsOf(main)
        .map((link) => link.slice(prefix.length))
        .filter((link) => PAGES.includes(link))
    }
    const en = await listed('', /^(One page|\d+ pages) about “.+”$/)
    const zh = await listed('/zh-Hans', /^关于“.+”的\d+页$/)
    expect(en.length).toBeGreaterThan(0)
    expect([...zh].sort()).toEqual([...en].sort())
    for (const path of en) expect(hrefsOf(await html(path))).toContain(`/tags/${tag}/`)
  })

  test.each([
    { from: 'en', path: '/tasks/', to: '/zh-Hans/tasks/' },
    { from: 'zh-Hans', path: '/zh-Hans/tasks/', to: '/tasks/' },
  ] as const)('the other language opens at the heading that is being read: from $from', async ({ from, path, to }) => {
    const { page, close } = await site.visit(path)
    try {
      await awake(page)
      await page.locator('#who-drives-whom').evaluate((heading) => heading.scrollIntoView())
      await page.evaluate(() => scrollBy(0, 120))
      // Playwright's own click would scroll first.
      const box = await page.getByRole('link', { name: OTHER[from] }).first().boundingBox()
      if (box === null) throw new Error('The link to the other language cannot be seen.')
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      await page.waitForURL(`**${to}#who-drives-whom`)
      await page.waitForFunction(() => {
        const { top } = document.getElementById('who-drives-whom')?.getBoundingClientRect() ?? { top: Number.NaN }
        return top >= 0 && top < innerHeight / 2
      })
    } finally {
      await close()
    }
  })

  test.each([
    {
      path: '/tasks/',
      locale: 'zh-CN',
      name: '另一种语言',
      accept: '读中文版',
      dismiss: '不用了',
      to: '/zh-Hans/tasks/',
    },
    {
      path: '/zh-Hans/tasks/',
      locale: 'en-GB',
      name: 'Another language',
      accept: 'Read it in English',
      dismiss: 'No, thanks',
      to: '/tasks/',
    },
  ])(
    'a browser that asks for $locale is offered it at $path, once',
    async ({ path, locale, name, accept, dismiss, to }) => {
      for (const answer of [accept, dismiss]) {
        const { page, close } = await site.visit(path, { locale })
        const stir = async () => {
          await awake(page)
          await page.mouse.move(300, 300)
          await page.mouse.move(310, 310)
          // What waits until somebody reads has come.
          await page.locator('#read-chapters').waitFor({ state: 'attached' })
        }
        try {
          await stir()
          const note = page.getByRole('complementary', { name })
          await note.getByRole('button', { name: answer }).click()
          await page.waitForURL(`**${answer === accept ? to : path}`)
          expect(await note.count()).toBe(0)
          await page.goto(new URL(path, site.url).href)
          await stir()
          expect(await note.count()).toBe(0)
        } finally {
          await close()
        }
      }
    },
  )

  test('the full page keeps its program when the language changes', async () => {
    const { page, close } = await site.visit('/playground/#scratch')
    try {
      await page.getByRole('link', { name: OTHER.en }).first().click()
      await page.waitForURL('**/zh-Hans/playground/#scratch')
    } finally {
      await close()
    }
  })
})
