/** Whose edit is kept: the programs of the two languages differ in comments and texts, so each has its own. */
export interface KeptOf {
  readonly locale: string
  readonly id: string
}

/**
 * The keys of kept edits in the browser's storage. This module is in every page, to see at once whether there is
 * anything to bring back; what reads and writes it comes with the editor.
 */
export function keptPrefix(namespace: string): string {
  return `playground.kept${namespace}.`
}

export function keptKey(namespace: string, { locale, id }: KeptOf): string {
  return `${keptPrefix(namespace)}${locale}.${id}`
}

/** The browser's storage; null where it is refused. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** Whether something is kept. It looks, and does not read. Never throws. */
export function hasKept(storage: Storage | null, key: string): boolean {
  try {
    return storage !== null && storage.getItem(key) !== null
  } catch {
    return false
  }
}
