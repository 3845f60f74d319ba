import { useMemo } from 'react'
import type { PrintedCursor } from './cursor-context'
import type { Views } from './use-views'

/** The printed lines of the run that is looked at: where the cursor is among them, and how to go to one. */
export function usePrintedCursor({ run, live, selected, cursor, select, setCursor }: Views): PrintedCursor | null {
  return useMemo(() => {
    if (run === null || live === null) return null
    return {
      at: selected === 'output' ? null : cursor,
      events: run.events.flatMap((event) =>
        event.kind === 'print' ? Array.from({ length: event.text.split('\n').length }, () => event.i) : [],
      ),
      pick: (event) => {
        if (selected === 'output') select('timeline')
        setCursor(event)
      },
    }
  }, [run, live, selected, cursor, select, setCursor])
}
