import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { build } from 'esbuild'
import { heldBack } from './late'

export interface Options {
  /** Routes below the locale's root, with a slash at the end, that say little without their scripts. */
  readonly atOnce: readonly string[]
}

/**
 * After the build: a page is read before it is used, so its scripts are fetched at the first sign of a reader
 * (`src/wake`). A page that is opened and left alone costs none of them.
 */
export default function lateScripts({ siteDir, i18n }: LoadContext, options: unknown): Plugin {
  const { atOnce } = options as Options
  return {
    name: 'late-scripts',
    async postBuild({ outDir }) {
      const wake = await scriptThatWakes(path.join(siteDir, 'src/wake/wake.ts'))
      const otherLocales = i18n.locales.filter((locale) => locale !== i18n.currentLocale)
      for (const file of await readdir(outDir, { recursive: true })) {
        const parts = file.split(path.sep)
        const route = parts.join('/').replace(/index\.html$/, '')
        if (!file.endsWith('.html') || otherLocales.includes(parts[0] ?? '') || atOnce.includes(route)) continue
        const page = path.join(outDir, file)
        await writeFile(page, heldBack(await readFile(page, 'utf8'), wake))
      }
    },
  }
}

async function scriptThatWakes(entry: string): Promise<string> {
  const bundled = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    tsconfigRaw: '{}',
  })
  return bundled.outputFiles[0]?.text.trim() ?? ''
}
