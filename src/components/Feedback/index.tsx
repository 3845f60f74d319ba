import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import type { ReactNode, SyntheticEvent } from 'react'
import { currentPlace, discussionUrl, reportUrl } from './report'
import styles from './styles.module.css'

interface Props {
  /** `https://host/owner/name` */
  readonly repository: string
  readonly title: string
}

/** In both languages here, not among the site's messages: a book without a repository carries none of it. */
const texts = {
  en: {
    page: 'Page',
    example: 'Example',
    ask: 'What is wrong, and what should be there instead?',
    discuss: 'Discuss this page',
    report: 'Report a mistake',
  },
  'zh-Hans': {
    page: '页面',
    example: '例子',
    ask: '哪里有错？应该怎么写？',
    discuss: '讨论本页',
    report: '报告错误',
  },
}

/** Where to talk about a page and where to say what is wrong on it. Links, no script of anybody else's. */
export default function Feedback({ repository, title }: Props): ReactNode {
  const { i18n } = useDocusaurusContext()
  const words = texts[i18n.currentLocale === 'zh-Hans' ? 'zh-Hans' : 'en']
  // What was being read is seen when the link is used.
  const aim = ({ currentTarget }: SyntheticEvent<HTMLAnchorElement>) => {
    currentTarget.href = reportUrl(repository, currentPlace(title), words)
  }
  return (
    <p className={styles.feedback}>
      <a href={discussionUrl(repository, title)}>{words.discuss}</a>
      <a
        href={reportUrl(repository, { page: '', title, heading: '', example: '' }, words)}
        onPointerDown={aim}
        onClick={aim}
      >
        {words.report}
      </a>
    </p>
  )
}
