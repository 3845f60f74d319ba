/** A term to look up, and where the text has it. Several terms may lie in one place: `createTask` is also `create` and `task`. */
export interface Word {
  readonly term: string
  readonly start: number
  readonly end: number
}

const RUN = /(?<han>\p{Script=Han}+)|(?<latin>(?:(?!\p{Script=Han})[\p{L}\p{N}_$])+)/gu
const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|\p{L}+/gu

/**
 * The terms of a text, in order. Chinese is taken in pairs of characters, and the last of a run also alone: the same in
 * every browser and at build time, whatever dictionary it has, and a word of any length is found by its pairs. Names are
 * found whole, with and without underscores (`say_after` and `sayAfter` are one), and by their parts.
 */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const run of text.matchAll(RUN)) {
    const start = run.index
    if (run.groups?.han !== undefined) words.push(...pairs(run[0], start))
    else words.push(...nameTerms(run[0]).map((term) => ({ term, start, end: start + run[0].length })))
  }
  return words
}

/** The terms that a query asks for: names whole only, and a single character as the beginning of a pair. */
export function queryTerms(query: string): readonly string[] {
  const terms = [...query.matchAll(RUN)].flatMap((run) => {
    if (run.groups?.han === undefined) return nameTerms(run[0]).slice(0, 1)
    const found = pairs(run[0], 0).map(({ term }) => term)
    return found.length > 1 ? found.slice(0, -1) : found
  })
  return [...new Set(terms)]
}

/** Whether a term is Chinese, where one letter of difference is another word. */
export function isHan(term: string): boolean {
  return /^\p{Script=Han}/u.test(term)
}

function pairs(run: string, offset: number): Word[] {
  const words: Word[] = []
  let start = offset
  const characters = [...run]
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1] ?? ''
    words.push({ term: character + next, start, end: start + character.length + next.length })
    start += character.length
  }
  return words
}

function nameTerms(name: string): string[] {
  const parts = name.match(PARTS) ?? []
  const whole = normal(name.replaceAll(/[_$]/g, ''))
  if (whole === '') return []
  return [...new Set([whole, ...(parts.length > 1 ? parts.map(normal) : [])])]
}

/** One spelling for a term: also the plural is its singular. */
function normal(term: string): string {
  return term
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[a-z]{3}[^su])s$/, '')
}
