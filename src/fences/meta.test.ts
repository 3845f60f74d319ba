import { describe, expect, it } from 'vitest'
import { formatOption, parseMeta } from './meta'

const short = (meta: string | null) =>
  parseMeta(meta).map((item) =>
    item.kind === 'word' ? item.name : item.kind === 'lines' ? `{${item.ranges}}` : [item.name, item.value],
  )

describe('a meta string', () => {
  it('splits into words, options and line ranges', () => {
    expect(short('live id=say-after {1,3-5}')).toEqual(['live', ['id', 'say-after'], '{1,3-5}'])
  })

  it('is empty when nothing stands behind the language', () => {
    expect(short(null)).toEqual([])
    expect(short('  \t ')).toEqual([])
  })

  it('keeps spaces, and the other quote, inside quotes', () => {
    expect(short(`title="don't stop" live`)).toEqual([['title', "don't stop"], 'live'])
    expect(short(`title='say "hi" now' live`)).toEqual([['title', 'say "hi" now'], 'live'])
  })

  it('does not take a word inside quotes for a word', () => {
    expect(short('title="go live now"')).toEqual([['title', 'go live now']])
    expect(short('title="twin=none {1}"')).toEqual([['title', 'twin=none {1}']])
  })

  it('takes an apostrophe in a word for an apostrophe', () => {
    expect(short("title=it's live")).toEqual([['title', "it's"], 'live'])
    expect(short("it's live")).toEqual(["it's", 'live'])
  })

  it('tells of an unclosed quote, of text glued to a quote and of malformed ranges, without throwing', () => {
    const problems = (meta: string) => parseMeta(meta).map((item) => item.problem)
    expect(problems('title="no end live')).toEqual(['unclosed quote in title'])
    expect(problems('title="a"b')).toEqual(['text directly after the closing quote of title'])
    expect(problems('{1, 3}')).toEqual(['malformed line highlights {1, 3}'])
    expect(problems('{1 live')).toEqual(['malformed line highlights {1', null])
    expect(problems('{1-}')).toEqual(['malformed line highlights {1-}'])
  })

  it('reads back what formatOption writes', () => {
    for (const value of ['plain', 'two words', 'say "hi"', "don't", '']) {
      expect(short(formatOption('title', value))).toEqual([['title', value]])
    }
  })
})
