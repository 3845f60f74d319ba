import {
  type Executor,
  type PoolWorker,
  printable,
  RuntimeError,
  repr,
  settings,
  ValueError,
  type WorkerHost,
} from '../core.js'
import { NodeWorkers } from './node-workers.js'
import { BrokenWorkerPool, type RemoteError, revive } from './remote-errors.js'
import { unwrap } from './transfer.js'

/** What `new WorkerPool` takes. */
export interface WorkerPoolOptions {
  /** How many workers there are at most. Default: as many as the machine has processors; in a playground four at most. */
  readonly maxWorkers?: number
  /** In Node: the address of the module whose exported functions are run, and the module. In a playground: not needed. */
  readonly module?: { readonly url: string; readonly exports: Readonly<Record<string, unknown>> }
}

/** As much of an AbortSignal as is used here. */
interface Signal {
  readonly aborted: boolean
}

interface Job {
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
  readonly transfer: readonly object[]
  readonly signal: Signal | undefined
  resolve(value: unknown): void
  reject(error: unknown): void
}

interface Member {
  readonly worker: PoolWorker
  job: Job | null
}

/**
 * Runs functions in workers, on other processors: for `loop.runInExecutor`, or once for `loop.setDefaultExecutor`. Workers
 * are started when they are needed, and work that waits for one waits in the order of asking.
 *
 * Functions cannot be sent to a worker, and what they close over could not come along: a worker knows functions by their
 * names. In Node those are the exports of a module, which each worker imports for itself. In a playground they are
 * the `function` declarations at the top of the program. Arguments and results are copied, as `structuredClone` does it;
 * buffers can be handed over with `transfer`.
 *
 * Cancelling drops work that has not begun; what has begun goes on to its end. Errors come back as errors of the same
 * class, if it is one of the language's or of this package's, with the stack of there.
 *
 * Mirrors `ProcessPoolExecutor` in `Lib/concurrent/futures/process.py`.
 *
 * @example
 * ```ts
 * import * as work from './work.js'
 *
 * const pool = new WorkerPool({ module: { url: new URL('./work.js', import.meta.url).href, exports: work } })
 * const answer = yield* getRunningLoop().runInExecutor(pool, work.fibonacci, 35)
 * ```
 */
export class WorkerPool implements Executor {
  static {
    printable(WorkerPool)
  }
  /** Computing takes no time on a virtual clock: it waits. */
  readonly realTime = true
  readonly #host: WorkerHost
  readonly #size: number
  readonly #members = new Set<Member>()
  readonly #waiting: Job[] = []
  #lastId = 0
  #shutDown: { readonly promise: Promise<void>; resolve(): void } | null = null

  constructor(options: WorkerPoolOptions = {}) {
    const { module } = options
    this.#host = settings.workers ?? nodeWorkers(module)
    const { maxWorkers = this.#host.size } = options
    if (!(Number.isInteger(maxWorkers) && maxWorkers > 0)) {
      throw new ValueError(`maxWorkers must be greater than 0, got ${repr(maxWorkers)}`)
    }
    this.#size = Math.min(maxWorkers, settings.workers?.size ?? maxWorkers)
  }

  /** How many workers it has at most. */
  get maxWorkers(): number {
    return this.#size
  }

  /** Runs a function in a worker, see `Executor`. @throws TypeError for a function that workers do not know. */
  submit<A extends unknown[], T>(
    fn: (...args: A) => T | PromiseLike<T>,
    args: A,
    signal?: Signal,
  ): Promise<Awaited<T>> {
    if (this.#shutDown !== null) {
      throw new RuntimeError('cannot schedule new futures after shutdown: make a new WorkerPool')
    }
    const name = this.#host.nameOf(fn as (...args: never[]) => unknown)
    if (name === undefined) throw unknown(fn, this.#host.names())
    const unwrapped = args.map(unwrap)
    return new Promise((resolve, reject) => {
      this.#lastId += 1
      this.#waiting.push({
        id: this.#lastId,
        name,
        args: unwrapped.map(([value]) => value),
        transfer: unwrapped.flatMap(([, buffers]) => buffers),
        signal,
        resolve: resolve as (value: unknown) => void,
        reject,
      })
      this.#assign()
    })
  }

