/*
 * A TypeScript entry and all it imports as one string: a classic script that leaves its exports in `var bundle`.
 *
 * Plain JavaScript, since the bundler's loaders run in Node as they are; `bundle.ts` is its face for TypeScript.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { build } from 'esbuild'

/**
 * A part (`*.part.ts`) is bundled without what `asyncio-ts` shares between its entries: it takes that from a variable
 * `__core__`, so that a part and the script that it is added to have one event loop.
 */
const coreElsewhere = {
  name: 'core-elsewhere',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/core\.js$/ }, ({ importer }) =>
      /packages[\\/]asyncio-ts[\\/]src[\\/]/.test(importer) ? { path: 'core', namespace: 'core-elsewhere' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'core-elsewhere' }, () => ({
      contents: 'module.exports = __core__',
      loader: 'js',
    }))
  },
}

/**
 * The same sources give the same string, and so the same hash, wherever and however often they are bundled: the site's
 * policy is written after the build from a bundle of its own.
 *
 * @param {string} entry absolute path
 * @returns {Promise<{ code: string, hash: string, inputs: string[] }>} `hash` as a Content-Security-Policy wants it,
 *   `inputs` the absolute paths of all files in it
 */
export async function bundleString(entry) {
  const result = await build({
    absWorkingDir: path.dirname(entry),
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'bundle',
    platform: 'browser',
    target: 'es2022',
    conditions: ['source'],
    // Names stay: programs print the package's classes and functions by them.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'silent',
    tsconfigRaw: '{}',
    plugins: entry.endsWith('.part.ts') ? [coreElsewhere] : [],
  })
  // Functions of sloppy code can be asked who called them, and with what.
  const code = `'use strict';${result.outputFiles[0]?.text.trim() ?? ''}`
  const unsafe = /<(?:\/script|!--)/i.exec(code)
  if (unsafe !== null) {
    throw new Error(`the bundle of ${entry} contains ${unsafe[0]}, which would end the script element it stands in`)
  }
  const hash = `sha256-${createHash('sha256').update(code).digest('base64')}`
  const files = Object.keys(result.metafile.inputs).filter((input) => !input.startsWith('core-elsewhere:'))
  const inputs = files.map((input) => path.resolve(path.dirname(entry), input))
  return { code, hash, inputs: inputs.sort() }
}
