import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'
import { brokenLinks } from '../scripts/links.mjs'
import { site } from '../site.config'
import { chapters } from '../src/chapters'
import { type Locale, readSitePages } from '../src/remark/playground/site-pages'

const BUILD = path.join(import.meta.dirname, '../build')
const read = (file: string) => readFileSync(path.join(BUILD, file), 'utf8')
const parsed = new Map<string, ReturnType<typeof load>>()
/** A page as a document, read once for all tests. */
function documentOf(file: string): ReturnType<typeof load> {
  const found = parsed.get(file) ?? load(read(file))
  parsed.set(file, found)
  return found
}
const LOCALES = { en: '', 'zh-Hans': 'zh-Hans/' } as const
const slugs = chapters.filter(({ written }) => written).map(({ slug }) => slug)

/** Bytes of what each page of a kind names in its HTML, compressed. What a page fetches beyond is in `read.test.ts`. */
const EVERY = { script: 126_000, css: 30_000 } as const
const BUDGETS = {
  home: { ...EVERY, html: 12_000 },
  chapter: { ...EVERY, html: 60_000 },
  reference: { ...EVERY, html: 34_000 },
  playground: { ...EVERY, html: 12_000 },
  other: { ...EVERY, html: 16_000 },
} as const

function kindOf(page: string): keyof typeof BUDGETS {
  if (page === '') return 'home'
  if (slugs.some((slug) => page === `${slug}/`)) return 'chapter'
  if (page.startsWith('reference/')) return 'reference'
  return page === 'playground/' ? 'playground' : 'other'
}

/** Of the fonts, what all pages together can ask for: no page names them, its style sheet does. */
const FONT_BUDGET = 45_000

