import type { Clock } from './clock.js'
import { type Awaitable, type Coroutine, claim, isCoroutine, isPromiseLike } from './coroutines.js'
import { turningLoop } from './current.js'
import { ensureFutureOn } from './ensure-future.js'
import { asThrown, DeadlockError, RuntimeError } from './errors.js'
import { EventLoop, stoppedBefore } from './event-loop.js'
import { repr } from './format.js'
import type { Future } from './futures.js'
import { gatherOn } from './gather.js'
import { settings } from './settings.js'
import { checkCoroutine, type Task } from './tasks.js'
import type { TraceSink } from './trace-sink.js'
import { VirtualClock } from './virtual-clock.js'
import type { AbortSignalLike } from './wrap-future.js'

/** What can be run: a coroutine, a promise, or a function that gives one of them. */
export type Main<T> = Coroutine<T> | PromiseLike<T> | (() => Coroutine<T> | PromiseLike<T>)

/** What `Runner` and `runSync` take. */
export interface RunnerOptions {
  /** Default: the host's clock, otherwise real time. */
  readonly clock?: Clock
  /** Whether likely mistakes are reported, see `loop.setDebug`. Default: false. */
  readonly debug?: boolean
  /** Makes the loop; then `clock` is its business. */
  readonly loopFactory?: () => EventLoop
  /** Is told of whatever happens: see `createRecorder` of `asyncio-ts/trace`. Default: the host's. */
  readonly trace?: TraceSink
}

/** What `run` takes after the main coroutine. */
export interface RunOptions extends RunnerOptions {
  /** Cancels the main task when it is aborted. */
  readonly signal?: AbortSignalLike
}

/**
 * Runs a coroutine on a new event loop, until it and the clean-up after it are done; then closes the loop.
 *
 * The clean-up cancels the tasks that are left, in order of creation, and waits for them. The promise settles as the
 * coroutine ended: with its result; with the very object thrown; with CancelledError if it was cancelled, or the
 * signal's reason if that did it; with DeadlockError if on a virtual clock nobody can ever wake anybody.
 *
 * Several runs may be under way at once. Within a turn of a loop it is refused: there, use `yield*` or `createTask`.
 *
 * Mirrors `run` in `Lib/asyncio/runners.py`. Differs: it gives a promise, since JavaScript cannot block.
 *
 * @example
 * ```ts
 * await run(main())
 * ```
 */
export async function run<T>(main: Main<T>, options: RunOptions = {}): Promise<T> {
  refuseNesting('run')
  const loop = makeLoop(options)
  return drive(loop, life(loop, main, options.signal))
}

/**
 * Runs a coroutine on virtual time and gives its result at once: sleeping takes no time, and no native code runs
 * meanwhile, so that promises cannot be waited for.
 *
 * @throws what the coroutine throws; DeadlockError when nobody can ever wake anybody.
 *
 * @example
 * ```ts
 * const lines = runSync(function* () {
 *   yield* sleep(3600) // takes no time
 *   return getRunningLoop().time() // 3600
 * })
 * ```
 */
export function runSync<T>(main: Coroutine<T> | (() => Coroutine<T>), options: RunnerOptions = {}): T {
  refuseNesting('runSync')
  const hostClock = settings.clock?.jump === undefined ? null : settings.clock
  const loop = makeLoop({ clock: hostClock ?? new VirtualClock(), ...options })
  return driveSync(loop, life(loop, main, undefined))
}

/**
 * Keeps one loop over several runs, as in tests and interactive tools. Mirrors `Runner` in `Lib/asyncio/runners.py`;
 * `with asyncio.Runner() as runner:` is `await new Runner().with(async (runner) => …)`.
 *
 * @example
 * ```ts
 * await new Runner({ clock: new VirtualClock() }).with(async (runner) => {
 *   await runner.run(setUp())
 *   await runner.run(main())
 * })
 * ```
 */
export class Runner {
  readonly #options: RunnerOptions
  #loop: EventLoop | null = null
  #closed = false

  constructor(options: RunnerOptions = {}) {
    this.#options = options
  }

