import { awaitedBy } from './awaited-by.js'
import { coroutineName } from './coroutines.js'
import { getRunningLoop } from './current.js'
import { quote, repr } from './format.js'
import { Future } from './futures.js'
import { log } from './host-timers.js'
import { currentTask, Task } from './tasks.js'

/** What a task executes: the name of its coroutine, where it is known. */
export interface FrameCallGraphEntry {
  /** As `main()`. */
  readonly name: string
}

/** A Future, what it executes if it is a task, and the graphs of those who wait for it. */
export interface FutureCallGraph {
  /** The Future itself; most of them are tasks. */
  readonly future: Future<unknown>
  /** One entry if it is a task whose coroutine has a name, otherwise none. */
  readonly callStack: readonly FrameCallGraphEntry[]
  /** In order of creation. */
  readonly awaitedBy: readonly FutureCallGraph[]
}

/** The keyword arguments of the functions that make call graphs. */
export interface CallGraphOptions {
  /** 0: without call stacks. Default: with them. */
  readonly limit?: number | undefined
}

/**
 * Who waits for a Future, and who for those, at this moment. Without a Future: for the current task; undefined in a
 * callback. Waiting through `gather`, `wait`, `shield` or a TaskGroup counts; a task of a group is awaited by the one that
 * runs the group from the start.
 *
 * Mirrors `capture_call_graph` in `Lib/asyncio/graph.py`. Differs: JavaScript does not tell where a generator is
 * suspended, so that a call stack has one entry, the task's coroutine, if it has a name; there is no `depth`. Python
 * also counts who has called `gather` or `shield` and does not wait, and goes on to count whose `wait` is over.
 *
 * @throws RuntimeError without a Future when no loop is running; TypeError for what is no Future.
 *
 * @example
 * ```ts
 * const graph = captureCallGraph(task)
 * for (const { future } of graph?.awaitedBy ?? []) console.log(String(future))
 * ```
 */
export function captureCallGraph(
  future: Future<unknown> | undefined = currentTask(getRunningLoop()),
  options: CallGraphOptions = {},
): FutureCallGraph | undefined {
  if (future === undefined) return undefined
  if (!(future instanceof Future))
    throw new TypeError(`a call graph is that of a Future or a task, got ${repr(future)}`)
  return graphOf(future, options.limit !== 0, new Set())
}

/**
 * The graph of `captureCallGraph` as text; empty in a callback.
 *
 * ```text
 * * Task(name='Task-2')
 *   + Call stack:
 *   |   coroutine sleep()
 *   + Awaited by:
 *     * Task(name='main')
 * ```
 *
 * Mirrors `format_call_graph` in `Lib/asyncio/graph.py`.
 *
 * @example
 * ```ts
 * getRunningLoop().callLater(5, () => console.log(formatCallGraph(task)))
 * ```
 */
export function formatCallGraph(future?: Future<unknown>, options?: CallGraphOptions): string {
  const graph = captureCallGraph(future, options)
  return graph === undefined ? '' : render(graph, '').join('\n')
}

/**
 * Prints the text of `formatCallGraph`. Mirrors `print_call_graph` in `Lib/asyncio/graph.py`.
 *
 * @example
 * ```ts
 * function* worker(): Coroutine<void> {
 *   printCallGraph() // who waits for this task
 * }
 * ```
 */
export function printCallGraph(future?: Future<unknown>, options?: CallGraphOptions): void {
  log('log', formatCallGraph(future, options))
}

/** Tasks that wait for each other in a ring are shown once on each way. */
function graphOf(future: Future<unknown>, stacks: boolean, path: Set<Future<unknown>>): FutureCallGraph {
  path.add(future)
  const graph = {
    future,
    callStack: stacks ? callStackOf(future) : [],
    awaitedBy: awaitedBy(future)
      .filter((task) => !path.has(task))
      .map((task) => graphOf(task, stacks, path)),
  }
  path.delete(future)
  return graph
}

function callStackOf(future: Future<unknown>): FrameCallGraphEntry[] {
  if (!(future instanceof Task) || future.done()) return []
  const name = coroutineName(future.getCoro())
  return name === 'coroutine' ? [] : [{ name }]
}

function render({ future, callStack, awaitedBy }: FutureCallGraph, indent: string): string[] {
  const lines = [`${indent}* ${future instanceof Task ? `Task(name=${quote(future.getName())})` : 'Future()'}`]
  if (callStack.length > 0) lines.push(`${indent}  + Call stack:`)
  for (const { name } of callStack) lines.push(`${indent}  |   coroutine ${name}`)
  if (awaitedBy.length > 0) lines.push(`${indent}  + Awaited by:`)
  for (const each of awaitedBy) lines.push(...render(each, `${indent}    `))
  return lines
}
