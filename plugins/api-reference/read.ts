/*
 * Reads what a package exports: each public name with its signature, as the source writes it, and its docstring.
 */
import path from 'node:path'
import ts from 'typescript'
import { classSignature, memberSignature, signatureOf } from './signature'

/** A docstring, in its parts; each is Markdown. */
export interface Docstring {
  readonly text: string
  readonly returns: string | null
  readonly throws: readonly string[]
  readonly examples: readonly string[]
}

export interface Member {
  readonly name: string
  readonly callable: boolean
  readonly signature: string
  readonly doc: Docstring
}

export interface PublicName {
  readonly name: string
  readonly kind: 'function' | 'class' | 'constant' | 'type'
  /** From the root of the package. */
  readonly file: string
  readonly signature: string
  readonly doc: Docstring
  /** Of a class: what it declares, and what it has from a base that is not public. */
  readonly members: readonly Member[]
  /** The public class that it extends and the public interfaces that it implements, whose members it has too. */
  readonly bases: readonly string[]
}

export interface Entry {
  /** The part of the specifier behind the package's name; empty for the main entry. */
  readonly id: string
  /** In the order of the sources' names, then as they stand there. */
  readonly names: readonly PublicName[]
}

/** The sources of a package's entries, by id. */
export type EntryFiles = ReadonlyMap<string, string>

export function readEntries(folder: string, files: EntryFiles): readonly Entry[] {
  const program = ts.createProgram([...files.values()], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
  })
  const checker = program.getTypeChecker()
  const symbolsOf = (file: string): readonly ts.Symbol[] => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) throw new Error(`expected a module with exports, got ${file}`)
    return checker.getExportsOfModule(module).map((symbol) => resolved(symbol, checker))
  }
  const exported = new Set([...files.values()].flatMap(symbolsOf))
  const reader = new Reader(folder, checker, exported)
  return [...files].map(([id, file]) => ({ id, names: symbolsOf(file).map((symbol) => reader.read(symbol)) }))
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

class Reader {
  readonly #folder: string
  readonly #checker: ts.TypeChecker
  readonly #exported: ReadonlySet<ts.Symbol>

  constructor(folder: string, checker: ts.TypeChecker, exported: ReadonlySet<ts.Symbol>) {
    this.#folder = folder
    this.#checker = checker
    this.#exported = exported
  }

  read(symbol: ts.Symbol): PublicName {
    const declarations = (symbol.declarations ?? []).filter((each) => !isInternal(each))
    const [first] = declarations
    if (first === undefined) throw new Error(`expected a declaration of ${symbol.name}, found none`)
    const named = {
      name: symbol.name,
      file: path.relative(this.#folder, first.getSourceFile().fileName).replaceAll('\\', '/'),
      doc: this.#docstring(symbol),
    }
    if (ts.isClassDeclaration(first)) {
      const [base] = this.#publicBases(first, ts.SyntaxKind.ExtendsKeyword)
      const all = [...(base ? [base] : []), ...this.#publicBases(first, ts.SyntaxKind.ImplementsKeyword)]
      const signature = classSignature(first, base?.name ?? null, this.#checker)
      const members = this.#members(symbol, all)
      return { ...named, kind: 'class', signature, members, bases: all.map(({ name }) => name) }
    }
    const kind = ts.isFunctionDeclaration(first) ? 'function' : ts.isVariableDeclaration(first) ? 'constant' : 'type'
    return { ...named, kind, signature: signatureOf(declarations, this.#checker), members: [], bases: [] }
  }

  #publicBases(declaration: ts.ClassDeclaration, how: ts.SyntaxKind): readonly ts.Symbol[] {
    const types = declaration.heritageClauses?.find(({ token }) => token === how)?.types ?? []
    return types.flatMap(({ expression }) => {
      const symbol = this.#checker.getSymbolAtLocation(expression)
      const base = symbol && resolved(symbol, this.#checker)
      return base && this.#exported.has(base) ? [base] : []
    })
  }

  #members(symbol: ts.Symbol, bases: readonly ts.Symbol[]): readonly Member[] {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol)
    const inherits = (name: string) =>
      bases.some((base) => this.#checker.getDeclaredTypeOfSymbol(base).getProperty(name) !== undefined)
    return this.#checker.getPropertiesOfType(type).flatMap((member): Member[] => {
      const declarations = (member.declarations ?? []).filter((each) => !isHidden(each))
      const [first] = declarations
      if (first === undefined || !/^[a-z]/i.test(member.name) || member.name === 'toString') return []
      const owner = ts.isClassLike(first.parent)
        ? this.#checker.getSymbolAtLocation(first.parent.name ?? first)
        : undefined
      // What a public base has stands there, unless there is more to say of it here; what the language gives (an Error's
      // message) needs no words.
      if (owner === undefined || (inherits(member.name) && (owner !== symbol || !isDocumented(first)))) return []
      if (!first.getSourceFile().fileName.startsWith(this.#folder.replaceAll('\\', '/'))) return []
      const callable = declarations.some(ts.isMethodDeclaration)
      const signature = memberSignature(declarations, this.#checker)
      return [{ name: member.name, callable, signature, doc: this.#docstring(member) }]
    })
  }

  #docstring(symbol: ts.Symbol): Docstring {
    const tags = symbol.getJsDocTags(this.#checker)
    const of = (name: string): readonly string[] =>
      tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text).trim())
    return {
      text: ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).trim(),
      returns: of('returns')[0] ?? null,
      throws: of('throws'),
      examples: of('example'),
    }
  }
}

function isDocumented(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0
}

function isInternal(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')
}

function isHidden(node: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static
  return isInternal(node) || (ts.getCombinedModifierFlags(node) & hidden) !== 0
}
