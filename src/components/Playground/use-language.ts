import { useStorageSlot } from '@docusaurus/theme-common'

export type Language = 'typescript' | 'python'

/**
 * The language that the reader last chose, over the whole site. The first render is always TypeScript, as on the
 * server; both languages take the same room, so that changing over shifts nothing.
 */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  const [stored, slot] = useStorageSlot('playground.language')
  return [stored === 'python' ? 'python' : 'typescript', slot.set]
}