  /** The loop, made at the first call. */
  getLoop(): EventLoop {
    if (this.#closed) throw new RuntimeError('Runner is closed: make a new Runner; this one has cleaned up already')
    this.#loop ??= makeLoop(this.#options)
    return this.#loop
  }

  /** Runs a coroutine until it is done; tasks that it leaves go on at the next run. */
  async run<T>(main: Main<T>, options: { readonly signal?: AbortSignalLike } = {}): Promise<T> {
    refuseNesting('Runner.run')
    const loop = this.getLoop()
    return drive(loop, runMain(loop, main, options.signal))
  }

  /** Cancels the tasks that are left, waits for them, and closes the loop. A second time does nothing. */
  async close(): Promise<void> {
    const loop = this.#loop
    this.#closed = true
    this.#loop = null
    if (loop !== null) await drive(loop, cleanUp(loop))
  }

  /** Runs `body` with this runner and closes it afterwards. */
  async with<T>(body: (runner: Runner) => PromiseLike<T>): Promise<T> {
    this.getLoop()
    try {
      return await body(this)
    } finally {
      await this.close()
    }
  }
}

/** How long a run waits for its executor at the end, in seconds, as in CPython. */
const EXECUTOR_SECONDS = 300

/** The steps of a run: yields the Future that the loop is to run next, until it is done. One text for both drives. */
type Life<T> = Generator<Future<unknown>, T, void>

function* life<T>(loop: EventLoop, main: Main<T>, signal: AbortSignalLike | undefined): Life<T> {
  let result: T
  try {
    result = yield* runMain(loop, main, signal)
  } catch (error) {
    try {
      yield* cleanUp(loop)
    } catch (second) {
      // A task that refuses its cancel and waits for ever, or a ring of tasks, round which a cancel runs until the stack
      // is full: what ended the run is the better thing to say.
      if (!(second instanceof DeadlockError || error instanceof DeadlockError)) throw second
    }
    throw error
  }
  yield* cleanUp(loop)
  return result
}

function* runMain<T>(loop: EventLoop, main: Main<T>, signal: AbortSignalLike | undefined): Life<T> {
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TypeError(`signal takes an AbortSignal, as in { signal: controller.signal }; got ${repr(signal)}`)
  }
  const task = loop.createTask(toCoroutine(loop, main))
  let aborted = false
  const abort = (): void => {
    if (task.cancel()) aborted = true
  }
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return yield* runUntil(task)
  } catch (error) {
    // As CPython does for Ctrl+C: a cancel by somebody else, who has not taken it back, comes first.
    if (aborted && task.cancelled() && task.uncancel() === 0) throw signal?.reason
    throw asThrown(error)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/** Has the loop run until a Future is done, and gives its result. */
function* runUntil<T>(future: Future<T>): Life<T> {
  yield future
  if (!future.done()) throw stoppedBefore(future)
  return future.result()
}

/** Mirrors `Runner.close` and `_cancel_all_tasks`. */
function* cleanUp(loop: EventLoop): Life<void> {
  try {
    const left = [...loop._allTasks()]
    if (left.length > 0) yield* cancelAll(loop, left)
    // Python shuts down asynchronous generators now, then the executor, which takes two turns each. The former are not
    // here, nor is the latter unless it was set; but callbacks that are still ready run in these turns.
    yield* twoTurns(loop)
    if (loop._hasDefaultExecutor) yield* closeExecutor(loop)
    else yield* twoTurns(loop)
  } finally {
    loop.close()
  }
}

/** What a task takes that ends at once; a `stop` that comes meanwhile, or came late, shortens it as it does there. */
function* twoTurns(loop: EventLoop): Life<void> {
  if (!loop._hasWork()) return
  const ended = loop.createFuture<void>()
  loop.callSoon(() => ended.setResult(undefined))
  yield* runUntil(ended)
}

function* closeExecutor(loop: EventLoop): Life<void> {
  // On a clock that can jump, these seconds would be over at once.
  const seconds = loop._clock.jump === undefined ? EXECUTOR_SECONDS : null
  const closing = loop.createTask(loop.shutdownDefaultExecutor(seconds))
  yield* runUntil(closing)
}

function* cancelAll(loop: EventLoop, tasks: readonly Task<unknown>[]): Life<void> {
  for (const task of tasks) task.cancel()
  yield* runUntil(gatherOn(loop, tasks, true))
  for (const task of tasks) {
    if (task.cancelled()) continue
    const exception = task.exception()
    if (exception === undefined) continue
    loop.callExceptionHandler({ message: 'unhandled exception during asyncio.run() shutdown', exception, task })
  }
}

async function drive<T>(loop: EventLoop, steps: Life<T>): Promise<T> {
  let step = steps.next()
  while (!step.done) {
    try {
      await loop._runUntilDone(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next()
  }
  return step.value
}

function driveSync<T>(loop: EventLoop, steps: Life<T>): T {
  let step = steps.next()
  while (!step.done) {
    try {
      loop._runUntilDoneSync(step.value)
    } catch (error) {
      step = steps.throw(error)
      continue
    }
    step = steps.next()
  }
  return step.value
}

function makeLoop({ clock, debug, loopFactory, trace }: RunnerOptions): EventLoop {
  const loop = loopFactory === undefined ? new EventLoop({ clock }) : loopFactory()
  if (!(loop instanceof EventLoop)) {
    throw new TypeError(
      `loopFactory must give an EventLoop, as in () => new EventLoop({ clock }); it gave ${repr(loop)}`,
    )
  }
  if (debug !== undefined) loop.setDebug(debug)
  if (trace !== undefined) {
    if (typeof trace?.turn !== 'function') {
      throw new TypeError(`trace takes what createRecorder() of asyncio-ts/trace gives, got ${repr(trace)}`)
    }
    loop._trace = trace
  }
  return loop
}

function refuseNesting(name: string): void {
  if (turningLoop() === null) return
  throw new RuntimeError(
    `${name}() cannot be called from a running event loop: in a coroutine write yield* main(), or createTask(main())`,
  )
}

/** A function is called within the run, so that it finds its loop also before its first await. */
function toCoroutine<T>(loop: EventLoop, main: Main<T>): Coroutine<T> {
  if (isCoroutine(main)) return main as Coroutine<T>
  if (typeof main !== 'function' && !isPromiseLike(main)) throw notAwaitable(main)
  const coroutine = callMain(loop, main)
  if (typeof main === 'function') Object.defineProperty(coroutine, 'name', { value: main.name })
  return coroutine
}

function* callMain<T>(loop: EventLoop, main: PromiseLike<T> | (() => Awaitable<T>)): Coroutine<T> {
  const made: unknown = isPromiseLike(main) ? main : main()
  if (isCoroutine(made)) {
    checkCoroutine(made)
    claim(made, loop._currentTask as Task<unknown>)
    return yield* made as Coroutine<T>
  }
  if (!isPromiseLike(made)) throw notAwaitable(made)
  return yield* ensureFutureOn(loop, made as PromiseLike<T>)
}

function notAwaitable(value: unknown): TypeError {
  return new TypeError(
    `run takes a coroutine, a promise, or a function that gives one of them, as in run(main()); got ${repr(value)}`,
  )
}
