import { type Coroutine, repr, sleep } from '../core.js'
import { encode } from './bytes.js'
import type { StreamReader } from './stream-reader.js'
import type { StreamWriter } from './stream-writer.js'

/** What a simulated program finds when it is started. */
export interface ProgramProcess {
  /** The name that it was started by, then its arguments. */
  readonly args: readonly string[]
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>
  readonly stdin: StreamReader
  readonly stdout: StreamWriter
  readonly stderr: StreamWriter
}

/** A simulated program: it returns its exit code; nothing is 0. An error that it throws ends it with 1. */
// biome-ignore lint/suspicious/noConfusingVoidType: a coroutine may return nothing
export type Program = (process: ProgramProcess) => Coroutine<number | undefined | void>

const programs = new Map<string, Program>()

/**
 * Gives a name to a program that `createSubprocessExec` and `createSubprocessShell` can start. There are `echo`, `cat`,
 * `sleep`, `true` and `false` already.
 *
 * Differs from Python, where programs are those of the machine: a page cannot start any.
 *
 * @example
 * ```ts
 * registerProgram('upper', function* ({ stdin, stdout }) {
 *   stdout.write(encode(decode(yield* stdin.read()).toUpperCase()))
 * })
 * ```
 */
export function registerProgram(name: string, program: Program): void {
  if (typeof program !== 'function') throw new TypeError(`a program is a function*, got ${repr(program)}`)
  programs.set(name, program)
}

/** The program of that name, in whatever folder. */
export function programOf(name: string): Program | undefined {
  return programs.get(name) ?? builtins[name.slice(name.lastIndexOf('/') + 1)]
}

const builtins: Readonly<Record<string, Program | undefined>> = {
  *echo({ args, stdout }) {
    stdout.write(encode(`${args.slice(1).join(' ')}\n`))
  },
  *cat({ stdin, stdout }) {
    for (let data = yield* stdin.read(65_536); data.length > 0; data = yield* stdin.read(65_536)) {
      stdout.write(data)
      yield* stdout.drain()
    }
  },
  *sleep({ args: [, seconds = ''], stderr }) {
    if (!/^\d+(\.\d+)?$/.test(seconds)) {
      stderr.write(encode(`sleep: invalid time interval '${seconds}'\n`))
      return 1
    }
    yield* sleep(Number(seconds))
    return 0
  },
  *true() {
    return 0
  },
  *false() {
    return 1
  },
}

/** A command of a shell's line, and when it is run: after which end of the one before. */
interface Command {
  readonly after: ';' | '&&' | '||'
  readonly words: readonly string[]
}

/** Reads a line of a shell: words, quotes, `;`, `&&` and `||`. A text says what else there is. */
export function readShell(line: string): readonly Command[] | string {
  const commands: Command[] = []
  let after: Command['after'] = ';'
  let words: string[] = []
  const token = /\s+|(&&|\|\||;)|((?:[^\s;&|<>()$`"'\\]|\\.|"(?:[^"\\$`]|\\.)*"|'[^']*')+)/y
  while (token.lastIndex < line.length) {
    const at = token.lastIndex
    const [, operator, word] = token.exec(line) ?? [undefined]
    if (token.lastIndex === 0) return line[at] as string
    if (operator !== undefined) {
      if (words.length === 0) return operator
      commands.push({ after, words })
      after = operator as Command['after']
      words = []
    } else if (word !== undefined) words.push(unquote(word))
  }
  if (words.length > 0) commands.push({ after, words })
  return commands
}

function unquote(word: string): string {
  return word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, escaped, double, single) =>
    escaped !== undefined ? escaped : double !== undefined ? double.replace(/\\(.)/g, '$1') : single,
  )
}

/** What a shell does with a line: a program like others. */
export function* shell(process: ProgramProcess, line: string): Coroutine<number> {
  const commands = readShell(line)
  if (typeof commands === 'string') {
    process.stderr.write(encode(`sh: ${commands} is not simulated\n`))
    return 2
  }
  let code = 0
  for (const { after, words } of commands) {
    if ((after === '&&' && code !== 0) || (after === '||' && code === 0)) continue
    const [name = ''] = words
    const program = programOf(name)
    if (program === undefined) process.stderr.write(encode(`sh: 1: ${name}: not found\n`))
    code = program === undefined ? 127 : ((yield* program({ ...process, args: words })) ?? 0)
  }
  return code
}
