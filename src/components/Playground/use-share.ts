import { type ReactNode, useState } from 'react'
import { copyText } from './clipboard'
import type { Shared } from './ShareNotes'
import { strings } from './strings'
import { loadEditing, type Program } from './use-program'

type Notes = typeof import('./editing').ShareNotes

export interface Share {
  readonly shared: { readonly Notes: Notes; readonly outcome: Shared } | null
  /** What it takes could not be fetched. */
  readonly unreachable: boolean
  /** `step`: the place in the run that the link goes to. */
  readonly share: (step: number | null) => Promise<void>
  readonly close: () => void
}

/**
 * Sharing a program: its link goes to the clipboard and into the address. Where the browser refuses, or the program is
 * too long for a link, notes say what can be done instead.
 */
export function useShare(program: Program, say: (notice: ReactNode) => void): Share {
  const [shared, setShared] = useState<Share['shared']>(null)
  const [unreachable, setUnreachable] = useState(false)

  const show = async (outcome: Shared) => {
    const { ShareNotes } = program.parts ?? (await loadEditing())
    setShared({ Notes: ShareNotes, outcome })
  }
  const share = async (step: number | null) => {
    setShared(null)
    setUnreachable(false)
    try {
      const link = await program.linkHash(step)
      if (link.kind === 'too-long') return await show({ ...link, code: program.state.code })
      program.showInAddress(link.hash)
      const { href } = location
      if (await copyText(href)) say(strings.linkCopied())
      else await show({ kind: 'by-hand', url: href })
    } catch {
      setUnreachable(true)
    }
  }
  return { shared, unreachable, share, close: () => setShared(null) }
}
