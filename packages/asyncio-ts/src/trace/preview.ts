import { PRINTABLE, quote } from '../format.js'

/** Of a whole text, in characters; how deep objects in objects are shown; how many entries of one. */
const LENGTH = 80
const DEPTH = 2
const ENTRIES = 8

/** What an object is called, if it has a name of its own, as `Task-1` or `Lock 1`. */
export type NameOf = (value: object) => string | undefined

const { getOwnPropertyDescriptor, getPrototypeOf } = Object
const ownKeys = Reflect.ownKeys
const mapEntries = Map.prototype.entries
const setValues = Set.prototype.values
const mapSize = sizeOf(Map.prototype)
const setSize = sizeOf(Set.prototype)
const dateTime = Date.prototype.getTime

function sizeOf(prototype: object): (this: unknown) => number {
  return getOwnPropertyDescriptor(prototype, 'size')?.get as (this: unknown) => number
}

/**
 * A short text for a value, for events: it looks at property descriptors alone, so that no getter, `toString` or
 * `toJSON` of the program runs. JavaScript cannot tell a Proxy from what it stands for: its traps do run, and what they
 * throw is caught.
 *
 * @example
 * ```ts
 * preview({ name: 'tea', cups: [1, 2] }) // {name: 'tea', cups: [1, 2]}
 * ```
 */
export function preview(value: unknown, nameOf: NameOf = () => undefined): string {
  const text = render(value, 0, nameOf)
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH - 1)}…`
}

function render(value: unknown, depth: number, nameOf: NameOf): string {
  switch (typeof value) {
    case 'string':
      return quote(value.slice(0, LENGTH))
    case 'bigint':
      return value > HUGE || value < -HUGE ? '<huge bigint>' : `${value}n`
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'function':
    case 'object':
      if (value === null) return 'null'
      try {
        return (
          nameOf(value) ?? (typeof value === 'function' ? renderFunction(value) : renderObject(value, depth, nameOf))
        )
      } catch {
        return '<unreadable>'
      }
    default:
      return String(value)
  }
}

/** With more digits than are shown: to write out a really large one takes long. */
const HUGE = 10n ** BigInt(LENGTH)

function renderFunction(value: object): string {
  const name = dataOf(value, 'name')
  return `<function ${typeof name === 'string' && name !== '' ? name : 'anonymous'}>`
}

function renderObject(value: object, depth: number, nameOf: NameOf): string {
  const type = typeName(value)
  if (value instanceof Error) return renderError(value, type)
  if (Array.isArray(value)) {
    if (depth >= DEPTH) return '[…]'
    const shown = Array.from({ length: Math.min(value.length, ENTRIES) }, (_, index) =>
      renderProperty(value, String(index), depth, nameOf),
    )
    return `[${shown.join(', ')}${value.length > ENTRIES ? ', …' : ''}]`
  }
  if (value instanceof Map) {
    const entries = renderEntries(mapEntries.call(value), depth, ([key, item]) => {
      return `${render(key, depth + 1, nameOf)} → ${render(item, depth + 1, nameOf)}`
    })
    return `Map(${mapSize.call(value)}) ${entries}`
  }
  if (value instanceof Set) {
    const entries = renderEntries(setValues.call(value), depth, (item) => render(item, depth + 1, nameOf))
    return `Set(${setSize.call(value)}) ${entries}`
  }
  if (value instanceof Date) {
    const time = dateTime.call(value)
    return Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString()
  }
  const own = ownText(value)
  if (own !== undefined) return own
  if (typeof inherited(value, 'next') === 'function' && typeof inherited(value, 'throw') === 'function') {
    const name = inherited(value, 'name')
    return `<${typeof name === 'string' && name !== '' ? `${name}()` : 'generator'}>`
  }
  return `${type === 'Object' || type === '' ? '' : `${type} `}${renderProperties(value, depth, nameOf)}`
}

function renderError(error: Error, type: string): string {
  const name = inherited(error, 'name')
  const message = inherited(error, 'message')
  const shown = typeof message === 'string' && message !== '' ? quote(message.slice(0, LENGTH)) : ''
  return `${typeof name === 'string' && name !== 'Error' ? name : type || 'Error'}(${shown})`
}

function renderEntries<T>(entries: Iterator<T>, depth: number, show: (entry: T) => string): string {
  if (depth >= DEPTH) return '{…}'
  const shown: string[] = []
  for (let step = entries.next(); !step.done; step = entries.next()) {
    shown.push(shown.length < ENTRIES ? show(step.value) : '…')
    if (shown.length > ENTRIES) break
  }
  return `{${shown.join(', ')}}`
}

function renderProperties(value: object, depth: number, nameOf: NameOf): string {
  const keys = ownKeys(value).filter((key): key is string => typeof key === 'string')
  const shown = keys.filter((key) => getOwnPropertyDescriptor(value, key)?.enumerable)
  if (shown.length === 0) return '{}'
  if (depth >= DEPTH) return '{…}'
  const texts = shown.slice(0, ENTRIES).map((key) => {
    const label = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quote(key.slice(0, LENGTH))
    return `${label}: ${renderProperty(value, key, depth, nameOf)}`
  })
  return `{${texts.join(', ')}${shown.length > ENTRIES ? ', …' : ''}}`
}

function renderProperty(value: object, key: string, depth: number, nameOf: NameOf): string {
  const descriptor = getOwnPropertyDescriptor(value, key)
  if (descriptor === undefined) return '<empty>'
  return 'value' in descriptor ? render(descriptor.value, depth + 1, nameOf) : '<getter>'
}

/** What the `toString` of this package says of an object of a class of its own, or of one that extends such a class. */
export function ownText(value: object): string | undefined {
  for (let holder: object | null = value; holder !== null; holder = getPrototypeOf(holder)) {
    if (getOwnPropertyDescriptor(holder, PRINTABLE) !== undefined) return holder.toString.call(value)
  }
  return undefined
}

/** The name of its class, or an empty text. */
function typeName(value: object): string {
  const type = inherited(getPrototypeOf(value) ?? {}, 'constructor')
  const name = typeof type === 'function' ? dataOf(type, 'name') : undefined
  return typeof name === 'string' ? name : ''
}

/** The value of an own property that is no getter. */
function dataOf(value: object, key: string): unknown {
  return getOwnPropertyDescriptor(value, key)?.value
}

/** The value of a property, its own or inherited; undefined if it is a getter. */
function inherited(value: object, key: string): unknown {
  for (let holder: object | null = value; holder !== null; holder = getPrototypeOf(holder)) {
    const descriptor = getOwnPropertyDescriptor(holder, key)
    if (descriptor !== undefined) return descriptor.value
  }
  return undefined
}
