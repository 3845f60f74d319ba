import clsx from 'clsx'
import type { HTMLAttributes, ReactNode } from 'react'
import { useMemo } from 'react'
import styles from './styles.module.css'
import { type CodeLanguage, tokenizeLines } from './tokens'

interface Props extends HTMLAttributes<HTMLPreElement> {
  readonly code: string
  readonly language: CodeLanguage
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
  language,
  highlight = [],
  errorLine = null,
  className,
  ...rest
}: Props): ReactNode {
  const lines = useMemo(() => tokenizeLines(code, language), [code, language])
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
            {tokens.map(({ kind, text }, at) =>
              kind === null ? (
                text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other name
                <span key={at} className={styles[kind]}>
                  {text}
                </span>
              ),
            )}
            {index < lines.length - 1 ? '\n' : ''}
          </span>
        ))}
      </code>
    </pre>
  )
}
