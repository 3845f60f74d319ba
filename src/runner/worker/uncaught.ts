import { limits } from '../limits'
import type { WireError } from '../protocol'
import { errorMessage, errorName, errorStack, isError } from './error-text'
import { formatNested } from './format'
import { slice } from './primordials'

/** What nobody caught, as it goes to the page. Anything may be thrown; what is no Error has its value as message. */
export function describeUncaught(thrown: unknown, now: () => number): WireError {
  if (!isError(thrown)) return { name: 'Uncaught', message: formatNested(thrown, now), stack: '' }
  return {
    name: slice(errorName(thrown), 0, 200),
    message: slice(errorMessage(thrown), 0, limits.lineChars),
    stack: slice(errorStack(thrown), 0, limits.stackChars),
  }
}

/** `Name: message`, or the name alone where there is no message: as the last line of Python's traceback. */
export function formatUncaught({ name, message }: Pick<WireError, 'name' | 'message'>): string {
  return message === '' ? name : `${name}: ${message}`
}
