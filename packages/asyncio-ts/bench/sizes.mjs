// What a page would load: esbuild's minified bundle, gzipped. Bytes.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A title, and the program whose bundle is weighed. */
const entries = [
  ['asyncio-ts', '{ run, sleep, createTask, gather }', 'asyncio-ts'],
  ['asyncio-ts', '*', 'asyncio-ts'],
  ['effection', '{ run, sleep, spawn, all }', 'effection'],
  ['effection', '*', 'effection'],
  ['rxjs', '{ Observable, from, timer, forkJoin, mergeMap }', 'rxjs'],
  ['rxjs', '*', 'rxjs'],
  ['effect', '{ Effect, Fiber }', 'effect'],
  ['effect', '*', 'effect'],
]

async function weigh(names, from) {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from '${from}'`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    external: ['node:*'],
    logLevel: 'error',
  })
  const { contents, text } = outputFiles[0]
  const zip = (code) => gzipSync(code, { level: 9 }).length
  return { minified: contents.length, gzip: zip(contents), silentGzip: zip(withoutTexts(text)) }
}

/** Texts longer than this are sentences, or parts of some; shorter ones are names. */
const NAME_LENGTH = 12

/** The program with its sentences taken out: what it would weigh if its errors said nothing. */
function withoutTexts(code) {
  const source = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.ES2022)
  let rest = ''
  let from = 0
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const opens = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? 2 : 1
      const [start, end] = [node.getStart(source) + 1, node.getEnd() - opens]
      if (end - start > NAME_LENGTH) {
        rest += code.slice(from, start)
        from = end
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return rest + code.slice(from)
}

/** The sizes of all, in the order of the table. */
export async function measureSizes() {
  const sizes = []
  for (const [title, names, from] of entries) {
    const { silentGzip, ...size } = await weigh(names, from)
    sizes.push({ title, names, ...size, ...(title === 'asyncio-ts' ? { silentGzip } : {}) })
  }
  return sizes
}
