import { Future, PENDING } from '../futures.js'
import { Handle } from '../handles.js'
import type { Runnable } from '../ready-queue.js'
import type { Thing } from './things.js'

/** JSON has no infinities. */
export function plainTime(seconds: number): number | null {
  return seconds === Number.POSITIVE_INFINITY ? null : Math.max(seconds, -Number.MAX_VALUE)
}

/** A callback that was cancelled, or a sleep. */
export function isIdle(runnable: Runnable): boolean {
  if (runnable instanceof Handle) return runnable.cancelled()
  return runnable instanceof Future && runnable._state !== PENDING
}

/** What is neither a callback nor the timer of a sleep has come from a promise. */
export function nameOf(runnable: Runnable): string {
  if (!(runnable instanceof Handle)) return runnable instanceof Future ? 'sleep' : 'promise'
  return runnable._describe().at(-1) as string
}

/** For what a task waits, in words. */
export function whatOf(future: Future<unknown>, { line, name, armed }: Thing): string {
  if (line !== undefined) return line.name
  const purpose = future._purpose()
  return armed !== undefined || purpose.startsWith('<') ? name : purpose.slice(0, 80)
}
