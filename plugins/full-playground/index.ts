import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import type { Catalogue } from '../../src/components/FullPlayground/catalogue'
import { CONTENT, type Locale, readSitePages } from '../../src/remark/playground/site-pages'
import { cardAddress } from '../social-cards/address'
import { type ListedPage, listPages, programOf, type Record } from './collect'
import { starter } from './starter'

export interface Options {
  /** Runs an example when the site is built and says when its lines came: see plugins/record-examples. */
  readonly record: Record
  readonly repository: string | null
}

interface Content {
  readonly pages: readonly ListedPage[]
  readonly catalogue: Catalogue
}

/**
 * The page `/playground/`: its list of all examples is collected from the pages, and each page's programs lie in a file
 * of their own, which the playground fetches when one of them is chosen.
 */
export default function fullPlayground({ siteDir, i18n, baseUrl }: LoadContext, options: unknown): Plugin {
  const { record, repository } = options as Options
  const locale = i18n.currentLocale as Locale
  return {
    name: 'full-playground',
    getPathsToWatch: () => CONTENT.map((folders) => path.join(siteDir, folders[locale], '**/*.{md,mdx}')),
    async loadContent(): Promise<Content> {
      const pages = await listPages(readSitePages(siteDir, locale), locale, record)
      return {
        pages,
        catalogue: {
          pages: pages.map(({ page }) => page),
          starter: await programOf(starter(locale), record),
          repository,
          card: cardAddress('playground'),
        },
      }
    },
    async contentLoaded({ content, actions: { createData, addRoute } }) {
      const { pages, catalogue } = content as Content
      await Promise.all(pages.map(({ page, programs }) => createData(`${page.name}.json`, programs)))
      const file = await createData('catalogue/index.json', catalogue)
      addRoute({
        path: `${baseUrl}playground/`,
        component: '@site/src/components/FullPlayground',
        modules: { catalogue: file },
        exact: true,
      })
    },
  }
}
