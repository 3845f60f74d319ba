/**
 * The built-ins that the prelude goes on using after the reader's program has begun, taken hold of before it can
 * replace them. Beside these, prelude code sticks to syntax that calls nothing: loops by index, templates of primitives.
 */
export const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, freeze, create, is } = Object
export const { apply, construct, ownKeys } = Reflect
export const { isArray } = Array
export const { floor, max, min, imul } = Math
export const NativeDate = Date
export const NativePromise = Promise
export const NativeTypeError = TypeError
export const NativeRangeError = RangeError
export const NativeError = Error
export const NativeProxy = Proxy
/** What all generators inherit `next`, `throw` and `return` from. */
export const generatorPrototype = getPrototypeOf(function* () {}.prototype) as Generator<unknown, unknown, unknown>
export const errorPrototype = Error.prototype
export const { toStringTag } = Symbol
export const objectPrototype = Object.prototype

type Method<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Result

/** A method as a function of its receiver, which no later change of the prototype can alter. */
export function uncurry<This, Args extends unknown[], Result>(method: Method<This, Args, Result>) {
  return (self: This, ...args: Args): Result => apply(method, self, args) as Result
}

const { call } = Function.prototype
const { bind } = call

/** The same for what is called very often: nothing is allocated for it. */
export function bound<This, Arg, Result>(method: (this: This, arg: Arg) => Result): (self: This, arg: Arg) => Result {
  return apply(bind, call, [method]) as (self: This, arg: Arg) => Result
}

/** The getter of a built-in accessor, as a function; it throws on anything without that built-in's insides. */
export function getter(prototype: object | undefined, key: PropertyKey): (self: unknown) => unknown {
  const get = prototype && getOwnPropertyDescriptor(prototype, key)?.get
  if (get === undefined) {
    return () => {
      throw new NativeTypeError('not available')
    }
  }
  return (self) => apply(get, self, [])
}

const then = uncurry(Promise.prototype.then) as (
  promise: Promise<unknown>,
  done: (value: unknown) => void,
  failed?: (error: unknown) => void,
) => Promise<void>

/** `then`, which asks a promise for its `constructor`: it finds none here, and takes its own. */
export function whenSettled(
  promise: Promise<unknown>,
  done: (value: unknown) => void,
  failed?: (error: unknown) => void,
): void {
  if (!hasOwn(promise, 'constructor')) defineProperty(promise, 'constructor', data(undefined))
  void then(promise, done, failed)
}

/** More prototypes than this are not looked at: those of a Proxy may have no end. */
const LONGEST_CHAIN = 100

/** What `look` finds first on an object or on what it inherits from; null when nothing does. */
export function upwards<T>(from: object | null, look: (at: object) => T | null): T | null {
  let at = from
  for (let steps = 0; at !== null && steps < LONGEST_CHAIN; steps++) {
    const found = look(at)
    if (found !== null) return found
    at = getPrototypeOf(at)
  }
  return null
}

/** The descriptor of a plain field: one that inherits nothing, and so no `get` either. */
function data(value: unknown): PropertyDescriptor {
  return { __proto__: null, value, writable: true, enumerable: true, configurable: true } as PropertyDescriptor
}

/** Adds to the end of a list, past any setter that its prototypes may have got. */
export function append<T>(list: T[], item: T): void {
  defineProperty(list, list.length, data(item))
}

export const slice = uncurry(String.prototype.slice)
export const codeAt = uncurry(String.prototype.charCodeAt)
export const indexOf = uncurry(String.prototype.indexOf)
export const functionText = uncurry(Function.prototype.toString)
export const symbolText = uncurry(Symbol.prototype.toString)
export const numberText = uncurry(Number.prototype.toString)
export const dateText = uncurry(Date.prototype.toISOString)
/** Of a regular expression: applied to it, with a text and what to put in. */
export const regexReplace = RegExp.prototype[Symbol.replace]
export const regexSource = getter(RegExp.prototype, 'source')
export type RegexFlag = readonly [letter: string, isSet: (self: unknown) => unknown]
/** Each by its own accessor, which looks at nothing else: `flags` would call what the program may have replaced. */
export const regexFlags: readonly RegexFlag[] = [
  ['d', getter(RegExp.prototype, 'hasIndices')],
  ['g', getter(RegExp.prototype, 'global')],
  ['i', getter(RegExp.prototype, 'ignoreCase')],
  ['m', getter(RegExp.prototype, 'multiline')],
  ['s', getter(RegExp.prototype, 'dotAll')],
  ['u', getter(RegExp.prototype, 'unicode')],
  ['y', getter(RegExp.prototype, 'sticky')],
]
export const mapForEach = uncurry(Map.prototype.forEach) as (
  self: Map<unknown, unknown>,
  each: (value: unknown, key: unknown) => void,
) => void
export const mapSize = getter(Map.prototype, 'size')
export const setForEach = uncurry(Set.prototype.forEach) as (self: Set<unknown>, each: (value: unknown) => void) => void
export const setSize = getter(Set.prototype, 'size')
export const typedArrayLength = getter(getPrototypeOf(Uint8Array.prototype) as object, 'length')
export const bufferLength = getter(ArrayBuffer.prototype, 'byteLength')
export const weakHas = uncurry(WeakSet.prototype.has) as (self: WeakSet<object>, value: object) => boolean
export const weakAdd = uncurry(WeakSet.prototype.add) as (self: WeakSet<object>, value: object) => unknown
export const weakGet = uncurry(WeakMap.prototype.get) as (self: WeakMap<object, unknown>, key: object) => unknown
export const weakSet = uncurry(WeakMap.prototype.set) as (
  self: WeakMap<object, unknown>,
  key: object,
  value: unknown,
) => unknown
