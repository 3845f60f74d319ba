import Translate from '@docusaurus/Translate'
import type { ReactNode } from 'react'

/** The name of a chapter that cannot be read yet. It leads nowhere, and a screen reader is told so. */
export default function UnwrittenChapter({ title, className }: { title: string; className?: string }): ReactNode {
  return (
    <span className={className}>
      {title}
      <span className="visually-hidden">
        {' '}
        <Translate id="chapter.unwritten" description="Said after the name of a chapter that cannot be read yet">
          (not written yet)
        </Translate>
      </span>
    </span>
  )
}
