/*
 * Over 300 lines, since each kind of value needs a few and they call each other.
 */
import { limits } from '../limits'
import { errorMessage, errorName, isError } from './error-text'
import {
  bufferLength,
  codeAt,
  dateText,
  functionText,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  indexOf,
  isArray,
  mapForEach,
  mapSize,
  min,
  numberText,
  objectPrototype,
  ownKeys,
  type RegexFlag,
  regexFlags,
  regexSource,
  setForEach,
  setSize,
  slice,
  symbolText,
  toStringTag,
  typedArrayLength,
  upwards,
} from './primordials'

/** Text for a kind of object that no one else knows, or null. */
export type Describe = (value: object) => string | null

/** Beyond the program's own clock: milliseconds that only ever grow. */
type Now = () => number

/** How much is shown of a value. */
interface Measure {
  readonly depth: number
  readonly items: number
  /** Of one string. */
  readonly chars: number
  /** Lists longer than this are shown without what they have beside their items. */
  readonly extras: number
}

interface Budget {
  nodes: number
  readonly most: Measure
  readonly deadline: number
  readonly now: Now
  readonly describe: Describe
  /** The objects around the one being formatted, the nearest first, and how many there are. */
  around: Around | null
  depth: number
}

interface Around {
  readonly value: object
  readonly next: Around | null
}

const noDescription: Describe = () => null

/** An integer with more digits than a line may have characters: to write one out takes minutes, at worst. */
const HUGE = 10n ** BigInt(limits.lineChars)

/**
 * A value as `console.log` prints it: strings as they are, all else near to how it is written in code.
 *
 * Values are read by property descriptors alone: no getter, `toString`, `toJSON` or iterator of the program runs. (A
 * Proxy's traps do; whatever they throw is caught.) Nodes, depth, items and time are limited, the length of a whole
 * line is not: that is the console's.
 */
export function format(value: unknown, now: Now, describe: Describe = noDescription): string {
  return typeof value === 'string' ? value : formatNested(value, now, describe)
}

/** As `format`, but strings in quotes, as they stand inside other values. */
export function formatNested(value: unknown, now: Now, describe: Describe = noDescription): string {
  const { formatNodes: nodes, formatMs: ms } = limits
  return render(value, { nodes, most: WHOLE, deadline: now() + ms, now, describe, around: null, depth: 0 })
}

const { formatDepth, formatItems, formatExtras, lineChars, previewDepth, previewItems, previewChars } = limits
const WHOLE: Measure = { depth: formatDepth, items: formatItems, chars: lineChars, extras: formatExtras }
const SHORT: Measure = { depth: previewDepth, items: previewItems, chars: previewChars, extras: previewItems }

/** A value in a few words, as events show it: the same ones on any machine, so that no time is limited here. */
export function preview(value: unknown, describe: Describe = noDescription): string {
  const { previewNodes: nodes, previewChars: chars } = limits
  const text = render(value, { nodes, most: SHORT, deadline: 1, now: () => 0, describe, around: null, depth: 0 })
  return text.length > chars ? `${slice(text, 0, chars - 1)}…` : text
}

function render(value: unknown, budget: Budget): string {
  if (budget.nodes-- <= 0 || budget.now() > budget.deadline) return '…'
  switch (typeof value) {
    case 'function':
      return attempt(() => functionLabel(value))
    case 'object':
      return value === null ? 'null' : renderObject(value, budget)
    default:
      return scalarText(value, budget.most.chars)
  }
}

/** What has no parts, as it stands in code. */
export function scalarText(value: unknown, mostChars: number = limits.lineChars): string {
  switch (typeof value) {
    case 'string':
      return quote(value, mostChars)
    case 'bigint':
      return value > HUGE || value < -HUGE ? '[huge bigint]' : `${value}n`
    case 'symbol':
      return symbolText(value)
    case 'number':
      return value === 0 && 1 / value < 0 ? '-0' : `${value}`
    default:
      return `${value as undefined}`
  }
}

