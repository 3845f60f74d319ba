import { useStorageSlot } from '@docusaurus/theme-common'

/** Whether the reader wants no output read aloud, over the whole site: who does not, wants it nowhere. */
export function useSilence(): readonly [boolean, (silent: boolean) => void] {
  const [stored, slot] = useStorageSlot('playground.silence')
  return [stored === 'true', (silent) => slot.set(`${silent}`)]
}
