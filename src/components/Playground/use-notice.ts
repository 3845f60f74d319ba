import { type ReactNode, useCallback, useEffect, useState } from 'react'

const SHOWN_MS = 4000

export interface Notices {
  readonly notice: ReactNode
  /** Shown for a moment; null takes away what is shown. */
  say(notice: ReactNode): void
  /** Shown for as long as the program is this one: nobody can be hurried to take something back. */
  offer(notice: ReactNode, program: string): void
}

/** A word in the status line on what was done; the program is now `code`. */
export function useNotice(code: string): Notices {
  const [shown, setShown] = useState<{ notice: ReactNode; program: string | null } | null>(null)
  useEffect(() => {
    if (!shown) return
    if (shown.program !== null) {
      if (shown.program !== code) setShown(null)
      return
    }
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown, code])
  const say = useCallback((notice: ReactNode) => setShown(notice === null ? null : { notice, program: null }), [])
  const offer = useCallback((notice: ReactNode, program: string) => setShown({ notice, program }), [])
  return { notice: shown?.notice ?? null, say, offer }
}
