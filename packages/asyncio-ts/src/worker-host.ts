/** A worker of a pool, as its pool sees it. */
export interface PoolWorker {
  /** Sends it a message, with what is handed over and not copied. @throws when it cannot be cloned. */
  post(message: unknown, transfer: readonly object[]): void
  /** Ends it at once, whatever it does. */
  terminate(): void
}

/** What a pool hears of a worker. */
export interface PoolWorkerEvents {
  onMessage(message: unknown): void
  /** It is gone, without having been terminated. */
  onLost(error: Error): void
}

/**
 * Where the workers of a pool come from: given by a host to `configureHost`, where programs cannot start workers
 * themselves, as in a playground.
 */
export interface WorkerHost {
  /** How many workers there may be at one time. */
  readonly size: number
  /** By what name workers know a function; undefined: they do not know it. */
  nameOf(fn: (...args: never[]) => unknown): string | undefined
  /** The names that they know. */
  names(): readonly string[]
  /** Starts a worker. What is posted before it is up waits. */
  start(events: PoolWorkerEvents): PoolWorker
}
