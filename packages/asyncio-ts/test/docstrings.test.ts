import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/*
 * Every public name says what it is: editors show it, and the reference page is made of it.
 */

const folder = path.resolve(import.meta.dirname, '../src')
const program = ts.createProgram(
  ['index.ts', 'host.ts', 'net/index.ts', 'node/index.ts', 'executor/index.ts'].map((file) => path.join(folder, file)),
  {
    lib: ['lib.es2022.d.ts'],
    types: [],
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  },
)
const checker = program.getTypeChecker()

interface Doc {
  readonly name: string
  readonly kind: 'function' | 'class' | 'interface' | 'type' | 'constant' | 'member'
  readonly summary: string
  readonly tags: readonly ts.JSDocTagInfo[]
}

function docOf(symbol: ts.Symbol, name: string, kind: Doc['kind']): Doc {
  const summary = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  return { name, kind, summary, tags: symbol.getJsDocTags(checker) }
}

function kindOf(symbol: ts.Symbol): Doc['kind'] {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class'
  if (symbol.flags & ts.SymbolFlags.Function) return 'function'
  if (symbol.flags & ts.SymbolFlags.Interface) return 'interface'
  return symbol.flags & ts.SymbolFlags.TypeAlias ? 'type' : 'constant'
}

/** Whether a class is exported as a type alone: nobody makes one. */
function isTypeOnly(exported: ts.Symbol): boolean {
  return (exported.declarations ?? []).some((declaration) => ts.isTypeOnlyExportDeclaration(declaration))
}

/** What a reader can use of a class or an interface. */
function* membersOf(symbol: ts.Symbol): Iterable<ts.Symbol> {
  for (const table of [symbol.members, symbol.exports]) {
    for (const member of table?.values() ?? []) {
      const [declaration] = member.declarations ?? []
      if (declaration === undefined || !ts.isPropertyName((declaration as ts.NamedDeclaration).name ?? declaration))
        continue
      const modifiers = ts.getCombinedModifierFlags(declaration)
      if (modifiers & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) continue
      if (member.flags & ts.SymbolFlags.TypeParameter) continue
      if (member.getJsDocTags(checker).some(({ name }) => name === 'internal')) continue
      if (/^(#|_|\[|toString$)/.test((declaration as ts.NamedDeclaration).name?.getText() ?? '#')) continue
      yield member
    }
  }
}

const docs: Doc[] = []
for (const file of ['index.ts', 'host.ts']) {
  const source = program.getSourceFile(path.join(folder, file)) as ts.SourceFile
  for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const kind = isTypeOnly(exported) ? 'type' : kindOf(symbol)
    docs.push(docOf(symbol, exported.name, kind))
    if (kind !== 'class' && kind !== 'interface') continue
    for (const member of membersOf(symbol)) docs.push(docOf(member, `${exported.name}.${member.name}`, 'member'))
  }
}

const names = (wrong: readonly Doc[]): string[] => wrong.map(({ name }) => name)
const callable = docs.filter(({ kind }) => kind === 'function' || kind === 'class')
const examplesOf = ({ tags }: Doc): string[] =>
  tags.filter(({ name }) => name === 'example').map(({ text }) => ts.displayPartsToString(text))

/** What asyncio does not have, or has under the name of another thing. */
const OURS = [
  ...['runSync', 'isCancelled', 'DeadlockError', 'RealClock', 'VirtualClock', 'ScaledClock'],
  ...['configureHost', 'turnCount', 'pendingTasks', 'taskOf', 'RuntimeError', 'ValueError'],
]

describe('the docstrings of the public names', () => {
  test('are there, of the names and of their members', () => {
    expect(docs.length).toBeGreaterThan(200)
    expect(names(docs.filter(({ summary }) => summary.trim() === ''))).toEqual([])
  })

  test('begin with a sentence, or with the words for a value', () => {
    const wrong = docs.filter(({ summary }) => !/^[^\n]*(\n(?!\n)[^\n]*)*[.:?!…]/.test(summary.trim()))
    expect(names(wrong)).toEqual([])
  })

  test('have an example, if it is a function or a class', () => {
    expect(names(callable.filter((doc) => examplesOf(doc).length === 0))).toEqual([])
  })

  test('name the file of CPython that a function or a class mirrors, unless it is of our own making', () => {
    const wrong = callable.filter(({ name, summary }) => !OURS.includes(name) && !/Mirrors\s/.test(summary))
    expect(names(wrong)).toEqual([])
  })
})
