import type { View } from '../../src/fences/example'
import { type StaticPicture, staticPicture, type TitledRun } from '../../src/views/recorded'
import { english } from '../../src/views/words-en'
import { chinese } from '../../src/views/words-zh'

/** The picture that a fence's `view` names, in a language; null: none, or there is nothing to see. */
export function draw(
  view: View,
  run: TitledRun,
  beside: TitledRun | null,
  locale: 'en' | 'zh-Hans',
): StaticPicture | null {
  if (view === 'output') return null
  return staticPicture(view, run, beside, locale === 'zh-Hans' ? chinese : english)
}

/** How much room it takes, in pixels: the more of both languages. 0: there is none. */
export function heightOf(view: View, run: TitledRun, beside: TitledRun | null): number {
  return Math.max(...(['en', 'zh-Hans'] as const).map((locale) => draw(view, run, beside, locale)?.height ?? 0))
}
