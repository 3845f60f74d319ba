import type { Stuck, Task } from 'asyncio-ts'
import { taskOf } from 'asyncio-ts/host'
import { limits } from '../limits'
import type { WireStuck } from '../protocol'
import { errorStack } from './error-text'
import { append, getOwnPropertyDescriptor, isArray, min, NativeError, slice, weakGet, weakSet } from './primordials'

/** Remembers where each task waited when it was interrupted; a deadlock ends by interrupting all that wait. */
export interface StuckTasks {
  /** For `configureHost`: is called while the places are on the stack. */
  interrupted(task: Task<unknown>): void
  /** The tasks that a DeadlockError tells of, in its order; never throws, whatever the program made of it. */
  list(error: unknown): WireStuck[]
}

export function createStuckTasks(): StuckTasks {
  const places = new WeakMap<object, unknown>()
  return {
    // A finally clause may wait once more: the first place is the one that matters.
    interrupted: (task) => {
      if (weakGet(places, task) === undefined) weakSet(places, task, new NativeError())
    },
    list: (error) => {
      const listed: WireStuck[] = []
      try {
        const waiting: unknown = getOwnPropertyDescriptor(error as object, 'waiting')?.value
        if (!isArray(waiting)) return listed
        for (let i = 0; i < min(waiting.length, limits.listed); i++) {
          const entry = getOwnPropertyDescriptor(waiting, i)?.value as Stuck
          const task = taskOf(entry)
          const place = task === undefined ? undefined : weakGet(places, task)
          append(listed, {
            task: slice(entry.task, 0, limits.nameChars),
            waitsFor: slice(entry.waitsFor, 0, limits.nameChars),
            stack: place === undefined ? '' : slice(errorStack(place as object), 0, limits.stackChars),
          })
        }
      } catch {}
      return listed
    },
  }
}
