// Makes of a TypeScript file, and what it imports of ours, one file that Node runs.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Beneath node_modules, so that the packages that stay outside are found from there. */
const folder = path.join(root, 'node_modules/.cache/bundle-for-node')

/**
 * The bundle keeps the place of each file: `new URL('./beside.py', import.meta.url)` finds what stands beside the
 * source. `asyncio-ts` is in it, from its source; other packages are not.
 *
 * @param {string} entry path from the root of the repository
 * @param {{ name?: string, edit?: (file: string, text: string) => string }} options `name` of the bundle, when one entry
 *   is bundled in several ways; `edit` may change the text of a source (`file`: its path from the root) on the way
 * @returns {Promise<string>} the absolute path of the bundle
 */
export async function bundleForNode(entry, { name = path.basename(entry, '.ts'), edit = (_file, text) => text } = {}) {
  const outfile = path.join(folder, `${name}.mjs`)
  const sources = {
    name: 'sources',
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|mjs)$/ }, ({ path: file }) => {
        const text = edit(path.relative(root, file), readFileSync(file, 'utf8'))
        return {
          loader: 'ts',
          contents: text.replace(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(file).href)),
        }
      })
    },
  }
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    external: ['pyodide', 'fast-check', 'esbuild'],
    plugins: [sources],
    logLevel: 'error',
  })
  return outfile
}
