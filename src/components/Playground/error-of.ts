import type { ProgramError, SessionState } from '../../runner/session'

/** The error that a run ended in, if any. */
export function errorOf(session: SessionState): ProgramError | null {
  return session.ending && 'error' in session.ending ? session.ending.error : null
}
