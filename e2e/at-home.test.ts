import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Playground, Site } from './site'

const execute = promisify(execFile)
const build = path.resolve(import.meta.dirname, '../build')

describe('an example at home', () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'at-home-'))
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
    await execute('npm', ['install', '--offline', '--no-audit', path.join(build, 'asyncio-ts.tgz')], { cwd: folder })
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function runAtHome(id: string): Promise<string> {
    // Types are stripped here, since Node does so itself only from 22.18 on.
    const source = await readFile(path.join(build, `examples/${id}.ts`), 'utf8')
    const { code } = await transform(source, { loader: 'ts', format: 'esm' })
    await writeFile(path.join(folder, `${id}.js`), code)
    return (await execute('node', [`${id}.js`], { cwd: folder })).stdout
  }

  test.each(['fib', 'say-after-tasks'])('%s runs under Node with the package that the site serves', async (id) => {
    expect((await runAtHome(id)).trim().split('\n').length).toBeGreaterThan(2)
  })

  // What each prints is the machine's to say but for these, and in the order of the page.
  test.each([
    ['executor', /^tick 1\ntick 2\ncounting\n(tick \d+\n)+78498 primes\n(tick \d+\n)+$/],
    ['two-cores', /^workers: 2\none after the other: [\d.]+ s\nboth at once: [\d.]+ s\n$/],
    ['copies', /^in the worker: 3 things\nhere: 2 things\n$/],
    ['costs', /^a call: [\d.]+ µs\n(.+: [\d.]+ µs\n){3}a worker, there and back: [\d.]+ µs\n$/],
  ])('%s hands work to workers of Node, as it stands', async (id, output) => {
    expect(await runAtHome(id)).toMatch(output)
  })

  test('is linked from its playground, also without JavaScript, in both languages', async () => {
    const site = await Site.open()
    for (const locale of ['', 'zh-Hans/']) {
      const { page, problems, close } = await site.visit(`/${locale}tasks/`, { javaScriptEnabled: false })
      const { root } = new Playground(page, 'say-after')
      for (const file of ['say-after.ts', 'say-after.py']) {
        const link = root.getByRole('link', { name: file })
        expect(await link.getAttribute('href')).toBe(`/${locale}examples/${file}`)
        const response = await page.request.get(new URL(`/${locale}examples/${file}`, site.url).href)
        expect(await response.text()).toContain('sleep')
      }
      await root.locator('summary').last().click()
      expect(await root.getByText('npm install').innerText()).toContain('/asyncio-ts.tgz')
      expect(problems).toEqual([])
      await close()
    }
    await site.close()
  })
})
