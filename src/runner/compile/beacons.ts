import type { AnyNode, Program } from 'acorn'
import { BEACON } from '../script'
import { type Change, CLOSING } from './changes'

/**
 * A beacon for the start of each loop's and each function's body, on the same line: it counts down, and now and then looks
 * at the clock, so that a program that does not give way tells on which line it is. Operands of `throw` are noted, since
 * only errors know where they come from.
 *
 * `program` was parsed with `preserveParens`.
 */
export function beaconChanges(program: Program, lineOf: (at: number) => number): Change[] {
  const changes: Change[] = []
  const open = (at: number, node: AnyNode, text: string) => changes.push({ at, other: node.end, text, rank: 1 })
  const close = (node: AnyNode, text: string) => changes.push({ at: node.end, other: node.start, text, rank: 0 })
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
  return changes
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
