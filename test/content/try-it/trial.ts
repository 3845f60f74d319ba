import type { Edit, Said } from './edits'

/** An edit that a chapter proposes in its section "Try it", and what the edited program prints. */
export type Trial = Edited & (Prints | Like)

interface Edited {
  readonly example: string
  readonly edits: readonly Edit[]
}

interface Prints {
  /** Each line behind its loop time, as `1.00 hello`. */
  readonly prints: Said
  /** What depends on the machine: the times of all lines, and the lines that this matches. */
  readonly onWallClock?: RegExp
}

/** It prints what the page's program does, or its Python twin, at whatever times. */
interface Like {
  readonly like: 'page' | 'twin'
}

/** One entry of the list on the page. */
export interface Item {
  readonly trials: readonly Trial[]
  /** The numbers of lines that the text names, where it does not name just those that are edited. */
  readonly lines?: readonly number[]
}

/** An entry with one edit. */
export function item(trial: Trial, lines?: readonly number[]): Item {
  return { trials: [trial], ...(lines === undefined ? {} : { lines }) }
}
