import { checkCallback, checkTime } from './checks.js'
import type { Clock } from './clock.js'
import type { Awaitable, Coroutine } from './coroutines.js'
import { addLiveLoop, removeLiveLoop, setTurningLoop, turningLoop } from './current.js'
import { deadlockOf } from './deadlock.js'
import { ensureFutureOn } from './ensure-future.js'
import { RuntimeError } from './errors.js'
import type { ExceptionContext } from './exception-context.js'
import { DefaultExecutor, type Executor, submitTo } from './executor.js'
import { repr } from './format.js'
import { Future } from './futures.js'
import { type Callback, Handle, TimerHandle } from './handles.js'
import { hostTimers, microtask } from './host-timers.js'
import { LostErrors } from './lost-errors.js'
import { beginWatching, endWatching, UndrivenCoroutines } from './own-coroutines.js'
import { eachArrived, unwatch, watch } from './readers.js'
import { ReadyQueue, type Runnable } from './ready-queue.js'
import { RealClock } from './real-clock.js'
import type { Selector } from './selector.js'
import { settings } from './settings.js'
import { Task, type TaskFactory, type TaskOptions } from './tasks.js'
import { type Timer, TimerHeap } from './timer-heap.js'
import type { TraceSink } from './trace-sink.js'

/** After so many turns the host gets a macrotask even if nobody is known to want one. A count: times would not repeat. */
const TURNS_PER_HOP = 1000

/** What `new EventLoop` takes. */
export interface EventLoopOptions {
  /** Default: the host's (see `asyncio-ts/host`), otherwise a RealClock. */
  readonly clock?: Clock | undefined
  /** What is polled for input and output in each turn. Default: nothing. */
  readonly selector?: Selector | undefined
}

/** Is told of errors that nobody handles: given to `loop.setExceptionHandler`. */
export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => void

/**
 * Runs callbacks and tasks, one at a time: `run` makes one and closes it, so that few programs need this class.
 *
 * One turn takes over what came in from outside (settled promises), then the timers that are due, behind what is ready
 * already; then it runs exactly what is ready at that moment. What becomes ready meanwhile waits for the next turn.
 *
 * Mirrors `Lib/asyncio/base_events.py`. Differs: JavaScript cannot block, so that `runForever` and `runUntilComplete`
 * return promises; a loop goes on between the host's own events.
 *
 * Longer than a file here should be: the queue, the turn and the two ways to drive it share one state.
 *
 * @example
 * ```ts
 * const loop = new EventLoop({ clock: new VirtualClock() })
 * loop.callLater(1, () => console.log('a second later'))
 * await loop.runUntilComplete(main())
 * loop.close()
 * ```
 */
export class EventLoop {
  /** In debug mode, a callback or step that takes this many seconds or more of real time is reported. */
  slowCallbackDuration = 0.1

  /** @internal */
  readonly _clock: Clock
  /** @internal */
  readonly _timers = new TimerHeap()
  /** @internal */
  readonly _lostErrors: LostErrors
  /** @internal The task whose step executes. */
  _currentTask: Task<unknown> | null = null
  /** @internal Who is told of whatever happens. Set before anything does. */
  _trace: TraceSink | null = settings.trace

  #selector: Selector | null
  readonly #ready = new ReadyQueue()
  /** What came in from outside and enters at the poll of the next turn, in this order. */
  #arrivals: Runnable[] = []
  /** Promises that are wrapped and have not arrived. */
  #promises = 0
  #undriven: UndrivenCoroutines | undefined
  /** How to reject what native code waits for. */
  /** Native code that waits for a Future of this loop: how to fail it, and what it waits for. */
  readonly #nativeWaiters = new Map<(error: unknown) => void, Future<unknown>>()
  #firstTask: Task<unknown> | null = null
  #lastTask: Task<unknown> | null = null

