import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CONTENT } from '../../src/remark/playground/site-pages'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { type Claim, NODE_CLAIMS, PYTHON_CLAIMS } from './claims'
import { linksOf, sectionsOf } from './sections'

const ROOT = join(import.meta.dirname, '../..')

const read = (locale: 'en' | 'zh-Hans', file: string) => readFileSync(join(ROOT, CONTENT[0][locale], file), 'utf8')

let oracle: Oracle
beforeAll(async () => {
  oracle = await loadOracle()
})

it.each(PYTHON_CLAIMS)('CPython does what $at says', ({ program, prints }) => {
  const { lines, error } = oracle.run(program)
  expect([...lines.map(({ text }) => text), ...(error === null ? [] : [error])]).toEqual(prints)
})

it.each(NODE_CLAIMS)('Node does what $at says', async ({ program, prints }) => {
  expect(await runInNode(program)).toEqual(prints)
})

describe.each([
  { source: 'run-errors', claims: PYTHON_CLAIMS },
  { source: 'run-node', claims: NODE_CLAIMS },
])('the source $source', ({ source, claims }) => {
  it('names the sections whose claims are run, and no other', () => {
    const links = linksOf(sectionsOf(read('en', 'reference/sources.md')).get(source)?.text ?? '')
    const named = links.map((link) => link.replace('../', '').replace(/\.mdx?#/, '#'))
    expect([...named].sort()).toEqual(claims.flatMap(({ at }) => at).sort())
  })

  it.each(['en', 'zh-Hans'] as const)('quotes what is said in the sections: %s', (locale) => {
    expect(claims.flatMap((claim) => unquoted(claim, locale))).toEqual([])
  })
})

/** Words of a claim that a section does not say. */
function unquoted({ at, quotes = [] }: Claim, locale: 'en' | 'zh-Hans'): readonly string[] {
  return at.flatMap((place) => {
    const [page = '', id = ''] = place.split('#')
    const text = sectionsOf(read(locale, `${page}.md`)).get(id)?.text ?? ''
    return quotes.filter((quote) => !text.includes(quote)).map((quote) => `${place}: ${quote}`)
  })
}

/** What a program prints as an ES module of its own; how it ends is not looked at. */
function runInNode(program: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '--eval', program], (_error, stdout) => {
      resolve(stdout.trimEnd().split('\n'))
    })
  })
}
