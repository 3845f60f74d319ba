import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chapters } from '../../src/chapters'
import { CONTENT, readSitePage } from '../../src/remark/playground/site-pages'

/*
 * How a chapter goes: what it is about, what the reader will learn, an example in the first screenful; at its end a recap
 * and something to try. And where a text names another chapter, it leads there.
 */
const ROOT = join(import.meta.dirname, '../..')

/** So much text, in characters, may stand before the first example: it is to be seen without scrolling far. */
const FIRST_SCREENFUL = { en: 1000, 'zh-Hans': 500 }

const LEARN = { en: '**You will learn**', 'zh-Hans': '**你将学到**' }
const TO_COME = { en: 'to come', 'zh-Hans': '待写' }
const CHAPTER = { en: /\b[Cc]hapter (\d+)\b/g, 'zh-Hans': /第(\d+)章/g }

const written = chapters.filter((chapter) => chapter.written)

describe.each(['en', 'zh-Hans'] as const)('in %s', (locale) => {
  describe.each(written)('chapter $n, $slug', ({ n, slug }) => {
    const file = `${CONTENT[0][locale]}/${slug}.md`
    const text = readFileSync(join(ROOT, file), 'utf8')
      .split(/^---\n/m)
      .slice(2)
      .join('---\n')
    const prose = text.replace(/^```[\s\S]*?^```$/gm, '')

    it('says what it is about before anything else, in a few sentences', () => {
      const aim = text.trim().split('\n\n')[0] ?? ''
      expect(aim).toMatch(/^[^#>*:<`]/)
      expect(aim.length).toBeLessThan(600)
    })

    it('lists what the reader will learn before the first section', () => {
      const [opening = ''] = text.split(/^## /m)
      expect(opening).toContain(`${LEARN[locale]}\n\n- `)
    })

    it('has an example in the first screenful', () => {
      const before = text.indexOf('```ts live')
      expect(before).toBeGreaterThan(0)
      expect(before).toBeLessThan(FIRST_SCREENFUL[locale])
    })

    it('ends with a recap and with something to try', () => {
      const sections = readSitePage(ROOT, file).headings.filter(({ depth }) => depth === 2)
      expect(sections.slice(-2).map(({ id }) => id)).toEqual(['recap', 'try-it'])
    })

    it('links each chapter that it names, or says that it is still to come', () => {
      const lost = prose.split('\n').flatMap((line) =>
        [...line.matchAll(CHAPTER[locale])].flatMap(([name, number]) => {
          const other = chapters.find((each) => each.n === Number(number))
          if (other === undefined) return [`${name}: there is no such chapter`]
          if (other.n === n) return []
          const said = other.written ? line.includes(`(./${other.slug}.md`) : line.includes(TO_COME[locale])
          return said ? [] : [`${name} (${other.slug}): ${line.trim()}`]
        }),
      )
      expect(lost).toEqual([])
    })
  })
})
