import path from 'node:path'
import ts from 'typescript'
import { namesIn, wayOf } from './program'
import { sources } from './read'

/** Programs that use names of the package's entries, by a key each; gives what the compiler has against them. */
export function typeErrors(programs: ReadonlyMap<string, string>, entries: Readonly<Record<string, object>>): string[] {
  const files = new Map<string, string>()
  const keys = new Map<string, string>()
  for (const [key, code] of programs) {
    const file = path.join(sources, `${files.size}.example.ts`)
    files.set(file, asModule(code, entries))
    keys.set(file, key)
  }
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => files.has(file) || fileExists(file)
  host.readFile = (file) => files.get(file) ?? readFile(file)
  host.getSourceFile = (file, version) => {
    const text = files.get(file)
    return text === undefined ? getSourceFile(file, version) : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found.map((one) => `${keys.get(file)}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`)
  })
}

function asModule(code: string, entries: Readonly<Record<string, object>>): string {
  const taken = new Set<string>()
  const imports = Object.entries(entries).map(([file, exported]) => {
    const names = namesIn(code, new Set(Object.keys(exported))).filter((name) => !taken.has(name))
    for (const name of names) taken.add(name)
    return `import { ${names.join(', ')} } from './${file.replace(/\.ts$/, '.js')}'`
  })
  const types = `import type { Coroutine, Executor } from './index.js'\nimport type { Address } from './net/index.js'`
  const host = 'declare const console: { log(...words: unknown[]): void }'
  const head = wayOf(code) === 'async' ? 'async function' : 'function*'
  return `${[...imports, types, host].join('\n')}\nexport ${head} example() {\n${code}\n}`
}
