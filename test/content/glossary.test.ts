import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTENT, readSitePage } from '../../src/remark/playground/site-pages'

const ROOT = join(import.meta.dirname, '../..')

/** The terms of TRANSLATING.md in both languages; a pair such as `lazy / eager` is two. */
function agreedTerms(): readonly { readonly en: string; readonly 'zh-Hans': string }[] {
  const [, section = ''] = readFileSync(join(ROOT, 'TRANSLATING.md'), 'utf8').split('## Terms')
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
    .flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim())
      return [cells.slice(1, 3), cells.slice(3, 5)]
    })
    .flatMap(([en = '', zh = '']) => {
      const chinese = zh.replace(/（.*）/, '').split(' / ')
      return en.split(' / ').map((term, index) => ({ en: term, 'zh-Hans': chinese[index]?.replaceAll(' ', '') ?? '' }))
    })
    .filter(({ en }) => en !== '')
}

test.each(['en', 'zh-Hans'] as const)('the glossary has every term that the translations agree on: %s', (locale) => {
  const { headings } = readSitePage(ROOT, `${CONTENT[0][locale]}/reference/glossary.md`)
  const terms = headings.filter(({ depth }) => depth === 3).map(({ text }) => text.replace(/（.*）/, ''))
  const agreed = agreedTerms().map((term) => term[locale])
  expect(agreed.length).toBeGreaterThan(50)
  expect(agreed.filter((term) => !terms.includes(term))).toEqual([])
  expect(terms.filter((term) => !agreed.includes(term))).toEqual([])
})
