/** What a playground needs once its program may change: a chunk of its own, loaded by `use-program.ts`. */

import { KEPT_CHANGED, KeptEdits } from '../../edits/kept-edits'
import { browserStorage, keptPrefix } from '../../edits/kept-key'

export { default as Editor } from './Editor'
export { OwnProgram } from './own-program'
export { default as ProgramNotes } from './ProgramNotes'
export { default as ShareNotes } from './ShareNotes'

/** The kept edits of this browser. */
export function openKeptEdits(namespace: string): KeptEdits {
  const tell = () => window.dispatchEvent(new Event(KEPT_CHANGED))
  return new KeptEdits(browserStorage(), keptPrefix(namespace), Date.now, tell)
}
