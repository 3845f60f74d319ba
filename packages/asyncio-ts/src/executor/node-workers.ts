import { builtin, type PoolWorker, type PoolWorkerEvents, type WorkerHost } from '../core.js'

interface NodeWorker {
  postMessage(message: unknown, transfer: readonly object[]): void
  on(event: string, listener: (value: never) => void): void
  terminate(): Promise<number>
}

interface WorkerThreads {
  readonly Worker: new (code: string, options: { eval: true; workerData: unknown }) => NodeWorker
}

/**
 * What a worker runs: it imports the module, then calls its functions by their names. In plain JavaScript, since it is
 * a script of its own; errors cross as their parts.
 */
const SCRIPT = `
const { parentPort, workerData } = require('node:worker_threads')
const BRAND = Symbol.for('asyncio-ts.transfer')
const partsOf = (error) => {
  const isError = error instanceof Error
  return {
    name: isError ? error.name : 'RuntimeError',
    message: isError ? error.message : 'something that is no Error was thrown: ' + String(error),
    stack: isError ? String(error.stack) : '',
  }
}
const loaded = import(workerData)
loaded.catch(() => {})
parentPort.on('message', async ({ id, name, args }) => {
  try {
    const result = await (await loaded)[name](...args)
    const buffers = result?.[BRAND]
    const [value, transfer] = buffers === undefined ? [result, []] : [result.value, buffers]
    parentPort.postMessage({ id, value }, transfer)
  } catch (error) {
    parentPort.postMessage({ id, error: partsOf(error) })
  }
})
`

/** Node's `worker_threads`, each with the module whose exports they run. */
export class NodeWorkers implements WorkerHost {
  readonly size: number
  readonly #threads = builtin<WorkerThreads>('node:worker_threads', 'a WorkerPool')
  readonly #module: string
  readonly #functions: ReadonlyMap<unknown, string>

  constructor(module: string, exported: Readonly<Record<string, unknown>>) {
    this.#module = module
    const functions = Object.entries(exported).filter(([, value]) => typeof value === 'function')
    this.#functions = new Map(functions.map(([name, value]) => [value, name]))
    const os = builtin<{ availableParallelism?(): number; cpus(): readonly unknown[] }>('node:os', 'a WorkerPool')
    this.size = os.availableParallelism?.() ?? os.cpus().length
  }

  nameOf(fn: (...args: never[]) => unknown): string | undefined {
    return this.#functions.get(fn)
  }

  names(): readonly string[] {
    return [...this.#functions.values()]
  }

  start({ onMessage, onLost }: PoolWorkerEvents): PoolWorker {
    const worker = new this.#threads.Worker(SCRIPT, { eval: true, workerData: this.#module })
    let ended = false
    worker.on('message', (message: unknown) => {
      if (!ended) onMessage(message)
    })
    const lost = (error: Error): void => {
      if (ended) return
      ended = true
      onLost(error)
    }
    worker.on('messageerror', lost)
    worker.on('error', lost)
    worker.on('exit', (code: number) => lost(new Error(`the worker ended with ${code}`)))
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      terminate: () => {
        ended = true
        void worker.terminate()
      },
    }
  }
}
