// Which chapters were read to their end: slugs, in this browser only, the same for both languages.
const KEY = 'read'

export function readChapters(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((slug) => typeof slug === 'string' && /^[a-z0-9-]+$/.test(slug)) : []
  } catch {
    return []
  }
}

export function markRead(slug: string): void {
  store([...new Set([...readChapters(), slug])])
}

export function forgetRead(): void {
  store([])
}

function store(slugs: readonly string[]): void {
  try {
    if (slugs.length === 0) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(slugs))
  } catch {
    // A browser that keeps nothing marks nothing.
  }
}
