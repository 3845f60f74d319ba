import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { defences } from './defences'
import { type HostileCase, hostileCases, type Tried } from './hostile-cases'

const known = new Map<string, ReadonlySet<string>>()

/** All texts that stand in a source as literals. */
function literalsOf(file: string): ReadonlySet<string> {
  let texts = known.get(file)
  if (texts === undefined) {
    const found = new Set<string>()
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) found.add(node.text)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest))
    texts = found
    known.set(file, texts)
  }
  return texts
}

/** The row of a table may stand in a file that the test imports. */
function hasRow(file: string, row: string): boolean {
  if (literalsOf(file).has(row)) return true
  const imported = [...literalsOf(file)].flatMap((text) =>
    /^\.\.?\//.test(text) ? [path.join(path.dirname(file), `${text}.ts`)] : [],
  )
  return imported.some((each) => existsSync(each) && literalsOf(each).has(row))
}

const nameOf = ({ title, row }: Tried) => (row === undefined ? title : title.replace(/%[sj]|\$\w+/, row))

/** Whether a row of `defences.ts` says that this test fails without its defence. */
const isInRow = (tried: Tried) =>
  defences.some(({ tests }) => tests.some(({ file, name }) => file === tried.file && name.test(nameOf(tried))))

const missing = ({ tests }: HostileCase) => tests.filter((tried) => !isInRow(tried)).map(nameOf)

describe('each hostile case', () => {
  test.each(hostileCases)('has tests that are there: $what', ({ tests }) => {
    expect(tests).not.toEqual([])
    for (const { file, title, row } of tests) {
      expect(literalsOf(file).has(title), `${file} has no test "${title}"`).toBe(true)
      if (row !== undefined) expect(hasRow(file, row), `${file}: "${title}" has no row "${row}"`).toBe(true)
    }
  })

  test.each(hostileCases)('fails without its defence, or says why it shows something all the same: $what', (tried) => {
    if (tried.because === undefined) expect(missing(tried), 'tests in no row of defences.ts').toEqual([])
    else expect(missing(tried), 'all of its tests are in a row of defences.ts: it needs no reason').not.toEqual([])
  })

  test('is listed once', () => {
    expect(new Set(hostileCases.map(({ what }) => what)).size).toBe(hostileCases.length)
  })
})

// Otherwise a defence shows that a test fails, and nobody says what attack that is.
test('each test of a browser in a row of defences.ts is one of a hostile case', () => {
  const tried = hostileCases.flatMap(({ tests }) => tests)
  const strange = defences.flatMap((defence) =>
    defence.tests.flatMap(({ file, name }) =>
      /^e2e\/(sandbox|walls|bombs|hostile-input)/.test(file) &&
      !tried.some((each) => each.file === file && name.test(nameOf(each)))
        ? [`${defence.name}: ${file} ${name}`]
        : [],
    ),
  )
  expect(strange).toEqual([])
})
