// biome-ignore-all assist/source/organizeImports: what is internal must stand by itself, to be stripped from the declarations
/*
 * What the sub-entries take of the main one: the only module of it that they import. Not an entry: a host that bundles a
 * sub-entry apart, as a playground does, provides this module itself, so that there is one event loop and one Future.
 */

export { builtin } from './builtin.js'
export { checkCallback } from './checks.js'
export type { Clock } from './clock.js'
export { type Awaitable, type Coroutine, isCoroutine, isPromiseLike } from './coroutines.js'
export { getRunningLoop, runningLoopOrNull } from './current.js'
export { ensureFutureOn } from './ensure-future.js'
/** @internal */
export { named } from './errors.js'
export { isCancelled, RuntimeError, TimeoutError, ValueError } from './errors.js'
export type { EventLoop } from './event-loop.js'
export type { Executor } from './executor.js'
export { isError, printable, quote, repr } from './format.js'
export { Future } from './futures.js'
export { gather } from './gather.js'
export type { Handle, TimerHandle } from './handles.js'
export { own, ownMethod, watched } from './own-coroutines.js'
export { RealClock } from './real-clock.js'
export { EVENT_READ, EVENT_WRITE, type Selector, type SelectorData, type SelectorKey } from './selector.js'
export { settings } from './settings.js'
export { sleep } from './sleep.js'
export { createTask, type Task } from './tasks.js'
export { bodyOf } from './with-body.js'
export type { NetworkNews } from './trace-sink.js'
export type { PoolWorker, PoolWorkerEvents, WorkerHost } from './worker-host.js'
