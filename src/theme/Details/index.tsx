import useBrokenLinks from '@docusaurus/useBrokenLinks'
import type { Props } from '@theme/Details'
import clsx from 'clsx'
import { isValidElement, type ReactNode } from 'react'

/** The browser's own disclosure: it opens without JavaScript, by searching in the page, and by a link into it. */
export default function Details({ summary, children, className, id, ...rest }: Props): ReactNode {
  useBrokenLinks().collectAnchor(id)
  return (
    <details {...rest} id={id} className={clsx('details', className)}>
      {isValidElement(summary) ? summary : <summary>{summary ?? 'Details'}</summary>}
      <div className="details-body">{children}</div>
    </details>
  )
}
