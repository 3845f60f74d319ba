import { translate } from '@docusaurus/Translate'
import type { ReactNode } from 'react'
import styles from './styles.module.css'

/**
 * The last line of a section that puts right what is often said: links to the page of corrections, and nothing else.
 * In Markdown, on a line of its own:
 *
 *     <PutRight>[“A thread runs one subroutine”](./reference/corrections.md#thread-runs-one-subroutine)</PutRight>
 */
export default function PutRight({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className={styles.line}>
      {translate({
        id: 'putRight.label',
        description:
          'Before links to what a section puts right on the page of corrections; ends in a space if one is due',
        message: 'Put right here: ',
      })}
      {children}
    </p>
  )
}
