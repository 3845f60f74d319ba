import { startTransition, useEffect, useRef, useState } from 'react'

interface Trace {
  readonly events: readonly unknown[]
}

/** More events than that are not drawn anew with each that comes, but so often. */
const LONG = 300
const EVERY_MS = 250

/** The trace to draw of a run that may still be under way: a long one grows in jumps, so that drawing it leaves time to read. */
export function useCalm<T extends Trace>(trace: T, growing: boolean): T {
  const [, draw] = useState(0)
  const latest = useRef(trace)
  const drawn = useRef(trace)
  const calm = growing && trace.events.length > LONG
  latest.current = trace
  if (!calm) drawn.current = trace
  useEffect(() => {
    if (!calm) return
    const timer = setInterval(() => {
      if (drawn.current === latest.current) return
      drawn.current = latest.current
      startTransition(() => draw((count) => count + 1))
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [calm])
  return drawn.current
}
