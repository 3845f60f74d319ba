import { BEACON } from '../script'

/** A text that goes into a program. What stands at one place is put in order by what it opens or closes. */
export interface Change {
  readonly at: number
  /** Where the marked node ends or begins: what belongs together nests. */
  readonly other: number
  readonly text: string
  /** 0 closes, 1 opens: what ends at a place comes before what begins there. */
  readonly rank: 0 | 1
}

/** Stands before each bracket that an insertion closes, so that it can be told from the program's own when a function is shown. */
export const CLOSING = `/*${BEACON.left}*/`
