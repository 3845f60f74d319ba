import { coroutineName } from './coroutines.js'

const LIMIT = 80

/** A short text for a value in messages, near to Python's `repr`. Reads no getter and calls no method of the value's. */
export function repr(value: unknown): string {
  const text = render(value, 0)
  return text.length <= LIMIT ? text : `${text.slice(0, LIMIT - 1)}…`
}

function render(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'bigint':
      return `${value}n`
    case 'function':
      return `<function ${value.name || 'anonymous'}>`
    case 'object':
      return value === null ? 'null' : renderObject(value, depth)
    default:
      return String(value)
  }
}

function renderObject(value: object, depth: number): string {
  if (isError(value)) return `${value.name}(${value.message === '' ? '' : quote(value.message)})`
  if (isPrintable(value)) return value.toString()
  if (Object.prototype.toString.call(value) === '[object Generator]') return `<${coroutineName(value)}>`
  if (Array.isArray(value)) {
    if (depth > 1) return '[…]'
    const shown = value.slice(0, 6).map((item) => render(item, depth + 1))
    return `[${shown.join(', ')}${value.length > 6 ? ', …' : ''}]`
  }
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  return typeof name === 'string' && name !== 'Object' && name !== '' ? `<${name} object>` : '<object>'
}

/** Marks the classes of this package, whose `toString` may be called. It stands on the prototype: objects are many. */
export const PRINTABLE = Symbol('printable')

/** Lets `repr` show the objects of a class by their `toString`. */
export function printable(type: { readonly prototype: object }): void {
  Object.defineProperty(type.prototype, PRINTABLE, { value: true })
}

function isPrintable(value: object): boolean {
  return PRINTABLE in value
}

/** A string as Python's repr shows it: single quotes, unless it holds some and no double ones. */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark
}

/** Whether a value is an error, of this realm or of another. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}
