import type { ReactNode } from 'react'
import { strings } from './edit-strings'
import Note from './Note'
import type { LinkTrouble, OwnProgram, ProgramState } from './own-program'
import { saveFile } from './save-file'

interface Props {
  readonly id: string
  readonly state: ProgramState
  readonly own: OwnProgram
  readonly edited: boolean
  /** Back to the original, with a word on how to undo it. */
  readonly onReset: () => void
  /** What was done can be taken back. */
  readonly onUndoable: (done: string, undo: () => void) => void
}

/** Where the program comes from when it is not the page's, what stands in the way of keeping it, and what can be done. */
export default function ProgramNotes({ id, state, own, edited, onReset, onUndoable }: Props): ReactNode {
  const { link, stored, unkept } = state
  const trouble = link !== null && link !== 'shown' ? link : null
  const toMine = [strings.toMine(), () => own.showKept()] as const
  const keepShown = [strings.keepShown(), () => onUndoable(strings.keptShown(), own.keepShown())] as const
  const discard = [strings.discard(), () => onUndoable(strings.discarded(), own.keepShown())] as const
  const save = [strings.save(), () => saveFile(`${id}.ts`, unkept ? state.code : own.keptText())] as const
  return (
    <>
      {trouble && (
        <Note alert actions={[[strings.dismiss(), () => own.dismissLink()]]}>
          {troubleText(trouble)}
        </Note>
      )}
      {link === 'shown' && stored !== 'other' && (
        <Note actions={[[strings.toOriginal(), onReset]]}>{strings.fromLink()}</Note>
      )}
      {stored === 'other' && (
        <Note actions={[toMine, edited ? keepShown : discard]}>
          {link === 'shown' ? strings.fromLinkOverKept() : edited ? strings.otherTyped() : strings.other()}
        </Note>
      )}
      {stored === 'changed' && (
        <Note
          actions={[
            [strings.keepMine(), () => own.keepDespiteChange()],
            [strings.takeNew(), onReset],
          ]}
        >
          {strings.changed()}
        </Note>
      )}
      {stored === 'unreadable' && <Note actions={[save, discard]}>{strings.unreadable()}</Note>}
      {unkept && edited && (
        <Note actions={[save]}>{unkept === 'refused' ? strings.refused() : strings.tooLongToKeep()}</Note>
      )}
    </>
  )
}

function troubleText(trouble: LinkTrouble): string {
  switch (trouble) {
    case 'damaged':
      return strings.damaged()
    case 'newer':
      return strings.newer()
    case 'oversized':
      return strings.oversized()
  }
}
