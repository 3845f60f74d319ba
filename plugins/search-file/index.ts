import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { chapters } from '../../src/chapters'
import { readPage } from './read-page'

/** Pages that only list others. */
const LISTS = /^tags\//

/** After the build, reads the pages of the language and writes what its search looks through: `search.json`. */
export default function searchFile({ baseUrl }: LoadContext): Plugin {
  return {
    name: 'search-file',
    async postBuild({ outDir, routesPaths }) {
      const paths = routesPaths.map((route) => route.slice(baseUrl.length)).filter((each) => !LISTS.test(each))
      const pages = await Promise.all(
        [...new Set(paths)].sort().map(async (each) => {
          if (each !== '' && !each.endsWith('/')) return null
          const html = await readFile(path.join(outDir, each, 'index.html'), 'utf8')
          return readPage(html, each, chapters.find(({ slug }) => each === `${slug}/`)?.n)
        }),
      )
      await writeFile(
        path.join(outDir, 'search.json'),
        JSON.stringify({ pages: pages.filter((page) => page !== null) }),
      )
    },
  }
}
