/** A language that can be kept for reading without a network: its root, where its worker and its files are. */
export interface Copy {
  readonly baseUrl: string
}

export type CopyState = 'none' | 'fetching' | 'kept'

/** What the build wrote beside the worker: how much a copy is. */
export interface CopySize {
  readonly files: number
  /** Over the wire, compressed. */
  readonly bytes: number
}

const OFF = 'offline.off:'

export function canKeep(): boolean {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator && window.isSecureContext
}

/** Keeps a language, or brings what is kept up to date. */
export async function keepCopy({ baseUrl }: Copy): Promise<ServiceWorkerRegistration> {
  remember(baseUrl, false)
  return navigator.serviceWorker.register(`${baseUrl}sw.js`, { scope: baseUrl, updateViaCache: 'none' })
}

/** Removes what is kept of a language; it is not kept again until the reader asks for it. */
export async function removeCopy({ baseUrl }: Copy): Promise<void> {
  remember(baseUrl, true)
  await (await registrationOf(baseUrl))?.unregister()
  await caches.delete(`book:${baseUrl}`)
}

export async function stateOf({ baseUrl }: Copy): Promise<CopyState> {
  const registration = await registrationOf(baseUrl)
  if (registration === undefined) return 'none'
  return registration.active === null ? 'fetching' : 'kept'
}

/**
 * Whether a language is kept without being asked for. Not for somebody who removed it, nor for a reader whose
 * connection is to be spared; either may still ask for it.
 */
export async function keepsUnasked({ baseUrl }: Copy): Promise<boolean> {
  if (!canKeep() || isOff(baseUrl)) return false
  if ((await registrationOf(baseUrl)) !== undefined) return true
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } }
  return connection?.saveData !== true && !/2g$/.test(connection?.effectiveType ?? '')
}

/** Exactly this language's: below the root of the English book, another's pages would find the English one. */
async function registrationOf(baseUrl: string): Promise<ServiceWorkerRegistration | undefined> {
  const registration = await navigator.serviceWorker.getRegistration(baseUrl)
  return registration && new URL(registration.scope).pathname === baseUrl ? registration : undefined
}

function isOff(baseUrl: string): boolean {
  try {
    return localStorage.getItem(OFF + baseUrl) !== null
  } catch {
    return false
  }
}

function remember(baseUrl: string, off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF + baseUrl, '1')
    else localStorage.removeItem(OFF + baseUrl)
  } catch {
    // Without storage nothing is kept, either.
  }
}
