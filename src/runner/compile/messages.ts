import type { Problem, Rejection } from './compile'
import { tokensOf } from './tokens'

/** Our own words for what sucrase or acorn refuses; theirs where we have none. */
export function explainRejection(source: string, rejection: Rejection, by: 'sucrase' | 'acorn'): Problem {
  const { position } = rejection
  const rest = position === null ? '' : (source.split('\n')[position.line - 1] ?? '').slice(position.column - 1)
  const own = wordings.find(([at, said]) => at.test(rest) || said?.test(rejection.message))
  const message = by === 'acorn' && own !== undefined ? own[2] : rejection.message
  return { name: 'SyntaxError', message, position }
}

/** What stands at the place, or what the parser says of it, and what we say instead. */
const wordings: readonly (readonly [at: RegExp, said: RegExp | null, message: string])[] = [
  [
    /^yield\b/,
    null,
    '`yield` works only inside a generator: begin its function with `function*` (an arrow function cannot be one). ' +
      'Outside of all functions write `await run(…)`.',
  ],
  [
    /^await\b/,
    null,
    '`await` works only inside an async function and outside of all functions. In a `function*` write `yield*` instead.',
  ],
  [/^@/, null, 'decorators are not supported here: remove the `@…`.'],
  [/^using\b/, null, '`using` is not supported here, since not every browser knows it: use try … finally.'],
  [/^return\b/, null, '`return` works only inside a function.'],
]

/** Syntax that sucrase drops without a word, or turns into something that fails far away. */
export function explainUnsupported(source: string): Problem | null {
  if (!/\b(?:namespace|module)\b|\bexport\s*=|\bimport\s*\(/.test(source)) return null
  const tokens = tokensOf(source)
  for (const [i, { text, line, column }] of tokens.entries()) {
    const before = tokens[i - 1]
    const next = tokens[i + 1]
    const after = tokens[i + 2]
    const refuse = (message: string): Problem => ({ name: 'SyntaxError', message, position: { line, column } })
    const declares = (text === 'namespace' || text === 'module') && next?.line === line && /^["'\w$]/.test(next.text)
    if (
      declares &&
      before?.text !== 'declare' &&
      before?.text !== '.' &&
      (after?.text === '{' || after?.text === '.')
    ) {
      return refuse('namespaces are not supported here: put what is in it at the top level, or into an object.')
    }
    if (text === 'export' && next?.text === '=') {
      return refuse('`export =` is not supported here: write `export` before a declaration, or nothing at all.')
    }
    if (text === 'import' && next?.text === '(' && before?.text !== '.' && !inType(before?.text)) {
      return refuse('`import()` is not available here: write an import at the top of the program.')
    }
  }
  return null
}

/** Before `import('x')`: in `type A = import('x').A` and its like nothing is imported when the program runs. */
function inType(before: string | undefined): boolean {
  return before === 'typeof' || before === ':' || before === '<' || before === '|' || before === '&'
}
