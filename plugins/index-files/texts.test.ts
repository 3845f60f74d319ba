import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { atomFeed, type Book, type ListedPage, llmsText, robotsText } from './texts'

const book: Book = {
  title: 'Book & more',
  tagline: 'A book.',
  lang: 'en',
  home: 'https://example.org/',
  feed: 'https://example.org/changes.xml',
}
const page = (name: string, updated: string | null, kind: ListedPage['kind'] = 'chapter'): ListedPage => ({
  url: `https://example.org/${name}/`,
  title: `<${name}>`,
  description: `About ${name}`,
  updated: updated === null ? null : Date.parse(updated),
  kind,
})

test('a feed has the dated pages, the latest first, and an id for each day of change', () => {
  const feed = atomFeed(book, [page('a', '2026-01-02'), page('b', null), page('c', '2026-03-04')])
  const $ = load(feed, { xml: true })
  expect($('feed > title').text()).toBe('Book & more')
  expect($('feed > updated').text()).toBe('2026-03-04T00:00:00.000Z')
  expect(
    $('entry > id')
      .toArray()
      .map((id) => $(id).text()),
  ).toEqual(['https://example.org/c/#2026-03-04', 'https://example.org/a/#2026-01-02'])
  expect($('entry').first().find('title').text()).toBe('<c>')
  expect($('link[rel=self]').attr('href')).toBe(book.feed)
})

test('the list for language models has the chapters apart, in their order', () => {
  const text = llmsText(book, [page('b', null), page('a', null), page('map', null, 'other')], {
    chapters: 'Chapters',
    other: 'Reference',
  })
  expect(text.split('\n').filter((line) => /^[#>-]/.test(line))).toEqual([
    '# Book & more',
    '> A book.',
    '## Chapters',
    '- [<b>](https://example.org/b/): About b',
    '- [<a>](https://example.org/a/): About a',
    '## Reference',
    '- [<map>](https://example.org/map/): About map',
  ])
})

test('crawlers learn of each sitemap', () => {
  expect(robotsText(['https://a/sitemap.xml', 'https://a/zh/sitemap.xml'])).toBe(
    'User-agent: *\nAllow: /\n\nSitemap: https://a/sitemap.xml\nSitemap: https://a/zh/sitemap.xml\n',
  )
})
