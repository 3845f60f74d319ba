/*
 * The entry `asyncio-ts/executor`: workers for `loop.runInExecutor` and `toThread`.
 */
export { BrokenWorkerPool } from './remote-errors.js'
export { transfer } from './transfer.js'
export { WorkerPool, type WorkerPoolOptions } from './worker-pool.js'
