import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMarkdownParser } from '../../src/remark/playground/collect'
import { CONTENT, type Locale, markdownFiles } from '../../src/remark/playground/site-pages'

/*
 * Emphasis that did not take. Between a punctuation mark and a Han character, where no space stands, Markdown does not see
 * the end of `**…。**`: the stars are then printed.
 */
const ROOT = join(import.meta.dirname, '../..')
const parser = createMarkdownParser()

interface Node {
  readonly type: string
  readonly value?: string
  readonly children?: readonly Node[]
  readonly position?: { readonly start: { readonly line: number } }
}

function textsOf(node: Node): readonly Node[] {
  return node.type === 'text' ? [node] : (node.children ?? []).flatMap(textsOf)
}

function strayStars(markdown: string): readonly string[] {
  return textsOf(parser.parse(markdown) as Node).flatMap(({ value = '', position }) =>
    value.split('\n').flatMap((text) => (text.includes('**') ? [`line ${position?.start.line}: ${text}`] : [])),
  )
}

describe.each(CONTENT.flatMap((folders) => (['en', 'zh-Hans'] as const).map((locale: Locale) => folders[locale])))(
  'in %s',
  (folder) => {
    it.each(markdownFiles(join(ROOT, folder)))('%s prints no stars', (file) => {
      expect(strayStars(readFileSync(join(ROOT, folder, file), 'utf8'))).toEqual([])
    })
  },
)

it('a mark before the closing stars is noticed, and one behind them is right', () => {
  expect(strayStars('- **任务全部返回。**最后')).toEqual(['line 1: **任务全部返回。**最后'])
  expect(strayStars('- **任务全部返回**。最后')).toEqual([])
})
