/*
 * CPython's own tests are the list of behaviours that need a test here. Each file of this folder that is named as one of
 * CPython's says, for each of its methods, which test of ours shows the same behaviour, or why none can:
 *
 *   "Class.test_method": { "test": "packages/asyncio-ts/test/tasks.test.ts: cancel > can be refused" }
 *   "Class.test_method": { "test": ["test/content/order/cancel.ts", "…"] }     a program that is run on CPython too
 *   "Class.test_method": { "reason": "no-gc" } or { "reason": "no-gc: words on this one" }     a code of reasons.json
 *
 * A title is that of the test behind those of the `describe`s around it; that of a `test.each` is the template.
 * `methods.json` holds the names, as `list_methods.py` prints them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

interface Entry {
  readonly test?: string | readonly string[]
  readonly reason?: string
}

interface Table {
  readonly source: string
  readonly version: string
  readonly methods: Readonly<Record<string, Entry>>
}

const root = new URL('../../../../', import.meta.url)

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T
}

const methods = readJson<Readonly<Record<string, readonly string[]>>>('methods.json')
const reasons = readJson<Readonly<Record<string, string>>>('reasons.json')
const tables = readdirSync(new URL('.', import.meta.url))
  .filter((name) => /^test_\w+\.json$/.test(name))
  .map((name) => name.slice(0, -'.json'.length))

/** The titles of a file of tests, each behind those of the `describe`s around it. */
function titlesOf(source: ts.SourceFile): Set<string> {
  const titles = new Set<string>()
  const visit = (node: ts.Node, path: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? node : undefined
    const title = call?.arguments[0]
    const kind = call === undefined ? undefined : kindOf(call.expression)
    if (kind !== undefined && title !== undefined && ts.isStringLiteralLike(title)) {
      const here = [...path, title.text]
      if (kind === 'test') titles.add(here.join(' > '))
      else ts.forEachChild(node, (child) => visit(child, here))
    } else {
      ts.forEachChild(node, (child) => visit(child, path))
    }
  }
  visit(source, [])
  return titles
}

/** What is called: `test(…)`, `describe(…)`, or what `test.each(…)` or a template after it gives. */
function kindOf(callee: ts.Expression): 'test' | 'describe' | undefined {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'describe' ? callee.text : undefined
  const each = ts.isCallExpression(callee)
    ? callee.expression
    : ts.isTaggedTemplateExpression(callee)
      ? callee.tag
      : undefined
  return each !== undefined && ts.isPropertyAccessExpression(each) && each.name.text === 'each'
    ? kindOf(each.expression)
    : undefined
}

/** The code of a reason, without the words on this one. */
function codeOf({ reason }: Entry): string | undefined {
  return reason?.replace(/:.*/s, '')
}

const known = new Map<string, Set<string>>()

function titlesIn(file: string): Set<string> {
  let titles = known.get(file)
  if (titles === undefined) {
    const text = readFileSync(new URL(file, root), 'utf8')
    titles = titlesOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest))
    known.set(file, titles)
  }
  return titles
}

/** What is wrong with a reference to a test of ours; undefined: nothing. */
function faultOf(reference: string): string | undefined {
  const [file = '', title] = reference.split(/: (.*)/s)
  if (!existsSync(new URL(file, root))) return `there is no file ${file}`
  if (title !== undefined) return titlesIn(file).has(title) ? undefined : `${file} has no test with the title ${title}`
  const twin = /^(test\/content\/order\/[\w-]+)\.ts$/.exec(file)
  return twin !== null && existsSync(new URL(`${twin[1]}.py`, root)) ? undefined : `${file} needs a title behind it`
}

test('there is a table for each file of CPython that is listed, and no other', () => {
  expect(tables.sort()).toEqual(Object.keys(methods).sort())
})

test('every reason is used', () => {
  const used = tables.flatMap((name) => Object.values(readJson<Table>(`${name}.json`).methods).map(codeOf))
  expect(Object.keys(reasons).filter((code) => !used.includes(code))).toEqual([])
})

describe.each(tables)('the table of %s', (name) => {
  const table = readJson<Table>(`${name}.json`)
  const entries = Object.entries(table.methods)

  test('names its source', () => {
    expect(table.source).toMatch(new RegExp(`^Lib/test/(test_asyncio/)?${name}\\.py$`))
    expect(table.version).toMatch(/^3\.\d+$/)
  })

  test('has each method once, in order, and no others', () => {
    expect(Object.keys(table.methods)).toEqual(methods[name])
  })

  test('says for each method which test shows its behaviour, or why none can', () => {
    const faults = entries.flatMap(([method, { test, reason }]) => {
      if ((test === undefined) === (reason === undefined)) return [`${method} needs either a test or a reason`]
      if (reason !== undefined) {
        const code = codeOf({ reason })
        return code !== undefined && code in reasons ? [] : [`${method}: ${code} is no code of reasons.json`]
      }
      const references = [test ?? []].flat()
      if (references.length === 0) return [`${method} names no test`]
      return references.flatMap((reference) => {
        const fault = faultOf(reference)
        return fault === undefined ? [] : [`${method}: ${fault}`]
      })
    })
    expect(faults).toEqual([])
  })
})
