import { useSyncExternalStore } from 'react'

const slots = new Map<string, string>()
const listeners = new Set<() => void>()

/** Docusaurus' storage slot, kept in memory. `null` on the first render of a hydration, as there. */
export function useStorageSlot(key: string) {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => slots.get(key) ?? null,
    () => null,
  )
  const set = (next: string) => {
    slots.set(key, next)
    for (const listener of listeners) listener()
  }
  return [value, { set, get: () => value }] as const
}

/** Forget what was stored, between tests. */
export function clearStorage(): void {
  slots.clear()
}
