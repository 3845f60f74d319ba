import { createRequire } from 'node:module'
import path from 'node:path'
import type { Plugin } from '@docusaurus/types'

const require = createRequire(import.meta.url)

/**
 * Leaves out the classic theme's client module that gives Prism its further languages. Code is coloured when the site
 * is built (`src/highlight`), and that module would bring the whole of Prism into the first view of every page.
 */
export default function noHighlighter(): Plugin {
  const theme = path.dirname(require.resolve('@docusaurus/theme-classic'))
  return {
    name: 'no-highlighter',
    configureWebpack: () => ({ resolve: { alias: { [`${path.join(theme, 'prism-include-languages')}$`]: false } } }),
  }
}
