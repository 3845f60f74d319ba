import { showNotice } from './notice'

const KEY = 'language.offered'

/** In the language that is offered, for who reads that one. */
const offers = {
  en: {
    lang: 'en',
    name: 'Another language',
    text: 'This book is also in English.',
    action: 'Read it in English',
    dismiss: 'No, thanks',
  },
  'zh-Hans': {
    lang: 'zh-Hans',
    name: '另一种语言',
    text: '这本书有中文版。',
    action: '读中文版',
    dismiss: '不用了',
  },
} as const

type Offered = keyof typeof offers

/**
 * Which language to offer to a reader of `current`: the one that the browser asks for before it. Nothing to who came
 * from a page of the book itself, and so has chosen.
 */
export function languageToOffer(
  current: string,
  languages: readonly string[],
  referrer: string,
  origin: string,
): Offered | null {
  if (referrer.startsWith(`${origin}/`)) return null
  for (const language of languages) {
    const offered: Offered | null = /^zh\b/i.test(language) ? 'zh-Hans' : /^en\b/i.test(language) ? 'en' : null
    if (offered !== null) return offered === current ? null : offered
  }
  return null
}

/** Offers the other language to a first-time visitor who would rather read that one: once, whatever the answer. */
export function offerLanguage(current: string): void {
  const offered = languageToOffer(current, navigator.languages, document.referrer, location.origin)
  if (offered === null || wasOffered()) return
  showNotice({
    ...offers[offered],
    // The link in the bar leads to the same page and the same place in it.
    onAction: () => document.querySelector<HTMLAnchorElement>(`.navbar a[hreflang="${offered}"]`)?.click(),
  })
}

/** Whether it was offered before; from now on it was. Where nothing can be remembered, it would be offered for ever. */
function wasOffered(): boolean {
  try {
    const before = localStorage.getItem(KEY) !== null
    localStorage.setItem(KEY, '1')
    return before
  } catch {
    return true
  }
}
