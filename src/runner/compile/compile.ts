import { type Comment, type Options, type Program, parse } from 'acorn'
import { transform } from 'sucrase'
import { limits } from '../limits'
import { isPart, type PartName } from '../parts'
import type { Position, ProgramError } from '../session'
import { explainImports, explainMissingNames, type ImportTable, requiredModules } from './imports'
import { type Marked, mark } from './mark'
import { explainRejection, explainUnsupported } from './messages'
import { createLocator } from './positions'

/** A program ready for the worker, with the source that its places are places of and the parts it needs; or why it cannot run. */
export type Compiled =
  | ({ readonly ok: true; readonly source: string; readonly parts: readonly PartName[] } & Marked)
  | { readonly ok: false; readonly error: ProgramError }

/** A sentence for the reader, at a place in the source. */
export interface Problem {
  readonly name: 'SyntaxError' | 'ImportError'
  readonly message: string
  readonly position: Position | null
}

// As a module, since there `await` outside of async functions is an error and not just a name.
const alone: Options = { ecmaVersion: 2024, sourceType: 'module', preserveParens: true }
const wrapped: Options = { ecmaVersion: 2024, sourceType: 'script' }

/**
 * Compile TypeScript to the body of a strict async function.
 *
 * sucrase strips the types (it checks none) and turns imports into calls of `require`; acorn then parses the result,
 * since sucrase lets much through that a browser would explain badly, far from the reader's text. The result parses
 * both by itself and inside the function, so that no text can end its wrapper early. Last it gets its beacons and, unless
 * `steps` is false, its steps.
 */
export function compile(source: string, table: ImportTable, { steps = true } = {}): Compiled {
  const problem = (found: Problem): Compiled => ({ ok: false, error: { ...found, stack: [] } })
  if (source.length > limits.programChars) {
    const message = `the program has ${source.length} characters; at most ${limits.programChars} can run here`
    return problem({ name: 'SyntaxError', message, position: null })
  }
  const text = normalise(source)

  let code: string
  try {
    code = transform(text, {
      transforms: ['typescript', 'imports'],
      disableESTransforms: true,
      preserveDynamicImport: true,
      filePath: 'program.ts',
    }).code
  } catch (error) {
    return problem(explainRejection(text, rejection(error), 'sucrase'))
  }

  const unsupported = explainUnsupported(text) ?? explainImports(text, table)
  if (unsupported !== null) return problem(unsupported)

  const locate = createLocator(text, code)
  try {
    const comments: Comment[] = []
    const program = parse(code, { ...alone, onComment: comments })
    checkWrapped(code)
    const missing = explainMissingNames(text, code, program, table, locate)
    if (missing !== null) return problem(missing)
    const parts = [...requiredModules(program)].filter(isPart)
    const marked = mark(withoutDirectives(code, comments), program, text, locate, steps)
    return {
      ok: true,
      source: text,
      parts,
      ...(parts.includes('asyncio-ts/executor') ? sharing(marked, program) : marked),
    }
  } catch (error) {
    const found = rejection(error)
    return problem(explainRejection(text, { ...found, position: found.position && locate(found.position) }, 'acorn'))
  }
}

/** A program that tells the prelude its functions, for the workers of a pool: those that are declared at its top. */
function sharing(marked: Marked, { body }: Program): Marked {
  const names = body.flatMap((node) => (node.type === 'FunctionDeclaration' && !node.generator ? [node.id.name] : []))
  const text = `exports.__functions__ = () => ({ ${names.join(', ')} }); `
  return {
    ...marked,
    code: text + marked.code,
    insertions: [{ line: 1, column: 1, length: text.length }, ...marked.insertions],
  }
}

/** Line ends as `\n`, no byte order mark, and a `#!` line made a comment: none of it moves a line or a column. */
function normalise(source: string): string {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^#!/, '//')
}

/**
 * `//# sourceURL=` would give the script another name in stacks, and `//# sourceMappingURL=` makes developer tools fetch
 * from wherever it says: both become ordinary comments. No column moves.
 */
function withoutDirectives(code: string, comments: readonly Comment[]): string {
  let result = ''
  let end = 0
  for (const { start } of comments) {
    if (!/^[#@]$/.test(code.charAt(start + 2))) continue
    result += `${code.slice(end, start + 2)} `
    end = start + 3
  }
  return result + code.slice(end)
}

/** The program inside its wrapper must be one function and nothing more. */
function checkWrapped(code: string): void {
  const before = '(async function () {'
  const [statement, ...more] = parse(`${before}\n${code}\n})`, wrapped).body
  const fits = more.length === 0 && statement?.type === 'ExpressionStatement'
  if (
    !fits ||
    statement.expression.type !== 'FunctionExpression' ||
    statement.end !== before.length + code.length + 4
  ) {
    throw new SyntaxError('the program ends before its text does')
  }
}

export interface Rejection {
  readonly message: string
  readonly position: Position | null
}

/** sucrase and acorn both throw a SyntaxError with `loc`, and write the place into the message once more. */
function rejection(error: unknown): Rejection {
  // Both parsers call themselves for what is nested.
  if (error instanceof RangeError) return { message: 'the program is nested too deeply to be read', position: null }
  const { message = String(error), loc } = error as {
    message?: string
    loc?: { line: number; column: number }
  }
  const sucrase = message.startsWith('Error transforming program.ts: ')
  const plain = message.replace('Error transforming program.ts: ', '').replace(/ \(\d+:\d+\)$/, '')
  if (loc === undefined) return { message: plain, position: null }
  // sucrase counts columns from 1, acorn from 0.
  return { message: plain, position: { line: loc.line, column: sucrase ? loc.column : loc.column + 1 } }
}
