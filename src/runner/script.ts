import type { PartCode } from './parts'

/** The texts around a compiled program in a run worker's script. */
export interface Wrapper {
  readonly before: string
  readonly after: string
}

/**
 * The names by which a program's beacons (`compile/beacons.ts`) know what the wrapper provides: hits left until the
 * next look at the clock, the look, and what notes where a value was thrown.
 */
export const BEACON = { left: '__left__', look: '__look__', thrown: '__thrown__' } as const

/**
 * By which a recorded program tells what it does (`compile/steps.ts`, `worker/steps.ts`): whether it still shall, a line that
 * is about to be executed, the place where execution is, a value that a generator waits with, a function that makes
 * generators, the start of a generator, and that execution leaves the main part, or is
 * back.
 */
export const STEP = {
  on: '__steps__',
  line: '__step__',
  at: '__here__',
  wait: '__waits__',
  make: '__makes__',
  enter: '__starts__',
  off: '__leaves__',
  back: '__backs__',
} as const

/** The name of the function that holds the program, as it appears in stacks. */
export const MAIN = '__program__'

/**
 * A worker's script: the bundled prelude, called with the program. The program stands on lines of its own and outside
 * of the prelude, whose variables it cannot see. All of it is strict, so that nobody can ask a function who called it.
 */
export function wrapperOf(prelude: string): Wrapper {
  const { look, thrown, left } = BEACON
  const { on, line, at, wait, make, enter, off, back } = STEP
  return {
    before:
      `'use strict';\n(() => {\n${prelude}\nreturn bundle.default\n})()(function (require, exports, ${look}, ${thrown}, ` +
      `${[line, at, wait, make, enter, off, back].join(', ')}) { let ${left} = 0; return async function ${MAIN}() { let ${on} = true;\n`,
    after: ')\n',
  }
}

/**
 * What follows the compiled program, before the text after it: the end of its function, and the code of the parts that it
 * imports, each as a function that the prelude gives the core of `asyncio-ts`.
 */
export function endOf(parts: PartCode): string {
  const made = Object.entries(parts).map(
    ([specifier, code]) => `${JSON.stringify(specifier)}: (__core__) => {\n${code}\nreturn bundle\n}`,
  )
  return `\n} }, {${made.join(',\n')}}`
}

/** How many lines of the script stand before the program's first. */
export function linesBefore(wrapper: Wrapper): number {
  return wrapper.before.split('\n').length - 1
}