  #running = false
  #stopping = false
  #closed = false
  #debug = false
  #exceptionHandler: ExceptionHandler | null = null
  readonly #executor = new DefaultExecutor()
  #taskFactory: TaskFactory | null = null

  /** While it runs asynchronously: how the promise of `runForever` settles. */
  #finish: ((error?: unknown) => void) | null = null
  #turnsSinceHop = 0
  #releaseClock: (() => void) | null = null
  /** While it waits: nothing is ready, and the clock was asked to wake it. */
  #withdrawWake: (() => void) | null = null

  constructor(options: EventLoopOptions = {}) {
    this._clock = options.clock ?? settings.clock ?? new RealClock()
    if (typeof this._clock.wakeAt !== 'function') {
      throw new TypeError(`a clock is an object, as in { clock: new VirtualClock() }; got ${repr(this._clock)}`)
    }
    this.#selector = options.selector ?? null
    this._lostErrors = new LostErrors(this, this._clock instanceof RealClock)
  }

  /** Loop time, in seconds. */
  time(): number {
    return this._clock.time()
  }

  /** Calls back at the next turn, in the order of asking. */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    this.#checkClosed()
    checkCallback(callback, 'callSoon')
    const handle = new Handle(this, callback, args)
    this._pushReady(handle)
    return handle
  }

  /** Calls back after `delay` seconds of loop time. */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    checkTime(delay, 'delay')
    return this.#setTimer(this.time() + delay, callback, args, 'callLater')
  }

  /** Calls back at loop time `when`; equal times in the order of asking. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    checkTime(when, 'when')
    return this.#setTimer(when, callback, args, 'callAt')
  }

  #setTimer(when: number, callback: Callback, args: readonly unknown[], method: string): TimerHandle {
    checkCallback(callback, method)
    const timer = new TimerHandle(when, this, callback, args)
    this._addTimer(timer)
    return timer
  }

  /**
   * Calls back in each turn in which the object can be read, until it is removed; another reader takes its place. What
   * objects can be watched is the selector's business: sockets of a network, say.
   *
   * Mirrors `add_reader` in `Lib/asyncio/selector_events.py`.
   *
   * @throws RuntimeError when the loop has no selector.
   */
  addReader<A extends unknown[]>(fileobj: object, callback: (...args: A) => unknown, ...args: A): Handle {
    this.#checkClosed()
    return watch(this, this.#selector, 0, fileobj, callback, args)
  }

  /** As `addReader`, while the object can be written. */
  addWriter<A extends unknown[]>(fileobj: object, callback: (...args: A) => unknown, ...args: A): Handle {
    this.#checkClosed()
    return watch(this, this.#selector, 1, fileobj, callback, args)
  }

  /** Calls the reader of an object back no more, and says whether it had one. */
  removeReader(fileobj: object): boolean {
    return !this.#closed && unwatch(this.#selector, 0, fileobj)
  }

  /** Calls the writer of an object back no more, and says whether it had one. */
  removeWriter(fileobj: object): boolean {
    return !this.#closed && unwatch(this.#selector, 1, fileobj)
  }

  /** @internal For a network, when it is first used: a loop without a selector takes this one. */
  get _selector(): Selector | null {
    return this.#selector
  }

  set _selector(selector: Selector | null) {
    this.#checkClosed()
    this.#selector = selector
  }

  /** A pending Future of this loop. */
  createFuture<T>(): Future<T> {
    return new Future<T>({ loop: this })
  }

  /** Wraps a coroutine into a task of this loop; its first step is taken at the next turn, unless it starts eagerly. */
  createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
    this.#checkClosed()
    const factory = this.#taskFactory
    return factory === null ? new Task(this, coro, options) : factory(this, coro, options ?? {})
  }

  /** Sets what makes the tasks of this loop, as `eagerTaskFactory`; null: the default. */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== 'function') {
      throw new TypeError(`a task factory must be a function or null, got ${repr(factory)}`)
    }
    this.#taskFactory = factory
  }

  /** What makes the tasks of this loop; null: the default. */
  getTaskFactory(): TaskFactory | null {
    return this.#taskFactory
  }

  /**
   * Runs `fn(...args)` in an executor, by default in the one given to `setDefaultExecutor`, and gives a Future of what it
   * gives. That enters the loop as I/O does: at the poll of a turn, before due timers, in the order in which work ended.
   *
   * Cancelling the Future does not stop a function that has begun; one that still waits for a worker is dropped.
   *
   * ```ts
   * const digest = yield* getRunningLoop().runInExecutor(pool, hash, text)
   * ```
   *
   * Mirrors `run_in_executor` in `Lib/asyncio/base_events.py`; differs in that there is no executor unless one is set.
   *
   * @throws RuntimeError when there is no executor, or the loop is shutting it down.
   */
  runInExecutor<A extends unknown[], T>(
    executor: Executor | null | undefined,
    fn: (...args: A) => T | PromiseLike<T>,
    ...args: A
  ): Future<T> {
    this.#checkClosed()
    checkCallback(fn, 'runInExecutor')
    return submitTo(executor ?? this.#executor.get(), this, fn, args)
  }

  /** Sets where `runInExecutor` and `toThread` run functions; the loop shuts it down at its end. */
  setDefaultExecutor(executor: Executor): void {
    this.#executor.set(executor)
  }

  /**
   * Shuts the default executor down, and waits until its work has ended: `timeout` seconds at most, then a warning is
   * reported; null: as long as it takes. `run` does this at its end.
   */
  shutdownDefaultExecutor(timeout: number | null = null): Coroutine<void> {
    return this.#executor.shutdown(this, timeout)
  }

  /** @internal */
  get _hasDefaultExecutor(): boolean {
    return this.#executor.isSet
  }

  /** Runs until `stop` is called. */
  runForever(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#begin()
      addLiveLoop(this)
      this.#finish = (error) => {
        removeLiveLoop(this)
        this.#releaseClock?.()
        this.#releaseClock = null
        this.#finish = null
        this.#end()
        if (error === undefined) resolve()
        else reject(error)
      }
      this.#releaseClock = this._clock.hold()
      this.#hop()
    })
  }

  /**
   * Runs until a Future is done, and gives its result; a coroutine becomes a task first.
   *
   * Rejects with what it fails with; with RuntimeError when the loop is stopped before; with DeadlockError when on a
   * virtual clock nobody can ever wake anybody.
   */
  async runUntilComplete<T>(awaitable: Awaitable<T>): Promise<T> {
    const future = this.#futureToRun(awaitable)
    await this._runUntilDone(future)
    return resultOf(future)
  }

  /**
   * As `runUntilComplete`, but at once: no native code runs meanwhile, and virtual time jumps.
   *
   * @throws RuntimeError on a clock that cannot jump.
   */
  runUntilCompleteSync<T>(awaitable: Awaitable<T>): T {
    const future = this.#futureToRun(awaitable)
    this._runUntilDoneSync(future)
    return resultOf(future)
  }

  /** @internal */
  async _runUntilDone(future: Future<unknown>): Promise<void> {
    const stop = (): void => this.stop()
    future.addDoneCallback(stop)
    try {
      await this.runForever()
    } finally {
      future.removeDoneCallback(stop)
    }
  }

  /** @internal */
  _runUntilDoneSync(future: Future<unknown>): void {
    const clock = this._clock
    if (clock.jump === undefined) {
      throw new RuntimeError('running without waiting needs a clock that can jump: use a VirtualClock')
    }
    this.#begin()
    const stop = (): void => this.stop()
    future.addDoneCallback(stop)
    const release = clock.hold()
    try {
      do {
        if (!this.#stopping && !this._hasWork()) clock.jump(this.#nextJump())
        this._turn()
      } while (!this.#stopping)
    } finally {
      release()
      this.#end()
      future.removeDoneCallback(stop)
    }
  }

  /** Ends `runForever` after the present turn, or after one turn if it has not begun. */
  stop(): void {
    this.#stopping = true
    this.#wake()
  }

  /** Whether it is under way: between `runForever` and its end, also while it waits. */
  isRunning(): boolean {
    return this.#running
  }

  /**
   * Drops all callbacks, and reports the errors that nobody has fetched.
   *
   * @throws RuntimeError while it is running.
   */
  close(): void {
    if (this.#running)
      throw new RuntimeError('Cannot close a running event loop: stop() it, and wait until runForever has ended')
    if (this.#closed) return
    this.#closed = true
    this.#ready.clear()
    this._timers.clear()
    this._trace?.closed(this)
    this.#arrivals = []
    for (const reject of this.#nativeWaiters.keys()) reject(closedError())
    this.#nativeWaiters.clear()
    this.#executor.close()
    this.#selector?.close()
    this._lostErrors.flush()
    if (this.#debug) endWatching()
    this.#undriven?.flush()
  }

  /** Whether `close` was called: then it runs nothing any more. */
  isClosed(): boolean {
    return this.#closed
  }

  /** Sets who is told of errors that nobody handles; null: the default, which reports to the host. */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== 'function') {
      throw new TypeError(`A callable object or null is expected, got ${repr(handler)}`)
    }
    this.#exceptionHandler = handler
  }

  /** Who is told of errors that nobody handles; null: the default. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler
  }

  /** Reports to the host: the console, unless `configureHost` said otherwise. */
  defaultExceptionHandler(context: ExceptionContext): void {
    settings.report(context.kind ?? 'unhandled', context.exception, context.message)
  }

  /** Tells the exception handler. What it throws is reported too, and goes no further. */
  callExceptionHandler(context: ExceptionContext): void {
    const handler = this.#exceptionHandler
    if (handler === null) {
      this.defaultExceptionHandler(context)
      return
    }
    try {
      handler(this, context)
    } catch (error) {
      this.defaultExceptionHandler({ message: 'Unhandled error in exception handler', exception: error })
    }
  }

  /**
   * In debug mode two likely mistakes are reported as warnings: a callback or step that takes `slowCallbackDuration`
   * seconds or more, and, when the loop closes, coroutines of this package that nobody has driven, as a bare `sleep(1)`.
   */
  setDebug(enabled: boolean): void {
    if (enabled !== this.#debug && !this.#closed) enabled ? beginWatching() : endWatching()
    this.#debug = enabled
  }

  /** Whether it is in debug mode, see `setDebug`. */
  getDebug(): boolean {
    return this.#debug
  }

  toString(): string {
    return `<EventLoop running=${this.#running} closed=${this.#closed} debug=${this.#debug}>`
  }

  /** @internal */
  _pushReady(runnable: Runnable): void {
    if (this.#closed) throw closedError()
    this.#enqueue(runnable)
    if (this.#withdrawWake !== null) this.#wake()
  }

  readonly #enqueueArrived = (handle: Handle, readFrom: object | undefined): void => {
    this.#enqueue(handle, 'io', readFrom)
  }

  #enqueue(runnable: Runnable, from?: 'io' | 'timer', readFrom?: object): void {
    this.#ready.push(runnable)
    if (this._trace !== null) this._trace.push(this, runnable, from, readFrom)
  }

  /** @internal */
  _addTimer(timer: Timer): void {
    this.#checkClosed()
    this._timers.push(timer)
    if (this._trace !== null) this._trace.timerSet(this, timer)
    this.#wake()
  }

  /** @internal A promise is wrapped: until it arrives, each turn lets the host have a macrotask. */
  _expectPromise(): void {
    this.#promises += 1
  }

  /** @internal A wrapped promise has settled. */
  _arrive(runnable: Runnable): void {
    if (this.#closed) return
    this.#arrivals.push(runnable)
    this.#wake()
  }

  /** @internal The Futures that native code waits for, in the order in which it began to. */
  get _awaitedNatively(): readonly Future<unknown>[] {
    return [...this.#nativeWaiters.values()]
  }

  /** @internal */
  _awaitNatively<T>(future: Future<T>, resolve: (value: T) => void, reject: (error: unknown) => void): void {
    if (this.#closed) {
      reject(closedError())
      return
    }
    this.#nativeWaiters.set(reject, future)
    future.addDoneCallback((done) => {
      this.#nativeWaiters.delete(reject)
      try {
        resolve(done.result())
      } catch (error) {
        reject(error)
      }
    })
  }

  /** @internal In debug mode: where coroutines of this package are noted until somebody drives them. */
  get _undriven(): UndrivenCoroutines | undefined {
    if (!this.#debug || this.#closed) return undefined
    this.#undriven ??= new UndrivenCoroutines()
    return this.#undriven
  }

  /** @internal */
  _addTask(task: Task<unknown>): void {
    const last = this.#lastTask
    task._previous = last
    if (last === null) this.#firstTask = task
    else last._next = task
    this.#lastTask = task
  }

  /** @internal */
  _removeTask(task: Task<unknown>): void {
    const { _previous: previous, _next: next } = task
    if (previous === null) this.#firstTask = next
    else previous._next = next
    if (next === null) this.#lastTask = previous
    else next._previous = previous
    task._previous = null
    task._next = null
  }

  /** @internal */
  _allTasks(): Set<Task<unknown>> {
    const tasks = new Set<Task<unknown>>()
    for (let task = this.#firstTask; task !== null; task = task._next) tasks.add(task)
    return tasks
  }

  /** @internal Whether a turn would find something to run. */
  _hasWork(): boolean {
    if (this.#ready.size > 0 || this.#arrivals.length > 0) return true
    if (this.#selector !== null && this.#selector.select().length > 0) return true
    this._timers.prune()
    return this._timers.next() < this.time() + this._clock.resolution
  }

  /** @internal One turn; does not wait. */
  _turn(): void {
    const ready = this.#ready
    const timers = this._timers
    const trace = this._trace
    if (trace !== null) trace.turn(this)
    if (this.#arrivals.length > 0) {
      const arrivals = this.#arrivals
      this.#arrivals = []
      this.#promises -= arrivals.length
      for (const arrival of arrivals) this.#enqueue(arrival, 'io')
    }
    if (this.#selector !== null) eachArrived(this.#selector, this.#enqueueArrived)
    if (timers.size > 0) {
      timers.prune()
      const end = this.time() + this._clock.resolution
      for (let timer = timers.takeBefore(end); timer !== null; timer = timers.takeBefore(end)) {
        this.#enqueue(timer, 'timer')
      }
    }
    let count = ready.size
    if (count === 0) return
    settings.turns += 1
    const before = turningLoop()
    setTurningLoop(this)
    try {
      for (; count > 0; count -= 1) {
        const next = ready.shift()
        if (trace !== null) trace.pop(this, next)
        if (this.#debug) this.#runWatched(next)
        else next.run()
      }
    } finally {
      setTurningLoop(before)
    }
  }

  #runWatched(runnable: Runnable): void {
    const { now } = hostTimers()
    const startMs = now()
    const text = String(runnable)
    runnable.run()
    const seconds = (now() - startMs) / 1000
    if (seconds >= this.slowCallbackDuration) {
      settings.report('warning', undefined, `Executing ${text} took ${seconds.toFixed(3)} seconds`)
    }
  }

  /** The body of the asynchronous drive: always on a stack of its own. */
  readonly #drive = (): void => {
    try {
      this._turn()
    } catch (error) {
      // Only a report sink that throws gets here; without this the run would never end.
      this.#finish?.(error)
      return
    }
    if (this.#stopping) this.#finish?.()
    else if (this._hasWork()) this.#hop()
    else this.#wait()
  }

  /** The next turn comes after pending microtasks, or after a macrotask where native code may have its say. */
  #hop(): void {
    this.#turnsSinceHop += 1
    if (
      this.#promises > 0 ||
      this.#nativeWaiters.size > 0 ||
      this.#turnsSinceHop >= TURNS_PER_HOP ||
      this.#selector?.outside === true
    ) {
      this.#turnsSinceHop = 0
      hostTimers().hop(this.#drive)
    } else {
      microtask(this.#drive)
    }
  }

  /** Nothing is ready: lets go of the clock until the next timer, or until native code has something. */
  #wait(): void {
    this.#turnsSinceHop = 0
    const withdrawReady = this.#selector?.onReady(() => this.#wake())
    const withdrawTime = this._clock.wakeAt(this.#nextAt(), (reason) => {
      if (reason === 'time') this.#wake()
      else if (this.#promises === 0 || this._clock.sealed) {
        this.#withdrawWake?.()
        this.#withdrawWake = null
        this.#finish?.(deadlockOf(this))
      }
    })
    this.#withdrawWake =
      withdrawReady === undefined
        ? withdrawTime
        : () => {
            withdrawReady()
            withdrawTime()
          }
    this.#releaseClock?.()
    this.#releaseClock = null
  }

  /** Ends the wait, if it waits: within a turn and before one that was asked for there is nothing to do. */
  #wake(): void {
    if (this.#withdrawWake === null) return
    this.#withdrawWake()
    this.#withdrawWake = null
    this.#releaseClock = this._clock.hold()
    this.#hop()
  }

  #futureToRun<T>(awaitable: Awaitable<T>): Future<T> {
    this.#checkClosed()
    this.#checkRunning()
    return ensureFutureOn(this, awaitable)
  }

  /** The loop time at which something is due by itself. */
  #nextAt(): number {
    return Math.min(this._timers.next(), this.#selector?.nextAt?.() ?? Number.POSITIVE_INFINITY)
  }

  #nextJump(): number {
    const next = this.#nextAt()
    if (next !== Number.POSITIVE_INFINITY) return next
    if (this.#promises === 0) throw deadlockOf(this)
    throw new RuntimeError('a promise cannot settle during runSync, which never waits: use run')
  }

  #begin(): void {
    this.#checkClosed()
    this.#checkRunning()
    this.#running = true
  }

  #end(): void {
    this.#running = false
    this.#stopping = false
  }

  #checkRunning(): void {
    if (this.#running) {
      throw new RuntimeError(
        'This event loop is already running: wait with yield* in a coroutine, or give it the work by createTask',
      )
    }
    if (turningLoop() !== null) {
      throw new RuntimeError(
        'Cannot run the event loop while another loop is running: in a coroutine write yield* main(), or createTask(main())',
      )
    }
  }

  #checkClosed(): void {
    if (this.#closed) throw closedError()
  }
}

/**
 * Makes an event loop; whoever makes one closes it.
 *
 * Mirrors `new_event_loop` in `Lib/asyncio/events.py`.
 *
 * @example
 * ```ts
 * const loop = newEventLoop()
 * try {
 *   await loop.runUntilComplete(main())
 * } finally {
 *   loop.close()
 * }
 * ```
 */
export function newEventLoop(options?: EventLoopOptions): EventLoop {
  return new EventLoop(options)
}

function resultOf<T>(future: Future<T>): T {
  if (!future.done()) throw stoppedBefore(future)
  return future.result()
}

/** For whoever waits for a Future, when somebody has called `stop` meanwhile. */
export function stoppedBefore(future: Future<unknown>): RuntimeError {
  return new RuntimeError(
    `Event loop stopped before Future completed. stop() was called while ${future} was waited for: cancel it instead`,
  )
}

function closedError(): RuntimeError {
  return new RuntimeError('Event loop is closed: its run has ended; begin another with run(main()), or newEventLoop()')
}
