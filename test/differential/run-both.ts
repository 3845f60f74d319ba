import type { Oracle } from '../oracle/oracle'
import type { Kind, Log, Outcome } from './kind'

/** What CPython logs of each program. */
export function runOnCPython(oracle: Oracle, kind: Kind, programs: readonly unknown[]): readonly Log[] {
  const { interpreter, entry } = kind
  return oracle.runEach(
    interpreter,
    entry,
    programs.map((program) => JSON.stringify(program)),
  )
}

/** What asyncio-ts logs of a program. An error that comes out of it is the last line, as on CPython's side. */
export function runOurs(kind: Pick<Kind, 'ours'>, program: unknown): Log | Promise<Log> {
  try {
    const lines = kind.ours(program)
    return lines instanceof Promise ? lines.then(join, lastLine) : join(lines)
  } catch (error) {
    return lastLine(error)
  }
}

/** Runs programs in both places. `begin` is told before each that asyncio-ts begins: one may never end. */
export async function runBoth(
  oracle: Oracle,
  kind: Kind,
  programs: readonly unknown[],
  begin: (index: number) => void = () => {},
): Promise<readonly Outcome[]> {
  const theirs = runOnCPython(oracle, kind, programs)
  const outcomes: Outcome[] = []
  for (const [index, program] of programs.entries()) {
    begin(index)
    const log = runOurs(kind, program)
    outcomes.push({ program, cpython: theirs[index] as Log, ours: typeof log === 'string' ? log : await log })
  }
  return outcomes
}

export function differs({ cpython, ours }: Outcome): boolean {
  return cpython !== ours
}

function join(lines: readonly string[]): Log {
  return `${lines.join('\n')}\n`
}

function lastLine(error: unknown): Log {
  const { name, message } = error instanceof Error ? error : { name: 'thrown', message: String(error) }
  return message === '' ? `${name}\n` : `${name}: ${message}\n`
}
