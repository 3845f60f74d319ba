/**
 * Where a program tells of itself while it is recorded: at each statement of its main part and of its generators, at each
 * `yield`, and where a generator is made. All of it stands on the line where it was found; what it calls is
 * `worker/steps.ts`.
 *
 * Over 300 lines, since each kind of statement needs a few and they call each other.
 *
 * Functions that are no generators are left alone: they run to their end within the statement that calls them, which is
 * the place of whatever happens in them.
 */
import type {
  AnyNode,
  FunctionDeclaration,
  Identifier,
  Pattern,
  PrivateIdentifier,
  Program,
  VariableDeclarator,
} from 'acorn'
import { STEP } from '../script'
import type { Position } from '../session'
import { nodesOf } from './beacons'
import { type Change, CLOSING } from './changes'

/** The function whose body is looked at: 0 is the main part, null one that is left alone. */
type Owner = number | null

interface Loop {
  readonly head: AnyNode
  readonly label: string | null
}

interface Context {
  readonly owner: Owner
  /** Variables of the owner that surely have a value here. */
  readonly names: readonly string[]
  /** The loops around, the innermost first. */
  readonly loops: readonly Loop[]
  readonly label: string | null
  /** The statement around that has told of itself. */
  readonly step: AnyNode | null
}

const NOWHERE: Context = { owner: null, names: [], loops: [], label: null, step: null }

/** Variables that a statement tells of, the innermost first. */
const MOST_NAMES = 20