  /** Takes no more work; the promise settles when all that was submitted has ended and the workers are gone. */
  shutdown(): Promise<void> {
    if (this.#shutDown === null) {
      let resolve = (): void => {}
      const promise = new Promise<void>((settle) => {
        resolve = settle
      })
      this.#shutDown = { promise, resolve }
      this.#assign()
    }
    return this.#shutDown.promise
  }

  /**
   * Ends all workers at once, whatever they do; their work, and what waits, fails with BrokenWorkerPool.
   *
   * Mirrors `terminate_workers`, which came with Python 3.14.
   */
  terminateWorkers(): void {
    const error = new BrokenWorkerPool('the workers of this pool were terminated')
    const jobs = [...this.#members].flatMap(({ job }) => job ?? [])
    for (const { worker } of this.#members) worker.terminate()
    this.#members.clear()
    for (const job of [...jobs, ...this.#waiting.splice(0)]) job.reject(error)
    void this.shutdown()
  }

  toString(): string {
    return `<WorkerPool workers=${this.#members.size} of ${this.#size} waiting=${this.#waiting.length}>`
  }

  /** Gives work to workers that have none; at the end, ends them. */
  #assign(): void {
    for (let job = this.#waiting[0]; job !== undefined; job = this.#waiting[0]) {
      if (job.signal?.aborted === true) {
        this.#waiting.shift()
        continue
      }
      let member: Member | null
      try {
        member = this.#idle()
      } catch (error) {
        // No worker can be started for it.
        this.#waiting.shift()
        job.reject(error)
        continue
      }
      if (member === null) return
      this.#waiting.shift()
      this.#give(member, job)
    }
    if (this.#shutDown === null || [...this.#members].some(({ job }) => job !== null)) return
    for (const { worker } of this.#members) worker.terminate()
    this.#members.clear()
    this.#shutDown.resolve()
  }

  #idle(): Member | null {
    for (const member of this.#members) if (member.job === null) return member
    if (this.#members.size >= this.#size) return null
    const member: Member = {
      worker: this.#host.start({
        onMessage: (message) => this.#answered(member, message),
        onLost: (cause) => this.#lost(member, cause),
      }),
      job: null,
    }
    this.#members.add(member)
    return member
  }

  #give(member: Member, job: Job): void {
    member.job = job
    const { id, name, args, transfer } = job
    try {
      member.worker.post({ id, name, args }, transfer)
    } catch (cause) {
      member.job = null
      job.reject(new TypeError(`the arguments of ${name}() cannot be sent to a worker: ${textOf(cause)}`, { cause }))
    }
  }

  /** What a worker says is read field by field: the functions it runs could say anything. */
  #answered(member: Member, message: unknown): void {
    const { job } = member
    const { id, value, error } = (message ?? {}) as {
      id?: unknown
      value?: unknown
      error?: Partial<RemoteError> | null
    }
    if (job === null || id !== job.id) return
    member.job = null
    if (error === undefined) job.resolve(value)
    else {
      const { name, message: text, stack } = error ?? {}
      job.reject(revive({ name: String(name), message: String(text), stack: String(stack) }))
    }
    this.#assign()
  }

  #lost(member: Member, cause: Error): void {
    this.#members.delete(member)
    member.job?.reject(
      new BrokenWorkerPool(`a worker ended while it ran ${member.job.name}(): ${cause.message}`, { cause }),
    )
    this.#assign()
  }
}

function nodeWorkers(module: WorkerPoolOptions['module']): WorkerHost {
  if (typeof module?.url === 'string' && typeof module.exports === 'object') {
    return new NodeWorkers(module.url, module.exports)
  }
  throw new TypeError(
    "a WorkerPool needs the module whose functions it runs: import * as work from './work.js', then new WorkerPool(" +
      "{ module: { url: new URL('./work.js', import.meta.url).href, exports: work } })",
  )
}

function unknown(fn: unknown, names: readonly string[]): TypeError {
  const known = names.length === 0 ? 'none' : names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '')
  return new TypeError(
    `${repr(fn)} cannot be run in a worker: functions are known there by name, and closures have none. ` +
      `Known are ${known}. Make it one of these, and hand over as arguments what it closes over`,
  )
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
