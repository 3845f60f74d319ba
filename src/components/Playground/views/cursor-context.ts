import { createContext } from 'react'

/** What links printed lines and the cursor of the views. */
export interface PrintedCursor {
  /** The cursor is before this event; null: at the end, and everything has been printed. */
  readonly at: number | null
  /** The event of each line of the output. */
  readonly events: readonly number[]
  /** Goes to the event of a printed line. */
  pick(event: number): void
}

/** Null: there is no run to go to. */
export const CursorContext = createContext<PrintedCursor | null>(null)
