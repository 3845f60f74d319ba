import ts from 'typescript'
import { repr } from '../../src/format.js'
import * as host from '../../src/host.js'
import { type Coroutine, run, VirtualClock } from '../../src/index.js'
import { namesIn, wayOf } from './program'

/** What came of a program. */
export interface Outcome {
  /** A call of `console.log` each. */
  readonly printed: readonly string[]
  /** What stood behind the comment of that number. */
  readonly values: ReadonlyMap<number, unknown>
}

/** Runs a program that uses names of `api`: in a task on virtual time, or outside of any loop. */
export async function runExample(
  code: string,
  api: Readonly<Record<string, unknown>>,
  outside: boolean,
): Promise<Outcome> {
  const printed: string[] = []
  const values = new Map<number, unknown>()
  const stated = <T>(n: number, value: T): T => {
    values.set(n, value)
    return value
  }
  const native = outside || wayOf(code) === 'async'
  const source = `return ${native ? 'async function' : 'function*'} () {\n${code}\n}`
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
  const names = namesIn(code, new Set(Object.keys(api)))
  const make = new Function('api', 'stated', `const { ${names.join(', ')} } = api\n${outputText}`)
  const body = make(api, stated) as () => unknown
  const { log } = console
  console.log = (...words: unknown[]) => void printed.push(words.map(word).join(' '))
  try {
    if (!outside) host.configureHost({ clock: new VirtualClock() })
    await (native ? body() : run(body as () => Coroutine<unknown>))
  } finally {
    console.log = log
  }
  return { printed, values }
}

/** As `console.log` shows it: text as it is. */
function word(value: unknown): string {
  return typeof value === 'string' ? value : value instanceof Error ? `${value.name}: ${value.message}` : repr(value)
}

/** Whether a comment begins with what there is: `'b'`, `42, a second later`, `ValueError: …`, `throws StopIteration`. */
export function says(comment: string, value: unknown): boolean {
  const forms =
    value instanceof Error
      ? [`${value.name}: ${value.message}`, `throws ${value.name}`]
      : [repr(value), typeof value === 'string' ? value : repr(value)]
  // Of a long message the comment may have the beginning.
  if (value instanceof Error && !comment.startsWith('throws ')) return forms[0]?.startsWith(comment) ?? false
  return forms.some((form) => comment.startsWith(form) && !/^\w/.test(comment.slice(form.length)))
}
