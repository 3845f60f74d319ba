import { defineProperty, getPrototypeOf, objectPrototype, ownKeys } from './primordials'

/**
 * What a program finds in its realm: the language, and of the platform only what neither reaches outside nor keeps
 * anything. Everything else is removed, so that what a later browser adds is missing until somebody names it here.
 */
const allowed = [
  // The language.
  ...['globalThis', 'undefined', 'NaN', 'Infinity', 'Object', 'Function', 'Array', 'String', 'Number', 'Boolean'],
  ...['Symbol', 'BigInt', 'Math', 'JSON', 'Reflect', 'Proxy', 'Promise', 'Date', 'RegExp', 'Intl', 'Iterator'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'ArrayBuffer', 'DataView'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'],
  ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape'],
  // The platform.
  ...['AbortController', 'AbortSignal', 'Event', 'EventTarget', 'DOMException', 'TextEncoder', 'TextDecoder'],
  ...['URL', 'URLSearchParams', 'atob', 'btoa', 'structuredClone'],
]

/** Members that reach outside, or run on a clock that is not the run's. */
const removedMembers: readonly (readonly [owner: string, members: readonly string[]])[] = [
  ['URL', ['createObjectURL', 'revokeObjectURL']],
  ['AbortSignal', ['timeout']],
]

/** Members of prototypes that show the real clock, or lead to it. */
const removedMethods: readonly (readonly [owner: string, members: readonly string[]])[] = [
  ['Event', ['timeStamp']],
  ['Date', ['toTemporalInstant']],
]

/** Take from the realm all that is not allowed. What was captured before goes on working. */
export function stripRealm(): void {
  const globals = globalThis as unknown as Record<string, object | undefined>
  for (const [owner, members] of removedMembers) {
    const holder = globals[owner]
    if (holder !== undefined) for (const member of members) remove(holder, member)
  }
  for (const [owner, members] of removedMethods) {
    const prototype = (globals[owner] as { prototype?: object } | undefined)?.prototype
    if (prototype === undefined) continue
    for (const member of members) if (member in prototype) defineProperty(prototype, member, { value: undefined })
  }
  const keep = new Set<PropertyKey>(allowed)
  const eventTarget = (globals.EventTarget as { prototype?: object } | undefined)?.prototype
  for (let at: object = globalThis; at !== objectPrototype && at !== eventTarget; ) {
    for (const key of ownKeys(at)) if (typeof key === 'string' && !keep.has(key)) remove(at, key)
    const next = getPrototypeOf(at)
    if (next === null) break
    at = next
  }
  // Signals need the prototype's own, whatever a browser adds to them; as globals they have no business here.
  for (const key of eventTarget === undefined ? [] : ownKeys(eventTarget)) {
    if (typeof key === 'string' && key !== 'constructor') defineProperty(globalThis, key, { value: undefined })
  }
}

function remove(holder: object, key: PropertyKey): void {
  if (Reflect.deleteProperty(holder, key)) return
  // Not to be deleted, but perhaps to be emptied.
  Reflect.defineProperty(holder, key, { value: undefined })
}

/** Give the program a global of ours. */
export function install(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
}
