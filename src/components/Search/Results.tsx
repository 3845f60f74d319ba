import Link from '@docusaurus/Link'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { Hit, HitPage } from '../../search/engine'
import type { Piece } from '../../search/excerpt'
import styles from './Results.module.css'
import { useStrings } from './strings'

interface Props {
  readonly list: string
  readonly pages: readonly HitPage[]
  readonly at: number
  readonly onFollow: () => void
}

/** The hits in the order in which the arrow keys go through them. */
export function hitsOf(pages: readonly HitPage[]): readonly Hit[] {
  return pages.flatMap(({ hits }) => hits)
}

export function optionId(list: string, at: number): string {
  return `${list}-${at}`
}

/** The list that the field commands: options in groups, one group a page. Each option is a link, so that it opens as links do. */
export default function Results({ list, pages, at, onFollow }: Props): ReactNode {
  const strings = useStrings()
  const hits = hitsOf(pages)
  return (
    <div id={list} role="listbox" aria-label={strings.results} className={styles.list} hidden={hits.length === 0}>
      {pages.map(({ path, title, chapter, hits: own }) => {
        const name =
          chapter !== undefined
            ? strings.chapter(chapter, title)
            : path.startsWith('reference/api/') && path !== 'reference/api/'
              ? strings.api(title)
              : title
        return (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={path} role="group" aria-label={name}>
            <div className={styles.page} aria-hidden="true">
              {name}
            </div>
            {own.map((hit) => {
              const number = hits.indexOf(hit)
              return (
                <Link
                  key={hit.href}
                  id={optionId(list, number)}
                  role="option"
                  aria-selected={number === at}
                  tabIndex={-1}
                  to={`/${hit.href}`}
                  className={clsx(styles.hit)}
                  onClick={onFollow}
                >
                  <span className={styles.heading}>
                    <Pieces pieces={hit.heading} />
                    {hit.kind === 'example' && <span className={styles.kind}>{strings.example}</span>}
                  </span>
                  {hit.excerpt.length > 0 && (
                    <span className={clsx(styles.excerpt, hit.code && styles.code)}>
                      <Pieces pieces={hit.excerpt} />
                    </span>
                  )}
                </Link>
              )
            })}
          </div>
        )
      })}
    </div>
  )
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  // Pieces have no identity but their place.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))
}
