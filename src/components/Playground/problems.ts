import type { Example } from '../../fences/example'
import type { OutputLine, ProgramError, SessionState } from '../../runner/session'
import { endingWords } from './ending-text'

/** More marks than these help nobody. */
const MOST = 20

/** The error that a run ended in, if any. */
export function errorOf(session: SessionState): ProgramError | null {
  return session.ending && 'error' in session.ending ? session.ending.error : null
}

/** Errors that were told of on the way, of tasks that nobody waited for, of callbacks, timers and promises; once each. */
export function otherErrors(lines: readonly OutputLine[], ending: ProgramError | null, most: number): ProgramError[] {
  const others: ProgramError[] = []
  for (const { error } of lines) {
    if (error && !same(error, ending) && !others.some((other) => same(error, other))) others.push(error)
    if (others.length === most) break
  }
  return others
}

/** All that is to be marked in the code of a run that ended: its errors, members of groups too, or where it was blocked. */
export function problemsOf(session: SessionState, example: Example): readonly ProgramError[] {
  const { ending, lines } = session
  if (ending === null) return []
  if (ending.kind === 'blocked' && ending.line !== null) {
    const position = { line: ending.line, column: 1 }
    return [{ name: '', message: endingWords(ending, example).text, position, stack: [] }]
  }
  const error = errorOf(session)
  const all = [...(error ? [error] : []), ...otherErrors(lines, error, MOST)]
  return all.flatMap(withMembers).slice(0, MOST)
}

function withMembers(error: ProgramError): ProgramError[] {
  return [error, ...(error.members ?? []).flatMap(withMembers)]
}

/** Two reports speak of one error: the same words, from the same place. */
function same(a: ProgramError, b: ProgramError | null): boolean {
  return (
    b !== null &&
    a.name === b.name &&
    a.message === b.message &&
    a.position?.line === b.position?.line &&
    a.position?.column === b.position?.column
  )
}
