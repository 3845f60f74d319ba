import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { type Locale, readSitePages } from '../../src/remark/playground/site-pages'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  customConditions: ['source'],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  // Programs that only lose their types run on Node as they are.
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  skipLibCheck: true,
}

/** Each example as a file that is not there, in the project's folder so that its imports are found. */
const examples = (['en', 'zh-Hans'] as const satisfies readonly Locale[]).flatMap((locale) =>
  readSitePages(root, locale).flatMap((page) =>
    page.examples.map(({ example, line }) => ({
      name: `${locale} ${example.id}`,
      file: path.join(root, 'test/content', `${locale}-${example.id}.ts`),
      place: `${page.file}:${line}`,
      code: example.code,
    })),
  ),
)

const sources = new Map(examples.map(({ file, code }) => [file, code]))
const host = ts.createCompilerHost(options)
const { fileExists, readFile } = host
host.fileExists = (file) => sources.has(file) || fileExists(file)
host.readFile = (file) => sources.get(file) ?? readFile(file)
const program = ts.createProgram([...sources.keys()], options, host)

test.each(examples)('$name has no type errors', ({ file, place }) => {
  const source = program.getSourceFile(file)
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  const messages = diagnostics.map(({ start, messageText }) => {
    const line = source === undefined ? 0 : source.getLineAndCharacterOfPosition(start ?? 0).line + 1
    return `${place}, line ${line} of the program: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  expect(messages).toEqual([])
})
