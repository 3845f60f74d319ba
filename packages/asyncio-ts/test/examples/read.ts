import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const sources = path.resolve(import.meta.dirname, '../../src')

/** A piece of TypeScript in a docstring. */
export interface DocExample {
  /** What it is an example of, `Task` or `Task.cancel`; the second one of the same thing ends with `#2`. */
  readonly key: string
  readonly file: string
  readonly code: string
}

const FENCE = /```ts\n([\s\S]*?)\n```/g

/** All of them, in the order of the files' names. */
export function readExamples(): readonly DocExample[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const examples: DocExample[] = []
  const seen = new Map<string, number>()
  for (const file of files.sort()) {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(sources, file), 'utf8'),
      ts.ScriptTarget.ES2022,
      true,
    )
    for (const { owner, text } of docstrings(source)) {
      for (const [, code = ''] of text.matchAll(FENCE)) {
        const nth = (seen.get(owner) ?? 0) + 1
        seen.set(owner, nth)
        examples.push({ key: nth === 1 ? owner : `${owner}#${nth}`, file, code })
      }
    }
  }
  return examples
}

function* docstrings(source: ts.SourceFile): Iterable<{ owner: string; text: string }> {
  const pending: { node: ts.Node; inside: string }[] = [{ node: source, inside: '' }]
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { node, inside } = next
    const owner = nameOf(node, inside)
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      // A variable's docstring belongs to its statement, which the compiler also gives for the variable itself.
      if (!ts.isJSDoc(comment) || comment.parent !== node) continue
      yield { owner, text: comment.getText().replace(/\n[ \t]*\* ?/g, '\n') }
    }
    const children: { node: ts.Node; inside: string }[] = []
    ts.forEachChild(node, (child) => {
      if (ts.isStatement(child) || ts.isClassElement(child) || ts.isTypeElement(child))
        children.push({ node: child, inside: ts.isSourceFile(node) ? '' : `${owner}.` })
    })
    pending.unshift(...children)
  }
}

function nameOf(node: ts.Node, inside: string): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : (node as ts.NamedDeclaration)
  return inside + (named?.name?.getText() ?? '')
}
