import { limits } from '../limits'
import type { WireError } from '../protocol'
import { errorMessage, errorName, errorStack, isError } from './error-text'
import { formatNested } from './format'
import { append, getOwnPropertyDescriptor, isArray, min, slice } from './primordials'

/** What an error is told with, beside itself. */
export interface Telling {
  /** Real milliseconds, for the formatter's budget. */
  now(): number
  /** Where a value was thrown that does not know it itself; empty where that is not known. */
  stackOf(value: unknown): string
}

/**
 * What nobody caught, as it goes to the page. Anything may be thrown; what is no Error has its value as message, and
 * what is a Proxy may throw at every look: never does this.
 */
export function describeUncaught(thrown: unknown, telling: Telling): WireError {
  return describe(thrown, telling, limits.groupDepth, { members: limits.groupErrors })
}

function describe(thrown: unknown, telling: Telling, levels: number, left: { members: number }): WireError {
  try {
    if (!isError(thrown)) {
      return {
        name: 'Uncaught',
        message: slice(formatNested(thrown, telling.now), 0, limits.lineChars),
        stack: slice(telling.stackOf(thrown), 0, limits.stackChars),
      }
    }
    const own = errorStack(thrown)
    // A Future that fails with what is no error keeps it as the cause of one.
    const cause = getOwnPropertyDescriptor(thrown, 'cause')
    const causedAt = cause === undefined ? '' : telling.stackOf(cause.value)
    const error: WireError = {
      name: slice(errorName(thrown), 0, limits.nameChars),
      message: slice(errorMessage(thrown), 0, limits.lineChars),
      stack: slice(causedAt === '' ? own : `${causedAt}\n${own}`, 0, limits.stackChars),
    }
    const group: unknown = getOwnPropertyDescriptor(thrown, 'errors')?.value
    if (levels === 0 || !isArray(group)) return error
    const members: WireError[] = []
    const shown = min(group.length, limits.groupMembers)
    for (let i = 0; i < shown && left.members > 0; i++) {
      const member = getOwnPropertyDescriptor(group, i)
      if (member === undefined) continue
      left.members--
      append(members, describe(member.value, telling, levels - 1, left))
    }
    return members.length === 0 ? error : { ...error, members }
  } catch {
    return { name: 'Uncaught', message: '[unreadable]', stack: '' }
  }
}

/** `Name: message`, or the name alone where there is no message: as the last line of Python's traceback. */
export function formatUncaught({ name, message }: Pick<WireError, 'name' | 'message'>): string {
  return message === '' ? name : `${name}: ${message}`
}

/** How much of a message an error takes, in characters. */
export function sizeOfError({ name, message, stack, members }: WireError): number {
  let size = name.length + message.length + stack.length + 50
  if (members !== undefined) for (let i = 0; i < members.length; i++) size += sizeOfError(members[i] as WireError)
  return size
}