/** What `read` gives, whatever a Proxy of the program throws at it. */
function attempt(read: () => string): string {
  try {
    return read()
  } catch {
    return '[unreadable]'
  }
}

const escapes: Record<number, string> = { 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 92: '\\\\' }

/** In single quotes, or in double ones if that saves a backslash: as both Node and Python do. */
export function quote(text: string, mostChars: number = limits.lineChars): string {
  const mark = indexOf(text, "'") >= 0 && indexOf(text, '"') < 0 ? '"' : "'"
  const length = min(text.length, mostChars)
  let quoted = mark
  for (let i = 0; i < length; i++) {
    const char = text[i] as string
    const code = codeAt(char, 0)
    const hex = numberText(code, 16)
    const escaped = code === 127 || code < 32 ? (escapes[code] ?? `\\x${code < 16 ? '0' : ''}${hex}`) : escapes[code]
    quoted += escaped ?? (char === mark ? `\\${char}` : char)
  }
  return quoted + (length < text.length ? '…' : '') + mark
}

/** A function as it is printed: `[Function: f]`, `[class A extends B]`. */
export function functionLabel(value: object): string {
  const name = ownText(value, 'name')
  const isClass = slice(functionText(value as () => void), 0, 5) === 'class'
  if (isClass) {
    const parent = getPrototypeOf(value)
    const above = typeof parent === 'function' ? ownText(parent, 'name') : ''
    return `[class ${name || '(anonymous)'}${above === '' ? '' : ` extends ${above}`}]`
  }
  const kind = tagOf(value) || 'Function'
  return name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${name}]`
}

function renderObject(value: object, budget: Budget): string {
  const { around } = budget
  for (let at = around; at !== null; at = at.next) if (at.value === value) return '[Circular]'
  if (budget.depth >= budget.most.depth) return attempt(() => (isArray(value) ? '[…]' : '{…}'))
  budget.around = { value, next: around }
  budget.depth++
  const text = attempt(() => renderKind(value, budget))
  budget.around = around
  budget.depth--
  return text
}

function renderKind(value: object, budget: Budget): string {
  const described = budget.describe(value)
  if (described !== null) return described
  if (isArray(value)) return renderList(value, value.length, true, budget)
  if (isError(value)) return budget.depth > 1 ? `[${errorText(value)}]` : errorText(value)
  const prototype = getPrototypeOf(value)
  if (prototype === objectPrototype) return renderFields(value, '', budget)
  if (prototype === null) return renderFields(value, '[Object: null prototype] ', budget)
  for (let i = 0; i < kinds.length; i++) {
    try {
      return (kinds[i] as Kind)(value, budget)
    } catch {
      // Not of this kind: its built-in said so.
    }
  }
  return renderFields(value, `${className(value) || tagOf(value) || 'Object'} `, budget)
}

function errorText(error: object): string {
  const message = errorMessage(error)
  return message === '' ? errorName(error) : `${errorName(error)}: ${message}`
}

/** Formats values of one built-in kind, and throws on others. */
type Kind = (value: object, budget: Budget) => string

const kinds: readonly Kind[] = [
  (value, budget) => {
    const size = mapSize(value) as number
    let text = ''
    let seen = 0
    mapForEach(value as Map<unknown, unknown>, (item, key) => {
      if (seen++ < budget.most.items) text = joined(text, `${render(key, budget)} => ${render(item, budget)}`)
    })
    return `Map(${size}) ${braces(withRest(text, size, budget))}`
  },
  (value, budget) => {
    const size = setSize(value) as number
    let text = ''
    let seen = 0
    setForEach(value as Set<unknown>, (item) => {
      if (seen++ < budget.most.items) text = joined(text, render(item, budget))
    })
    return `Set(${size}) ${braces(withRest(text, size, budget))}`
  },
  (value) => dateText(value as Date),
  (value) => {
    const source = `/${regexSource(value) as string}/`
    let flags = ''
    for (let i = 0; i < regexFlags.length; i++) {
      const [letter, isSet] = regexFlags[i] as RegexFlag
      if (isSet(value) === true) flags += letter
    }
    return source + flags
  },
  (value, budget) => {
    const length = typedArrayLength(value) as number
    return `${className(value)}(${length}) ${renderList(value, length, false, budget)}`
  },
  (value) => `ArrayBuffer(${bufferLength(value)})`,
]

function joined(before: string, text: string): string {
  return before === '' ? text : `${before}, ${text}`
}

function withRest(text: string, size: number, { most }: Budget): string {
  return size > most.items ? joined(text, `… ${size - most.items} more`) : text
}

function braces(inner: string): string {
  return inner === '' ? '{}' : `{ ${inner} }`
}

function renderList(list: object, length: number, extras: boolean, budget: Budget): string {
  let text = ''
  let holes = 0
  const shown = min(length, budget.most.items)
  for (let i = 0; i < shown; i++) {
    const item = getOwnPropertyDescriptor(list, i)
    if (item === undefined) {
      holes++
      if (i + 1 < shown && getOwnPropertyDescriptor(list, i + 1) === undefined) continue
      text = joined(text, `<${holes} empty>`)
      holes = 0
      continue
    }
    text = joined(text, renderProperty(item, budget))
    if (budget.nodes <= 0) return `[${text}, …]`
  }
  text = withRest(text, length, budget)
  // All names of a list are asked for at once, its indices too.
  if (extras && length <= budget.most.extras) text = renderKeys(list, text, true, budget)
  return `[${text}]`
}

function renderFields(value: object, prefix: string, budget: Budget): string {
  const text = renderKeys(value, '', false, budget)
  return prefix + braces(text)
}

/** The enumerable own fields, added to what is there already. */
function renderKeys(value: object, before: string, skipIndices: boolean, budget: Budget): string {
  let text = before
  let shown = 0
  const keys = ownKeys(value)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol
    if (skipIndices && typeof key === 'string' && isIndex(key)) continue
    const property = getOwnPropertyDescriptor(value, key)
    if (property === undefined || !property.enumerable) continue
    if (shown === budget.most.items || budget.nodes <= 0) return joined(text, '…')
    shown++
    text = joined(text, `${keyText(key)}: ${renderProperty(property, budget)}`)
  }
  return text
}

function renderProperty(property: PropertyDescriptor, budget: Budget): string {
  if (hasOwn(property, 'value')) return render(property.value, budget)
  if (property.get === undefined) return '[Setter]'
  return property.set === undefined ? '[Getter]' : '[Getter/Setter]'
}

/** The key of a field as it stands in code. */
export function keyText(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${symbolText(key)}]`
  return isIdentifier(key) ? key : quote(key)
}

export function isIndex(key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    const code = codeAt(key, i)
    if (code < 48 || code > 57) return false
  }
  return key !== ''
}

function isIdentifier(key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    const code = codeAt(key, i)
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 36 || code > 127
    if (!letter && !(i > 0 && code >= 48 && code <= 57)) return false
  }
  return key !== ''
}

/** The name of the class that the nearest prototype with a constructor belongs to. */
export function className(value: object): string {
  const name = upwards(getPrototypeOf(value), (at) => {
    const maker = getOwnPropertyDescriptor(at, 'constructor')?.value
    if (typeof maker !== 'function') return null
    return at === objectPrototype ? '' : ownText(maker, 'name')
  })
  return name ?? ''
}

/** `Symbol.toStringTag` as a plain value, from the object or what it inherits from. */
export function tagOf(value: object): string {
  const found = upwards(value, (at) => {
    const tag = getOwnPropertyDescriptor(at, toStringTag)
    if (tag === undefined) return null
    return typeof tag.value === 'string' ? tag.value : ''
  })
  return found ?? ''
}

function ownText(value: object, key: string): string {
  const text = getOwnPropertyDescriptor(value, key)?.value
  return typeof text === 'string' ? text : ''
}
