import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Oracle } from '../oracle/oracle'
import type { Kind } from './kind'
import { report, showProgram } from './report'
import { search } from './search'

/** Stands for CPython: logs each number. */
const oracle: Oracle = {
  version: 'none',
  run: () => expect.unreachable('a search asks for many programs at a time'),
  runEach: (_source, _entry, inputs) => inputs.map((input) => `${(JSON.parse(input) as number[]).join('\n')}\n`),
}

function kindOf(ours: (program: number[]) => readonly string[] | Promise<readonly string[]>): Kind {
  const kind: Kind<number[]> = {
    name: 'numbers',
    arbitrary: fc.array(fc.nat({ max: 99 }), { maxLength: 20, size: 'max' }),
    ours,
    interpreter: '',
    entry: '',
  }
  return kind
}

const tens = (program: number[]) => program.map((n) => (n >= 70 ? 'large' : `${n}`))
const range = { first: 1, last: 1000 }

describe('a search', () => {
  test('finds nothing where there is no difference', async () => {
    expect(
      await search(
        oracle,
        kindOf((program) => program.map(String)),
        range,
      ),
    ).toBeNull()
  })

  test('finds a difference and shrinks the program to what it needs', async () => {
    const difference = await search(oracle, kindOf(tens), range)
    expect(difference?.smallest).toEqual({ program: [70], cpython: '70\n', ours: 'large\n' })
    expect(difference?.found.program).not.toEqual([70])
  })

  test('finds the same again by its seed alone', async () => {
    const kind = kindOf(tens)
    const difference = await search(oracle, kind, range)
    const seed = difference?.seed ?? 0
    expect(await search(oracle, kind, { first: seed, last: seed })).toEqual(difference)
  })

  test('waits for what asyncio-ts does in its own time', async () => {
    const difference = await search(
      oracle,
      kindOf(async (program) => tens(program)),
      range,
    )
    expect(difference?.smallest.program).toEqual([70])
  })

  test('takes an error that comes out for the last line of the log', async () => {
    const kind = kindOf((program) => {
      if (program.length > 3) throw new RangeError('too long')
      return program.map(String)
    })
    const difference = await search(oracle, kind, range)
    expect(difference?.smallest).toMatchObject({ program: [0, 0, 0, 0], ours: 'RangeError: too long\n' })
  })

  test('says with which seed asyncio-ts begins, so that one that never ends has a name', async () => {
    const begun: number[] = []
    await search(
      oracle,
      kindOf((program) => program.map(String)),
      { first: 7, last: 9 },
      (seed) => begun.push(seed),
    )
    expect(begun).toEqual([7, 8, 9])
  })
})

test('a report shows the smallest program, both logs and the command that finds it again', async () => {
  const difference = await search(oracle, kindOf(tens), range)
  if (difference === null) return expect.unreachable()
  const lines = report(difference).split('\n')
  expect(lines[0]).toBe(`CPython and asyncio-ts differ: kind numbers, seed ${difference.seed}.`)
  expect(lines).toContain('[70]')
  expect(lines).toContain('  ≠ 70       │ large')
  expect(lines.at(-1)).toBe(`Again: npm run diff -- --kind numbers --seeds ${difference.seed}`)
})

test('a program is shown as JSON, each part on a line if it fits', () => {
  const long = { bodies: [Array(30).fill('step'), [1, 2]], eager: true }
  const text = showProgram(long)
  expect(JSON.parse(text)).toEqual(long)
  expect(text.split('\n')).toContain('    [1,2]')
})
