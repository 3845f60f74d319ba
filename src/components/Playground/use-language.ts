import { useStorageSlot } from '@docusaurus/theme-common'

export type Language = 'typescript' | 'python'

/**
 * The language that the reader last chose, over the whole site. The first render is always TypeScript, as on the
 * server; until the page is hydrated CSS shows the remembered one (plugins/code-language), so that nothing shifts.
 */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  const [stored, slot] = useStorageSlot('playground.language')
  return [stored === 'python' ? 'python' : 'typescript', slot.set]
}
