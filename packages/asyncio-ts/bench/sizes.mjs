// What a page would load: esbuild's minified bundle, gzipped. Bytes.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A title, and the program whose bundle is weighed. */
const entries = [
  ['asyncio-ts', '{ run, sleep, createTask, gather }', 'asyncio-ts'],
  ['asyncio-ts', '*', 'asyncio-ts'],
  ['effection', '{ run, sleep, spawn, all }', 'effection'],
  ['effection', '*', 'effection'],
  ['rxjs', '{ Observable, from, timer, forkJoin, mergeMap }', 'rxjs'],
  ['rxjs', '*', 'rxjs'],
  ['effect', '{ Effect, Fiber }', 'effect'],
  ['effect', '*', 'effect'],
]

async function weigh(names, from) {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from '${from}'`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    external: ['node:*'],
    logLevel: 'error',
  })
  const { contents } = outputFiles[0]
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}

/** The sizes of all, in the order of the table. */
export async function measureSizes() {
  const sizes = []
  for (const [title, names, from] of entries) sizes.push({ title, names, ...(await weigh(names, from)) })
  return sizes
}
