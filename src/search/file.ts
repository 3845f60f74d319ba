/** What the build writes for the search of one language, and the search reads: the pages' text, cut at their headings. */
export interface SearchFile {
  readonly pages: readonly SearchPage[]
}

export interface SearchPage {
  /** Below the language's root, with a slash at the end; the home page is ''. */
  readonly path: string
  readonly title: string
  /** What its front matter says that it is also about. */
  readonly keywords?: string
  /** Its number, if it is a chapter. */
  readonly chapter?: number
  readonly sections: readonly SearchSection[]
}

/** A heading and what follows it, to the next; or an example, by its title and its code. */
export interface SearchSection {
  readonly kind: 'page' | 'heading' | 'example'
  /** Of the heading or the example; that of the page itself is ''. */
  readonly id: string
  readonly heading: string
  readonly text: string
  readonly code: string
}
