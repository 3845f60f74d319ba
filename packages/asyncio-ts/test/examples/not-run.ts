/** Examples that cannot run here, and why. */
export const notRun: Readonly<Record<string, string>> = {
  WorkerPool: 'imports a module of the reader’s own, which a worker loads from its address',
  BrokenWorkerPool: 'needs workers of which one goes away; worker-pool.test.ts has that',
  transfer: 'needs a worker that takes the bytes over; worker-pool.test.ts has that',
  ScaledClock: 'takes a second of real time; clocks.test.ts runs it on a host whose time is told to pass',
}
