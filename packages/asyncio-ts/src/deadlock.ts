import { coroutineName } from './coroutines.js'
import { DeadlockError, type Stuck } from './errors.js'
import type { EventLoop } from './event-loop.js'
import type { Task } from './tasks.js'

const tasks = /* @__PURE__ */ new WeakMap<Stuck, Task<unknown>>()

/**
 * The task that an entry of `waitingTasks` or of `DeadlockError.waiting` speaks of.
 *
 * @example
 * ```ts
 * for (const entry of pendingTasks()) console.log(taskOf(entry)?.getCoro())
 * ```
 */
export function taskOf(entry: Stuck): Task<unknown> | undefined {
  return tasks.get(entry)
}

/** Who waits for what on a loop, in order of creation; native code that awaits a Future comes last. */
export function waitingTasks(loop: EventLoop): Stuck[] {
  const waiting: Stuck[] = []
  for (const task of loop._allTasks()) {
    const name = coroutineName(task.getCoro())
    const entry = {
      task: name === 'coroutine' ? task.getName() : `${task.getName()} ${name}`,
      waitsFor: task._waiter?._purpose() ?? 'nothing',
    }
    tasks.set(entry, task)
    waiting.push(entry)
  }
  for (const future of loop._awaitedNatively) {
    waiting.push({ task: 'native code', waitsFor: future._purpose() })
  }
  return waiting
}

/** The error for a loop on which nothing can ever happen again. */
export function deadlockOf(loop: EventLoop): DeadlockError {
  loop._trace?.deadlock(loop)
  const waiting = waitingTasks(loop)
  const lines = waiting.map(({ task, waitsFor }) => `\n  ${task} waits for ${waitsFor}`)
  return new DeadlockError(
    `nothing is ready, no timer is set, and nobody can wake anybody any more${lines.length > 0 ? ':' : ''}${lines.join('')}`,
    waiting,
  )
}
