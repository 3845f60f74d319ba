import { useSyncExternalStore } from 'react'

let current = { hash: '' }
const listeners = new Set<() => void>()

/** The router's location, as far as our components read it: its hash. Each `goTo` is a new one. */
export function useLocation(): { hash: string } {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
    () => current,
  )
}

/** Go to a hash of the same page, as a click or the address bar does. */
export function goTo(hash: string): void {
  window.history.pushState(null, '', hash || window.location.pathname)
  current = { hash }
  for (const listener of listeners) listener()
}

/** The router's history: as much of it as our components use. */
export function useHistory() {
  return { replace: ({ hash }: { hash: string }) => goTo(hash) }
}
