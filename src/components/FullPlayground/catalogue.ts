import type { Example } from '../../fences/example'
import type { Recording } from '../../fences/recording'

/** All examples of the book, as the full-page playground lists them: by page, in the order of the book. */
export interface Catalogue {
  readonly pages: readonly CataloguePage[]
  /** What stands there before the reader has chosen or written anything. */
  readonly starter: CatalogueExample
  /** The book's repository, `https://host/owner/name`, where what is wrong can be told; null for none. */
  readonly repository: string | null
  /** Where the page's picture lies, for those who share its address. */
  readonly card: string
}

export interface CataloguePage {
  /** Below the locale's root, such as `/tasks/`. */
  readonly path: string
  readonly title: string
  /** The number of a chapter; null for any other page. */
  readonly chapter: number | null
  /** Names the file that holds the page's programs: see `programs.ts`. */
  readonly name: string
  readonly examples: readonly { readonly id: string; readonly title: string | null }[]
}

/** An example with all that its playground shows: what a chapter's page has of it. */
export interface CatalogueExample {
  readonly example: Example
  readonly colours: string
  readonly twinColours?: string
  readonly recording?: Recording
}

/** The pages with those of their examples that the reader looks for: in a name, an id, or the page's title. */
export function findExamples(pages: readonly CataloguePage[], query: string): readonly CataloguePage[] {
  const words = normalise(query).split(' ').filter(Boolean)
  if (words.length === 0) return pages
  return pages.flatMap((page) => {
    const examples = page.examples.filter(({ id, title }) => {
      const text = normalise(`${id} ${title ?? ''} ${page.title}`)
      return words.every((word) => text.includes(word))
    })
    return examples.length === 0 ? [] : [{ ...page, examples }]
  })
}

/** Names of functions are looked for as they are said, `say_after` as `say after`. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
}
