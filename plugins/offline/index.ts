import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { LoadContext, Plugin } from '@docusaurus/types'
import { build } from 'esbuild'
import type { CopySize } from '../../src/offline/copy'
import { keptPath } from './files'

const COMPRESSED = /\.(?:html|js|css|json|svg)$/
const compress = promisify(gzip)

/** After the build: the service worker that keeps this language, its size, and the manifest by which it is installed. */
export default function offline({ siteDir, siteConfig, baseUrl, i18n }: LoadContext): Plugin {
  const otherLocales = i18n.locales.filter((locale) => locale !== i18n.currentLocale)
  return {
    name: 'offline',
    injectHtmlTags: () => ({
      headTags: [{ tagName: 'link', attributes: { rel: 'manifest', href: `${baseUrl}manifest.webmanifest` } }],
    }),
    async postBuild({ outDir }) {
      await writeFile(path.join(outDir, 'manifest.webmanifest'), JSON.stringify(manifest()))
      const entries = await readdir(outDir, { recursive: true, withFileTypes: true })
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .sort()
      const kept: [string, string][] = []
      let bytes = 0
      for (const file of files) {
        const name = keptPath(file, otherLocales)
        if (name === null) continue
        const content = await readFile(path.join(outDir, file))
        kept.push([name, createHash('sha256').update(content).digest('base64url').slice(0, 10)])
        bytes += COMPRESSED.test(file) ? (await compress(content)).length : content.length
      }
      const size: CopySize = { files: kept.length, bytes }
      await writeFile(path.join(outDir, 'offline.json'), JSON.stringify(size))
      await build({
        entryPoints: [path.join(siteDir, 'src/offline/worker.ts')],
        outfile: path.join(outDir, 'sw.js'),
        bundle: true,
        minify: true,
        target: 'es2022',
        define: { FILES: JSON.stringify(kept), OTHERS: JSON.stringify(otherLocales.map((locale) => `${locale}/`)) },
      })
    },
  }

  function manifest() {
    return {
      id: baseUrl,
      name: siteConfig.title,
      short_name: siteConfig.title,
      description: siteConfig.tagline,
      lang: i18n.currentLocale,
      start_url: baseUrl,
      scope: baseUrl,
      display: 'minimal-ui',
      background_color: '#fcfbf8',
      theme_color: '#fcfbf8',
      icons: [
        { src: `${baseUrl}img/icon-192.png`, sizes: '192x192', type: 'image/png' },
        { src: `${baseUrl}img/icon-512.png`, sizes: '512x512', type: 'image/png' },
        { src: `${baseUrl}img/icon-maskable-512.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: `${baseUrl}img/favicon.svg`, sizes: 'any', type: 'image/svg+xml' },
      ],
    }
  }
}
