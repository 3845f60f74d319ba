import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import type { Example } from '../../src/fences'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { checkExample } from './check-example'
import recordedTwins from './recorded-twins.json' with { type: 'json' }

const root = fileURLToPath(new URL('../..', import.meta.url))

const locales = (['en', 'zh-Hans'] as const).map((locale) => ({
  locale,
  pages: readSitePages(root, locale).filter((page) => page.examples.length > 0),
}))

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

for (const { locale, pages } of locales) {
  for (const { file, path, examples } of pages) {
    const text = readFileSync(join(root, file), 'utf8').split('\n')
    describe(`${locale} ${path}`, () => {
      for (const { example, line } of examples) {
        const place = (opening: RegExp) => `${file}:${fenceLine(text, line, opening)}`
        const placed = {
          example,
          live: `${file}:${line}`,
          output: place(/^\s*[`~]{3,}text output\s*$/),
          outputTwin: place(/^\s*[`~]{3,}text output twin\s*$/),
        }
        test(`${example.id} prints what its fences say`, async () => {
          const problems = await checkExample(placed, oracle)
          if (problems.length > 0) expect.fail(`\n${problems.join('\n\n')}\n`)
        })
      }
    })
  }
}

/** The number of the first line from `from` on that opens such a fence; `from` itself where there is none. */
function fenceLine(text: readonly string[], from: number, opening: RegExp): number {
  const found = text.slice(from).findIndex((line) => opening.test(line))
  return found === -1 ? from : from + found + 1
}

test('both languages have pages with examples', () => {
  for (const { pages } of locales) expect(pages.length).toBeGreaterThan(0)
})

test('twins that were recorded once, and are never compared, are those of a committed list', () => {
  for (const { pages } of locales) {
    const recorded = pages.flatMap(({ examples }) =>
      examples.flatMap(({ example }) => (example.twin.kind === 'recorded' ? [example.id] : [])),
    )
    expect(recorded.sort()).toEqual([...recordedTwins].sort())
  }
})

describe('an example is refused', () => {
  const good: Example = {
    id: 'good',
    title: null,
    view: 'output',
    start: '12:00:00',
    speed: '1',
    clock: 'virtual',
    compare: null,
    expect: 'success',
    highlight: [],
    code: "import { run, sleep } from 'asyncio-ts'\nawait run(sleep(2))\nconsole.log('done')",
    twin: { kind: 'checked', code: "import asyncio\nasyncio.run(asyncio.sleep(2))\nprint('done')" },
    output: 'done',
    outputTwin: null,
  }
  const check = (changes: Partial<Example>) =>
    checkExample({ example: { ...good, ...changes }, live: 'a.md:1', output: 'a.md:9', outputTwin: 'a.md:13' }, oracle)
  const python = (code: string) => ({ kind: 'checked', code }) as const

  test('never without a reason', async () => {
    expect(await check({})).toEqual([])
    expect(await check({ twin: python("print('False')"), outputTwin: 'False' })).toEqual([])
    expect(await check({ twin: { kind: 'none', reason: 'of a test' } })).toEqual([])
  })

  test('when it prints something else than its fence, with both in columns', async () => {
    const [ours, theirs] = await check({ output: 'ready' })
    expect(ours).toBe(
      [
        'a.md:9: the TypeScript program prints something else.',
        '    the fence  │ TypeScript',
        '  ≠ ready      │ +2.00 done',
      ].join('\n'),
    )
    expect(theirs).toMatch(/^a\.md:9: the Python program prints something else\.\n.*CPython/)
  })

  test('when its twin does, in its own fence where it has one', async () => {
    expect(await check({ twin: python("print('other')") })).toEqual([expect.stringMatching(/^a\.md:9: the Python/)])
    expect(await check({ outputTwin: 'other' })).toEqual([expect.stringMatching(/^a\.md:13: the Python/)])
  })

  test('when the same lines come at different loop times', async () => {
    expect(await check({ twin: python("print('done')") })).toEqual([
      [
        'a.md:1: both programs print the same, but at different loop times.',
        '    TypeScript  │ CPython',
        '  ≠ +2.00 done  │ +0.00 done',
      ].join('\n'),
    ])
  })

  test('when its twin goes on for longer', async () => {
    const longer = "import time\ntime.sleep(2)\nprint('done')\ntime.sleep(1)"
    expect(await check({ twin: python(longer) })).toEqual([
      'a.md:1: the TypeScript program ends at a loop time of 2 s, the Python program at 3 s.',
    ])
  })

  test('when it ends otherwise than announced', async () => {
    expect(await check({ expect: 'error' })).toEqual([
      'a.md:1: expect=error, but the TypeScript program ends otherwise: finished.',
      'a.md:1: expect=error, but the Python program ends otherwise: finished.',
    ])
    const output = 'TypeError: no'
    const failing = { code: "throw new TypeError('no')", twin: python("raise TypeError('no')"), output }
    expect(await check(failing)).toEqual([
      'a.md:1: expect=success, but the TypeScript program ends otherwise: failed, no.',
      'a.md:1: expect=success, but the Python program ends otherwise: TypeError: no.',
    ])
    expect(await check({ ...failing, expect: 'error' })).toEqual([])
  })
})

test('a program that never gives way is ended, and the next one runs', async () => {
  const program = { id: 'endless', start: '00:00:00', clock: 'virtual' } as const
  const endless = await runTypeScript({ ...program, code: 'while (true) {}' }, { deadlineMs: 500 })
  expect(endless.ending).toMatchObject({ kind: 'blocked', seconds: 0.5 })
  const next = await runTypeScript({ ...program, code: "console.log('alive')" })
  expect(next).toMatchObject({ ending: { kind: 'finished' }, lines: [{ text: 'alive' }] })
})
