import type fc from 'fast-check'

/**
 * A little language whose programs run on CPython and on asyncio-ts: how to make random programs, and an interpreter in
 * each language. The kinds there are stand in `test/content/random/kinds.ts`.
 */
export interface Kind<Program = unknown> {
  readonly name: string
  /** Random programs, as plain JSON. */
  readonly arbitrary: fc.Arbitrary<Program>
  /** Runs a program on asyncio-ts; returns what it logs. */
  ours(program: Program): readonly string[] | Promise<readonly string[]>
  /** The same on a loop that hops on JavaScript's own, as in a page, where there is such a thing. */
  oursHopping?(program: Program): Promise<readonly string[]>
  /** Python source that defines `entry`. */
  readonly interpreter: string
  /** The Python function that takes a program as JSON and prints what it logs. It finds a fresh module each time. */
  readonly entry: string
}

/** What a program logs, as one text; each line ends in a newline. */
export type Log = string

/** A program and what it logged in both places. */
export interface Outcome {
  readonly program: unknown
  readonly cpython: Log
  readonly ours: Log
}
