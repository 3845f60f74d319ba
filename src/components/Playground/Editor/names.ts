import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { localCompletionSource } from '@codemirror/lang-javascript'

/** What the package exports, by what it is. A test compares the list with the package. */
export const NAMES = {
  function: [
    'allTasks',
    'asCompleted',
    'captureCallGraph',
    'createEagerTaskFactory',
    'createTask',
    'currentTask',
    'eagerTaskFactory',
    'ensureFuture',
    'formatCallGraph',
    'gather',
    'generator',
    'getEventLoop',
    'getRunningLoop',
    'isCancelled',
    'isCoroutine',
    'isFuture',
    'newEventLoop',
    'printCallGraph',
    'run',
    'runSync',
    'setEventLoop',
    'shield',
    'sleep',
    'timeout',
    'timeoutAt',
    'toThread',
    'wait',
    'waitFor',
    'wrapFuture',
  ],
  class: [
    'Barrier',
    'BoundedSemaphore',
    'BrokenBarrierError',
    'CancelledError',
    'Condition',
    'DeadlockError',
    'Event',
    'EventLoop',
    'ExceptionGroup',
    'Future',
    'GeneratorExit',
    'Handle',
    'InvalidStateError',
    'LifoQueue',
    'Lock',
    'PriorityQueue',
    'PyGenerator',
    'Queue',
    'QueueEmpty',
    'QueueFull',
    'QueueShutDown',
    'RealClock',
    'Runner',
    'RuntimeError',
    'ScaledClock',
    'Semaphore',
    'StopIteration',
    'Task',
    'TaskGroup',
    'Timeout',
    'TimeoutError',
    'TimerHandle',
    'ValueError',
    'VirtualClock',
  ],
  constant: [
    'ALL_COMPLETED',
    'EVENT_READ',
    'EVENT_WRITE',
    'FIRST_COMPLETED',
    'FIRST_EXCEPTION',
    'GEN_CLOSED',
    'GEN_CREATED',
    'GEN_RUNNING',
    'GEN_SUSPENDED',
  ],
  type: ['Awaitable', 'Clock', 'Coroutine'],
} as const

const OPTIONS: Completion[] = Object.entries(NAMES).flatMap(([type, names]) =>
  names.map((label) => ({ label, type, detail: 'asyncio-ts' })),
)

/** Completes the package's names, except behind a dot and within strings. */
export function completeNames(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w$]+$/)
  if (!word && !context.explicit) return null
  const from = word?.from ?? context.pos
  if (context.state.sliceDoc(from - 1, from) === '.') return null
  if (context.tokenBefore(['String', 'TemplateString', 'LineComment', 'BlockComment'])) return null
  return { from, options: OPTIONS, validFor: /^[\w$]*$/ }
}

const KNOWN = new Set(OPTIONS.map((option) => option.label))

/** Completes the names of the program itself, but for those it imported, which are offered already. */
export function completeOwnNames(context: CompletionContext): CompletionResult | null {
  const result = localCompletionSource(context)
  return result && { ...result, options: result.options.filter((option) => !KNOWN.has(option.label)) }
}
