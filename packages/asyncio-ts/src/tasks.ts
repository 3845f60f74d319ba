import { type Coroutine, claim, coroutineName, driverOf, isCoroutine, isPromiseLike } from './coroutines.js'
import { getRunningLoop, turningLoop } from './current.js'
import { CancelledError, InvalidStateError, isCancelled, RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { quote, repr } from './format.js'
import { FAILED, Future, PENDING, RESOLVED, STATE_NAMES } from './futures.js'
import { isMissingThrow } from './missing-throw.js'
import { StopIteration } from './stop-iteration.js'

let created = 0

/** The keyword arguments of `createTask`. */
export interface TaskOptions {
  /** Default: `Task-1`, `Task-2`, … in order of creation. */
  readonly name?: string | undefined
  /**
   * Takes the first step at once, before `createTask` returns, instead of at the next turn. It counts within a turn of
   * the loop alone; elsewhere, as in an event listener, the task starts at the next turn. Default: false.
   */
  readonly eagerStart?: boolean | undefined
}

/**
 * What `loop.createTask` calls once one was given to `loop.setTaskFactory`, with the options as they came. It returns
 * the task: a `new Task(loop, coro, options)`, or one of a class of its own that extends Task.
 */
export type TaskFactory = <T>(loop: EventLoop, coro: Coroutine<T>, options: TaskOptions) => Task<T>

/**
 * A coroutine that is under way, and the Future of what it returns. Made by `createTask`; its first step is taken at
 * the next turn.
 *
 * Invariant while it is not done: either `_waiter` is a pending Future and no step is in the ready queue; or `_waiter`
 * is null or done and one step is there; or it is executing. So a task is at most once in the ready queue.
 *
 * Mirrors `Task` in `Lib/asyncio/tasks.py`. Differs: the loop keeps its tasks alive, where Python's holds them weakly.
 *
 * @example
 * ```ts
 * const task = createTask(download(url))
 * task.addDoneCallback(() => console.log('done'))
 * yield* sleep(1)
 * if (task.cancel('too slow')) yield* wait([task])
 * ```
 */
export class Task<T> extends Future<T> {
  /** Null once it has ended in an eager first step. */
  #coro: Coroutine<T> | null
  /** A number stands for `Task-<number>`: most names are never asked for. */
  #name: string | number
  /** @internal What it waits for, or the failed Future whose error is to be thrown in at the next step. */
  _waiter: Future<unknown> | null = null
  /** @internal A CancelledError is to be thrown in at the next step. */
  _mustCancel = false
  #cancelRequests = 0
  /** @internal The tasks of a loop are a list, in order of creation. */
  _previous: Task<unknown> | null = null
  /** @internal */
  _next: Task<unknown> | null = null

  /** Use `createTask`; this is for task factories. */
  constructor(loop: EventLoop, coro: Coroutine<T>, options?: TaskOptions) {
    super({ loop })
    checkCoroutine(coro)
    this.#coro = coro
    if (options?.name === undefined) {
      created += 1
      this.#name = created
    } else {
      this.#name = String(options.name)
    }
    const eager = options?.eagerStart === true && turningLoop() === loop
    // First of all: a closed loop refuses it, and then the coroutine is as it was.
    if (!eager) loop._pushReady(this)
    claim(coro, this)
    loop._addTask(this)
    if (eager) this._startEagerly()
  }

  /** Its name: the one that was given, or `Task-1` and so on. */
  getName(): string {
    return typeof this.#name === 'number' ? `Task-${this.#name}` : this.#name
  }

  /** Gives it another name; what is no string is made one. */
  setName(name: string): void {
    this.#name = String(name)
  }

  /** Its coroutine; undefined, as in CPython, if that came to its end in an eager first step. */
  getCoro(): Coroutine<T> | undefined {
    return this.#coro ?? undefined
  }

  /**
   * Asks the task to cancel itself: a CancelledError with this message is thrown into its coroutine at the next turn.
   * The coroutine may clean up, or refuse by catching it. Before the first step it never starts.
   *
   * @returns false when it is done already.
   */
  override cancel(message?: string): boolean {
    this._fetched()
    if (this._state !== PENDING) return false
    this.#cancelRequests += 1
    this._loop._trace?.taskCancelled(this, message)
    // The Future may be a task that refuses, so that `_waiter` stays: it may have to be cancelled again.
    if (this._waiter?.cancel(message)) return true
    this._mustCancel = true
    this._cancelMessage = message
    return true
  }

  /** How many requests to cancel stand. */
  cancelling(): number {
    return this.#cancelRequests
  }

  /** Takes one request to cancel back, and says how many are left; at 0 one that was not yet delivered is dropped. */
  uncancel(): number {
    if (this.#cancelRequests > 0) {
      this.#cancelRequests -= 1
      if (this.#cancelRequests === 0) this._mustCancel = false
    }
    return this.#cancelRequests
  }

  /** A task's result is what its coroutine returns: always throws. */
  override setResult(_result: T): never {
    throw new RuntimeError('Task does not support set_result operation: its result is what its coroutine returns')
  }

  /** A task's error is what its coroutine throws: always throws. */
  override setException(_error: unknown): never {
    throw new RuntimeError('Task does not support set_exception operation: its error is what its coroutine throws')
  }

  override get [Symbol.toStringTag](): string {
    return 'Task'
  }

  /** @internal */
  override _describe(): string[] {
    const info = super._describe()
    if (this.#cancelRequests > 0 && this._state === PENDING) info[1] = 'cancelling'
    const details = [`name=${quote(this.getName())}`]
    if (this.#coro !== null) details.push(`coro=<${coroutineName(this.#coro)}>`)
    const waiter = this._waiter
    // Of a task without what that waits for: tasks may wait in a ring.
    if (waiter instanceof Task) {
      details.push(`wait_for=<Task ${STATE_NAMES[waiter._state]} name=${quote(waiter.getName())}>`)
    } else if (waiter !== null) {
      details.push(`wait_for=${waiter}`)
    }
    info.splice(2, 0, ...details)
    return info
  }

  /** @internal */
  override _label(): string {
    return this.getName()
  }

  /** @internal */
  override _purpose(): string {
    return this.getName()
  }

  /** @internal One step: drives the coroutine until it waits for something, gives way, returns or throws. */
  run(): void {
    if (this._state !== PENDING) {
      this._refuseStep()
      return
    }
    const loop = this._loop
    const waiter = this._waiter
    const coro = this.#coro as Coroutine<T>
    let step: IteratorResult<unknown, T>
    let thrownIn: unknown
    this._waiter = null
    loop._currentTask = this
    try {
      if (this._mustCancel || (waiter !== null && waiter._state !== RESOLVED)) {
        thrownIn = this._errorToThrow(waiter)
        step = coro.throw(thrownIn)
      } else {
        step = coro.next(undefined)
      }
    } catch (error) {
      loop._currentTask = null
      // Within a `yield*` over an array the engine puts an error of its own in the place of ours, which says more.
      this._threw(thrownIn !== undefined && isMissingThrow(error) ? thrownIn : error)
      return
    }
    loop._currentTask = null
    if (step.done) {
      this._returned(step.value)
      return
    }
    const waited = step.value
    if (waited === undefined) {
      loop._pushReady(this)
    } else if (waited instanceof Future && waited._blocking && waited._loop === loop && waited !== (this as unknown)) {
      waited._blocking = false
      this._waiter = waited
      waited._addWaiter(this)
      if (this._mustCancel && waited.cancel(this._cancelMessage)) this._mustCancel = false
    } else {
      this._throwNext(misuse(this, waited))
    }
  }

  /** @internal Has an error thrown in at the next turn. */
  _throwNext(error: Error): void {
    const failed = new Future<never>({ loop: this._loop })
    failed._finish(FAILED, error)
    this._waiter = failed
    this._loop._pushReady(this)
  }

  /** @internal Takes the first step within the step or callback that makes the task. */
  _startEagerly(): void {
    const loop = this._loop
    const creator = loop._currentTask
    loop._trace?.eager(this, true)
    try {
      this.run()
    } finally {
      loop._currentTask = creator
      loop._trace?.eager(this, false)
      if (this._state !== PENDING) this.#coro = null
    }
  }

  /** @internal Somebody has settled it past its own methods, as by `Future.prototype.setResult.call(task, …)`. */
  _refuseStep(): void {
    this._loop._removeTask(this)
    this._loop.callExceptionHandler({
      message: 'Exception in callback Task.step()',
      exception: new InvalidStateError(`step(): already done: ${this}`),
      task: this,
    })
  }

  /** @internal A pending cancel wins over the error of what was waited for, unless that is a cancel itself. */
  _errorToThrow(waiter: Future<unknown> | null): unknown {
    const error = waiter !== null && waiter._state !== RESOLVED ? waiter._failure() : undefined
    if (!this._mustCancel) return error
    this._mustCancel = false
    return isCancelled(error) ? error : this._takeCancelledError()
  }

  /** @internal */
  _returned(result: T): void {
    if (this._state !== PENDING) {
      this._refuseStep()
      return
    }
    this._loop._removeTask(this)
    if (this._mustCancel) {
      this._mustCancel = false
      super.cancel(this._cancelMessage)
    } else {
      this._resolve(result)
    }
  }

  /** @internal */
  _threw(error: unknown): void {
    if (this._state !== PENDING) {
      this._refuseStep()
      return
    }
    this._loop._removeTask(this)
    if (error instanceof CancelledError) {
      super.cancel()
      this._value = error
    } else if (error instanceof StopIteration) {
      this._fail(new RuntimeError('coroutine raised StopIteration', { cause: error }))
    } else {
      this._fail(error)
    }
  }
}

/** What is wrong with what a coroutine has yielded. */
function misuse(task: Task<unknown>, yielded: unknown): Error {
  if (yielded instanceof Future) {
    if (yielded._loop !== task._loop) {
      return new RuntimeError(
        `Task ${task} got Future ${yielded} attached to a different loop: make it within the run that waits for it`,
      )
    }
    if (!yielded._blocking) {
      return new RuntimeError(
        `yield was used instead of yield* in task ${task} with ${yielded}: write yield* to wait for it` +
          ' (an array of awaitables is waited for with yield* gather([…]))',
      )
    }
    yielded._blocking = false
    return new RuntimeError(
      `Task cannot await on itself: ${task} would never be done; wait for another task, or return`,
    )
  }
  if (isCoroutine(yielded)) {
    return new RuntimeError(
      `yield was used instead of yield* for a coroutine in task ${task}: write yield* to run it and wait for it`,
    )
  }
  if (isPromiseLike(yielded)) {
    return new RuntimeError(`Task got bad yield: a promise in ${task}: write yield* wrapFuture(promise) to wait for it`)
  }
  return new RuntimeError(
    `Task got bad yield: ${repr(yielded)}: a coroutine waits with yield*, and lets others run with yield alone`,
  )
}

/** @throws TypeError for what is no coroutine, RuntimeError for one that somebody drives already. */
export function checkCoroutine(coro: unknown): void {
  if (isCoroutine(coro)) {
    const driver = driverOf(coro)
    if (driver === undefined) return
    throw new RuntimeError(
      `this coroutine is driven by ${driver} already: a coroutine runs once, so call its function again for another`,
    )
  }
  const hint =
    typeof coro === 'function'
      ? ': call the function, as in createTask(main())'
      : isPromiseLike(coro)
        ? ': use ensureFuture for promises and Futures'
        : ''
  throw new TypeError(`a coroutine was expected, got ${repr(coro)}${hint}`)
}

/**
 * Wraps a coroutine into a task of the running loop; its first step is taken at the next turn, or at once with
 * `{ eagerStart: true }`.
 *
 * Mirrors `create_task` in `Lib/asyncio/tasks.py`.
 *
 * @throws RuntimeError when no loop is running, or when the coroutine was given to somebody before.
 *
 * @example
 * ```ts
 * const task = createTask(sayAfter(1, 'hello'), { name: 'greeting' })
 * ```
 */
export function createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
  return getRunningLoop().createTask(coro, options)
}

/**
 * The task that executes now; undefined in a callback.
 *
 * Mirrors `current_task` in `Lib/asyncio/tasks.py`.
 *
 * @throws RuntimeError when no loop is running and none is given.
 *
 * @example
 * ```ts
 * console.log(currentTask()?.getName())
 * ```
 */
export function currentTask(loop: EventLoop = getRunningLoop()): Task<unknown> | undefined {
  return loop._currentTask ?? undefined
}

/**
 * The tasks of a loop that are not done, in order of creation.
 *
 * Mirrors `all_tasks` in `Lib/asyncio/tasks.py`.
 *
 * @throws RuntimeError when no loop is running and none is given.
 *
 * @example
 * ```ts
 * for (const task of allTasks()) if (task !== currentTask()) task.cancel()
 * ```
 */
export function allTasks(loop: EventLoop = getRunningLoop()): Set<Task<unknown>> {
  return loop._allTasks()
}
