import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import siteStorage from '@generated/site-storage'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { KEPT_CHANGED, KeptEdits } from '../../edits/kept-edits'
import { browserStorage, keptPrefix } from '../../edits/kept-key'

export interface KeptList {
  /** Ids of the examples of this language of which an edit is kept. */
  readonly ids: ReadonlySet<string>
  /** Edits that are kept, in all languages. */
  readonly count: number
  /** Forget all of them; the result brings them back. */
  readonly clear: () => () => void
}

/** Which edits are kept in this browser. None before the page is hydrated. */
export function useKept(): KeptList {
  const { i18n } = useDocusaurusContext()
  const prefix = keptPrefix(siteStorage.namespace)
  const edits = useMemo(() => new KeptEdits(typeof window === 'undefined' ? null : browserStorage(), prefix), [prefix])
  const [keys, setKeys] = useState<readonly string[]>([])

  useEffect(() => {
    const look = () => setKeys(edits.keys())
    look()
    const ended = new AbortController()
    window.addEventListener('storage', look, { signal: ended.signal })
    window.addEventListener(KEPT_CHANGED, look, { signal: ended.signal })
    return () => ended.abort()
  }, [edits])

  const clear = useCallback(() => {
    const removed = edits.keys().map((key) => [key, edits.read(key).raw] as const)
    for (const [key, raw] of removed) edits.remove(key, raw)
    tellPlaygrounds()
    return () => {
      for (const [key, raw] of removed) if (edits.read(key).kind === 'none') edits.restore(key, raw)
      tellPlaygrounds()
    }
  }, [edits])

  const own = `${prefix}${i18n.currentLocale}.`
  const ids = keys.filter((key) => key.startsWith(own)).map((key) => key.slice(own.length))
  return { ids: new Set(ids), count: keys.length, clear }
}

/** As another tab would: a playground on the page has to know that its edit is kept no more. */
function tellPlaygrounds(): void {
  window.dispatchEvent(new StorageEvent('storage', { key: null }))
}
