import { useLocation } from '@docusaurus/router'
import Translate from '@docusaurus/Translate'
import useBaseUrl from '@docusaurus/useBaseUrl'
import { type ReactNode, useEffect, useState } from 'react'
import { type LinkHash, readHash, writeHash } from '../../edits/link-hash'
import styles from './styles.module.css'

/** At the top of a page: the address brings a program to an example that is not there. */
export default function LinkNotice(): ReactNode {
  const { hash } = useLocation()
  const [lost, setLost] = useState<LinkHash | null>(null)
  useEffect(() => {
    const link = readHash(hash)
    const found = link !== null && document.getElementById(link.id)?.matches('[data-playground]')
    setLost(link === null || link.program === null || found ? null : link)
  }, [hash])
  const playground = useBaseUrl('/playground/')
  if (lost === null) return null
  const program = lost.program?.kind === 'data' ? lost.program.data : null
  return (
    <div role="alert" className={styles.notice}>
      <p>
        <Translate id="linkNotice.lost" description="At the top of a page" values={{ id: <code>{lost.id}</code> }}>
          {'The link leads to an example named {id}, which is not on this page.'}
        </Translate>
      </p>
      {program !== null && (
        <p>
          <a href={playground + writeHash(lost.id, program)}>
            <Translate id="linkNotice.open" description="Follows the message above">
              Open its code in the playground
            </Translate>
          </a>
        </p>
      )}
    </div>
  )
}
