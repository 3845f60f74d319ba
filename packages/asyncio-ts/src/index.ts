export type { AsCompleted, AsCompletedOptions, FutureOf } from './as-completed.js'
export { asCompleted } from './as-completed.js'
export { Barrier, BrokenBarrierError } from './barrier.js'
export type { CallGraphOptions, FrameCallGraphEntry, FutureCallGraph } from './call-graph.js'
export { captureCallGraph, formatCallGraph, printCallGraph } from './call-graph.js'
export type { Clock, WakeReason } from './clock.js'
export { Condition } from './condition.js'
export type { Awaitable, Coroutine, Suspension } from './coroutines.js'
export { isCoroutine } from './coroutines.js'
export { getEventLoop, getRunningLoop, setEventLoop } from './current.js'
export type { TaskConstructor } from './eager-tasks.js'
export { createEagerTaskFactory, eagerTaskFactory } from './eager-tasks.js'
export { ensureFuture } from './ensure-future.js'
export type { Stuck } from './errors.js'
export {
  CancelledError,
  DeadlockError,
  InvalidStateError,
  isCancelled,
  RuntimeError,
  TimeoutError,
  ValueError,
} from './errors.js'
export { Event } from './event.js'
export type { EventLoopOptions, ExceptionHandler } from './event-loop.js'
export { EventLoop, newEventLoop } from './event-loop.js'
export type { ExceptionContext } from './exception-context.js'
export type { ErrorClass, ErrorCondition } from './exception-group.js'
export { ExceptionGroup } from './exception-group.js'
export type { Executor } from './executor.js'
export type { DoneCallback } from './futures.js'
export { Future, isFuture } from './futures.js'
export type { GatherOptions, Result } from './gather.js'
export { gather } from './gather.js'
export type { GeneratorState } from './generators.js'
export {
  GEN_CLOSED,
  GEN_CREATED,
  GEN_RUNNING,
  GEN_SUSPENDED,
  GeneratorExit,
  generator,
  PyGenerator,
} from './generators.js'
export { Handle, TimerHandle } from './handles.js'
export { LifoQueue } from './lifo-queue.js'
export { Lock } from './locks.js'
export type { Compare, PriorityQueueOptions } from './priority-queue.js'
export { PriorityQueue } from './priority-queue.js'
export { QueueEmpty, QueueFull, QueueShutDown } from './queue-errors.js'
export { Queue } from './queues.js'
export { RealClock } from './real-clock.js'
export type { Main, RunnerOptions, RunOptions } from './runners.js'
export { Runner, run, runSync } from './runners.js'
export { ScaledClock } from './scaled-clock.js'
export type { Selector, SelectorData, SelectorKey } from './selector.js'
export { EVENT_READ, EVENT_WRITE } from './selector.js'
export { BoundedSemaphore, Semaphore } from './semaphore.js'
export { shield } from './shield.js'
export { sleep } from './sleep.js'
export { StopIteration } from './stop-iteration.js'
export { TaskGroup } from './task-groups.js'
export type { TaskFactory, TaskOptions } from './tasks.js'
export { allTasks, createTask, currentTask, Task } from './tasks.js'
export { Timeout, timeout, timeoutAt } from './timeouts.js'
export { toThread } from './to-thread.js'
export type { Pace, VirtualClockOptions } from './virtual-clock.js'
export { VirtualClock } from './virtual-clock.js'
export type { ReturnWhen, WaitOptions } from './wait.js'
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, wait } from './wait.js'
export { waitFor } from './wait-for.js'
export type { AbortSignalLike, HostAbortSignal, WrapOptions } from './wrap-future.js'
export { wrapFuture } from './wrap-future.js'
