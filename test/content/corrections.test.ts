import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, markdownFiles, readSitePages } from '../../src/remark/playground/site-pages'
import { CHAPTERS, CORRECTIONS } from './content-map'
import { linksOf, sectionsOf } from './sections'

/*
 * The two pages that say how we know: what is put right, and what the claims of the book rest on. Docusaurus sees to it
 * that their links lead somewhere; here it is that they lead both ways, and that nothing is left out.
 */
const ROOT = join(import.meta.dirname, '../..')
const LOCALES = ['en', 'zh-Hans'] as const
type Locale = (typeof LOCALES)[number]

const read = (locale: Locale, file: string) => readFileSync(join(ROOT, CONTENT[0][locale], file), 'utf8')

/** The chapters, and the other pages that are not reference. */
const chapterFiles = (locale: Locale) =>
  markdownFiles(join(ROOT, CONTENT[0][locale])).filter((file) => !file.includes('/'))

/** The entries of a page of reference: its headings of level 3. */
const entriesOf = (locale: Locale, page: string) =>
  new Map([...sectionsOf(read(locale, `reference/${page}.md`))].filter(([, { depth }]) => depth === 3))

/** `../send.md#halves` → `send#halves` */
const placeOf = (link: string) => link.replace(/^\.\.\//, '').replace(/\.mdx?(?=#|$)/, '')

describe.each(LOCALES)('the corrections in %s', (locale) => {
  const corrections = entriesOf(locale, 'corrections')
  const examples = readSitePages(ROOT, locale).flatMap(({ path, examples }) =>
    examples.map(({ example }) => `${path.slice(1, -1)}#${example.id}`),
  )
  const chapters = chapterFiles(locale).flatMap((file) =>
    [...sectionsOf(read(locale, file))].map(([id, { text }]) => ({ place: `${placeOf(file)}#${id}`, text })),
  )

  it('are those that the book has to make', () => {
    expect([...corrections.keys()]).toEqual(Object.keys(CORRECTIONS))
  })

  it.each(Object.entries(CORRECTIONS))(
    'lead to each section that teaches it right, and to evidence: %s',
    (id, places) => {
      const links = linksOf(corrections.get(id)?.text ?? '').map(placeOf)
      expect(links.slice(0, places.length)).toEqual(places)
      const evidence = links.slice(places.length)
      expect(evidence.length).toBeGreaterThan(0)
      expect(evidence.filter((link) => !link.startsWith('./sources#') && !examples.includes(link))).toEqual([])
    },
  )

  it('are linked from each section that teaches one, and from no other', () => {
    const wanted = Object.entries(CORRECTIONS).flatMap(([id, places]) => places.map((place) => `${place} -> ${id}`))
    const found = chapters.flatMap(({ place, text }) => correctionsIn(text).map((id) => `${place} -> ${id}`))
    expect(found.sort()).toEqual(wanted.sort())
  })

  it('are linked at the end of a section, by one quiet line', () => {
    const elsewhere = chapters.filter(({ text }) => {
      const at = text.split('\n').findIndex((line) => correctionsIn(line).length > 0)
      return at !== -1 && (at !== text.split('\n').length - 1 || !/\n<PutRight>.*<\/PutRight>$/.test(text))
    })
    expect(elsewhere.map(({ place }) => place)).toEqual([])
  })
})

describe.each(LOCALES)('the sources in %s', (locale) => {
  const text = read(locale, 'reference/sources.md')
  const sources = [...entriesOf(locale, 'sources')].map(([id, { text }]) => ({ id, links: linksOf(text) }))

  it('have an address each, but for runs', () => {
    const without = sources.filter(({ links }) => !links.some((link) => link.startsWith('https:')))
    expect(without.map(({ id }) => id).filter((id) => !id.startsWith('run-'))).toEqual([])
  })

  it('serve some section of the book each, but for the notes', () => {
    const idle = sources.filter(({ links }) => !links.some((link) => link.startsWith('.')))
    expect(idle.map(({ id }) => id).filter((id) => !id.startsWith('notes-'))).toEqual([])
  })

  it('serve every chapter', () => {
    const served = new Set(linksOf(text).map((link) => placeOf(link).replace(/#.*/, '')))
    expect(CHAPTERS.map(({ page }) => page).filter((page) => page !== '' && !served.has(page))).toEqual([])
  })

  it('contain every page outside that a chapter links to', () => {
    const pageOf = (link: string) => link.replace(/#.*/, '')
    const known = new Set(linksOf(text).map(pageOf))
    const outside = chapterFiles(locale).flatMap((file) =>
      linksOf(read(locale, file)).filter((link) => link.startsWith('https:')),
    )
    expect(outside.length).toBeGreaterThan(10)
    expect(outside.map(pageOf).filter((page) => !known.has(page))).toEqual([])
  })
})

it.each(['corrections', 'sources'])('the %s have the same links in both languages, in the same order', (name) => {
  const [en, zh] = LOCALES.map((locale) => linksOf(read(locale, `reference/${name}.md`)))
  expect(zh?.map((link) => link.replace('/zh-cn/', '/en-us/').replace('//zh-hans.', '//'))).toEqual(en)
})

/** The corrections to which a piece of a chapter links. */
function correctionsIn(markdown: string): readonly string[] {
  return linksOf(markdown).flatMap((link) => /^\.\/reference\/corrections\.md#(.+)$/.exec(link)?.[1] ?? [])
}
