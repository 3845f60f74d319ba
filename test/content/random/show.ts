import { ExceptionGroup, type Future, InvalidStateError, isCancelled } from 'asyncio-ts'

/** What CPython says of misuse. Ours say the same, and then what to do; that is left out. */
const SAYINGS = [
  'Result is not set.',
  'Exception is not set.',
  'invalid state',
  'Task does not support set_result operation',
  'Task does not support set_exception operation',
  'Event loop stopped before Future completed.',
  'Lock is not acquired.',
  'cannot wait on un-acquired lock',
  'cannot notify on un-acquired lock',
  'BoundedSemaphore released too many times',
  'task_done() called too many times',
  'Set of Tasks/Futures is empty.',
  'Timeout has not been entered',
  'Timeout has already been entered',
  'Cannot change state of expiring Timeout',
  'Cannot change state of expired Timeout',
  'Cannot change state of finished Timeout',
  'TaskGroup <> has not been entered',
  'TaskGroup <> is finished',
  'TaskGroup <> is shutting down',
]

/** A value, as both languages write it in their logs. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'none'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) return `[${value.map(show).join(' ')}]`
  return value instanceof Error ? showError(value) : String(value)
}

/** Type, message (without the text of a group, which is each language's own), cause, and what a group holds. */
function showError(error: Error): string {
  const said = error.message.replace(/^TaskGroup <.*?>/s, 'TaskGroup <>')
  const message = SAYINGS.find((saying) => said.startsWith(saying)) ?? said
  const errors = error instanceof ExceptionGroup ? show(error.errors) : ''
  const cause = error.cause instanceof Error ? ` from ${showError(error.cause)}` : ''
  return `${error.name}(${message})${errors}${cause}`
}

/** How a Future has ended. Asks it whatever can be asked, also what it cannot answer. */
export function ending(future: Future<unknown>): string {
  if (future.cancelled()) return 'cancelled'
  try {
    return show(future.exception() ?? future.result())
  } catch (error) {
    if (isCancelled(error)) return `has none: ${show(error)}`
    if (error instanceof InvalidStateError) return `has none: ${show(error)} ${whyNone(future)}`
    throw error
  }
}

function whyNone(future: Future<unknown>): string {
  try {
    return show(future.result())
  } catch (error) {
    return show(error)
  }
}
