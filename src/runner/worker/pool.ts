/**
 * Workers for `WorkerPool`. In a page the controller starts them, each with the whole script of the run, so that it
 * has the program's functions; a channel of its own joins each to the program, and the page hears nothing of what is
 * said there. Where there are no workers, as in Node's tests, functions run in place, on copies.
 */
import { core, type PoolWorker, type PoolWorkerEvents, type WorkerHost } from 'asyncio-ts/host'
import { limits } from '../limits'
import type { FromRunner } from '../protocol'
import type { ChannelPort, Host } from './host'
import { apply, create, NativeError, NativePromise, NativeTypeError, whenSettled } from './primordials'

/** The `function` declarations at the top of the program, by their names; the compiler has it say so. */
export type Functions = () => Readonly<Record<string, (...args: unknown[]) => unknown>>

interface Job {
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly name: string; readonly message: string; readonly stack: string }
}

const BRAND = Symbol.for('asyncio-ts.transfer')

export interface PoolEnds {
  readonly functions: Functions
  /** Asks the controller. What it shall pass on goes with it. */
  ask(message: Extract<FromRunner, { type: 'run/pool' | 'run/unpool' }>, port?: object): void
}

/** Workers, and what tells of one that died. */
export interface Workers extends WorkerHost {
  lost(worker: number): void
}

/** Where the program's pools get their workers. */
export function createWorkers(runId: number, host: Host, { functions, ask }: PoolEnds): Workers {
  let last = 0
  const alive = new Map<number, PoolWorkerEvents>()
  const size = host.channel === null ? 1 : Math.max(1, Math.min(limits.poolWorkers, host.processors))
  return {
    size,
    nameOf: (fn) => {
      const known = functions()
      for (const name in known) if (known[name] === fn) return name
      return undefined
    },
    lost: (worker) => {
      alive.get(worker)?.onLost(new NativeError('it died'))
      alive.delete(worker)
    },
    names: () => Object.keys(functions()),
    start: (events) => {
      if (host.channel === null) return inPlace(functions, host, events)
      if (alive.size >= size) {
        throw new core.RuntimeError(
          `a run may have ${size} workers here, and its pools have them all: share a pool, or shut one down`,
        )
      }
      const { port1, port2 } = host.channel()
      const worker = ++last
      port1.onmessage = ({ data }) => events.onMessage(data)
      alive.set(worker, events)
      ask({ type: 'run/pool', runId, worker }, port2)
      return {
        post: (message, transfer) => port1.postMessage(message, transfer),
        terminate: () => {
          port1.onmessage = null
          alive.delete(worker)
          ask({ type: 'run/unpool', runId, worker })
        },
      }
    },
  }
}

/** Does what comes through a port, in a worker of a pool. */
export function serve(functions: Functions, port: ChannelPort): void {
  // The program has been here before: by a method of its own it would get hold of the port.
  const { postMessage } = port
  const post = (answer: Answer, transfer: readonly object[]): unknown => apply(postMessage, port, [answer, transfer])
  port.onmessage = ({ data }) => {
    const job = data as Job
    work(functions, job, (answer, transfer) => {
      try {
        post(answer, transfer)
      } catch (error) {
        post({ id: job.id, error: partsOf(error) }, [])
      }
    })
  }
}

function inPlace(functions: Functions, host: Host, events: PoolWorkerEvents): PoolWorker {
  let live = true
  const answer = (message: Answer, transfer: readonly object[]): void => {
    let copy: unknown
    try {
      copy = host.clone(message, transfer)
    } catch (error) {
      copy = { id: message.id, error: partsOf(error) }
    }
    host.hop(() => {
      if (live) events.onMessage(copy)
    })
  }
  return {
    post: (message, transfer) => {
      const job = host.clone(message, transfer) as Job
      host.hop(() => {
        if (live) work(functions, job, answer)
      })
    },
    terminate: () => {
      live = false
    },
  }
}

function work(
  functions: Functions,
  { id, name, args }: Job,
  answer: (answer: Answer, transfer: readonly object[]) => void,
): void {
  const failed = (error: unknown): void => answer({ id, error: partsOf(error) }, [])
  // Whatever a result or an error does when it is looked at: somebody waits for an answer.
  try {
    const fn = functions()[name]
    if (fn === undefined) throw new NativeTypeError(`there is no function ${name} at the top of the program`)
    whenSettled(NativePromise.resolve(fn(...args)), succeeded, failed)
  } catch (error) {
    failed(error)
  }

  function succeeded(value: unknown): void {
    try {
      const buffers = (value as { [BRAND]?: readonly object[] } | null | undefined)?.[BRAND]
      if (buffers === undefined) answer({ id, value }, [])
      else answer({ id, value: (value as { value: unknown }).value }, buffers)
    } catch (error) {
      failed(error)
    }
  }
}

function partsOf(error: unknown): NonNullable<Answer['error']> {
  const parts = create(null) as { name: string; message: string; stack: string }
  const isError = textOf(() => error instanceof Error) === 'true'
  const own = error as Error
  parts.name = isError ? textOf(() => own.name) : 'RuntimeError'
  parts.message = isError ? textOf(() => own.message) : `something that is no Error was thrown: ${textOf(() => error)}`
  parts.stack = isError ? textOf(() => own.stack) : ''
  return parts
}

/** Getters, Proxies and methods of the program may throw. */
function textOf(read: () => unknown): string {
  try {
    return String(read())
  } catch {
    return '<unreadable>'
  }
}
