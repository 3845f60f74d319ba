import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import { chapters } from '../../src/chapters'
import { anchorsOf, readSitePages } from '../../src/remark/playground/site-pages'
import { CHAPTERS, NOT_YET, OUTPUTS, REFERENCE, SECONDS } from './content-map'

const ROOT = join(import.meta.dirname, '../..')

const pathOf = (page: string) => (page === '' ? '/' : `/${page}/`)

describe.each(['en', 'zh-Hans'] as const)('what the book has to teach, in %s', (locale) => {
  const pages = readSitePages(ROOT, locale)
  const anchors = anchorsOf(pages)
  const examples = new Map(
    pages.flatMap(({ path, examples }) => examples.map(({ example }) => [example.id, { path, example }] as const)),
  )

  it.each(CHAPTERS)('is taught by sections that are there: $page', ({ teaches }) => {
    const lost = Object.entries(teaches).flatMap(([point, places]) => {
      if (places.length === 0) return [`${point}: taught nowhere`]
      return places
        .filter((place) => !isThere(place, anchors))
        .map((place) => `${point}: ${place} is no section of the book`)
    })
    expect(lost).toEqual([])
  })

  it.each([...CHAPTERS, ...NOT_YET])('has its live examples on their page: $page', ({ page, examples: ids }) => {
    const wanted = pathOf(page) in anchors ? ids : []
    expect(wanted.filter((id) => examples.get(id)?.path !== pathOf(page))).toEqual([])
  })

  it.each(REFERENCE)('has the page %s', (page) => {
    expect(Object.keys(anchors)).toContain(pathOf(page))
  })

  it.each(Object.entries(OUTPUTS))('prints what the notes print: %s', (id, output) => {
    expect(examples.get(id)?.example.output.trimEnd().split('\n')).toEqual(output[locale] ?? output.en)
  })

  it.each(Object.entries(SECONDS))('takes the time that the chapter speaks of: %s', async (id, seconds) => {
    const found = examples.get(id)
    if (found === undefined) throw new Error(`There is no example ${id}`)
    expect((await runTypeScript(found.example)).time).toBeCloseTo(seconds, 6)
  })
})

describe('the list of what is to be taught', () => {
  it('has every chapter once: either with its points, or as not yet written', () => {
    const listed = [...CHAPTERS, ...NOT_YET].map(({ page }) => page)
    expect(listed.filter((page, index) => listed.indexOf(page) !== index)).toEqual([])
    expect(listed.filter((page) => page !== '' && page !== 'react').sort()).toEqual(
      chapters.map(({ slug }) => slug).sort(),
    )
  })

  it('says of exactly those chapters that they are not yet written that are not', () => {
    const unwritten = chapters.filter(({ written }) => !written).map(({ slug }) => slug)
    expect(NOT_YET.map(({ page }) => page).sort()).toEqual(unwritten.sort())
  })
})

/** Whether `page#id`, or a page alone, is there. */
function isThere(place: string, anchors: Readonly<Record<string, readonly string[]>>): boolean {
  const [page = '', id] = place.split('#')
  const ids = anchors[pathOf(page)]
  return ids !== undefined && (id === undefined || ids.includes(id))
}
