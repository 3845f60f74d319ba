import { addParent, removeParent } from './awaited-by.js'
import { type Coroutine, isCoroutine } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { isCancelled, RuntimeError, toError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { ExceptionGroup } from './exception-group.js'
import { printable } from './format.js'
import { Future, PENDING } from './futures.js'
import { ownMethod } from './own-coroutines.js'
import { currentTask, type Task, type TaskOptions } from './tasks.js'
import { bodyOf } from './with-body.js'

/** What the body of a group has thrown. */
interface Thrown {
  readonly error: unknown
}

/**
 * Tasks that belong together: `with` ends when all of them have.
 *
 * The first that fails, or an error in the body, cancels the others and the body; when all have ended, an ExceptionGroup
 * is thrown: the errors in the order in which the tasks were done, the body's last. Cancellations are not among them.
 * Cancelling the task that is within `with` cancels the tasks of the group. One object serves once.
 *
 * Mirrors `Lib/asyncio/taskgroups.py`; `async with TaskGroup() as group:` is `yield* new TaskGroup().with(body)`.
 *
 * @example
 * ```ts
 * yield* new TaskGroup().with(function* (group) {
 *   group.createTask(first())
 *   group.createTask(second())
 * })
 * ```
 */
export class TaskGroup {
  static {
    printable(TaskGroup)
    ownMethod(TaskGroup.prototype, 'with', 'TaskGroup.with')
  }
  #loop: EventLoop | null = null
  #parent: Task<unknown> | null = null
  #entered = false
  #exiting = false
  #aborting = false
  /** It has asked the parent to cancel itself, which it must take back. */
  #cancelledParent = false
  /** In order of creation. */
  readonly #tasks = new Set<Task<unknown>>()
  #errors: Error[] = []
  #completed: Completion | null = null
  readonly #taskDone: (task: Future<unknown>) => void

  constructor() {
    this.#taskDone = (task) => this.#onTaskDone(task as Task<unknown>)
  }

  /**
   * Runs `body`, which is given this group, then waits for the group's tasks; gives what the body returns. Without
   * tasks it takes no turn.
   *
   * @throws ExceptionGroup of what the tasks and the body have thrown; CancelledError when cancelled from outside, unless
   *   there are other errors; RuntimeError outside a task, or when it was entered before.
   */
  *with<T>(body: (group: TaskGroup) => Coroutine<T>): Coroutine<T> {
    const parent = this.#enter()
    try {
      let result: T | undefined
      let thrown: Thrown | null = null
      try {
        result = yield* bodyOf('TaskGroup.with', body, this)
      } catch (error) {
        thrown = { error }
      }
      yield* this.#exit(parent, thrown)
      return result as T
    } finally {
      // Closed in the middle of the body, by whoever drove it: nobody will wait for the tasks.
      if (!this.#exiting) this.#abort()
      this.#parent = null
      this.#errors = []
    }
  }

  /**
   * Makes a task of a coroutine within the group, as `createTask` does. The tasks themselves may add others.
   *
   * @throws RuntimeError before `with`, after it, or while the group is being cancelled; the coroutine is closed then.
   */
  createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
    const loop = this.#loop
    const parent = this.#parent
    if (loop === null)
      throw this.#refusal(coro, 'has not been entered: create its tasks in yield* group.with(function* (group) {…})')
    if (parent === null || (this.#exiting && this.#tasks.size === 0))
      throw this.#refusal(coro, 'is finished: create its tasks before the body of with and all its tasks have ended')
    if (this.#aborting)
      throw this.#refusal(coro, 'is shutting down: one of its tasks has failed, or it was cancelled; it takes no more')
    const task = loop.createTask(coro, options)
    addParent(task, parent)
    this.#tasks.add(task)
    // Also for one that has ended in its eager start: its error must not cancel the parent in the middle of a step.
    task.addDoneCallback(this.#taskDone)
    return task
  }

  toString(): string {
    const info = ['TaskGroup']
    if (this.#tasks.size > 0) info.push(`tasks=${this.#tasks.size}`)
    if (this.#errors.length > 0) info.push(`errors=${this.#errors.length}`)
    if (this.#aborting) info.push('cancelling')
    else if (this.#entered) info.push('entered')
    return `<${info.join(' ')}>`
  }

  #enter(): Task<unknown> {
    if (this.#entered) {
      throw new RuntimeError(`TaskGroup ${this} has already been entered: it serves once, so make a new TaskGroup()`)
    }
    const loop = getRunningLoop()
    const parent = currentTask(loop)
    if (parent === undefined) {
      throw new RuntimeError(
        `TaskGroup ${this} cannot determine the parent task: use yield* group.with(…) in a coroutine, not in a callback`,
      )
    }
    this.#loop = loop
    this.#parent = parent
    this.#entered = true
    return parent
  }

  /** Waits for the tasks; throws what is to be thrown. Returns only if the body has thrown nothing. */
  *#exit(parent: Task<unknown>, thrown: Thrown | null): Coroutine<void> {
    this.#exiting = true
    let cancellation = thrown !== null && isCancelled(thrown.error) ? thrown.error : null
    if (thrown !== null && !this.#aborting) this.#abort()
    // The parent may be cancelled while it waits, more than once.
    while (this.#tasks.size > 0) {
      this.#completed ??= new Completion(parent._loop, this.#tasks)
      try {
        yield* this.#completed
      } catch (error) {
        if (!isCancelled(error)) throw error
        if (!this.#aborting) {
          cancellation = error
          this.#abort()
        }
      }
      this.#completed = null
    }
    if (this.#cancelledParent && parent.uncancel() === 0) cancellation = null
    if (cancellation !== null && this.#errors.length === 0) throw cancellation
    if (thrown !== null && !isCancelled(thrown.error)) this.#errors.push(toError(thrown.error))
    if (this.#errors.length === 0) return
    if (parent.cancelling() > 0) {
      // The cancel that came from outside gives way to the errors, and is delivered at the next `yield*`.
      parent.uncancel()
      parent.cancel()
    }
    throw new ExceptionGroup('unhandled errors in a TaskGroup', this.#errors)
  }

  #abort(): void {
    this.#aborting = true
    for (const task of this.#tasks) if (!task.done()) task.cancel()
  }

  #onTaskDone(task: Task<unknown>): void {
    this.#tasks.delete(task)
    removeParent(task)
    if (this.#tasks.size === 0 && this.#completed?.done() === false) this.#completed.setResult(undefined)
    const error = task.cancelled() ? undefined : task.exception()
    if (error === undefined) return
    this.#errors.push(error)
    const parent = this.#parent
    if (parent === null || parent.done()) {
      const message = `Task ${task} has errored out but its parent task ${parent} is already completed`
      this.#loop?.callExceptionHandler({ message, exception: error, task })
    } else if (!this.#aborting && !this.#cancelledParent) {
      this.#abort()
      this.#cancelledParent = true
      parent.cancel()
    }
  }

  /** The coroutine is closed, since it will not run. */
  #refusal(coro: Coroutine<unknown>, why: string): RuntimeError {
    if (isCoroutine(coro)) coro.return(undefined)
    return new RuntimeError(`TaskGroup ${this} ${why}`)
  }
}

/** What the parent waits for at the end. */
class Completion extends Future<void> {
  readonly #tasks: ReadonlySet<Task<unknown>>

  constructor(loop: EventLoop, tasks: ReadonlySet<Task<unknown>>) {
    super({ loop })
    this.#tasks = tasks
  }

  override _awaits(): readonly Future<unknown>[] {
    return [...this.#tasks].filter((task) => task._state === PENDING)
  }

  override _purpose(): string {
    return `TaskGroup of ${this._awaits()
      .map((task) => task._label())
      .join(', ')}`
  }
}
