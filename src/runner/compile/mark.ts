import { type Program, parse } from 'acorn'
import { BEACON, STEP } from '../script'
import type { Position } from '../session'
import { beaconChanges } from './beacons'
import type { Change } from './changes'
import type { Insertion } from './positions'
import { stepChanges } from './steps'

/** A program with what was put into it, and where it differs from the one without. */
export interface Marked {
  readonly code: string
  /** By line, then by column. */
  readonly insertions: readonly Insertion[]
  /** Whether it tells of its generators and lines. */
  readonly steps: boolean
}

/** A program with more changes than this goes without: nobody wrote it by hand. */
const MOST_BEACONS = 10_000
const MOST_STEPS = 20_000

/**
 * Puts beacons and steps into a program, on the same lines; nothing else of it changes. `program` is what `code` was
 * parsed to, `locate` finds a place of it in the reader's `source`.
 *
 * A program that uses the names by which they are called is left as it is, one with too many places goes without steps, and
 * perhaps without beacons too.
 */
export function mark(
  code: string,
  program: Program,
  source: string,
  locate: (compiled: Position) => Position,
  steps = true,
): Marked {
  const names = [...Object.values(BEACON), ...Object.values(STEP)]
  if (names.some((name) => code.includes(name))) return { code, insertions: [], steps: false }
  const lines = linesOf(code)
  const beacons = beaconChanges(program, (at) => lines.position(at).line)
  if (beacons.length > MOST_BEACONS) return { code, insertions: [], steps: false }
  const whole = steps
    ? withSteps(code, beacons, lines, () => stepChanges(program, source, (at) => locate(lines.position(at))))
    : null
  return whole ?? { ...apply(code, beacons, lines), steps: false }
}

/** Null if there are too many, if they cannot be found, or if it would not be a program any more. */
function withSteps(code: string, beacons: readonly Change[], lines: Lines, find: () => Change[]): Marked | null {
  try {
    const steps = find()
    if (steps.length > MOST_STEPS) return null
    const marked = apply(code, [...beacons, ...steps], lines)
    parse(marked.code, { ecmaVersion: 2024, sourceType: 'module' })
    return { ...marked, steps: true }
  } catch {
    return null
  }
}

interface Lines {
  position(at: number): Position
}

function linesOf(code: string): Lines {
  const starts = [0]
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1)
  return {
    position: (at) => {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] as number) <= at) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: at - (starts[low] as number) + 1 }
    },
  }
}

/** Of changes at one place, what is outside opens first and closes last; of those for one node the first in the list. */
function apply(code: string, changes: readonly Change[], lines: Lines): Omit<Marked, 'steps'> {
  const sorted = changes
    .map((change, index) => ({ ...change, order: change.rank === 1 ? index : -index }))
    .sort((a, b) => a.at - b.at || a.rank - b.rank || b.other - a.other || a.order - b.order)
  const parts: string[] = []
  let end = 0
  const insertions: Insertion[] = []
  for (const { at, text } of sorted) {
    parts.push(code.slice(end, at), text)
    end = at
    insertions.push({ ...lines.position(at), length: text.length })
  }
  return { code: parts.join('') + code.slice(end), insertions }
}
