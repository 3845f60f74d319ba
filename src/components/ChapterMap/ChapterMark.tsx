import Translate from '@docusaurus/Translate'
import { chapters } from '@site/src/chapters'
import Strands from '@site/src/components/figures/Strands'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** What stands above a chapter's title: its number, and the bead one hop further than in the chapter before. */
export default function ChapterMark({ slug }: { readonly slug: string }): ReactNode {
  const chapter = chapters.find((candidate) => candidate.slug === slug)
  if (chapter === undefined) return null
  return (
    <p className={styles.mark}>
      <Translate id="chapter.mark" description="Above the title of a chapter" values={{ n: chapter.n }}>
        {'Chapter {n}'}
      </Translate>
      <Strands className={styles.strands} hops={5} bead={(chapter.n - 1) % 5} />
    </p>
  )
}
