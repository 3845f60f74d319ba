import type { Describe } from './format'
import { apply, getOwnPropertyDescriptor, getPrototypeOf, upwards } from './primordials'

/**
 * The package's own objects say what they are, as Python's do (`<Task pending name='Task-1' …>`): by the `toString`
 * that their class had when the run began.
 */
export function createDescribe(module: Readonly<Record<string, unknown>>): Describe {
  const known: { readonly prototype: object; readonly toText: () => string }[] = []
  for (const value of Object.values(module)) {
    const prototype: unknown = typeof value === 'function' ? value.prototype : undefined
    if (typeof prototype !== 'object' || prototype === null) continue
    const toText: unknown = getOwnPropertyDescriptor(prototype, 'toString')?.value
    if (typeof toText === 'function') known[known.length] = { prototype, toText: toText as () => string }
  }
  return (value) => {
    const toText = upwards(getPrototypeOf(value), (at) => {
      for (let i = 0; i < known.length; i++) if (known[i]?.prototype === at) return known[i]?.toText ?? null
      return null
    })
    const text: unknown = toText === null ? null : apply(toText, value, [])
    return typeof text === 'string' ? text : null
  }
}
