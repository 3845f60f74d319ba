import { expect, test } from 'vitest'
import { createSearch } from './engine'
import type { SearchPage, SearchSection } from './file'

const section = (given: Partial<SearchSection>): SearchSection => ({
  kind: 'heading',
  id: 'a',
  heading: '',
  text: '',
  code: '',
  ...given,
})
const page = (path: string, title: string, sections: SearchSection[], chapter?: number): SearchPage => ({
  path,
  title,
  ...(chapter === undefined ? {} : { chapter }),
  sections: [section({ kind: 'page', id: '', heading: title }), ...sections],
})
const marks = (pieces: readonly { text: string; hit: boolean }[] = []) =>
  pieces.filter(({ hit }) => hit).map(({ text }) => text)

test('the chapter of a name comes before its mention, and before the glossary', () => {
  const search = createSearch({
    pages: [
      page('glossary/', 'Glossary', [section({ id: 'lock', heading: 'lock', text: 'A lock locks.' })]),
      page('queues/', 'Queues', [section({ text: 'A queue instead of a lock, locks and locks.' })], 2),
      page('locks/', 'Locks', [], 1),
    ],
  })
  expect(search('lock').map(({ path }) => path)).toEqual(['locks/', 'glossary/', 'queues/'])
})

test('all words must be there; only if no place has them all, some will do', () => {
  const search = createSearch({
    pages: [page('a/', 'A', [section({ text: 'green tea' })]), page('b/', 'B', [section({ text: 'green door' })])],
  })
  expect(search('green door').map(({ path }) => path)).toEqual(['b/'])
  expect(search('green window').map(({ path }) => path)).toEqual(['a/', 'b/'])
})

test('the last word may be unfinished, and a long word may be misspelt', () => {
  const search = createSearch({ pages: [page('a/', 'Cancellation', [], 1)] })
  expect(search('cance').length).toBe(1)
  expect(search('cancelation').length).toBe(1)
  expect(search('ance').length).toBe(0)
})

test('a Chinese word is found within a sentence, and no other that shares a character', () => {
  const search = createSearch({
    pages: [
      page('a/', '甲', [section({ text: '这里说协程怎样运行。' })]),
      page('b/', '乙', [section({ text: '协议与程序' })]),
    ],
  })
  const [found, ...rest] = search('协程')
  expect(found?.path).toBe('a/')
  expect(rest).toEqual([])
  expect(marks(found?.hits[0]?.excerpt)).toEqual(['协程'])
})

test('a name in a program shows its line', () => {
  const search = createSearch({
    pages: [
      page('a/', 'A', [section({ kind: 'example', id: 'ex', heading: 'X', code: 'let a = 1\n  yield* waitFor(b)' })]),
    ],
  })
  const hit = search('wait_for')[0]?.hits[0]
  expect(hit).toMatchObject({ href: 'a/#ex', kind: 'example', code: true })
  expect(hit?.excerpt.map(({ text }) => text).join('')).toBe('yield* waitFor(b)')
  expect(marks(hit?.excerpt)).toEqual(['waitFor'])
})

test('an excerpt of a long text is where the words are, and cuts no word', () => {
  const text = `${'Some other words stand here. '.repeat(40)}The deadlock is here, at last. ${'And more of it. '.repeat(40)}`
  const hit = createSearch({ pages: [page('a/', 'A', [section({ text })])] })('deadlock')[0]?.hits[0]
  const shown = hit?.excerpt.map((piece) => piece.text).join('') ?? ''
  expect(shown).toMatch(/^…The deadlock is here, at last\. And more/)
  expect(shown).toMatch(/(?:^|[ .])\S* ?…$/)
  expect(shown.length).toBeLessThan(170)
})

test('what asks for nothing finds nothing', () => {
  const search = createSearch({ pages: [page('a/', 'A', [])] })
  expect(search('')).toEqual([])
  expect(search(' … ')).toEqual([])
})
