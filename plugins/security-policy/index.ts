import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { bundleString } from '../bundle-string/bundle'
import { withPolicy } from './policy'

export interface Options {
  /** Routes below the locale's root, with a slash at the end, whose pages may evaluate code. */
  readonly reactRoutes: readonly string[]
}

/** After the build, writes each page's Content-Security-Policy into it, so that it holds on any static host. */
export default function securityPolicy(context: LoadContext, options: unknown): Plugin {
  const { reactRoutes } = options as Options
  const { i18n, siteDir } = context
  return {
    name: 'security-policy',
    async postBuild({ outDir }) {
      const { hash } = await bundleString(path.join(siteDir, 'src/runner/frame.ts'))
      const otherLocales = i18n.locales.filter((locale) => locale !== i18n.currentLocale)
      for (const file of await htmlFiles(outDir, otherLocales)) {
        const route = path
          .relative(outDir, file)
          .split(path.sep)
          .join('/')
          .replace(/index\.html$/, '')
        const html = await readFile(file, 'utf8')
        await writeFile(file, withPolicy(html, { controllerHash: hash, unsafeEval: reactRoutes.includes(route) }))
      }
    },
  }
}

// The default locale's folder holds the other locales' folders, which are built, and given their policy, on their own.
async function htmlFiles(outDir: string, otherLocales: readonly string[]): Promise<string[]> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !otherLocales.includes(path.relative(outDir, file).split(path.sep)[0] ?? ''))
    .sort()
}
