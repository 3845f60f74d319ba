import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import { chapters } from '@site/src/chapters'
import UnwrittenChapter from '@site/src/components/UnwrittenChapter'
import type { Props } from '@theme/DocSidebarItem/Html'
import type { ReactNode } from 'react'

/** A chapter that cannot be read yet: named in its place, in the page's language, and leading nowhere. */
export default function DocSidebarItemHtml({ item }: Props): ReactNode {
  const { i18n } = useDocusaurusContext()
  const chapter = chapters.find((candidate) => candidate.slug === item.customProps?.chapter)
  const title = chapter?.title[i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en'] ?? item.value
  return (
    <li className="menu__list-item">
      <UnwrittenChapter title={title} className="unwritten" />
    </li>
  )
}
