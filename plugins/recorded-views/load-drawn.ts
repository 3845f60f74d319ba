import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

type Drawn = typeof import('./drawn')

let loading: Promise<Drawn> | null = null

/** What draws, bundled: Docusaurus loads its plugins without the condition under which the package is its source. */
export function loadDrawn(): Promise<Drawn> {
  loading ??= bundle()
  return loading
}

async function bundle(): Promise<Drawn> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./drawn.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    logLevel: 'silent',
  })
  const module = { exports: {} as Drawn }
  const run = new Function('module', 'exports', 'require', result.outputFiles[0]?.text ?? '')
  run(module, module.exports, createRequire(import.meta.url))
  return module.exports
}
