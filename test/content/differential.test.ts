import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { firstDifference, splitLines, table } from './line-table'
import { runTypeScript } from './run-typescript'

/*
 * Programs about the order of events, each written in both languages: `order/<name>.ts` and `order/<name>.py`.
 * What they print, and at which loop times, must be the same; what that is, CPython decides.
 */
const folder = new URL('./order/', import.meta.url)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -'.py'.length))

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

test.each(names)('asyncio-ts does what CPython does: %s', async (name) => {
  const read = (extension: string) => readFileSync(new URL(`${name}.${extension}`, folder), 'utf8')
  const cpython = oracle.run(read('py'))
  const ours = await runTypeScript({ id: name, code: read('ts'), start: '00:00:00', clock: 'virtual' })
  const theirs = splitLines(cpython.lines)
  const lines = splitLines(ours.lines)
  expect(theirs.length).toBeGreaterThan(0)
  const difference = firstDifference(theirs, lines)
  if (difference !== null) {
    const columns = table({ title: 'CPython', lines: theirs }, { title: 'asyncio-ts', lines })
    expect.fail(`test/content/order/${name}: the first difference is in line ${difference + 1}.\n${columns}\n`)
  }
})
