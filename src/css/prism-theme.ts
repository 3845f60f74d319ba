import type { PrismTheme } from 'prism-react-renderer'
import { SYNTAX } from '../highlight/syntax'

/** The book's syntax colours for what Docusaurus itself highlights in the browser: the editor of a `jsx live` block. */
export const prismTheme: PrismTheme = {
  plain: { color: 'var(--c-syn-plain)', backgroundColor: 'var(--c-code-bg)' },
  styles: Object.entries(SYNTAX).map(([kind, types]) => ({
    types: [...types],
    style: { color: `var(--c-syn-${kind})` },
  })),
}
