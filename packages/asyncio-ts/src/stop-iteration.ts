import { named } from './errors.js'
import { repr } from './format.js'

/**
 * A generator has returned; `value` is what it returned.
 *
 * Mirrors `StopIteration` in `Objects/exceptions.c`.
 *
 * @example
 * ```ts
 * try {
 *   counter.next()
 * } catch (error) {
 *   if (!(error instanceof StopIteration)) throw error
 *   console.log('it returned', error.value)
 * }
 * ```
 */
export class StopIteration<T = unknown> extends /* @__PURE__ */ named('StopIteration') {
  /** What the generator returned. */
  readonly value: T

  constructor(value: T) {
    super(value === undefined ? '' : typeof value === 'string' ? value : repr(value))
    this.value = value
  }
}
