import useBaseUrl from '@docusaurus/useBaseUrl'
import { useState } from 'react'
import { writeHash } from '../../edits/link-hash'
import type { Program } from './use-program'

export interface OpenLink {
  readonly href: string
  /** The reader comes near the link: make it lead to the program as it stands. Safe to call often. */
  readonly prepare: () => void
}

/**
 * The address of the full-page playground with this program. It is a plain link, which a browser may open wherever the
 * reader wants; so it has to be right before it is clicked, and packing the program at each key would be a waste.
 */
export function useOpenLink(id: string, program: Program): OpenLink {
  const page = useBaseUrl('/playground/')
  const [hash, setHash] = useState(writeHash(id))
  const prepare = () => {
    program.linkHash(null).then(
      // Too long for a link: the page finds what is kept of it.
      (link) => setHash(link.kind === 'hash' ? link.hash : writeHash(id)),
      () => {},
    )
  }
  return { href: page + hash, prepare }
}
