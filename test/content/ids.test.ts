import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsOf, readSitePages } from '../../src/remark/playground/site-pages'

const ROOT = join(import.meta.dirname, '../..')
const LIST = 'test/content/heading-ids.json'

describe.each(['en', 'zh-Hans'] as const)('the ids of %s', (locale) => {
  it('of examples are unique over the site', () => {
    const places = new Map<string, string[]>()
    for (const page of readSitePages(ROOT, locale)) {
      for (const { example, line } of page.examples) {
        places.set(example.id, [...(places.get(example.id) ?? []), `${page.file}:${line}`])
      }
    }
    expect([...places].filter(([, at]) => at.length > 1)).toEqual([])
  })

  it('name other examples of the site where they compare', () => {
    const pages = readSitePages(ROOT, locale)
    const ids = new Set(pages.flatMap((page) => page.examples.map(({ example }) => example.id)))
    const lost = pages.flatMap((page) =>
      page.examples.flatMap(({ example: { compare }, line }) =>
        compare === null || ids.has(compare) ? [] : [`${page.file}:${line}: compare=${compare} is no example`],
      ),
    )
    expect(lost).toEqual([])
  })

  it('belong to one page a path', () => {
    const paths = readSitePages(ROOT, locale).map(({ path }) => path)
    expect(paths).toEqual([...new Set(paths)])
  })
})

describe('published anchors', () => {
  it(`are those of ${LIST}: links to them must work for ever`, () => {
    const listed: unknown = JSON.parse(readFileSync(join(ROOT, LIST), 'utf8'))
    expect(
      anchorsOf(readSitePages(ROOT, 'en')),
      'added ids: run `node scripts/update-heading-ids.mjs`. A published id that is gone breaks links: put it back.',
    ).toEqual(listed)
  })
})
