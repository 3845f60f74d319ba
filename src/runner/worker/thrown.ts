import { errorStack, isError } from './error-text'
import { is, NativeError } from './primordials'

/** Where a program threw what is no error, and so does not know. */
export interface ThrownValues {
  /** Notes the place of a `throw`; gives the value back. */
  note<T>(value: T): T
  /** The stack of the last `throw` of this very value; empty where there was none. */
  stackOf(value: unknown): string
}

export function createThrownValues(): ThrownValues {
  let last: { readonly value: unknown; readonly at: Error } | null = null
  return {
    note: (value) => {
      // A Proxy may throw at every look.
      try {
        if (isError(value)) return value
      } catch {}
      last = { value, at: new NativeError() }
      return value
    },
    stackOf: (value) => (last !== null && is(last.value, value) ? errorStack(last.at) : ''),
  }
}
