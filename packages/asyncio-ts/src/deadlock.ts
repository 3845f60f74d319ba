import { coroutineName } from './coroutines.js'
import { DeadlockError, type Stuck } from './errors.js'
import type { EventLoop } from './event-loop.js'

/** The error for a loop on which nothing can ever happen again: who waits for what, in order of creation. */
export function deadlockOf(loop: EventLoop): DeadlockError {
  const waiting: Stuck[] = []
  for (const task of loop._allTasks()) {
    const name = coroutineName(task.getCoro())
    waiting.push({
      task: name === 'coroutine' ? task.getName() : `${task.getName()} ${name}`,
      waitsFor: task._waiter?._purpose() ?? 'nothing',
    })
  }
  const lines = waiting.map(({ task, waitsFor }) => `\n  ${task} waits for ${waitsFor}`)
  return new DeadlockError(
    `nothing is ready, no timer is set, and nobody can wake anybody any more${lines.length > 0 ? ':' : ''}${lines.join('')}`,
    waiting,
  )
}
