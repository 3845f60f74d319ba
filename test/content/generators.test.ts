import { beforeAll, describe, expect, test } from 'vitest'
import { loadOracle, type Oracle } from '../oracle/oracle'
import { type Case, prelude, runCase } from './generators/case'
import { pep342 } from './generators/pep-342'
import { pep380 } from './generators/pep-380'
import { firstDifference, table, untimed } from './line-table'

/* Each rule of PEP 342 and PEP 380 on CPython and on ours: what is logged must be the same. */

let oracle: Oracle

beforeAll(async () => {
  oracle = await loadOracle()
})

function expectTheSame(of: Case): void {
  const { lines, error } = oracle.run(`${prelude}${of.python}`)
  expect(error).toBeNull()
  expect(lines.length).toBeGreaterThan(0)
  const cpython = untimed(lines.map(({ text }) => text).join('\n'))
  const ours = untimed(runCase(of).join('\n'))
  if (firstDifference(cpython, ours) === null) return
  expect.fail(`${of.rule}\n${table({ title: 'CPython', lines: cpython }, { title: 'asyncio-ts', lines: ours })}\n`)
}

describe('PEP 342: values and errors go into a generator', () => {
  test.each(pep342)('$rule', expectTheSame)
})

describe('PEP 380: a generator delegates to another', () => {
  test.each(pep380)('$rule', expectTheSame)
})

test('each rule is there once', () => {
  const rules = [...pep342, ...pep380].map(({ rule }) => rule)
  expect(new Set(rules).size).toBe(rules.length)
})