/** The pages of the book in both languages, below the root of each. */
const pages = readdirSync(BUILD, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html') && !file.startsWith('zh-Hans'))
  .map((file) => file.replaceAll(path.sep, '/').replace(/index\.html$/, ''))

test('every link of every page leads somewhere, with its place', () => {
  const { pages: count, links, broken } = brokenLinks(BUILD, { baseUrl: site.baseUrl, siteUrl: site.url })
  expect(broken).toEqual([])
  expect(count).toBeGreaterThan(2 * pages.length)
  expect(links).toBeGreaterThan(count * 20)
})

test.each(Object.entries(LOCALES))(
  'each example has the picture of its run in the page, and the same as text: %s',
  (locale, folder) => {
    let count = 0
    for (const { path: page, examples } of readSitePages(path.join(import.meta.dirname, '..'), locale as Locale)) {
      const $ = documentOf(`${folder}${page.slice(1)}index.html`)
      for (const { example } of examples) {
        if (example.view === 'output' || example.clock === 'wall') continue
        count += 1
        const section = $(`section[id="${example.id}"]`)
        expect(section.find(`svg[data-view=${example.view}]`).length, `${page}#${example.id}`).toBeGreaterThan(0)
        expect(section.find('.view-text tbody tr').length, `${page}#${example.id}`).toBeGreaterThan(0)
      }
    }
    expect(count).toBeGreaterThan(100)
  },
)

describe.each(Object.entries(LOCALES))('what says where pages are: %s', (locale, folder) => {
  const home = site.url + site.baseUrl + folder

  test('each page names itself, and itself in both languages', () => {
    for (const page of pages) {
      const $ = documentOf(`${folder}${page}index.html`)
      const link = (selector: string) => $(`head link${selector}`).attr('href')
      expect(link('[rel=canonical]')).toBe(home + page)
      expect(link('[rel=alternate][hreflang=en]')).toBe(site.url + site.baseUrl + page)
      expect(link('[rel=alternate][hreflang=zh-Hans]')).toBe(`${site.url}${site.baseUrl}zh-Hans/${page}`)
      expect(link('[rel=alternate][hreflang=x-default]')).toBe(site.url + site.baseUrl + page)
      expect($('html').attr('lang')).toBe(locale)
    }
  })

  test('each page of the book has a title and a description, which together are its own', () => {
    const heads = pages
      .filter((page) => !page.startsWith('tags/'))
      .map((page) => {
        const $ = documentOf(`${folder}${page}index.html`)
        return { page, title: $('title').text(), description: $('meta[name=description]').attr('content') ?? '' }
      })
    expect(heads.filter(({ title, description }) => title === '' || description === '')).toEqual([])
    // A chapter and the names that it is about may be called alike; what is said of them differs.
    expect(new Set(heads.map(({ title, description }) => `${title}: ${description}`)).size).toBe(heads.length)
  })

  test('each page of the book has a card of its own, in its language, of the size that it says', () => {
    const cards = pages.map((page) => {
      const $ = documentOf(`${folder}${page}index.html`)
      const meta = (name: string) => $(`meta[property="${name}"], meta[name="${name}"]`).attr('content') ?? ''
      const image = meta('og:image')
      expect(image.startsWith(`${home}img/cards/`), `${page}: ${image}`).toBe(true)
      expect(meta('twitter:image')).toBe(image)
      expect(meta('twitter:card')).toBe('summary_large_image')
      expect(meta('og:image:alt')).not.toBe('')
      const png = readFileSync(path.join(BUILD, folder, image.slice(home.length)))
      // The header of a PNG names its size at a fixed place.
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        Number(meta('og:image:width')),
        Number(meta('og:image:height')),
      ])
      expect(png.length).toBeLessThan(150_000)
      return image
    })
    const tags = pages.filter((page) => page.startsWith('tags/')).length
    expect(new Set(cards).size).toBe(pages.length - tags)
  })

  test.each(Object.entries(BUDGETS))('pages of the kind "%s" stay within their budgets', (kind, budget) => {
    const ofKind = pages.filter((page) => kindOf(page) === kind)
    expect(ofKind.length).toBeGreaterThan(0)
    for (const page of ofKind) {
      const html = read(`${folder}${page}index.html`)
      const $ = documentOf(`${folder}${page}index.html`)
      const files = (selector: string, attribute: string) =>
        $(selector)
          .toArray()
          .map((element) => $(element).attr(attribute) ?? '')
          .filter((file) => file.startsWith(site.baseUrl))
          .map((file) => gzipSync(readFileSync(path.join(BUILD, file.slice(site.baseUrl.length)))).length)
          .reduce((sum, bytes) => sum + bytes, 0)
      const weights = {
        html: gzipSync(html).length,
        script: files('script[src]', 'src'),
        css: files('link[rel=stylesheet]', 'href'),
      }
      for (const [what, limit] of Object.entries(budget)) {
        const weight = weights[what as keyof typeof weights]
        expect(weight, `${page}: ${what}`).toBeGreaterThan(0)
        expect(weight, `${page}: ${what}`).toBeLessThanOrEqual(limit)
      }
    }
  })

  test('the fonts that a page may ask for stay within their budget', () => {
    const fonts = readdirSync(path.join(BUILD, folder, 'assets/fonts'))
    const bytes = fonts.map((file) => statSync(path.join(BUILD, folder, 'assets/fonts', file)).size)
    expect(bytes.length).toBeGreaterThan(0)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FONT_BUDGET)
  })

  test('the sitemap has each page but what is not there', () => {
    const $ = load(read(`${folder}sitemap.xml`), { xml: true })
    const listed = $('url > loc')
      .toArray()
      .map((loc) => $(loc).text())
    expect(listed.sort()).toEqual(pages.map((page) => home + page).sort())
  })

  test('the feed is announced, and its entries are pages, the latest first', () => {
    const href = load(read(`${folder}tasks/index.html`))('link[type="application/atom+xml"]').attr('href')
    expect(href).toBe(`${site.baseUrl}${folder}changes.xml`)
    const $ = load(read(`${folder}changes.xml`), { xml: true })
    expect($('feed > link[rel=self]').attr('href')).toBe(`${home}changes.xml`)
    const entries = $('entry').toArray()
    expect(entries.length).toBeGreaterThanOrEqual(slugs.length)
    for (const entry of entries) {
      const page = $(entry).find('link').attr('href')?.slice(home.length) ?? ''
      expect(pages).toContain(page)
    }
    const days = entries.map((entry) => $(entry).find('updated').text())
    expect(days).toEqual([...days].sort().reverse())
  })

  test('the list for language models has the chapters in order', () => {
    const lines = read(`${folder}llms.txt`).split('\n')
    const links = lines.flatMap((line) => /^- \[.+?\]\((.+?)\): ./.exec(line)?.[1] ?? [])
    expect(links.slice(0, slugs.length)).toEqual(slugs.map((slug) => `${home}${slug}/`))
    expect(lines[0]).toMatch(/^# ./)
  })

  test('the book can be installed: its manifest names it, and its pictures are there', () => {
    const href = load(read(`${folder}index.html`))('link[rel=manifest]').attr('href') ?? ''
    expect(href).toBe(`${site.baseUrl}${folder}manifest.webmanifest`)
    const manifest = JSON.parse(read(`${folder}manifest.webmanifest`))
    expect(manifest).toMatchObject({ lang: locale, start_url: site.baseUrl + folder, scope: site.baseUrl + folder })
    expect(manifest.icons.map(({ sizes }: { sizes: string }) => sizes)).toEqual(
      expect.arrayContaining(['192x192', '512x512']),
    )
    for (const { src } of manifest.icons) {
      expect(existsSync(path.join(BUILD, src.slice(site.baseUrl.length))), src).toBe(true)
    }
  })
})

test('crawlers find both sitemaps, and the page for what is not there has no address', () => {
  const sitemaps = read('robots.txt').match(/(?<=^Sitemap: ).*$/gm)
  expect(sitemaps).toEqual(Object.values(LOCALES).map((folder) => `${site.url}${site.baseUrl}${folder}sitemap.xml`))
  for (const folder of Object.values(LOCALES)) {
    const $ = load(read(`${folder}404.html`))
    expect($('link[rel=canonical], link[hreflang], meta[property="og:url"]').length).toBe(0)
    expect($('meta[name=robots]').attr('content')).toBe('noindex')
  }
})
