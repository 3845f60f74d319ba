import { modules } from './modules'
import { errorPrototype, getOwnPropertyDescriptor, getPrototypeOf, getter, upwards, weakGet } from './primordials'

/** Whether a value is an Error, by its prototypes. */
export function isError(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return upwards(getPrototypeOf(value), (at) => at === errorPrototype || null) === true
}

/** The package's classes by their prototypes: bundlers may give a class that names itself another name. */
const exportedNames = new WeakMap<object, unknown>()
for (const module of Object.values(modules)) {
  for (const [name, value] of Object.entries(module)) {
    const prototype: unknown = typeof value === 'function' ? value.prototype : undefined
    if (typeof prototype === 'object' && prototype !== null) exportedNames.set(prototype, name)
  }
}

/**
 * The name an error goes by, as Python would say it: its own `name`, else that of its class. (`class NoFood extends
 * Error {}` inherits the name "Error", but everybody calls it NoFood.)
 */
export function errorName(error: object): string {
  const found = lookUp(error, 'name')
  if (found === null) return platformText(error, platformName) ?? 'Error'
  const prototype = getPrototypeOf(error)
  if (found.holder !== error && found.holder !== prototype && prototype !== null) {
    const exported = weakGet(exportedNames, prototype)
    if (typeof exported === 'string') return exported
    const maker = getOwnPropertyDescriptor(prototype, 'constructor')?.value
    const name = typeof maker === 'function' && getOwnPropertyDescriptor(maker, 'name')?.value
    if (typeof name === 'string' && name !== '') return name
  }
  return found.text
}

export function errorMessage(error: object): string {
  return lookUp(error, 'message')?.text ?? platformText(error, platformMessage) ?? ''
}

/** The engine's text of where it was thrown; empty where there is none. An accessor in most engines, so it is asked. */
export function errorStack(error: object): string {
  try {
    const { stack } = error as { stack?: unknown }
    return typeof stack === 'string' ? stack : ''
  } catch {
    return ''
  }
}

interface Found {
  readonly holder: object
  readonly text: string
}

/** A text that stands as plain data on the object or on what it inherits from; null where there is none. */
function lookUp(value: object, key: string): Found | null {
  const found = upwards(value, (holder) => {
    const property = getOwnPropertyDescriptor(holder, key)
    return property === undefined ? null : { holder, text: property.value as unknown }
  })
  return typeof found?.text === 'string' ? (found as Found) : null
}

// A DOMException (an aborted signal's reason) keeps both behind accessors of its own.
const platform = (globalThis as { DOMException?: { prototype: object } }).DOMException?.prototype
const platformName = getter(platform, 'name')
const platformMessage = getter(platform, 'message')

function platformText(error: object, read: (self: unknown) => unknown): string | null {
  try {
    const text = read(error)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}
