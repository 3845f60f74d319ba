import type { Coroutine } from './coroutines.js'
import type { EventLoop } from './event-loop.js'
import { Task, type TaskFactory, type TaskOptions } from './tasks.js'

/** Task, or a class that extends it. */
export type TaskConstructor = new <T>(loop: EventLoop, coro: Coroutine<T>, options?: TaskOptions) => Task<T>

/**
 * Makes a task factory whose tasks are of the given class and start eagerly, unless `{ eagerStart: false }` is asked
 * for. The first step is taken within the constructor of Task: fields of the class itself are not there yet.
 *
 * Mirrors `create_eager_task_factory` in `Lib/asyncio/tasks.py`.
 *
 * @example
 * ```ts
 * class TimedTask<T> extends Task<T> {}
 * getRunningLoop().setTaskFactory(createEagerTaskFactory(TimedTask))
 * ```
 */
export function createEagerTaskFactory(taskConstructor: TaskConstructor): TaskFactory {
  return (loop, coro, options) =>
    new taskConstructor(loop, coro, { ...options, eagerStart: options.eagerStart ?? true })
}

/**
 * A task factory whose tasks take their first step at once, within `createTask`: one that need not wait is done when
 * `createTask` returns, and costs no turn. It changes the order of events.
 *
 * @example
 * ```ts
 * getRunningLoop().setTaskFactory(eagerTaskFactory)
 * ```
 */
export const eagerTaskFactory: TaskFactory = /* @__PURE__ */ createEagerTaskFactory(Task)
