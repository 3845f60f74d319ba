import clsx from 'clsx'
import type { HTMLAttributes, ReactNode } from 'react'
import { useMemo } from 'react'
import { colouredLines } from '../../highlight/colours'
import CodeLine from './CodeLine'
import styles from './styles.module.css'

interface Props extends HTMLAttributes<HTMLPreElement> {
  readonly code: string
  /** As `encodeColours` made them of this very code when the site was built; without them it is plain. */
  readonly colours?: string | undefined
  /** Lines that the text speaks of, from 1. */
  readonly highlight?: readonly number[]
  /** The line of an error, from 1. */
  readonly errorLine?: number | null
}

/**
 * A program in colour with line numbers. The numbers are generated content: they are neither selected nor copied, and
 * the element's text is the program itself.
 */
export default function HighlightedCode({
  code,
  colours = '',
  highlight = [],
  errorLine = null,
  className,
  ...rest
}: Props): ReactNode {
  const lines = useMemo(() => colouredLines(code, colours), [code, colours])
  return (
    <pre {...rest} className={clsx(styles.code, className)}>
      <code className={styles.lines}>
        {lines.map((tokens, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={index}
            className={clsx(
              styles.line,
              highlight.includes(index + 1) && styles.highlighted,
              errorLine === index + 1 && styles.failed,
            )}
          >
            <CodeLine tokens={tokens} />
            {index < lines.length - 1 ? '\n' : ''}
          </span>
        ))}
      </code>
    </pre>
  )
}
