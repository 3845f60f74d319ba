/** What can be gone to in a page: its headings and its examples, not the headings of a list of links. */
const MARKS = 'main :is(h2, h3, section)[id]:not(nav *)'

/**
 * Search and hash for the page's other language, so that it opens where the reader is: at what the address names, if that
 * is still in view, otherwise at the heading or example being read. A program in the address goes along.
 */
export function readingPlace(): string {
  const { search, hash } = location
  const marks = [...document.querySelectorAll(MARKS)]
  if (hash.includes('~') || marks.length === 0) return search + hash
  const named = marks.find(({ id }) => hash === `#${id}`)
  const read = named && isInView(named) ? named : marks.filter(hasBegun).at(-1)
  return search + (read ? `#${read.id}` : '')
}

function isInView(mark: Element): boolean {
  const { top, bottom } = mark.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

/** Whether a mark stands in the upper third of the window, or above it. */
function hasBegun(mark: Element): boolean {
  return mark.getBoundingClientRect().top < innerHeight / 3
}
