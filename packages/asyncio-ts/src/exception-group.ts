import { named, RuntimeError, ValueError } from './errors.js'
import { isError, repr } from './format.js'

/** A class of errors, several of them, or a function that says whether an error is meant. */
export type ErrorCondition = ErrorClass | readonly ErrorClass[] | ((error: Error) => boolean)

/** A class whose instances are errors, as `ValueError`. */
export type ErrorClass = abstract new (...args: never) => Error

/**
 * Several errors that came up together, as those of a TaskGroup's tasks. Groups may hold groups. The message ends with
 * how many they are: `unhandled errors in a TaskGroup (2 sub-exceptions)`.
 *
 * Python's `except* ValueError as group:` is `split`, as in the example.
 *
 * Mirrors `ExceptionGroup` in `Objects/exceptions.c`; `exceptions` is `errors`, as in JavaScript's AggregateError.
 *
 * @example
 * ```ts
 * try {
 *   yield* main()
 * } catch (error) {
 *   if (!(error instanceof ExceptionGroup)) throw error
 *   const [matching, rest] = error.split(ValueError)
 *   for (const each of matching?.errors ?? []) console.log(each.message)
 *   if (rest !== undefined) throw rest
 * }
 * ```
 */
export class ExceptionGroup extends /* @__PURE__ */ named('ExceptionGroup', AggregateError) {
  /** The errors, in the order in which they were given. */
  declare readonly errors: Error[]
  readonly #text: string

  /** @throws ValueError for no errors at all, or for one that is no Error. */
  constructor(message: string, errors: Iterable<Error>, options?: { readonly cause?: unknown }) {
    const all = [...errors]
    if (all.length === 0) throw new ValueError('an ExceptionGroup takes at least one error, got none')
    const wrong = all.findIndex((error) => !isError(error))
    if (wrong >= 0) throw new ValueError(`Item ${wrong} of the errors is no Error, got ${repr(all[wrong])}`)
    super(all, `${message} (${all.length} sub-exception${all.length === 1 ? '' : 's'})`, options)
    this.#text = message
  }

  /**
   * The part of the group that matches, nested as it was, or undefined. A class is matched by `instanceof`; a group that
   * matches itself is taken whole.
   */
  subgroup(condition: ErrorCondition): ExceptionGroup | undefined {
    return this.split(condition)[0]
  }

  /** The part that matches and the part that does not, both nested as they were; undefined for one that is empty. */
  split(condition: ErrorCondition): [matching: ExceptionGroup | undefined, rest: ExceptionGroup | undefined] {
    return this.#split(predicate(condition))
  }

  /** Makes a group of the same kind with other errors. `split` and `subgroup` call it; subclasses may override it. */
  derive(errors: readonly Error[]): ExceptionGroup {
    return new ExceptionGroup(this.#text, errors)
  }

  #split(matches: (error: Error) => boolean): [ExceptionGroup | undefined, ExceptionGroup | undefined] {
    if (matches(this)) return [this, undefined]
    const matching: Error[] = []
    const rest: Error[] = []
    for (const error of this.errors) {
      if (error instanceof ExceptionGroup) {
        const [match, other] = error.#split(matches)
        if (match !== undefined) matching.push(match)
        if (other !== undefined) rest.push(other)
      } else {
        ;(matches(error) ? matching : rest).push(error)
      }
    }
    return [this.#part(matching), this.#part(rest)]
  }

  /** A part keeps where the whole came from. */
  #part(errors: readonly Error[]): ExceptionGroup | undefined {
    if (errors.length === 0) return undefined
    const part = this.derive(errors)
    if (!(part instanceof ExceptionGroup)) {
      throw new RuntimeError(`derive must return an ExceptionGroup, got ${repr(part)}`)
    }
    if ('cause' in this) part.cause = this.cause
    if (this.stack !== undefined) part.stack = this.stack
    return part
  }
}

function predicate(condition: ErrorCondition): (error: Error) => boolean {
  if (Array.isArray(condition)) {
    const classes = condition.map(checkClass)
    return (error) => classes.some((type) => error instanceof type)
  }
  if (isErrorClass(condition)) return (error) => error instanceof condition
  if (typeof condition === 'function') return condition as (error: Error) => boolean
  throw expected(condition)
}

function checkClass(type: unknown): ErrorClass {
  if (isErrorClass(type)) return type
  throw expected(type)
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === 'function' && (value === Error || value.prototype instanceof Error)
}

function expected(value: unknown): TypeError {
  return new TypeError(`expected a class of errors, an array of such, or a function, got ${repr(value)}`)
}
