export interface Reference {
  readonly id: string
  readonly view: 'handoff' | 'timeline' | 'loop' | 'source'
  readonly at: number
  /** What is said to be there; empty: only that there is something. */
  readonly what: string
  readonly line: number
}

/** `(hand-off, row 4: …)`, `(timeline, 1 s: …)`, `(loop, turn 3: …)`, `(source, step 4: …)`, and the same in Chinese, of the example before them. */
const REFERENCE = {
  en: /\((hand-off, (?:from )?rows? |timeline, |loop, turn |source, (?:from )?step )([\d.]+)(?:–\d+| s)?(?:: `([^`]+)`)?\)/g,
  'zh-Hans': /（(交接，第|时间线，|事件循环，第|源码，第)([\d.]+)(?:–\d+)?(?:行起?|秒|轮|步起?)(?:：`([^`]+)`)?）/g,
}

export function referencesOf(markdown: string, locale: 'en' | 'zh-Hans'): readonly Reference[] {
  let id = ''
  return markdown.split('\n').flatMap((text, index) => {
    id = /^```ts live\b.*?\bid=([a-z0-9-]+)/.exec(text)?.[1] ?? id
    return [...text.matchAll(REFERENCE[locale])].map(([, kind = '', at = '', what = '']) => ({
      id,
      view: /hand-off|交接/.test(kind)
        ? 'handoff'
        : /timeline|时间线/.test(kind)
          ? 'timeline'
          : /source|源码/.test(kind)
            ? 'source'
            : 'loop',
      at: Number(at),
      what,
      line: index + 1,
    })) satisfies readonly Reference[]
  })
}
