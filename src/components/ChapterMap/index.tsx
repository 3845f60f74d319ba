import Link from '@docusaurus/Link'
import Translate from '@docusaurus/Translate'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { type Chapter, chapters, type Locale } from '@site/src/chapters'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** All chapters in order. Written ones are links; the others are named, so that the way is known. */
export default function ChapterMap(): ReactNode {
  const { i18n } = useDocusaurusContext()
  const locale: Locale = i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en'
  return (
    <ol className={styles.map}>
      {chapters.map((chapter) => (
        <li key={chapter.slug} className={styles.item}>
          <span className={styles.number} aria-hidden>
            {chapter.n}
          </span>
          <Name chapter={chapter} title={chapter.title[locale]} />
        </li>
      ))}
    </ol>
  )
}

function Name({ chapter, title }: { readonly chapter: Chapter; readonly title: string }): ReactNode {
  if (chapter.written) return <Link to={`/${chapter.slug}/`}>{title}</Link>
  return (
    <span className={styles.unwritten}>
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
