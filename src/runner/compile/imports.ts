import { getLineInfo, type Program } from 'acorn'
import type { Position } from '../session'
import { nodesOf } from './beacons'
import type { Problem } from './compile'
import type { Locate } from './positions'
import { type Token, tokensOf } from './tokens'

/** The modules a program may import, each with the names of its values. */
export type ImportTable = Readonly<Record<string, readonly string[]>>

/** A module that is not in the table, type-only imports and re-exports included. */
export function explainImports(source: string, table: ImportTable): Problem | null {
  const known = (specifier: string) => Object.hasOwn(table, specifier)
  const mentioned = [...source.matchAll(/\b(?:from|import|require)\b[\s(]*(["'])(.*?)\1/g)]
  if (mentioned.every((match) => known(match[2] as string))) return null

  const tokens = tokensOf(source)
  for (const [i, { text, line, column }] of tokens.entries()) {
    const quoted = /^(["'])(.*)\1$/.exec(text)
    if (quoted === null || known(quoted[2] as string) || !importsAt(tokens, i)) continue
    const list = Object.keys(table).map((name) => `'${name}'`)
    const message = `there is no module ${text} here; a program can import ${list.join(', ')}.`
    return { name: 'ImportError', message, position: { line, column } }
  }
  return null
}

/** True when the string at `i` names a module. */
function importsAt(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.text
  if (before === 'from') return tokens[i - 2]?.text !== '.'
  if (before === 'import') return true
  return before === '(' && (tokens[i - 2]?.text === 'import' || tokens[i - 2]?.text === 'require')
}

/**
 * A name that its module does not have, where the program uses it as a value. (Names used as types alone are gone
 * from the compiled program, as in TypeScript.)
 */
export function explainMissingNames(
  source: string,
  code: string,
  program: Program,
  table: ImportTable,
  locate: Locate,
): Problem | null {
  const bindings = importBindings(program)
  if (bindings.size === 0) return null
  for (const node of nodesOf(program)) {
    if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier') continue
    const specifier = bindings.get(node.object.name)
    const names = specifier === undefined ? undefined : table[specifier]
    if (names === undefined || node.property.type !== 'Identifier') continue
    const { name } = node.property
    if (names.includes(name)) continue
    const used = getLineInfo(code, node.start)
    const position = importedAt(source, name) ?? locate({ line: used.line, column: used.column + 1 })
    return { name: 'ImportError', message: missing(specifier as string, name, table), position }
  }
  return null
}

function missing(specifier: string, name: string, table: ImportTable): string {
  if (name === 'default') {
    return `'${specifier}' has no default export: write import { … } from '${specifier}', or import * as asyncio.`
  }
  const elsewhere = Object.keys(table).find((other) => table[other]?.includes(name))
  if (elsewhere !== undefined) {
    return `'${specifier}' has no export named ${name}, but '${elsewhere}' has: import { ${name} } from '${elsewhere}'.`
  }
  const close = closest(name, table[specifier] ?? [])
  return `'${specifier}' has no export named ${name}.${close === null ? '' : ` Did you mean ${close}?`}`
}

/** The modules that the compiled program requires: those of its imports whose values it uses. */
export function requiredModules(program: Program): Set<string> {
  return new Set(importBindings(program).values())
}

/** The variables that sucrase made for modules: `var _x = require('x')` and `var _x2 = _interopRequireDefault(_x)`. */
function importBindings(program: Program): Map<string, string> {
  const bindings = new Map<string, string>()
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'var') continue
    for (const { id, init } of statement.declarations) {
      if (id.type !== 'Identifier' || init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') continue
      const [argument] = init.arguments
      if (init.callee.name === 'require' && argument?.type === 'Literal' && id.name.startsWith('_')) {
        bindings.set(id.name, String(argument.value))
      } else if (init.callee.name === '_interopRequireDefault' && argument?.type === 'Identifier') {
        const specifier = bindings.get(argument.name)
        if (specifier !== undefined) bindings.set(id.name, specifier)
      }
    }
  }
  return bindings
}

/** Where the import names it, if it does. */
function importedAt(source: string, name: string): Position | null {
  let importing = false
  for (const token of tokensOf(source)) {
    if (token.text === 'import') importing = true
    else if (/^["']/.test(token.text)) importing = false
    else if (importing && token.text === name) return { line: token.line, column: token.column }
  }
  return null
}

/** The name that was probably meant: Python's spelling of it, or one at most two edits away. */
function closest(name: string, names: readonly string[]): string | null {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase()
  const same = names.find((candidate) => plain(candidate) === plain(name))
  if (same !== undefined) return same
  const [best] = names
    .map((candidate) => ({ candidate, edits: distance(candidate, name) }))
    .filter(({ edits }) => edits <= 2 && edits < name.length / 2)
    .sort((a, b) => a.edits - b.edits)
  return best?.candidate ?? null
}

/** How many insertions, deletions and replacements make `a` into `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1)
    }
    row = next
  }
  return row[b.length] as number
}
