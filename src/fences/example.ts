/** What a group of adjacent fences says: one example of the site. Pure data, serialisable as JSON. */
export interface Example {
  /** Kebab-case ASCII, unique in the site, the same in both locales. Also the id of the playground's section. */
  readonly id: string
  readonly title: string | null
  readonly view: View
  /** Time of day at loop time 0, `HH:MM:SS`. */
  readonly start: string
  readonly speed: Speed
  readonly clock: 'virtual' | 'wall'
  /** A program that measures is not recorded, which takes time: of its run there are no views. */
  readonly record?: 'off'
  /** The id of the example whose run is shown beside this one. */
  readonly compare: string | null
  readonly expect: 'success' | 'error'
  /** What a reader is asked before they see the run; absent where nothing is. */
  readonly predict?: Prediction
  /** Highlighted lines, counted from 1, ascending. */
  readonly highlight: readonly number[]
  /** The TypeScript program, without a trailing newline. */
  readonly code: string
  readonly twin: Twin
  /** The lines that the TypeScript program prints, without a trailing newline. */
  readonly output: string
  /** The lines that the Python program prints, where they differ from `output`; otherwise null. */
  readonly outputTwin: string | null
}

export type View = (typeof VIEWS)[number]
export const VIEWS = ['output', 'handoff', 'timeline', 'loop', 'source'] as const

/** How many seconds of loop time pass in a second of the reader's; `instant` waits for nothing. */
export type Speed = (typeof SPEEDS)[number]
export const SPEEDS = ['1', '4', '10', 'instant'] as const

/** The same program in Python: checked on CPython in CI, recorded once on a native CPython, or absent for a reason. */
export type Twin =
  | { readonly kind: 'checked'; readonly code: string }
  | { readonly kind: 'recorded'; readonly version: string; readonly code: string }
  | { readonly kind: 'none'; readonly reason: string }

/** A question whose answer is in the run: what the line with that number is, or at which of these times it ends. */
export type Prediction =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'time'; readonly times: readonly number[] }
