/**
 * Checks for values that came over a wire as JSON: own fields, each of its type, and no others.
 *
 * They also run beside the reader's program, which may replace any method of any built-in: whatever is called here is
 * taken hold of when the module loads, and lists are walked by index.
 */
const { keys, hasOwn } = Object
const { isArray } = Array
const { isSafeInteger, isFinite: isFiniteNumber } = Number
const { apply } = Reflect
// `test` would call whatever `exec` is by then.
const { exec } = RegExp.prototype

export type Check = (value: unknown) => boolean

/** A check for every field of `T`. */
export type Shape<T> = { readonly [K in keyof T]-?: Check }

/** The checks that `optional` made. */
const optionals = new WeakSet<Check>()
const hasCheck = WeakSet.prototype.has

/** For a field that may be missing. */
export function optional(check: Check): Check {
  const own: Check = (value) => check(value)
  optionals.add(own)
  return own
}

/** True when `value` is a plain object with exactly the fields of `shape`, besides `extra` ones checked elsewhere. */
export function matches(value: unknown, shape: Shape<unknown>, extra: number): boolean {
  if (!isRecord(value)) return false
  const checks = shape as Readonly<Record<string, Check>>
  const names = keys(checks)
  let found = extra
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    const check = checks[name] as Check
    if (hasOwn(value, name)) {
      if (!check(value[name])) return false
      found++
    } else if (!apply(hasCheck, optionals, [check])) return false
  }
  return keys(value).length === found
}

/** As `matches`, for one of several shapes: which, says the field `tag`. */
export function matchesTagged(
  value: unknown,
  tag: string,
  shapes: Readonly<Record<string, Shape<unknown>>>,
  extra: number,
): boolean {
  if (!isRecord(value) || !hasOwn(value, tag)) return false
  const name = value[tag]
  if (typeof name !== 'string' || !hasOwn(shapes, name)) return false
  return matches(value, shapes[name] as Shape<unknown>, extra + 1)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isArray(value)
}

export function object<T>(shape: Shape<T>): Check {
  return (value) => matches(value, shape, 0)
}

export function list(item: Check, most = Number.POSITIVE_INFINITY): Check {
  return (value) => {
    if (!isArray(value) || value.length > most) return false
    for (let i = 0; i < value.length; i++) if (!item(value[i])) return false
    return true
  }
}

export function text(pattern?: RegExp): Check {
  return (value) => typeof value === 'string' && (pattern === undefined || apply(exec, pattern, [value]) !== null)
}

/** A text of so many characters at most. */
export function short(most: number): Check {
  return (value) => typeof value === 'string' && value.length <= most
}

export function literal(...allowed: readonly (string | number | boolean)[]): Check {
  return (value) => {
    for (let i = 0; i < allowed.length; i++) if (allowed[i] === value) return true
    return false
  }
}

export function integer(min: number, max: number): Check {
  return (value) => isSafeInteger(value) && (value as number) >= min && (value as number) <= max
}

/** An object as a dictionary, with so many entries and names so long at most. `__proto__` is no name. */
export function record(item: Check, most: number, nameChars: number): Check {
  return (value) => {
    if (!isRecord(value)) return false
    const names = keys(value)
    if (names.length > most) return false
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      if (name.length > nameChars || name === '__proto__' || !item(value[name])) return false
    }
    return true
  }
}

export function number(value: unknown): boolean {
  return typeof value === 'number' && isFiniteNumber(value)
}

/** A time in seconds: finite and not negative. */
export function seconds(value: unknown): boolean {
  return typeof value === 'number' && isFiniteNumber(value) && value >= 0
}
