import { useCodeBlockContext } from '@docusaurus/theme-common/internal'
import CodeLine from '@site/src/components/HighlightedCode/CodeLine'
import { kept } from '@site/src/components/HighlightedCode/kept'
import { Colours } from '@site/src/components/HighlightedCode/ordinary'
import { colouredLines } from '@site/src/highlight/colours'
import clsx from 'clsx'
import { type ReactNode, useContext } from 'react'
import styles from './styles.module.css'

/** The code of an ordinary block, in colours that were computed when the site was built. */
export default function CodeBlockContent(): ReactNode {
  const { metadata, wordWrap } = useCodeBlockContext()
  const { code, codeInput, lineClassNames } = metadata
  const colours = useContext(Colours)
  // A magic comment is taken out of the code, and then the colours are of another text.
  const lines = colouredLines(code, codeInput.startsWith(code) ? colours : '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <pre ref={kept(wordWrap.codeBlockRef)} tabIndex={0} className={clsx(styles.block, 'thin-scrollbar')}>
      <code className={styles.lines}>
        {lines.map((tokens, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={index} className={clsx(styles.line, lineClassNames[index])}>
            <CodeLine tokens={tokens} />
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  )
}
