import type { Program } from './language'
import { language } from './ops'

/** Programs that are a little smaller, the smallest first; all of them are programs. */
export function* smaller(program: Program): Generator<Program, void> {
  for (const bodies of smallerList(program.bodies)) if (bodies.length > 0) yield { ...program, bodies }
  if (program.eager) yield { ...program, eager: false }
  if (!program.forgiving) yield { ...program, forgiving: true }
  if (program.end !== 4) yield { ...program, end: 4 }
  if (program.drive !== 'run') yield { ...program, drive: 'run' }
}

type List = readonly unknown[]

/** Without some of its members, then with smaller ones. Of what holds others, those can stand in its place. */
function* smallerList<T>(list: readonly T[]): Generator<readonly T[], void> {
  for (let size = list.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start + size <= list.length; start += size) {
      yield [...list.slice(0, start), ...list.slice(start + size)]
    }
  }
  for (const [index, member] of list.entries()) {
    const before = list.slice(0, index)
    const after = list.slice(index + 1)
    if (isNode(member)) {
      for (const held of heldBy(member)) yield [...before, ...(held as T[]), ...after]
      for (const each of smallerNode(member)) yield [...before, each as T, ...after]
    } else {
      for (const each of smallerList(member as List)) yield [...before, each as T, ...after]
    }
  }
}

/** A step or an expression with smaller arguments. */
function* smallerNode([kind, ...args]: List): Generator<List, void> {
  for (const [index, arg] of args.entries()) {
    for (const each of smallerArgument(arg)) yield [kind, ...args.slice(0, index), each, ...args.slice(index + 1)]
  }
}

function* smallerArgument(arg: unknown): Generator<unknown, void> {
  if (isNode(arg)) {
    for (const held of heldBy(arg)) yield* held
    yield* smallerNode(arg)
  } else if (Array.isArray(arg)) {
    yield* smallerList(arg)
  } else if (typeof arg === 'number' && arg !== 0) {
    // Which of what there is; for delays and limits, 0 is a special case, but 1 is not.
    yield 0
    if (arg > 1) yield 1
    if (Number.isInteger(arg) && arg > 2) yield arg - 1
  } else if (arg === true) {
    yield false
  }
}

/** What can stand in its place, as lists: the steps that a step holds, or the expressions of an expression. */
function heldBy(node: List): List[] {
  const held: List[] = []
  for (const arg of node.slice(1)) {
    const list = isNode(arg) ? [arg] : Array.isArray(arg) ? (arg as List) : []
    if (list.length > 0 && list.every((each) => isNode(each) && isStep(each) === isStep(node))) held.push(list)
  }
  return held
}

function isStep([kind]: List): boolean {
  return String(kind) in language.steps
}

function isNode(value: unknown): value is List {
  return Array.isArray(value) && typeof value[0] === 'string'
}
