import { useDoc } from '@docusaurus/plugin-content-docs/client'
import { site } from '@site/site.config'
import ChapterMark from '@site/src/components/ChapterMap/ChapterMark'
import LinkNotice from '@site/src/components/LinkNotice'
import ContentVisibility from '@theme/ContentVisibility'
import DocItemContent from '@theme/DocItem/Content'
import DocItemFooter from '@theme/DocItem/Footer'
import type { Props } from '@theme/DocItem/Layout'
import DocItemPaginator from '@theme/DocItem/Paginator'
import TocDesktop from '@theme/DocItem/TOC/Desktop'
import { lazy, type ReactNode } from 'react'
import styles from './styles.module.css'

const Feedback = lazy(() => import('@site/src/components/Feedback'))

/** A page of the book: the text at its measure, room beside it for playgrounds, the contents at the right. */
export default function DocItemLayout({ children }: Props): ReactNode {
  const { metadata, frontMatter, toc } = useDoc()
  const contents = !frontMatter.hide_table_of_contents && toc.length > 0
  return (
    <div className={styles.page}>
      <article className={styles.article}>
        <ContentVisibility metadata={metadata} />
        <LinkNotice />
        <ChapterMark slug={metadata.id} />
        <DocItemContent>{children}</DocItemContent>
        <DocItemFooter />
        {site.repository !== null && <Feedback repository={site.repository} title={metadata.title} />}
        <DocItemPaginator />
      </article>
      <div className={styles.contents}>{contents && <TocDesktop />}</div>
    </div>
  )
}
