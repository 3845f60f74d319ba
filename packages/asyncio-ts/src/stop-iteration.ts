import { named } from './errors.js'
import { repr } from './format.js'

/** A generator has returned; `value` is what it returned. */
export class StopIteration<T = unknown> extends /* @__PURE__ */ named('StopIteration') {
  readonly value: T

  constructor(value: T) {
    super(value === undefined ? '' : typeof value === 'string' ? value : repr(value))
    this.value = value
  }
}
