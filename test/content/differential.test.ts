import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { runTypeScript } from '../../plugins/record-examples/run-typescript'
import type { Kind } from '../differential/kind'
import { withoutAdvice } from '../differential/misuse'
import { report, showProgram } from '../differential/report'
import { runOnCPython } from '../differential/run-both'
import { search } from '../differential/search'
import { freshSeeds, programOf, type SeedRange, showSeeds } from '../differential/seeds'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { firstDifference, splitLines, table } from './line-table'
import { kinds } from './random/kinds'

/*
 * Programs about the order of events, each written in both languages: `order/<name>.ts` and `order/<name>.py`.
 * What they print, and at which loop times, must be the same; what that is, CPython decides. Beside them, random
 * programs (`random/`), of which `npm run diff` tries as many as you like.
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
  const lines = withoutAdvice(splitLines(ours.lines), theirs)
  expect(theirs.length).toBeGreaterThan(0)
  const difference = firstDifference(theirs, lines)
  if (difference !== null) {
    const columns = table({ title: 'CPython', lines: theirs }, { title: 'asyncio-ts', lines })
    expect.fail(`test/content/order/${name}: the first difference is in line ${difference + 1}.\n${columns}\n`)
  }
})

/** How many random programs of a kind are tried: those of the first seeds, and others each time. */
function countsOf({ name }: Kind): { readonly first: number; readonly fresh: number } {
  if (name === 'streams') return { first: 400, fresh: 100 }
  return name === 'generators' ? { first: 1000, fresh: 300 } : { first: 3000, fresh: 1000 }
}

const fresh = freshSeeds(1000)

async function expectNoDifference(kind: Kind, seeds: SeedRange): Promise<void> {
  const difference = await search(oracle, kind, seeds)
  if (difference !== null) expect.fail(`${report(difference)}\n`)
}

describe('asyncio-ts does what CPython does in random programs', () => {
  beforeAll(() => {
    const seeds = showSeeds(fresh)
    console.log(`The fresh random programs are those of the seeds ${seeds}; again: npm run diff -- --seeds ${seeds}`)
  })

  test.each(kinds)('$name, the same ones each time', async (kind) => {
    await expectNoDifference(kind, { first: 1, last: countsOf(kind).first })
  })

  test.each(kinds)('$name, fresh ones', async (kind) => {
    await expectNoDifference(kind, { first: fresh.first, last: fresh.first + countsOf(kind).fresh - 1 })
  })
})

const hopping = kinds.filter(({ oursHopping }) => oursHopping !== undefined)

test.each(hopping)(
  'a loop that hops on the loop of JavaScript does what one does that never leaves it: $name',
  async (kind) => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const program = programOf(kind, seed).value
      expect(await kind.oursHopping?.(program), showProgram(program)).toEqual(await kind.ours(program))
    }
  },
)

test('programs that CPython runs one after the other see nothing of each other', () => {
  for (const kind of kinds) {
    const programs = Array.from({ length: 60 }, (_, index) => programOf(kind, index + 1).value)
    const together = runOnCPython(oracle, kind, programs)
    const alone = programs.map((program) => {
      const argument = JSON.stringify(JSON.stringify(program))
      return oracle.run(`${kind.interpreter}\n${kind.entry}(${argument})`).lines
    })
    expect(together).toEqual(alone.map((lines) => lines.map(({ text }) => `${text}\n`).join('')))
  }
})
