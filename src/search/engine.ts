import MiniSearch from 'minisearch'
import { excerpt, marked, type Piece } from './excerpt'
import type { SearchFile, SearchPage, SearchSection } from './file'
import { isHan, queryTerms, wordsOf } from './words'

/** A place that answers a query. */
export interface Hit {
  readonly kind: SearchSection['kind']
  /** Below the language's root: the page, and the heading or example on it. */
  readonly href: string
  readonly heading: readonly Piece[]
  readonly excerpt: readonly Piece[]
  /** The excerpt is code. */
  readonly code: boolean
}

/** The hits of one page, the best first. */
export interface HitPage {
  readonly path: string
  readonly title: string
  readonly chapter?: number
  readonly hits: readonly Hit[]
}

export type Search = (query: string) => readonly HitPage[]

interface Entry extends SearchSection {
  readonly number: number
  /** All of it as it is compared with a query taken as one phrase. */
  readonly plain: string
  readonly page: SearchPage
}

const PAGES = 8
const HITS_OF_A_PAGE = 4
/**
 * Words of a title weigh more than a chance mention; the page's own title helps to tell its sections from others'. Ids
 * are English in each language, and so answer who asks in English.
 */
const BOOST = { heading: 6, id: 2, keywords: 3, title: 2, text: 1, code: 0.5 }

/** Builds the index of one language, and returns what answers queries from it. */
export function createSearch(file: SearchFile): Search {
  const entries: Entry[] = []
  for (const page of file.pages) {
    for (const section of page.sections) {
      const plain = lower(`${section.heading}\n${section.text}\n${section.code}`)
      entries.push({ ...section, number: entries.length, plain, page })
    }
  }
  const index = new MiniSearch({
    idField: 'number',
    fields: Object.keys(BOOST),
    tokenize: (text, field) => {
      const terms = wordsOf(text).map(({ term }) => term)
      // How often a name is used in a program says nothing.
      return field === 'code' ? [...new Set(terms)] : terms
    },
    processTerm: (term) => term,
    autoVacuum: false,
  })
  index.addAll(entries.map(fieldsOf))

  return (query) => {
    const terms = queryTerms(query)
    if (terms.length === 0) return []
    const options = {
      tokenize: () => [...terms],
      boost: BOOST,
      prefix: (term: string, at: number) => (isHan(term) ? [...term].length === 1 : at === terms.length - 1),
      fuzzy: (term: string) => (isHan(term) || term.length < 5 ? false : 0.2),
      boostDocument: (number: number) => weight(entries[number] as Entry, query),
    }
    // Whatever has all the words; only when nothing has, what has some of them.
    const all = index.search(query, { ...options, combineWith: 'AND' })
    const found = all.length > 0 ? all : index.search(query, { ...options, combineWith: 'OR' })
    return byPage(found.map(({ id, terms: matched }) => ({ entry: entries[id] as Entry, terms: new Set(matched) })))
  }
}

function fieldsOf({ number, kind, id, heading, text, code, page }: Entry) {
  const own = kind === 'page' ? { id: page.path, keywords: page.keywords ?? '' } : { id, keywords: '' }
  return { number, ...own, heading, title: page.title, text, code }
}

/** How much a place is worth beyond its words: chapters explain, the glossary and the tables name. */
function weight({ kind, heading, id, page, plain }: Entry, query: string): number {
  const chapter = page.chapter !== undefined
  const teaches = chapter ? 1 : 0.3
  const whole = kind === 'page' ? 3 : kind === 'example' ? 0.5 : 1
  const names = kind === 'page' ? [heading, page.path, ...(page.keywords?.split(',') ?? [])] : [heading, id]
  const named = names.map(bare).includes(bare(query)) ? (chapter ? 3 : 2) : 1
  const phrase = plain.includes(lower(query.trim())) ? 1.5 : 1
  return teaches * whole * named * phrase
}

/** A heading or a query without what does not tell it apart: signs, articles, the plural. */
function bare(text: string): string {
  return lower(text)
    .replaceAll(/\b(?:the|an?)\b|[^\p{L}\p{N}]/gu, '')
    .replace(/s$/, '')
}

function lower(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function byPage(found: readonly { entry: Entry; terms: ReadonlySet<string> }[]): readonly HitPage[] {
  const pages = new Map<SearchPage, Hit[]>()
  for (const { entry, terms } of found) {
    let hits = pages.get(entry.page)
    if (hits === undefined) {
      if (pages.size === PAGES) continue
      hits = []
      pages.set(entry.page, hits)
    }
    if (hits.length < HITS_OF_A_PAGE) hits.push(hit(entry, terms))
  }
  return [...pages].map(([{ path, title, chapter }, hits]) => ({
    path,
    title,
    ...(chapter === undefined ? {} : { chapter }),
    hits,
  }))
}

function hit({ kind, id, heading, text, code, page }: Entry, terms: ReadonlySet<string>): Hit {
  const inText = wordsOf(text).some(({ term }) => terms.has(term))
  const line = inText ? undefined : code.split('\n').find((each) => wordsOf(each).some(({ term }) => terms.has(term)))
  return {
    kind,
    href: page.path + (id === '' ? '' : `#${id}`),
    heading: marked(heading, terms),
    excerpt: line === undefined ? excerpt(text, terms) : marked(line.trim(), terms),
    code: line !== undefined,
  }
}
