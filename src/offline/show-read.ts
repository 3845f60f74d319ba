import { readChapters } from './read-pages'

const STYLE = 'read-chapters'

/**
 * Marks what has been read in the list of chapters. By a style sheet: the list is React's, and is drawn anew at each
 * page. What stands behind the slash is what is said of the mark; the number stays.
 */
export function showRead(): void {
  let style = document.getElementById(STYLE)
  if (style === null) {
    style = document.createElement('style')
    style.id = STYLE
    document.head.append(style)
  }
  const said = document.documentElement.lang.startsWith('zh') ? '已读' : 'read'
  const links = readChapters().map((slug) => `.theme-doc-sidebar-menu .menu__link[href$="/${slug}/"]::after`)
  style.textContent =
    links.length === 0
      ? ''
      : `${links.join()}{content:"✓" / "${said}";margin-left:auto;padding-left:.5rem;color:var(--c-accent);font-weight:400}`
}
