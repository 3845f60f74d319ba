import { type ReactNode, useCallback, useEffect, useState } from 'react'

const SHOWN_MS = 4000

/** A passing word in the status line: it goes by itself. */
export function useNotice(): readonly [ReactNode, (notice: ReactNode) => void] {
  const [notice, setNotice] = useState<{ content: ReactNode } | null>(null)
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  const say = useCallback((content: ReactNode) => setNotice(content === null ? null : { content }), [])
  return [notice?.content ?? null, say]
}
