/*
 * Writes the pages of the reference into the folders of both languages, where Docusaurus finds them as any others.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { site } from '../../site.config'
import { CONTENT, type Locale } from '../../src/remark/playground/site-pages'
import { groupPage, indexPage, type Links } from './markdown'
import { type ApiPage, anchors, apiPages, entryFiles, FOLDER, pageIds } from './pages'
import { readCounterparts } from './python-map'
import { type Entry, readEntries } from './read'

const PACKAGE = 'packages/asyncio-ts'

/** The pages, read from the sources; what was read is kept under the sources' hash. */
export function readPages(siteDir: string): readonly ApiPage[] {
  const folder = path.join(siteDir, PACKAGE)
  const cache = path.join(siteDir, 'node_modules/.cache/api-reference')
  const kept = path.join(cache, `${hashOf([folder, path.join(siteDir, 'plugins/api-reference')])}.json`)
  if (!existsSync(kept)) {
    const entries = readEntries(folder, entryFiles(folder))
    rmSync(cache, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    // In one step, so that nobody reads half of it.
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(entries))
    renameSync(`${kept}.${process.pid}`, kept)
  }
  return apiPages(JSON.parse(readFileSync(kept, 'utf8')) as readonly Entry[])
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) =>
        /^(?:src\/.*\.ts|package\.json|[^/]+\.ts)$/.test(path.relative(folder, file).replaceAll('\\', '/')),
      )
      .sort()
    for (const file of files) hash.update(`${path.relative(folder, file)}\n`).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

/** The Markdown of all pages in a language, by file name. */
export function renderPages(siteDir: string, pages: readonly ApiPage[], locale: Locale): ReadonlyMap<string, string> {
  const map = readFileSync(path.join(siteDir, CONTENT[0][locale], 'reference/python-map.md'), 'utf8')
  const { repository } = site
  const links: Links = {
    anchors: anchors(pages),
    counterparts: readCounterparts(map),
    source: repository === null ? null : (file) => `${repository}/blob/main/${PACKAGE}/${file}`,
  }
  return new Map([
    ['index.md', indexPage(pages, locale, links)],
    ...pages.map((page) => [`${page.id}.md`, groupPage(page, locale, links)] as const),
  ])
}

/** Writes what has changed, and removes what is no page any more. */
export function writePages(siteDir: string, pages: readonly ApiPage[]): void {
  for (const locale of ['en', 'zh-Hans'] as const) {
    const folder = path.join(siteDir, CONTENT[0][locale], FOLDER)
    mkdirSync(folder, { recursive: true })
    const rendered = renderPages(siteDir, pages, locale)
    for (const file of readdirSync(folder)) if (!rendered.has(file)) rmSync(path.join(folder, file))
    for (const [name, text] of rendered) {
      const file = path.join(folder, name)
      if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
    }
  }
}

/** The ids of the pages that are there, in their order: for the sidebar, which is read after they were written. */
export function writtenPageIds(siteDir: string): readonly string[] {
  const folder = path.join(siteDir, CONTENT[0].en, FOLDER)
  return pageIds(path.join(siteDir, PACKAGE), (id) => existsSync(path.join(folder, `${id}.md`)))
}
