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

type Follower = (baseUrl: string, registration: ServiceWorkerRegistration) => void

const OFF = 'offline.off:'
const followers = new Set<Follower>()

export function canKeep(): boolean {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator && window.isSecureContext
}

/** Keeps a language, or brings what is kept up to date. */
export async function keepCopy({ baseUrl }: Copy): Promise<ServiceWorkerRegistration> {
  remember(baseUrl, false)
  const registration = await navigator.serviceWorker.register(`${baseUrl}sw.js`, {
    scope: baseUrl,
    updateViaCache: 'none',
  })
  for (const tell of followers) tell(baseUrl, registration)
  return registration
}

/** Removes what is kept of a language; it is not kept again until the reader asks for it. */
export async function removeCopy({ baseUrl }: Copy): Promise<void> {
  remember(baseUrl, true)
  await (await registrationOf(baseUrl))?.unregister()
  await caches.delete(`book:${baseUrl}`)
}

/**
 * Says what is kept of a language, and again whenever the page begins to fetch it and when that has come or failed, until
 * the returned function is called.
 */
export function followState({ baseUrl }: Copy, say: (state: CopyState) => void): () => void {
  let isOver = false
  const sayOf = async (registration: ServiceWorkerRegistration | undefined) => {
    const tell = (state: CopyState) => !isOver && say(state)
    if (registration === undefined) return tell('none')
    if (registration.active !== null) return tell('kept')
    tell('fetching')
    tell((await isSettled(registration)) ? 'kept' : 'none')
  }
  const follow: Follower = (begun, registration) => {
    if (begun === baseUrl) void sayOf(registration)
  }
  followers.add(follow)
  void registrationOf(baseUrl).then(sayOf)
  return () => {
    isOver = true
    followers.delete(follow)
  }
}

/**
 * Whether a first copy has come, once that is known. The registration is the one that `register` gave: until its worker
 * is installed, a look for it may find the one of the language above it.
 */
export async function isSettled(registration: ServiceWorkerRegistration): Promise<boolean> {
  const coming = registration.installing ?? registration.waiting
  if (registration.active === null && coming !== null) {
    await new Promise<void>((resolve) => {
      coming.addEventListener('statechange', () => {
        if (coming.state === 'activated' || coming.state === 'redundant') resolve()
      })
    })
  }
  return registration.active !== null
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
