/** A page as feeds and lists name it. */
export interface ListedPage {
  readonly url: string
  readonly title: string
  readonly description: string
  /** Milliseconds since 1970, or null when its history is not known. */
  readonly updated: number | null
  readonly kind: 'chapter' | 'other'
}

export interface Book {
  readonly title: string
  readonly tagline: string
  readonly lang: string
  readonly home: string
  readonly feed: string
}

const ENTRIES = 30

/**
 * An Atom feed of what has changed, the latest first. A page that changes again is an entry of its own, since readers of
 * feeds look at ids: the id carries the day.
 */
export function atomFeed(book: Book, pages: readonly ListedPage[]): string {
  const dated = pages
    .flatMap((page) => (page.updated === null ? [] : [{ ...page, updated: new Date(page.updated).toISOString() }]))
    .sort((a, b) => (a.updated === b.updated ? compare(a.url, b.url) : compare(b.updated, a.updated)))
    .slice(0, ENTRIES)
  const entries = dated.map(
    ({ url, title, description, updated }) => `<entry>
<id>${xml(`${url}#${updated.slice(0, 10)}`)}</id>
<title>${xml(title)}</title>
<link href="${xml(url)}"/>
<updated>${updated}</updated>
<summary>${xml(description)}</summary>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(book.lang)}">
<id>${xml(book.home)}</id>
<title>${xml(book.title)}</title>
<subtitle>${xml(book.tagline)}</subtitle>
<link href="${xml(book.home)}"/>
<link rel="self" href="${xml(book.feed)}"/>
<updated>${dated[0]?.updated ?? new Date(0).toISOString()}</updated>
<author><name>${xml(book.title)}</name></author>
${entries.join('\n')}
</feed>
`
}

/** What language models are given to find their way: see llmstxt.org. */
export function llmsText(
  book: Book,
  pages: readonly ListedPage[],
  names: { readonly chapters: string; readonly other: string },
): string {
  const list = (kind: ListedPage['kind']) =>
    pages
      .filter((page) => page.kind === kind)
      .map(({ title, url, description }) => `- [${title}](${url})${description === '' ? '' : `: ${description}`}`)
      .join('\n')
  return `# ${book.title}

> ${book.tagline}

## ${names.chapters}

${list('chapter')}

## ${names.other}

${list('other')}
`
}

export function robotsText(sitemaps: readonly string[]): string {
  return `User-agent: *\nAllow: /\n\n${sitemaps.map((sitemap) => `Sitemap: ${sitemap}\n`).join('')}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function xml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
