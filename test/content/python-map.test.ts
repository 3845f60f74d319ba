import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../packages/asyncio-ts/package.json' with { type: 'json' }
import { CONTENT } from '../../src/remark/playground/site-pages'
import { loadOracle, type Oracle } from '../oracle/oracle'

/*
 * The page that maps asyncio to asyncio-ts, against both: nothing of either is missing, and nothing is on it that
 * neither has. Which names asyncio has, CPython says.
 */
const ROOT = join(import.meta.dirname, '../..')

/** The sections whose names are not written here; all others say how a name is written. */
const ABSENT = ['not-yet', 'left-out']

/** Sections whose first column is code, not names of asyncio. */
const CODE = ['syntax', 'generators', 'only-here', 'types']

/** What Python has only on some system, which is not the one that the oracle runs on. */
const OTHER_SYSTEMS = ['open_unix_connection', 'start_unix_server', 'ProactorEventLoop', 'IocpProactor']

/** Names that the page explains beside asyncio's, but that are Python's own. */
const BUILTIN = ['RuntimeError', 'ValueError', 'ExceptionGroup']

interface Row {
  readonly section: string
  /** The code in each cell. */
  readonly cells: readonly (readonly string[])[]
}

function readRows(page: string): readonly Row[] {
  let section = ''
  return page.split('\n').flatMap((line): Row[] => {
    section = /^#+ .*\{#(.+)\}$/.exec(line)?.[1] ?? section
    if (!line.startsWith('| ') || /^\| [^`|]+ \|/.test(line)) return []
    const cells = line.slice(1, -1).split(/(?<!\\)\|/)
    return [{ section, cells: cells.map(codeIn) }]
  })
}

function codeIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

/** The public names of asyncio on CPython: functions, classes and constants, and the methods of its classes. */
function namesOfAsyncio(oracle: Oracle): readonly string[] {
  const { lines, error } = oracle.run(`
import asyncio

classes = [
    "Future", "Task", "Handle", "TimerHandle", "Runner", "TaskGroup", "Timeout", "Lock", "Event", "Condition",
    "Semaphore", "Barrier", "Queue",
]

def public(name):
    return [each for each in dir(getattr(asyncio, name)) if not each.startswith("_")]

for name in asyncio.__all__:
    print(name)
for name in classes:
    for each in public(name):
        print(f"{name}.{each}")
for each in public("AbstractEventLoop"):
    print(f"loop.{each}")
print("loop.slow_callback_duration")
`)
  expect(error).toBeNull()
  return lines.map(({ text }) => text)
}

/** The exports of an entry, such as `.` or `./host`, with the public members of those that are classes. */
function exportsOf(entry: keyof typeof sources): ReadonlyMap<string, readonly string[]> {
  const file = join(ROOT, 'packages/asyncio-ts', sources[entry].source)
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`${file} is not a module`)
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return [symbol.name, target.flags & ts.SymbolFlags.Class ? membersOf(target, checker) : []]
    }),
  )
}

function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly string[] {
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .filter((member) => /^[a-z]/i.test(member.name) && !hidden(member))
    .map((member) => member.name)
}

function hidden(member: ts.Symbol): boolean {
  const internal = member.getJsDocTags().some(({ name }) => name === 'internal')
  return internal || (member.declarations ?? []).some((each) => ts.getCombinedModifierFlags(each) & NOT_PUBLIC)
}

const NOT_PUBLIC = ts.ModifierFlags.Private | ts.ModifierFlags.Protected

const camelCase = (name: string) => name.replace(/(?<=[a-z])_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const { './package.json': _, ...sources } = manifest.exports
/** The entries whose names stand in the tables. */
const main = new Map([...exportsOf('.'), ...exportsOf('./net')])
const entries = (Object.keys(sources) as (keyof typeof sources)[]).map(exportsOf)

let asyncio: readonly string[]

beforeAll(async () => {
  asyncio = namesOfAsyncio(await loadOracle())
})

describe.each(['en', 'zh-Hans'] as const)('the map of asyncio in %s', (locale) => {
  const page = readFileSync(join(ROOT, CONTENT[0][locale], 'reference/python-map.md'), 'utf8')
  const rows = readRows(page)
  const named = rows.filter(({ section }) => !CODE.includes(section)).flatMap(({ cells }) => cells[0] ?? [])

  it('says of every name of asyncio how to write it, or why it is left out', () => {
    const inherited = (name: string) => name.replace(/^Task\./, 'Future.').replace(/^TimerHandle\./, 'Handle.')
    expect(asyncio.filter((name) => !named.includes(name) && !named.includes(inherited(name)))).toEqual([])
  })

  it('has no name twice', () => {
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([])
  })

  it('has no name that asyncio has not', () => {
    const known = [...asyncio, ...OTHER_SYSTEMS, ...BUILTIN]
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  it('names everything that the package exports', () => {
    const words = new Set(codeIn(page).flatMap((code) => code.match(/\w+/g) ?? []))
    const names = entries.flatMap((entry) => [...entry.keys()])
    expect(names.filter((name) => !words.has(name))).toEqual([])
  })

  it('writes names as the package has them', () => {
    const wrong = rows.flatMap(({ section, cells: [, code = []] }) =>
      CODE.includes(section) || ABSENT.includes(section) ? [] : code.filter((each) => !exists(each)),
    )
    expect(wrong).toEqual([])
  })

  it('leaves nothing out that is there', () => {
    const absent = rows.filter(({ section }) => ABSENT.includes(section)).flatMap(({ cells }) => cells[0] ?? [])
    expect(absent.length).toBeGreaterThan(0)
    expect(absent.filter((name) => exists(camelCase(name)))).toEqual([])
  })
})

/** Whether the package has what a piece of code calls: `Lock.acquire`, `loop.time`, `yield* sleep(1)`, `new Queue<T>(maxsize)`. */
function exists(code: string): boolean {
  const [, first = '', member] = /^(?:(?:await|new|yield\*) )*(\w+)(?:\.(\w+)$)?/.exec(code) ?? []
  const name = first === 'loop' ? 'EventLoop' : first
  return main.has(name) && (member === undefined || main.get(name)?.includes(member) === true)
}
