import { describe, expect, test } from 'vitest'
import { languageToOffer } from './language-offer'

const ORIGIN = 'https://example.org'
const offer = (current: string, languages: string[], referrer = '') =>
  languageToOffer(current, languages, referrer, ORIGIN)

describe('the other language is offered', () => {
  test('to a browser that asks for it before this one', () => {
    expect(offer('en', ['zh-CN', 'zh', 'en'])).toBe('zh-Hans')
    expect(offer('en', ['fr', 'zh-TW', 'en'])).toBe('zh-Hans')
    expect(offer('zh-Hans', ['en-GB', 'zh'])).toBe('en')
  })

  test('not to one that asks for this one first, or for neither', () => {
    expect(offer('en', ['en-US', 'zh'])).toBeNull()
    expect(offer('zh-Hans', ['zh-Hans-CN'])).toBeNull()
    expect(offer('en', ['fr', 'de'])).toBeNull()
    expect(offer('en', [])).toBeNull()
  })

  test('not to who came from a page of the book, and so has chosen', () => {
    expect(offer('en', ['zh-CN'], `${ORIGIN}/zh-Hans/tasks/`)).toBeNull()
    expect(offer('en', ['zh-CN'], 'https://example.org.elsewhere.test/')).toBe('zh-Hans')
    expect(offer('en', ['zh-CN'], 'https://search.test/')).toBe('zh-Hans')
  })
})