/** In no order. `placeOf` is asked where in the reader's source something stands. */
export function stepChanges(program: Program, source: string, placeOf: (at: number) => Position): Change[] {
  const changes: Change[] = []
  const todo: { readonly node: unknown; readonly context: Context }[] = []
  /** Generator functions that stand where they can be wrapped, each with the name that it gets from there. */
  const wrappable = new Map<AnyNode, string>()
  const methodNames = new Map<AnyNode, string>()
  /** What a trace calls generators whose function has no name, as in `const counter = generator(function* () {…})`. */
  const labels = new Map<AnyNode, string>()
  /** Of declared generators. */
  const ids = new Map<AnyNode, number>()
  let lastId = 0

  const visit = (node: unknown, context: Context) => todo.push({ node, context })
  const open = (at: number, node: AnyNode, text: string) => changes.push({ at, other: node.end, text, rank: 1 })
  const close = (at: number, node: AnyNode, text: string) => changes.push({ at, other: node.start, text, rank: 0 })
  const place = ({ start }: { start: number }): string => {
    const { line, column } = placeOf(start)
    return `${line},${column}`
  }
  const { on } = STEP
  const line = (node: AnyNode, { owner, names }: Context) =>
    `${on}&&(${on}=${STEP.line}(${owner},${place(node)},{${names.join(',')}}));`
  const at = (node: AnyNode, owner: Owner) => `${on}&&(${on}=${STEP.at}(${owner},${place(node)}))`

  const sourceLines = source.split('\n')
  /** Whether the function says so, in the type of what it gives; the compiled program has no types any more. */
  const isCoroutine = ({ body }: { body: AnyNode }): boolean => {
    if (body.type !== 'BlockStatement') return false
    const { line } = placeOf(body.start)
    const text = sourceLines[line - 1] ?? ''
    const [first] = body.body
    const next = first && placeOf(first.start)
    // What is found surely on the line is its first statement, or else its end: braces look all alike.
    return COROUTINE.test(next?.line === line ? text.slice(0, next.column - 1) : text.replace(/\/\/.*$/, '').trimEnd())
  }

  /** Declarations of generators are there from the start of their block on, and so is what wraps them. */
  function wrapDeclared(statements: readonly AnyNode[], start: number, block: AnyNode): void {
    const last = new Map<string, FunctionDeclaration>()
    for (const statement of statements) {
      if (statement.type === 'FunctionDeclaration' && statement.id !== null) {
        last.set(statement.id.name, statement as FunctionDeclaration)
      }
    }
    let text = ''
    for (const [name, declaration] of last) {
      if (!declaration.generator || declaration.async) continue
      lastId++
      ids.set(declaration, lastId)
      text += `${name}=${STEP.make}(${lastId},${isCoroutine(declaration) ? 2 : 0},${JSON.stringify(name)},${name});`
    }
    if (text !== '') open(start, block, text)
  }

  /** `scope`: all statements whose declarations hide what is around them from its start on. */
  function visitList(statements: readonly AnyNode[], context: Context, scope = statements): void {
    const hiding = new Set(scope.flatMap(hiddenBy))
    let names: readonly string[] = context.names.filter((name) => !hiding.has(name))
    for (const statement of statements) {
      const step = isStep(statement) ? statement : context.step
      const here = { ...context, names, label: null, step }
      if (context.owner !== null && isStep(statement)) open(statement.start, statement, line(statement, here))
      visit(statement, here)
      names = withNames(names, declaredBy(statement))
    }
  }

  /** What stands where a block could: with braces of its own, so that it can tell of itself. */
  function visitBody(body: AnyNode, context: Context, braced = false): void {
    if (context.owner === null || body.type === 'BlockStatement' || body.type === 'EmptyStatement') {
      visit(body, { ...context, label: null })
      return
    }
    open(body.start, body, `${braced ? '' : '{;'}${line(body, context)}`)
    if (!braced) close(body.end, body, `${CLOSING}}`)
    visit(body, { ...context, label: null, step: body })
  }

  function visitFunction(node: AnyNode): void {
    if (
      node.type !== 'FunctionDeclaration' &&
      node.type !== 'FunctionExpression' &&
      node.type !== 'ArrowFunctionExpression'
    ) {
      return
    }
    for (const param of node.params) visit(param, NOWHERE)
    if (!node.generator || node.async) {
      visit(node.body, NOWHERE)
      return
    }
    const known = ids.get(node)
    const owner = known ?? ++lastId
    const name = node.type === 'FunctionExpression' ? wrappable.get(node) : undefined
    if (name !== undefined) {
      const label = name || node.id?.name || labels.get(node) || 'generator'
      const flags = (name === '' ? 0 : 1) + (isCoroutine(node) ? 2 : 0)
      open(node.start, node, `${STEP.make}(${owner},${flags},${JSON.stringify(label)},`)
      close(node.end, node, `${CLOSING})`)
    } else if (known === undefined) {
      const own = node.id?.name ?? methodNames.get(node) ?? ''
      open(node.body.start + 1, node.body, `${STEP.enter}(${owner},${JSON.stringify(own)});`)
    }
    // A variable of its own is as good as free in a tight loop.
    open(node.body.start + 1, node.body, `let ${on}=true;`)
    const names = withNames([], node.params.flatMap(namesIn))
    visit(node.body, { ...NOWHERE, owner, names })
  }

  /** A function without a name of its own is named after where it stands; wrapped, it would not be. */
  function noteName(value: AnyNode | null | undefined, name: string | null): void {
    let node = value
    while (node?.type === 'ParenthesizedExpression') node = node.expression
    if (node?.type !== 'FunctionExpression') return
    if (node.id) wrappable.set(node, '')
    else if (name === null) wrappable.delete(node)
    else wrappable.set(node, name)
  }

  /** A loop that only computes is one step, and as fast as it would be: nothing can happen in it that a trace tells of. */
  function visitLoop(node: AnyNode, around: Context): void {
    const context = around.owner === null || calls(node) ? around : { ...around, owner: null }
    if (
      node.type !== 'ForStatement' &&
      node.type !== 'ForInStatement' &&
      node.type !== 'ForOfStatement' &&
      node.type !== 'WhileStatement' &&
      node.type !== 'DoWhileStatement'
    ) {
      return
    }
    const { owner } = context
    const inner = { ...context, label: null, loops: [{ head: node, label: context.label }, ...context.loops] }
    const again = (part: AnyNode | null | undefined) => {
      if (!part || owner === null || !calls(part)) return
      open(part.start, part, `(${at(node, owner)},`)
      close(part.end, part, `${CLOSING})`)
    }
    if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') {
      visit(node.left, context)
      visit(node.right, context)
      const waits = node.type === 'ForOfStatement' && node.await
      if (owner !== null) {
        const back = `;${waits ? `${STEP.off}()` : at(node, owner)};`
        if (node.body.type === 'BlockStatement') close(node.body.end - 1, node.body, back)
        else close(node.body.end, node.body, back)
        if (waits) {
          open(node.right.start, node.right, `${STEP.off}(`)
          close(node.right.end, node.right, `${CLOSING})`)
        }
      }
      const names = withNames(context.names, declaredBy(node.left))
      visitBody(node.body, { ...inner, names }, true)
      return
    }
    again(node.test)
    visit(node.test, context)
    if (node.type === 'ForStatement') {
      const names = withNames(context.names, node.init ? declaredBy(node.init) : [])
      again(node.update)
      visit(node.init, context)
      visit(node.update, context)
      visitBody(node.body, { ...inner, names }, true)
    } else visitBody(node.body, inner, true)
  }

  const start: Context = { ...NOWHERE, owner: 0 }
  wrapDeclared(program.body, 0, program)
  visitList(program.body, start)

  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node, context } = next
    if (Array.isArray(node)) for (const item of node) visit(item, context)
    if (!isNode(node)) continue
    const { owner } = context
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        visitFunction(node)
        continue
      case 'BlockStatement':
        wrapDeclared(node.body, node.start + 1, node)
        visitList(node.body, context)
        continue
      case 'StaticBlock':
      case 'PropertyDefinition': {
        if (node.type === 'StaticBlock') {
          for (const statement of node.body) visit(statement, NOWHERE)
          continue
        }
        if (node.value) noteName(node.value, node.key.type === 'Identifier' && !node.computed ? node.key.name : null)
        if (node.computed) visit(node.key, context)
        visit(node.value, NOWHERE)
        continue
      }
      case 'IfStatement':
        visit(node.test, context)
        visitBody(node.consequent, context)
        if (node.alternate) visitBody(node.alternate, context)
        continue
      case 'LabeledStatement':
        visit(node.body, { ...context, label: node.label.name })
        continue
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        visitLoop(node, context)
        continue
      case 'ContinueStatement': {
        const { label } = node
        const target = context.loops.find((loop) => !label || loop.label === label.name)?.head
        if (owner === null || (target?.type !== 'ForOfStatement' && target?.type !== 'ForInStatement')) continue
        const waits = target.type === 'ForOfStatement' && target.await
        open(node.start, node, `{;${waits ? `${STEP.off}()` : at(target, owner)};`)
        close(node.end, node, `${CLOSING}}`)
        continue
      }
      case 'SwitchStatement': {
        visit(node.discriminant, context)
        const scope = node.cases.flatMap((each) => each.consequent)
        for (const { test, consequent } of node.cases) {
          visit(test, context)
          visitList(consequent, context, scope)
        }
        continue
      }
      case 'CatchClause':
        visit(node.param, context)
        visit(node.body, { ...context, names: withNames(context.names, node.param ? namesIn(node.param) : []) })
        continue
      case 'YieldExpression':
        if (owner !== null) {
          const text = `${STEP.wait}(${owner},${place(node)},${node.delegate ? 1 : 0}`
          if (node.argument) {
            open(node.argument.start, node.argument, `${text},`)
            close(node.argument.end, node.argument, `${CLOSING})`)
          } else close(node.end, node, ` ${text})`)
        }
        break
      case 'AwaitExpression':
        if (owner === 0) {
          open(node.argument.start, node.argument, `${STEP.off}(`)
          close(node.argument.end, node.argument, `${CLOSING})`)
          if (context.step !== null) {
            open(node.start, node, `${STEP.back}(${place(context.step)},`)
            close(node.end, node, `${CLOSING})`)
          }
        }
        break
      case 'VariableDeclarator':
        noteName(node.init, node.id.type === 'Identifier' ? node.id.name : null)
        if (node.id.type === 'Identifier' && node.init?.type === 'CallExpression') {
          // Called as `module.generator.call(void 0, function* …)`.
          for (const argument of node.init.arguments) labels.set(argument, node.id.name)
        }
        break
      case 'AssignmentExpression':
        if (['=', '||=', '&&=', '??='].includes(node.operator)) {
          noteName(node.right, node.left.type === 'Identifier' ? node.left.name : '')
        }
        break
      case 'AssignmentPattern':
        noteName(node.right, node.left.type === 'Identifier' ? node.left.name : '')
        break
      case 'Property':
      case 'MethodDefinition': {
        const named = node.key.type === 'PrivateIdentifier' || (node.key.type === 'Identifier' && !node.computed)
        const name = named ? (node.key as Identifier | PrivateIdentifier).name : null
        if (node.type === 'MethodDefinition' || node.method || node.kind !== 'init') {
          methodNames.set(node.value as AnyNode, name ?? '')
        } else noteName(node.value as AnyNode, name === '__proto__' ? null : name)
        if (node.computed) visit(node.key, context)
        visit(node.value, context)
        continue
      }
      case 'CallExpression':
      case 'NewExpression':
        for (const argument of node.arguments) noteName(argument, '')
        break
      case 'ReturnStatement':
        noteName(node.argument, '')
        break
      case 'ArrayExpression':
        for (const element of node.elements) noteName(element, '')
        break
    }
    for (const part of Object.values(node)) if (typeof part === 'object') visit(part, context)
  }
  return changes
}

