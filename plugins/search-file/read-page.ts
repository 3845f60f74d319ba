import { type CheerioAPI, load } from 'cheerio'
import type { SearchPage, SearchSection } from '../../src/search/file'

type Element = ReturnType<CheerioAPI>[number]

const BLOCKS =
  /^(p|li|ul|ol|dl|dt|dd|td|th|tr|table|div|section|figure|figcaption|blockquote|details|summary|header|h\d)$/
/** What stands on the page but is not its text. */
const SKIPPED = 'script, style, svg, nav, button, [aria-hidden="true"], .hash-link, .theme-doc-toc-mobile'

/** Reads a built page for the search: its text, cut at its headings, and its examples. Null for a page without text. */
export function readPage(html: string, path: string, chapter?: number): SearchPage | null {
  const $ = load(html)
  const scope = ['.theme-doc-markdown', 'main article', 'main']
    .map((each) => $(each).first())
    .find(({ length }) => length > 0)
  if (scope === undefined) return null
  scope.find(SKIPPED).remove()
  const title = tidy(scope.find('h1').first().text() || $('h1').first().text())
  if (title === '') return null
  const keywords = $('meta[name="keywords"]').attr('content')
  const sections: { -readonly [key in keyof SearchSection]: SearchSection[key] }[] = [
    { kind: 'page', id: '', heading: title, text: '', code: '' },
  ]
  let current = sections[0] as (typeof sections)[number]

  function walk(element: Element): void {
    for (const node of $(element).contents().toArray()) {
      if (node.type === 'text') current.text += node.data?.replaceAll('\n', ' ') ?? ''
      if (node.type !== 'tag') continue
      const { name } = node
      const id = $(node).attr('id') ?? ''
      if (name === 'h1') continue
      if (/^h[2-6]$/.test(name) && id !== '') {
        current = { kind: 'heading', id, heading: tidy($(node).text()), text: '', code: '' }
        sections.push(current)
      } else if (node.attribs['data-playground'] !== undefined && id !== '') {
        sections.push(example(node, id))
      } else if (name === 'pre') {
        current.code += `${$(node).text()}\n`
      } else {
        const block = BLOCKS.test(name)
        if (block) current.text += '\n'
        walk(node)
        if (block) current.text += '\n'
      }
    }
  }

  function example(section: Element, id: string): SearchSection {
    const codes = $(section)
      .find('[role="tabpanel"] pre')
      .toArray()
      .map((pre) => $(pre).text().trim())
    return { kind: 'example', id, heading: $(section).attr('aria-label') ?? id, text: '', code: codes.join('\n') }
  }

  walk(scope[0] as Element)
  return {
    path,
    title,
    ...(keywords === undefined ? {} : { keywords }),
    ...(chapter === undefined ? {} : { chapter }),
    sections: sections.map((section) => ({ ...section, text: tidyText(section.text), code: section.code.trim() })),
  }
}

function tidy(text: string): string {
  return text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ').trim()
}

/** Entries of a list and cells of a table end without a full stop: what would run together is set apart. */
function tidyText(text: string): string {
  return tidy(text.replaceAll(/\s*\n\s*/g, '\n').replaceAll(/([^\s.:;,?!…。：；，？！])\n(?=.)/g, '$1 · '))
}
