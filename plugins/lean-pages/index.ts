import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { idsOfCalls, idsOfElements } from './words.mjs'

const require = createRequire(import.meta.url)

/** Parts of the theme that this site has not. */
const UNUSED = /^theme\.(blog|AnnouncementBar)\./

/**
 * Takes out of pages what Docusaurus gives to all and none shows. Every page gets the whole table of translations, those
 * of parts that are loaded lazily or never, too, and the English messages and the notes for translators beside them: here
 * each message is written where it is said, in the page's language, and the table keeps what stands in no call. Every
 * page gets the titles and descriptions of all, and the configuration of the build.
 */
export default function leanPages({ siteDir, generatedFilesDir }: LoadContext): Plugin {
  const themes = ['@docusaurus/theme-classic', '@docusaurus/theme-common'].map((name) =>
    path.dirname(require.resolve(name)),
  )
  const places = [path.join(siteDir, 'src'), ...themes]
  const loader = (name: string, options: object) => ({
    loader: path.join(siteDir, `plugins/lean-pages/${name}.mjs`),
    options,
  })
  return {
    name: 'lean-pages',
    configureWebpack: () => {
      // The whole table, the theme's own words included, which the context of a plugin lacks.
      const table = path.join(generatedFilesDir, 'codeTranslations.json')
      const translations: Record<string, string> = JSON.parse(readFileSync(table, 'utf8'))
      const sources = places.flatMap(sourcesIn).map((file) => readFileSync(file, 'utf8'))
      const inCalls = new Set(sources.flatMap(idsOfCalls))
      for (const id of sources.flatMap(idsOfElements)) inCalls.delete(id)
      const drop = [...inCalls, ...Object.keys(translations).filter((id) => UNUSED.test(id))]
      return {
        module: {
          rules: [
            {
              test: /\.[jt]sx?$/,
              include: places,
              enforce: 'pre' as const,
              use: [loader('words-loader', { translations })],
            },
            { test: table, use: [loader('table-loader', { drop })] },
            { test: path.join(generatedFilesDir, 'docusaurus.config.mjs'), use: [loader('config-loader', {})] },
            {
              test: /\.json$/,
              include: path.join(generatedFilesDir, 'docusaurus-plugin-content-docs'),
              use: [loader('metadata-loader', {})],
            },
          ],
        },
      }
    },
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.[jt]sx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}
