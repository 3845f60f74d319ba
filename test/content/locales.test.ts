import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Example } from '../../src/fences'
import { CONTENT, markdownFiles, readSitePage, type SitePage } from '../../src/remark/playground/site-pages'
import { firstDifference, shapeOfPython, shapeOfTypeScript } from './code-shape'

const ROOT = join(import.meta.dirname, '../..')

/** What of an example must be the same in every language. */
function untranslated({ title: _title, code: _code, twin, output, outputTwin, ...options }: Example): unknown {
  return {
    ...options,
    twin: twin.kind === 'recorded' ? [twin.kind, twin.version] : [twin.kind],
    outputLines: output.split('\n').length,
    outputTwinLines: outputTwin?.split('\n').length ?? null,
  }
}

const headingIds = (page: SitePage) =>
  page.headings.filter(({ depth }) => depth > 1).map(({ id, depth }) => [depth, id])
const exampleIds = (page: SitePage) => page.examples.map(({ example }) => example.id)

describe.each(CONTENT)('the pages of $en', (folders) => {
  const english = markdownFiles(join(ROOT, folders.en))

  it('are the same files in both languages', () => {
    expect(markdownFiles(join(ROOT, folders['zh-Hans']))).toEqual(english)
  })

  const translated = english.filter((name) => markdownFiles(join(ROOT, folders['zh-Hans'])).includes(name))
  describe.each(translated)('%s', (name) => {
    // Read within the tests, so that a page that does not parse fails its own tests alone.
    const read = () => ({
      en: readSitePage(ROOT, `${folders.en}/${name}`),
      zh: readSitePage(ROOT, `${folders['zh-Hans']}/${name}`),
    })

    it('has the same address and tags in both languages', () => {
      const { en, zh } = read()
      expect(zh.path).toBe(en.path)
      expect(zh.frontMatter.slug).toBe(en.frontMatter.slug)
      expect(zh.frontMatter.tags).toEqual(en.frontMatter.tags)
    })

    it('has an explicit ASCII id on every heading but the title', () => {
      const { en, zh } = read()
      for (const page of [en, zh]) {
        const without = page.headings.filter(
          ({ depth, id }) => depth > 1 && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id ?? ''),
        )
        expect(
          without.map(({ line, text }) => `${page.file}:${line}: "${text}" needs an id, as {#kebab-case}`),
        ).toEqual([])
      }
    })

    it('has the same headings, by level and id, in the same order', () => {
      const { en, zh } = read()
      expect(headingIds(zh)).toEqual(headingIds(en))
    })

    it('has the same examples in the same order', () => {
      const { en, zh } = read()
      expect(exampleIds(zh)).toEqual(exampleIds(en))
    })

    it('has examples with the same options, and outputs of the same length', () => {
      const { en, zh } = read()
      expect(zh.examples.map(({ example }) => untranslated(example))).toEqual(
        en.examples.map(({ example }) => untranslated(example)),
      )
    })

    it('has the same programs but for comments and text', () => {
      const { en, zh } = read()
      const differences: string[] = []
      for (const { example, line } of en.examples) {
        const other = zh.examples.find((each) => each.example.id === example.id)
        if (other === undefined) continue
        const [mine, theirs] = [example, other.example]
        const typescript = firstDifference(shapeOfTypeScript(mine.code), shapeOfTypeScript(theirs.code))
        if (typescript) differences.push(`${en.file}:${line}: ${mine.id} in TypeScript: ${typescript} of ${zh.file}`)
        if (mine.twin.kind === 'none' || theirs.twin.kind === 'none') continue
        const python = firstDifference(shapeOfPython(mine.twin.code), shapeOfPython(theirs.twin.code))
        if (python) differences.push(`${en.file}:${line}: ${mine.id} in Python: ${python} of ${zh.file}`)
      }
      expect(differences).toEqual([])
    })

    it('has the same `jsx live` components but for comments and text', () => {
      const { en, zh } = read()
      expect(zh.react.length).toBe(en.react.length)
      const differences = en.react.map(({ code }, index) =>
        firstDifference(shapeOfTypeScript(code), shapeOfTypeScript(zh.react[index]?.code ?? '')),
      )
      expect(differences.filter((difference) => difference !== null)).toEqual([])
    })
  })
})
