// Builds the package as it is published, from the sources here or from those of a commit, into a folder of its own.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = 'packages/asyncio-ts/src'

/** The address of the module; `commit` undefined: what stands in the working tree. */
export async function buildPackage(commit) {
  const folder = mkdtempSync(join(tmpdir(), 'asyncio-ts-bench-'))
  let from = root
  if (commit !== undefined) {
    from = join(folder, 'tree')
    mkdirSync(from)
    const archive = execFileSync('git', ['archive', commit, sources], { cwd: root, maxBuffer: 1 << 28 })
    execFileSync('tar', ['-x', '-C', from], { input: archive })
  }
  const outfile = join(folder, 'asyncio-ts.mjs')
  const entries = ['index.ts', 'trace/index.ts', 'net/index.ts', 'node/index.ts'].filter((entry) =>
    existsSync(join(from, sources, entry)),
  )
  await build({
    stdin: {
      contents: entries.map((entry) => `export * from './${entry}'`).join('\n'),
      resolveDir: join(from, sources),
    },
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  })
  return pathToFileURL(outfile).href
}
