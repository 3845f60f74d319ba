import { useHistory, useLocation } from '@docusaurus/router'
import { useEffect, useState } from 'react'
import { readHash, writeHash } from '../../edits/link-hash'
import { SCRATCH } from '../../edits/scratch'
import type { Catalogue, CatalogueExample, CataloguePage } from './catalogue'
import { loadPrograms } from './programs'

export interface Chosen {
  readonly program: CatalogueExample
  /** Where the example stands in the book; null for the reader's own program. */
  readonly page: CataloguePage | null
}

export interface Choice {
  /** What is shown: what was chosen before, while the next one is on its way. */
  readonly chosen: Chosen
  readonly trouble:
    | null
    | { readonly kind: 'unknown'; readonly id: string; readonly code: boolean }
    | { readonly kind: 'unreachable' }
}

/** The example that the address names, by its id; the reader's own program where it names none. */
export function useChosen({ pages, starter }: Catalogue): Choice {
  const own: Chosen = { program: starter, page: null }
  const [chosen, setChosen] = useState<Chosen>(own)
  const [trouble, setTrouble] = useState<Choice['trouble']>(null)
  const location = useLocation()
  const history = useHistory()

  useEffect(() => {
    const link = readHash(location.hash)
    const page = pages.find(({ examples }) => examples.some(({ id }) => id === link?.id))
    if (link === null || link.id === SCRATCH) {
      setChosen({ program: starter, page: null })
      // What was said of a link that was led here is still true.
      setTrouble((before) => (before?.kind === 'unknown' && before.code && link?.program ? before : null))
      return
    }
    if (page === undefined) {
      const { id, program } = link
      // The code of an example that is not there is still somebody's program.
      const data = program?.kind === 'data' ? program : null
      setTrouble({ kind: 'unknown', id, code: data !== null })
      if (data !== null) history.replace({ hash: writeHash(SCRATCH, data.data, data.step) })
      else setChosen({ program: starter, page: null })
      return
    }
    setTrouble(null)
    let late = false
    loadPrograms(page).then(
      (programs) => {
        const program = programs[link.id]
        if (!late && program) setChosen({ program, page })
      },
      () => {
        if (!late) setTrouble({ kind: 'unreachable' })
      },
    )
    return () => {
      late = true
    }
  }, [location, pages, starter, history])

  return { chosen, trouble }
}
