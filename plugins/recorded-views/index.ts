import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { CONTENT, type Locale, readSitePages } from '../../src/remark/playground/site-pages'
import { collectViews, type Run } from './collect'

export interface Options {
  /** The run of an example that was made with the site: see plugins/record-examples. */
  readonly run: Run
}

const PICTURES = 'pictures.json'
const none = fileURLToPath(new URL('../../src/components/Playground/views/no-pictures.ts', import.meta.url))

/**
 * What happened in the run of each example, for its views. The pictures of all go into the pages' HTML and into nothing that a
 * page loads: only the server's bundle finds them behind `@recorded-pictures`. The events of each lie in a file of their own,
 * which a view fetches when somebody steps through the run.
 */
export default function recordedViews({ siteDir, i18n, generatedFilesDir }: LoadContext, options: unknown): Plugin {
  const { run } = options as Options
  const locale = i18n.currentLocale as Locale
  return {
    name: 'recorded-views',
    getPathsToWatch: () => CONTENT.map((folders) => path.join(siteDir, folders[locale], '**/*.{md,mdx}')),
    loadContent: () => collectViews(readSitePages(siteDir, locale), locale, run),
    async contentLoaded({ content, actions: { createData } }) {
      const views = content as Awaited<ReturnType<typeof collectViews>>
      const pictures = Object.fromEntries(views.map(({ id, html }) => [id, html]))
      await createData(PICTURES, pictures)
    },
    // Files, not modules: a page would have to know the name of each module's chunk. All are there before a plugin that comes after
    // this one, and lists what was built, begins: Docusaurus does not let one wait for the other.
    async postBuild({ outDir, content }) {
      const folder = path.join(outDir, 'runs')
      mkdirSync(folder, { recursive: true })
      for (const { id, ...view } of content as Awaited<ReturnType<typeof collectViews>>) {
        writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(view))
      }
    },
    configureWebpack: (_config, isServer) => ({
      resolve: {
        alias: {
          '@recorded-pictures$': isServer ? path.join(generatedFilesDir, 'recorded-views', 'default', PICTURES) : none,
        },
      },
    }),
  }
}
