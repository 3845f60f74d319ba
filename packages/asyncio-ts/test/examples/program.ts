import ts from 'typescript'

/*
 * An example as something that can be called. Comments that state a value become checks:
 *
 *     queue.getNowait() // 'b'
 *     lock.release() // RuntimeError: Lock is not acquired. …
 *     console.log(yield* answer) // 42, a second later
 */

/** A value that is written first, and perhaps more words after it. */
const STATED = /^(true|false|undefined|-?\d|['"[{]|throws [A-Z]|[A-Z]\w*Error: )/

export interface Statement {
  readonly comment: string
  /** What it is when it runs; null for as long as it has not run. */
  value: unknown
}

/** How an example's code runs: within a task, or beside any loop. */
export type Way = 'coroutine' | 'async'

export function wayOf(code: string): Way {
  return contains(parse(code), ts.isAwaitExpression) ? 'async' : 'coroutine'
}

function parse(code: string): ts.SourceFile {
  // Within an async generator `yield` and `await` are both what they look like.
  return ts.createSourceFile('example.ts', `async function* _() {\n${code}\n}`, ts.ScriptTarget.ES2022, true)
}

/** Whether there is such a node outside of the functions that the code itself declares. */
function contains(source: ts.SourceFile, test: (node: ts.Node) => boolean): boolean {
  const body = (source.statements[0] as ts.FunctionDeclaration).body as ts.Block
  const search = (node: ts.Node): boolean =>
    test(node) || (!ts.isFunctionLike(node) && (ts.forEachChild(node, search) ?? false))
  return body.statements.some(search)
}

interface Edit {
  readonly at: number
  readonly text: string
}

/** The code with a call of `stated(n, value)` in the place of each stated value; and the comments, by that number. */
export function withChecks(code: string): { readonly code: string; readonly comments: readonly string[] } {
  const source = parse(code)
  const { text } = source
  const comments: string[] = []
  const edits: Edit[] = []
  const around = (node: ts.Node, before: string, after = ')') =>
    edits.push({ at: node.getStart(), text: before }, { at: node.end, text: after })
  const visit = (node: ts.Node): void => {
    const comment = ts.isStatement(node) ? commentBehind(text, node.end) : undefined
    if (comment !== undefined && STATED.test(comment)) {
      const call = `stated(${comments.length}, `
      if (/^(throws )?[A-Z]/.test(comment))
        around(node, 'try { ', ` } catch (error) { stated(${comments.length}, error) }`)
      else around(valueIn(node, comment), call)
      comments.push(comment)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  let result = text
  for (const { at, text: put } of edits.sort((a, b) => b.at - a.at))
    result = result.slice(0, at) + put + result.slice(at)
  return { code: result.slice(result.indexOf('\n') + 1, result.lastIndexOf('\n')), comments }
}

function commentBehind(text: string, end: number): string | undefined {
  const [range] = ts.getTrailingCommentRanges(text, end) ?? []
  return range && text.slice(range.pos, range.end).replace(/^\/\/ */, '')
}

/** What a comment behind a statement speaks of: what it prints, declares, returns or is. */
function valueIn(node: ts.Node, comment: string): ts.Node {
  if (ts.isVariableStatement(node) && node.declarationList.declarations[0]?.initializer)
    return node.declarationList.declarations[0].initializer
  if (ts.isReturnStatement(node) && node.expression) return node.expression
  if (!ts.isExpressionStatement(node)) throw new Error(`expected a statement that has a value before “// ${comment}”`)
  const { expression } = node
  const prints = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log'
  return prints ? (expression.arguments[0] as ts.Node) : expression
}

/** The names of `all` that the code uses. */
export function namesIn(code: string, all: ReadonlySet<string>): readonly string[] {
  return [...new Set(code.match(/[A-Za-z_$][\w$]*/g) ?? [])].filter((name) => all.has(name)).sort()
}

/** What an example imports by itself: its imports are taken out, since names come from the package's sources. */
export function withoutImports(code: string): string {
  return code.replace(/^import .* from 'asyncio-ts[\w/]*'\n\n?/gm, '')
}
