import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What the packed file is made of, below the package's folder. */
const SOURCES = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'README.md', 'LICENSE', 'NOTICE', 'src']

/**
 * Builds and packs `asyncio-ts` as a registry would get it, and returns the file. Packed once for the same sources:
 * the result is kept under their hash.
 */
export async function packPackage(siteDir: string): Promise<string> {
  const folder = path.join(siteDir, 'packages/asyncio-ts')
  const cache = path.join(siteDir, 'node_modules/.cache/package-file')
  const packed = path.join(cache, `${await hashOf(folder)}.tgz`)
  if (existsSync(packed)) return packed
  await mkdir(cache, { recursive: true })
  const made = await mkdtemp(path.join(cache, 'making-'))
  try {
    await npm(siteDir, ['run', 'build', '--workspace', 'asyncio-ts'])
    await npm(siteDir, ['pack', '--workspace', 'asyncio-ts', '--pack-destination', made])
    const [file] = await readdir(made)
    if (file === undefined) throw new Error('expected `npm pack` to leave a file, found none')
    await rename(path.join(made, file), packed)
  } finally {
    await rm(made, { recursive: true })
  }
  return packed
}

async function hashOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => SOURCES.includes(file.split(path.sep)[0] ?? ''))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const text = await readFile(path.join(folder, file))
    hash.update(`${file} ${text.length}\n`).update(text)
  }
  return hash.digest('hex')
}

async function npm(cwd: string, args: string[]): Promise<void> {
  try {
    await execute('npm', args, { cwd, shell: process.platform === 'win32' })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`\`npm ${args.join(' ')}\` failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error })
  }
}
