import type { AnyNode, Program } from 'acorn'
import { BEACON } from '../script'
import type { Insertion } from './positions'

/** A program with its beacons, and where it differs from the one without. */
export interface Marked {
  readonly code: string
  /** By line, then by column. */
  readonly insertions: readonly Insertion[]
}

/** Stands before each bracket that an insertion closes, so that it can be told from the program's own when a function is shown. */
const CLOSING = `/*${BEACON.left}*/`

/** A program with more loops and functions than this goes without: nobody wrote it by hand. */
const MOST = 10_000

interface Change {
  readonly at: number
  /** Where the marked node ends or begins: what belongs together nests. */
  readonly other: number
  readonly text: string
}

/**
 * Puts a beacon at the start of each loop's and each function's body, on the same line: it counts down, and now and
 * then looks at the clock, so that a program that does not give way tells on which line it is. Operands of `throw`
 * are noted, since only errors know where they come from. Nothing else of the program changes.
 *
 * `program` is what `code` was parsed to, with `preserveParens`. A program that uses the beacons' own names, or has too
 * many places, is left as it is.
 */
export function addBeacons(code: string, program: Program): Marked {
  const plain: Marked = { code, insertions: [] }
  if (code.includes(BEACON.left) || code.includes(BEACON.look) || code.includes(BEACON.thrown)) return plain
  const lineStarts = [0]
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  const changes = changesOf(program, (at) => lineIndexOf(lineStarts, at) + 1)
  if (changes.length > MOST) return plain

  let marked = ''
  let end = 0
  const insertions: Insertion[] = []
  for (const { at, text } of changes) {
    marked += code.slice(end, at) + text
    end = at
    const line = lineIndexOf(lineStarts, at)
    insertions.push({ line: line + 1, column: at - (lineStarts[line] as number) + 1, length: text.length })
  }
  return { code: marked + code.slice(end), insertions }
}

/** In the order in which they stand: at one place what ends comes before what begins, inner ends and outer starts first. */
function changesOf(program: Program, lineOf: (at: number) => number): Change[] {
  const opening: Change[] = []
  const closing: Change[] = []
  const open = (at: number, node: AnyNode, text: string) => opening.push({ at, other: node.end, text })
  const close = (node: AnyNode, text: string) => closing.push({ at: node.end, other: node.start, text })
  const beacon = (at: number) => `--${BEACON.left}<0&&(${BEACON.left}=${BEACON.look}(${lineOf(at)}))`

  for (const node of nodesOf(program)) {
    switch (node.type) {
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        // The loop's own line, which is where readers look for it.
        if (node.body.type === 'BlockStatement') open(node.body.start + 1, node.body, `${beacon(node.start)};`)
        else {
          open(node.body.start, node.body, `{;${beacon(node.start)};`)
          close(node.body, `${CLOSING}}`)
        }
        break
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        open(node.body.start + 1, node.body, `${beacon(node.body.start)};`)
        break
      case 'ArrowFunctionExpression':
        if (node.body.type === 'BlockStatement') open(node.body.start + 1, node.body, `${beacon(node.body.start)};`)
        else {
          open(node.body.start, node.body, `(${beacon(node.body.start)},`)
          close(node.body, `${CLOSING})`)
        }
        break
      case 'ThrowStatement':
        open(node.argument.start, node.argument, `${BEACON.thrown}(`)
        close(node.argument, `${CLOSING})`)
        break
    }
  }
  const ends = closing.map((change) => ({ ...change, rank: 0 }))
  const starts = opening.map((change) => ({ ...change, rank: 1 }))
  return [...ends, ...starts].sort((a, b) => a.at - b.at || a.rank - b.rank || b.other - a.other)
}

/** The index of the line that holds offset `at`. */
function lineIndexOf(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** All nodes below `root`, by a stack of its own: a program nested a thousand deep must not overflow ours. */
export function* nodesOf(root: AnyNode): Generator<AnyNode> {
  const todo: unknown[] = [root]
  while (todo.length > 0) {
    const value = todo.pop()
    if (Array.isArray(value)) for (const item of value) todo.push(item)
    else if (typeof value === 'object' && value !== null && 'type' in value) {
      yield value as AnyNode
      for (const part of Object.values(value)) todo.push(part)
    }
  }
}
