import { type Future, PENDING } from './futures.js'
import type { Task } from './tasks.js'

/*
 * Who waits for a Future. CPython notes it at every wait; here it is looked up when somebody asks, so that waiting costs
 * nothing. Only the tasks of a group know their parent from the start: it will wait for them, but may not do so yet.
 */
const parents = /* @__PURE__ */ new WeakMap<Task<unknown>, Task<unknown>>()

/** A task belongs to a group of the given parent. */
export function addParent(task: Task<unknown>, parent: Task<unknown>): void {
  parents.set(task, parent)
}

export function removeParent(task: Task<unknown>): void {
  parents.delete(task)
}

/** The tasks that wait for a Future, be it through a gather, a shield or a wait; in order of creation. */
export function awaitedBy(future: Future<unknown>): Task<unknown>[] {
  if (future._state !== PENDING) return []
  const parent = parents.get(future as Task<unknown>)
  const found: Task<unknown>[] = []
  for (const task of future._loop._allTasks()) {
    if (task === parent || (task._waiter !== null && leadsTo(task._waiter, future))) found.push(task)
  }
  return found
}

/** Whether waiting for `from` is waiting for `to`: it is the same, or one of those for which it stands. */
function leadsTo(from: Future<unknown>, to: Future<unknown>): boolean {
  if (from === to) return true
  for (const part of from._awaits?.() ?? []) if (leadsTo(part, to)) return true
  return false
}
