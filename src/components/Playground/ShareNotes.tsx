import { type ReactNode, useEffect, useRef } from 'react'
import { strings } from './edit-strings'
import Note from './Note'
import styles from './Note.module.css'
import { saveFile } from './save-file'

/** What became of a wish to share that could not simply be granted. */
export type Shared =
  | { readonly kind: 'by-hand'; readonly url: string }
  | { readonly kind: 'too-long'; readonly excess: number; readonly code: string }

interface Props {
  readonly id: string
  readonly shared: Shared
  readonly onClose: () => void
}

/** The link to be copied by hand where the browser refuses, or the program as a file where it is too long for a link. */
export default function ShareNotes({ id, shared, onClose }: Props): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is there to be copied
  useEffect(() => field.current?.select(), [shared])
  const close = [strings.close(), onClose] as const
  if (shared.kind === 'too-long') {
    const save = [strings.save(), () => saveFile(`${id}.ts`, shared.code)] as const
    return (
      <Note alert actions={[save, close]}>
        {strings.tooLongToShare(sizeOf(shared.excess))}
      </Note>
    )
  }
  return (
    <Note actions={[close]}>
      {strings.copyByHand()}
      <input ref={field} readOnly value={shared.url} aria-label={strings.link()} className={styles.link} />
    </Note>
  )
}

/** A number of bytes to be read: 12 B, 3.4 kB. */
function sizeOf(bytes: number): string {
  return bytes < 1000 ? `${bytes}\u202fB` : `${(bytes / 1000).toFixed(1)}\u202fkB`
}
