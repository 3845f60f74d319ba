import { useHistorySelector } from '@docusaurus/theme-common'
import type { ReactNode, SyntheticEvent } from 'react'
import { readingPlace } from './reading-place'

interface Props {
  readonly className: string
  /** The address of the same page in that language. */
  readonly page: string
  /** The name of the language, in itself, and its code. */
  readonly label: string
  readonly lang: string
}

/** Leads to the same page in another language, and to the place in it at which the reader is. */
export default function LanguageLink({ className, page, label, lang }: Props): ReactNode {
  const named = useHistorySelector(({ location }) => location.search + location.hash)
  // The address names a place only now and then: where the reader is, is seen when the link is used.
  const aim = ({ currentTarget }: SyntheticEvent<HTMLAnchorElement>) => {
    currentTarget.href = page + readingPlace()
  }
  return (
    <a className={className} href={page + named} lang={lang} hrefLang={lang} onPointerDown={aim} onClick={aim}>
      {label}
    </a>
  )
}
