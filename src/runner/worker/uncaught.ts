import { limits } from '../limits'
import type { WireError } from '../protocol'
import { errorMessage, errorName, errorStack, isError } from './error-text'
import { formatNested } from './format'
import { slice } from './primordials'

/**
 * What nobody caught, as it goes to the page. Anything may be thrown; what is no Error has its value as message, and
 * what is a Proxy may throw at every look: never does this.
 */
export function describeUncaught(thrown: unknown, now: () => number): WireError {
  try {
    if (!isError(thrown)) return { name: 'Uncaught', message: formatNested(thrown, now), stack: '' }
    return {
      name: slice(errorName(thrown), 0, limits.nameChars),
      message: slice(errorMessage(thrown), 0, limits.lineChars),
      stack: slice(errorStack(thrown), 0, limits.stackChars),
    }
  } catch {
    return { name: 'Uncaught', message: '[unreadable]', stack: '' }
  }
}

/** `Name: message`, or the name alone where there is no message: as the last line of Python's traceback. */
export function formatUncaught({ name, message }: Pick<WireError, 'name' | 'message'>): string {
  return message === '' ? name : `${name}: ${message}`
}
