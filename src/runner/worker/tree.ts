import { limits } from '../limits'
import type { ValueKind, WireValue } from '../protocol'
import { errorMessage, errorName, isError } from './error-text'
import { className, type Describe, functionLabel, isIndex, keyText, quote, scalarText, tagOf } from './format'
import {
  append,
  bufferLength,
  dateText,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isArray,
  mapForEach,
  mapSize,
  min,
  objectPrototype,
  ownKeys,
  regexSource,
  setForEach,
  setSize,
  slice,
  typedArrayLength,
} from './primordials'

/** What a program could not read of an object of the package: a name, and a value or a word. */
export type InnerPart = { readonly name: string } & ({ readonly value: unknown } | { readonly word: string })

export interface TreeEnds {
  /** Real milliseconds. */
  now(): number
  readonly describe: Describe
  /** The insides of an object of the package; null for all else. */
  inspect(value: object): readonly InnerPart[] | null
  /** Whether it is a Proxy: looking into one runs its traps. */
  isProxy(value: object): boolean
}

export interface Trees {
  readonly values: readonly WireValue[]
  /** How much of a message they take, in characters, about. */
  readonly chars: number
}

interface Budget {
  readonly ends: TreeEnds
  nodes: number
  chars: number
  readonly deadline: number
  /** The objects around the one being read, the nearest first. */
  around: Around | null
  depth: number
}

interface Around {
  readonly value: object
  readonly next: Around | null
}

type Parts = WireValue[]

/** What a node takes in a message besides its texts. */
const NODE_CHARS = 32

const none: Trees = { values: [], chars: 0 }

/**
 * The printed values that have parts, as they are at this moment, within limits of nodes, characters (`room` at most)
 * and time. Read by property descriptors alone, as `format` does: nothing of the program runs.
 */
export function treesOf(printed: readonly unknown[], room: number, ends: TreeEnds): Trees {
  let some = false
  for (let i = 0; i < printed.length; i++) if (isObject(printed[i])) some = true
  if (!some) return none
  const chars = min(limits.treeChars, room)
  const budget = { ends, nodes: limits.treeNodes, chars, deadline: ends.now() + limits.treeMs, around: null, depth: 0 }
  const values: WireValue[] = []
  try {
    for (let i = 0; i < printed.length; i++) {
      const value = printed[i]
      if (!isObject(value)) continue
      const tree = node(value, undefined, budget)
      if (tree.parts !== undefined) append(values, tree)
      if (budget.chars <= 0) break
    }
  } catch {
    // Near the end of the stack, say. The line goes without.
    return none
  }
  // A tree that was cut short for want of room is of no use.
  return budget.chars <= 0 && room < limits.treeChars ? none : { values, chars: chars - budget.chars }
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null)
}

function node(value: unknown, key: string | undefined, budget: Budget): WireValue {
  if (typeof value === 'string') return leaf('string', quote(value), key, budget)
  if (typeof value === 'symbol') return leaf('symbol', scalarText(value), key, budget)
  if (typeof value === 'number' || typeof value === 'bigint') return leaf('number', scalarText(value), key, budget)
  if (!isObject(value)) return leaf('word', `${value as undefined}`, key, budget)
  for (let at = budget.around; at !== null; at = at.next) {
    if (at.value === value) return leaf('note', '[Circular]', key, budget)
  }
  if (budget.ends.isProxy(value)) return leaf('object', 'Proxy', key, budget)
  const kind: ValueKind = typeof value === 'function' ? 'function' : 'object'
  let parts: Parts = []
  let own: WireValue
  const { around } = budget
  try {
    const insides = budget.ends.inspect(value)
    own = leaf(kind, insides === null ? headOf(value) : describe(value, budget), key, budget)
    budget.around = { value, next: around }
    budget.depth++
    if (budget.depth > limits.treeDepth) {
      if (ownKeys(value).length > 0) own = leaf(kind, `${own.text} …`, key, budget)
    } else if (insides === null) partsOf(value, parts, budget)
    else innerParts(value, insides, parts, budget)
  } catch {
    own = leaf('note', '[unreadable]', key, budget)
    parts = []
  }
  budget.around = around
  budget.depth--
  return parts.length === 0 ? own : { ...own, parts }
}

function leaf(kind: ValueKind, whole: string, key: string | undefined, budget: Budget): WireValue {
  const text = cut(whole)
  const short = key === undefined ? undefined : cut(key)
  budget.nodes--
  budget.chars -= text.length + (short?.length ?? 0) + NODE_CHARS
  return short === undefined ? { kind, text } : { kind, text, key: short }
}

function cut(text: string): string {
  return text.length > limits.treeTextChars ? `${slice(text, 0, limits.treeTextChars)}…` : text
}

/** False when nothing more may be read; says so once. */
function goesOn(parts: Parts, budget: Budget): boolean {
  if (budget.nodes > 0 && budget.chars > 0 && budget.ends.now() <= budget.deadline) return true
  if (parts.length === 0 || parts[parts.length - 1]?.kind !== 'note') append(parts, { kind: 'note', text: '…' })
  return false
}

function describe(value: object, budget: Budget): string {
  return budget.ends.describe(value) ?? headOf(value)
}

function innerParts(value: object, insides: readonly InnerPart[], parts: Parts, budget: Budget): void {
  for (let i = 0; i < insides.length; i++) {
    const part = insides[i] as InnerPart
    const read = 'word' in part ? leaf('word', part.word, part.name, budget) : node(part.value, part.name, budget)
    append(parts, { ...read, inner: true })
  }
  fields(value, parts, budget, (key) => typeof key === 'string' && key[0] !== '_')
}

