import Link from '@docusaurus/Link'
import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { chapters, type Locale } from '@site/src/chapters'
import type { ReactNode } from 'react'
import UnwrittenChapter from '../UnwrittenChapter'
import styles from './styles.module.css'

/** All chapters in order. Written ones are links; the others are named, so that the way is known. */
export default function ChapterMap(): ReactNode {
  const { i18n } = useDocusaurusContext()
  const locale: Locale = i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en'
  return (
    <ol className={styles.map}>
      {chapters.map(({ n, slug, title, written }) => (
        <li key={slug} className={styles.item}>
          <span className={styles.number} aria-hidden>
            {n}
          </span>
          {written ? (
            <Link to={`/${slug}/`}>{title[locale]}</Link>
          ) : (
            <UnwrittenChapter title={title[locale]} className={styles.unwritten ?? ''} />
          )}
        </li>
      ))}
    </ol>
  )
}
