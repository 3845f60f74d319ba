import { readingPlace } from '../LanguageLink/reading-place'

/** Where a reader was when something seemed wrong. */
export interface Place {
  /** The address of the page, without a place in it. */
  readonly page: string
  readonly title: string
  /** The heading and the example that were in view, by their ids; '' for none. */
  readonly heading: string
  readonly example: string
}

/** The address of a form for an issue that is filled in with the place. */
export function reportUrl(repository: string, { page, title, heading, example }: Place, words: Words): string {
  const lines = [
    `${words.page}: ${page}${heading === '' ? '' : `#${heading}`}`,
    ...(example === '' ? [] : [`${words.example}: ${page}#${example}`]),
    '',
    words.ask,
    '',
  ]
  const query = new URLSearchParams({ title: `${title}: `, body: lines.join('\n') })
  return `${repository}/issues/new?${query}`
}

export interface Words {
  readonly page: string
  readonly example: string
  readonly ask: string
}

/** The address at which the page is talked about: what the discussions say of its title. */
export function discussionUrl(repository: string, title: string): string {
  return `${repository}/discussions?${new URLSearchParams({ discussions_q: `"${title}"` })}`
}

/** The place as it is in the window now. */
export function currentPlace(title: string): Place {
  const page = location.origin + location.pathname
  return { page, title, heading: readingPlace().replace(/^#|~.*$/g, ''), example: exampleInView() }
}

/** The example that has most of the window's middle third. */
function exampleInView(): string {
  const [top, bottom] = [innerHeight / 3, (innerHeight * 2) / 3]
  let found = { id: '', height: 0 }
  for (const playground of document.querySelectorAll('[data-playground][id]')) {
    const box = playground.getBoundingClientRect()
    const height = Math.min(box.bottom, bottom) - Math.max(box.top, top)
    if (height > found.height) found = { id: playground.id, height }
  }
  return found.id
}