/** What an object is, in a word or two. */
function headOf(value: object): string {
  if (typeof value === 'function') return functionLabel(value)
  if (isArray(value)) return `Array(${value.length})`
  if (isError(value)) {
    const message = errorMessage(value)
    return message === '' ? errorName(value) : `${errorName(value)}: ${message}`
  }
  const prototype = getPrototypeOf(value)
  if (prototype === objectPrototype) return 'Object'
  if (prototype === null) return '[Object: null prototype]'
  for (let i = 0; i < heads.length; i++) {
    try {
      return (heads[i] as (value: object) => string)(value)
    } catch {
      // Not of this kind: its built-in said so.
    }
  }
  return className(value) || tagOf(value) || 'Object'
}

const heads: readonly ((value: object) => string)[] = [
  (value) => `Map(${mapSize(value) as number})`,
  (value) => `Set(${setSize(value) as number})`,
  (value) => dateText(value as Date),
  (value) => `/${regexSource(value) as string}/`,
  (value) => `${className(value)}(${typedArrayLength(value) as number})`,
  (value) => `ArrayBuffer(${bufferLength(value) as number})`,
]

function partsOf(value: object, parts: Parts, budget: Budget): void {
  if (isArray(value)) {
    items(value, value.length, parts, budget)
    // All names of a list are asked for at once, its indices too.
    if (value.length <= limits.formatExtras) {
      fields(value, parts, budget, (key) => !(typeof key === 'string' && isIndex(key)))
    }
    return
  }
  if (isError(value)) errorParts(value, parts, budget)
  else if (typeof value === 'object') {
    for (let i = 0; i < collections.length; i++) {
      try {
        if ((collections[i] as Collection)(value, parts, budget)) return
      } catch {
        // Not of this kind: its built-in said so.
      }
    }
  }
  fields(value, parts, budget, () => true)
}

/** Reads one built-in kind of collection, and throws on others. True when there is nothing else to read. */
type Collection = (value: object, parts: Parts, budget: Budget) => boolean

const collections: readonly Collection[] = [
  (value, parts, budget) => {
    const size = mapSize(value) as number
    let seen = 0
    mapForEach(value as Map<unknown, unknown>, (item, key) => {
      if (seen >= limits.treeItems || !goesOn(parts, budget)) return
      seen++
      append(parts, isObject(key) ? entry(key, item, seen - 1, budget) : node(item, scalarText(key), budget))
    })
    rest(size - seen, parts)
    return false
  },
  (value, parts, budget) => {
    const size = setSize(value) as number
    let seen = 0
    setForEach(value as Set<unknown>, (item) => {
      if (seen >= limits.treeItems || !goesOn(parts, budget)) return
      seen++
      append(parts, node(item, undefined, budget))
    })
    rest(size - seen, parts)
    return false
  },
  (value, parts, budget) => {
    items(value, typedArrayLength(value) as number, parts, budget)
    return true
  },
]

/** An entry of a Map whose key has parts of its own. */
function entry(key: object, value: unknown, index: number, budget: Budget): WireValue {
  const own = leaf('note', '=>', `${index}`, budget)
  if (++budget.depth > limits.treeDepth) {
    budget.depth--
    return own
  }
  const parts: Parts = []
  append(parts, { ...node(key, 'key', budget), inner: true as const })
  append(parts, { ...node(value, 'value', budget), inner: true as const })
  budget.depth--
  return { ...own, parts }
}

function items(list: object, length: number, parts: Parts, budget: Budget): void {
  let holes = 0
  const shown = min(length, limits.treeItems)
  for (let i = 0; i < shown; i++) {
    if (!goesOn(parts, budget)) return
    const item = getOwnPropertyDescriptor(list, i)
    if (item !== undefined) {
      append(parts, property(item, `${i}`, budget))
      continue
    }
    holes++
    if (i + 1 < shown && getOwnPropertyDescriptor(list, i + 1) === undefined) continue
    append(parts, leaf('note', `<${holes} empty>`, undefined, budget))
    holes = 0
  }
  rest(length - shown, parts)
}

function rest(count: number, parts: Parts): void {
  const last = parts[parts.length - 1]
  if (count > 0 && (last === undefined || last.text !== '…')) append(parts, { kind: 'note', text: `… ${count} more` })
}

function errorParts(error: object, parts: Parts, budget: Budget): void {
  for (let i = 0; i < errorFields.length; i++) {
    const key = errorFields[i] as string
    const found = getOwnPropertyDescriptor(error, key)
    if (found !== undefined && !found.enumerable) append(parts, property(found, key, budget))
  }
}

const errorFields = ['message', 'cause', 'errors']

/** The enumerable own fields. */
function fields(value: object, parts: Parts, budget: Budget, wanted: (key: string | symbol) => boolean): void {
  const keys = ownKeys(value)
  let shown = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol
    if (!wanted(key)) continue
    const found = getOwnPropertyDescriptor(value, key)
    if (found === undefined || !found.enumerable) continue
    if (!goesOn(parts, budget)) return
    if (shown++ === limits.treeItems) {
      rest(keys.length - i, parts)
      return
    }
    append(parts, property(found, keyText(key), budget))
  }
}

function property(found: PropertyDescriptor, key: string, budget: Budget): WireValue {
  if (hasOwn(found, 'value')) return node(found.value, key, budget)
  const both = found.get !== undefined && found.set !== undefined
  return leaf('accessor', both ? '[Getter/Setter]' : found.get === undefined ? '[Setter]' : '[Getter]', key, budget)
}
