import type { ProgramError, SessionState } from '../../runner/session'

/** The error that a run ended in, if any. */
export function errorOf(session: SessionState): ProgramError | null {
  return session.ending && 'error' in session.ending ? session.ending.error : null
}

/** Whether two reports speak of one error: the same words, from the same place. */
export function sameError(a: ProgramError, b: ProgramError | null): boolean {
  return (
    b !== null &&
    a.name === b.name &&
    a.message === b.message &&
    a.position?.line === b.position?.line &&
    a.position?.column === b.position?.column
  )
}
