import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import vm from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundlerConfig } from '.'
import { bundleString } from './bundle'

const root = path.resolve(import.meta.dirname, '../..')
let dir = ''

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'bundle-string-'))
})

afterAll(() => rm(dir, { recursive: true }))

async function entry(name: string, source: string) {
  const file = path.join(dir, name)
  await writeFile(file, source)
  return file
}

describe('a bundled string', () => {
  it('is a classic script that leaves its exports behind', async () => {
    await entry('part.ts', 'export const part: number = 40')
    const file = await entry('whole.ts', "import { part } from './part.js'\nexport default part + 2")
    const { code } = await bundleString(file)
    expect(vm.runInNewContext(`${code}\nbundle.default`)).toBe(42)
  })

  it('names all files that are in it, so that a change of one is noticed', async () => {
    await entry('b.ts', 'export const b = 1')
    const file = await entry('a.ts', "import { b } from './b'\nconsole.log(b)")
    expect((await bundleString(file)).inputs).toEqual([path.join(dir, 'a.ts'), path.join(dir, 'b.ts')])
  })

  it('is the same each time, and its hash is that of the string', async () => {
    const file = await entry('same.ts', 'export default "é – 协程"')
    const first = await bundleString(file)
    expect(await bundleString(file)).toEqual(first)
    expect(first.hash).toBe(`sha256-${createHash('sha256').update(first.code).digest('base64')}`)
    expect(first.code).toMatch(/^[\x20-\x7e]*$/)
  })

  it('is strict, so that none of its functions tells who called it', async () => {
    const file = await entry('strict.ts', 'export default function (this: unknown) { return this }')
    const { code } = await bundleString(file)
    expect(vm.runInNewContext(`(() => {${code}\nreturn (0, bundle.default)() })()`)).toBeUndefined()
  })

  it('cannot end the script element it is put into', async () => {
    const file = await entry('end.ts', 'export default "</script>"')
    const { code } = await bundleString(file)
    expect(code).not.toContain('</script')
    expect(vm.runInNewContext(`${code}\nbundle.default`)).toBe('</script>')
    await expect(bundleString(await entry('open.ts', 'export default "<!--"'))).rejects.toThrow('contains <!--')
  })

  it('fails with the place of the error when a file does not parse', async () => {
    await expect(bundleString(await entry('broken.ts', 'export default ='))).rejects.toThrow(/broken\.ts:1:15/)
  })
})

describe('the bundler of the site', () => {
  it('takes such a string from the loader and the package from its source', async () => {
    const { rspack } = await import('@rspack/core')
    await entry('text.ts', 'export default 7 as number')
    const file = await entry(
      'main.ts',
      "import text from './text.ts?bundle'\nimport * as host from 'asyncio-ts/host'\nexport { text, host }",
    )
    const { resolve, module } = bundlerConfig(root)
    const swc = { test: /\.ts$/, loader: 'builtin:swc-loader', options: { jsc: { parser: { syntax: 'typescript' } } } }
    const compiler = rspack({
      mode: 'none',
      context: root,
      entry: file,
      output: { path: dir, filename: 'out.cjs', library: { type: 'commonjs2' } },
      resolve: { ...resolve, extensions: ['.ts', '.js'], modules: [path.join(root, 'node_modules')] },
      module: { rules: [swc, ...module.rules] },
    })
    const stats = await new Promise<{ hasErrors(): boolean; toString(): string } | undefined>((done, fail) =>
      compiler.run((error, result) => (error ? fail(error) : done(result))),
    )
    expect(stats?.hasErrors(), stats?.toString()).toBe(false)
    const { text, host } = (await import(path.join(dir, 'out.cjs'))).default
    expect(text).toEqual(expect.objectContaining({ hash: expect.stringMatching(/^sha256-/) }))
    expect(vm.runInNewContext(`${text.code}\nbundle.default`)).toBe(7)
    expect(host).toHaveProperty('configureHost')
  })
})
