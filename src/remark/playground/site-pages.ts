import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CollectedPage, collectExamples } from './collect'

/** Where a kind of page is kept, in each language, below the root of the site. */
export const CONTENT = [
  { en: 'docs', 'zh-Hans': 'i18n/zh-Hans/docusaurus-plugin-content-docs/current' },
  { en: 'src/pages', 'zh-Hans': 'i18n/zh-Hans/docusaurus-plugin-content-pages' },
] as const

export type Locale = 'en' | 'zh-Hans'

export interface SitePage extends CollectedPage {
  /** From the root of the site. */
  readonly file: string
}

/** Pages that the build makes of the sources (plugins/api-reference): nobody wrote them, and they may not be there yet. */
const GENERATED = /^reference\/api\//

/** The Markdown files of a folder that were written, at any depth, relative to it and sorted; partials (`_…`) are none of their own. */
export function markdownFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.mdx?$/.test(file) && !/(?:^|\/)_/.test(file) && !GENERATED.test(file))
    .sort()
}

/** Reads one page; throws with `file:line:` for what would fail the build. */
export function readSitePage(root: string, file: string): SitePage {
  return { file, ...collectExamples(readFileSync(join(root, file), 'utf8'), file) }
}

/** All pages of a language that are written in Markdown, in the order of their paths. */
export function readSitePages(root: string, locale: Locale): readonly SitePage[] {
  return CONTENT.flatMap((folders) =>
    markdownFiles(join(root, folders[locale])).map((name) => readSitePage(root, `${folders[locale]}/${name}`)),
  ).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every anchor that a reader may have linked to: page path → ids of headings and examples, sorted. */
export function anchorsOf(pages: readonly SitePage[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    pages.map((page) => [
      page.path,
      [
        ...page.headings.flatMap(({ id, depth }) => (id === null || depth === 1 ? [] : [id])),
        ...page.examples.map(({ example }) => example.id),
      ].sort(),
    ]),
  )
}
