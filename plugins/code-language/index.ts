import type { LoadContext, Plugin } from '@docusaurus/types'

/**
 * Puts the language in which the reader last read code on `<html data-language>` before the first paint. Playgrounds
 * are rendered in TypeScript; their style sheet follows the attribute until React knows the choice.
 */
export default function codeLanguage({ siteStorage: { type, namespace } }: LoadContext): Plugin {
  const key = JSON.stringify(`playground.language${namespace}`)
  const script = `try{${type}.getItem(${key})==='python'&&(document.documentElement.dataset.language='python')}catch{}`
  return {
    name: 'code-language',
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', innerHTML: script }] }),
  }
}
