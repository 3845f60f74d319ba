import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { readPages, writePages } from './generate'

/**
 * Pages at `/reference/api/`, made of the docstrings of `asyncio-ts`. They are written as Markdown beside the other pages
 * (and ignored by git), so that they get colours, contents, search and checked links like those.
 *
 * Plugins are made before any of them loads content: so the pages are there when Docusaurus looks for pages.
 */
export default function apiReference({ siteDir }: LoadContext): Plugin {
  const write = () => writePages(siteDir, readPages(siteDir))
  write()
  return {
    name: 'api-reference',
    getPathsToWatch: () => [path.join(siteDir, 'packages/asyncio-ts/src/**/*.ts')],
    async loadContent() {
      write()
    },
  }
}
