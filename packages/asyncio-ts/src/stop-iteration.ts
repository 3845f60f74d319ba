import { repr } from './format.js'

/** A generator has returned; `value` is what it returned. */
export class StopIteration<T = unknown> extends Error {
  static {
    Object.defineProperty(StopIteration.prototype, 'name', {
      value: 'StopIteration',
      configurable: true,
      writable: true,
    })
  }
  readonly value: T

  constructor(value: T) {
    super(value === undefined ? '' : typeof value === 'string' ? value : repr(value))
    this.value = value
  }
}
