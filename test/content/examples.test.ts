import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Example } from '../../src/fences'
import { readSitePages } from '../../src/remark/playground/site-pages'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { type Column, firstDifference, splitLines, type TimedLine, table, untimed } from './line-table'
import recordedTwins from './recorded-twins.json' with { type: 'json' }
import { runTypeScript } from './run-typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** An example, with the place of its fences as `file:line`. */
interface Placed {
  readonly example: Example
  readonly live: string
  readonly output: string
  readonly outputTwin: string
}

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

const locales = (['en', 'zh-Hans'] as const).map((locale) => ({
  locale,
  pages: readSitePages(root, locale).filter((page) => page.examples.length > 0),
}))

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
          const problems = await check(placed)
          if (problems.length > 0) expect.fail(`\n${problems.join('\n\n')}\n`)
        })
      }
    })
  }
}

test('twins that were recorded once, and are never compared, are those of a committed list', () => {
  for (const { pages } of locales) {
    const recorded = pages.flatMap(({ examples }) =>
      examples.flatMap(({ example }) => (example.twin.kind === 'recorded' ? [example.id] : [])),
    )
    expect(recorded.sort()).toEqual([...recordedTwins].sort())
  }
})

/** The number of the first line from `from` on that opens such a fence; `from` itself where there is none. */
function fenceLine(text: readonly string[], from: number, opening: RegExp): number {
  const found = text.slice(from).findIndex((line) => opening.test(line))
  return found === -1 ? from : from + found + 1
}

/** Runs an example in both languages; returns what is wrong, each problem ready to be read. */
async function check({ example, live, output, outputTwin }: Placed): Promise<readonly string[]> {
  const problems: string[] = []
  // A program on the wall clock prints figures of the machine it runs on.
  const compared = example.clock === 'virtual'
  const complain = (place: string, sentence: string, ...columns: [] | [Column, Column]) =>
    problems.push([`${place}: ${sentence}`, ...(columns.length === 2 ? [table(...columns)] : [])].join('\n'))

  const run = await runTypeScript(example)
  const printed = splitLines(run.lines)
  const failed = run.ending.kind !== 'finished'
  if (failed !== (example.expect === 'error')) {
    const how = 'error' in run.ending ? `${run.ending.kind}, ${run.ending.error.message}` : run.ending.kind
    complain(live, `the TypeScript program ends otherwise than \`expect=${example.expect}\` says: ${how}.`)
  }
  if (compared && firstDifference(untimed(example.output), printed) !== null) {
    complain(output, 'the TypeScript program prints something else.', fence(example.output), ran('TypeScript', printed))
  }

  if (example.twin.kind !== 'checked') return problems
  const twin = oracle.run(example.twin.code, { start: example.start })
  const twinPrinted = splitLines(twin.lines)
  const expected = example.outputTwin ?? example.output
  // Where Python is known to print otherwise it may end otherwise too.
  if (example.outputTwin === null && (twin.error !== null) !== (example.expect === 'error')) {
    const how = twin.error ?? 'without an error'
    complain(live, `the Python program ends otherwise than \`expect=${example.expect}\` says: ${how}.`)
  }
  if (!compared) return problems
  if (firstDifference(untimed(expected), twinPrinted) !== null) {
    const place = example.outputTwin === null ? output : outputTwin
    complain(place, 'the Python program prints something else.', fence(expected), ran('CPython', twinPrinted))
  } else if (example.outputTwin === null && problems.length === 0 && firstDifference(printed, twinPrinted) !== null) {
    const columns = [ran('TypeScript', printed), ran('CPython', twinPrinted)] as const
    complain(live, 'both programs print the same, but at different loop times.', ...columns)
  }
  return problems
}

function fence(text: string): Column {
  return { title: 'the fence', lines: untimed(text) }
}

function ran(title: string, lines: readonly TimedLine[]): Column {
  return { title, lines }
}
