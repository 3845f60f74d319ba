import type { Future, PyGenerator, Task } from 'asyncio-ts'
import { append, apply, getOwnPropertyDescriptor, getPrototypeOf, upwards } from './primordials'
import type { InnerPart } from './tree'

interface Classes {
  readonly Future: typeof Future
  readonly Task: typeof Task
  readonly PyGenerator: typeof PyGenerator
}

const STATES = ['pending', 'finished', 'finished', 'cancelled'] as const
const FINISHED_WITH_RESULT = 1
const FINISHED_WITH_ERROR = 2

/**
 * What stands inside Futures, tasks and Python's generators, which Python's own repr would tell: state, name, result. Of
 * other objects of the package, and of JavaScript's generators, nothing is known; null for all that is not the package's.
 */
export function createInspect(
  { Future, Task, PyGenerator }: Classes,
  known: (value: object) => boolean,
): (value: object) => readonly InnerPart[] | null {
  const future = Future.prototype
  const task = Task.prototype
  const generator = PyGenerator.prototype
  const getName = task.getName
  const getState = getOwnPropertyDescriptor(generator, 'state')?.get as () => string

  const field = (value: object, name: string): unknown => getOwnPropertyDescriptor(value, name)?.value

  return (value) => {
    const kind = upwards(getPrototypeOf(value), (at) => (at === task || at === future || at === generator ? at : null))
    if (kind === null) return known(value) ? [] : null
    if (kind === generator) return [{ name: 'state', word: apply(getState, value, []) as string }]
    const state = field(value, '_state') as number
    const parts: InnerPart[] = []
    const add = (part: InnerPart): void => append(parts, part)
    if (kind === task) add({ name: 'name', value: apply(getName, value, []) })
    add({ name: 'state', word: STATES[state] ?? 'unknown' })
    if (state === FINISHED_WITH_RESULT) add({ name: 'result', value: field(value, '_value') })
    if (state === FINISHED_WITH_ERROR) add({ name: 'exception', value: field(value, '_value') })
    const waiter = kind === task ? field(value, '_waiter') : null
    if (waiter !== null && state === 0) add({ name: 'waits for', value: waiter })
    if (kind === task) add({ name: 'coroutine', value: field(value, '_coro') })
    return parts
  }
}
