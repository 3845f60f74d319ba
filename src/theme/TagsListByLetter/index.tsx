import Link from '@docusaurus/Link'
import type { Props } from '@theme/TagsListByLetter'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/** All tags, each with what it is about. They are few: letters between them would be more than what they part. */
export default function TagsList({ tags }: Props): ReactNode {
  return (
    <ul className={styles.tags}>
      {tags.map(({ permalink, label, count, description }) => (
        <li key={permalink}>
          <Link to={permalink}>{label}</Link> <span className={styles.count}>{count}</span>
          {description && <p>{description}</p>}
        </li>
      ))}
    </ul>
  )
}