/** Whether anything can happen in it that a trace tells of. */
function calls(part: AnyNode): boolean {
  for (const { type } of nodesOf(part)) if (CALLING.has(type)) return true
  return false
}

/** What calls something, or may resume a generator. */
const CALLING: ReadonlySet<string> = new Set([
  ...['CallExpression', 'NewExpression', 'TaggedTemplateExpression', 'ImportExpression'],
  ...['YieldExpression', 'AwaitExpression', 'ForOfStatement', 'SpreadElement', 'ArrayPattern'],
])

/** A function's head, up to its body. */
const COROUTINE = /:\s*(?:\w+\s*\.\s*)?Coroutine\s*(?:<.*>)?\s*\{\s*\}?\s*$/

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Declarations are there before anything is executed, and what the compiler has added is not the reader's. */
function isStep(statement: AnyNode): boolean {
  switch (statement.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'EmptyStatement':
    case 'BlockStatement':
    case 'TryStatement':
      return false
    case 'ExpressionStatement':
      return statement.directive === undefined && !isAdded(statement.expression)
    case 'VariableDeclaration':
      return !statement.declarations.every(isImport)
    default:
      return true
  }
}

/** `exports.x = x` and `Object.defineProperty(exports, …)`. */
function isAdded(expression: AnyNode): boolean {
  if (expression.type === 'AssignmentExpression') {
    const { left } = expression
    return left.type === 'MemberExpression' && left.object.type === 'Identifier' && left.object.name === 'exports'
  }
  if (expression.type !== 'CallExpression') return false
  const [first] = expression.arguments
  return first?.type === 'Identifier' && first.name === 'exports'
}

/** What has become of an import: `var _x = require('x')`, and what makes a namespace of it. */
function isImport({ init }: VariableDeclarator): boolean {
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return false
  return init.callee.name === 'require' || init.callee.name.startsWith('_interopRequire')
}

function withNames(names: readonly string[], more: readonly string[]): readonly string[] {
  const fresh = more.filter((name) => name !== '__proto__')
  return [...fresh, ...names.filter((name) => !fresh.includes(name))].slice(0, MOST_NAMES)
}

/** The variables that have a value once the statement is executed. */
function declaredBy(statement: AnyNode): string[] {
  if (statement.type !== 'VariableDeclaration') return []
  return statement.declarations.flatMap((declaration) => (isImport(declaration) ? [] : namesIn(declaration.id)))
}

/** The names that mean something else in a whole block because of a statement in it. */
function hiddenBy(statement: AnyNode): string[] {
  if (statement.type === 'ClassDeclaration' || statement.type === 'FunctionDeclaration') {
    return statement.id ? [statement.id.name] : []
  }
  return declaredBy(statement)
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'RestElement':
      return namesIn(pattern.argument)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      )
    default:
      return []
  }
}
