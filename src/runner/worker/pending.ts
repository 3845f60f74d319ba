import type { Stuck } from 'asyncio-ts'
import { limits } from '../limits'
import type { WirePending } from '../protocol'
import { errorStack } from './error-text'
import { append, max, slice } from './primordials'
import type { PendingTimer } from './timers'

/** What a run still waits for: its timers, then its tasks; the first of them, and how many there are. */
export function listPending(
  timers: readonly PendingTimer[],
  tasks: readonly Stuck[],
): { count: number; pending: WirePending[] } {
  const pending: WirePending[] = []
  for (let i = 0; i < timers.length && pending.length < limits.listed; i++) {
    const { repeat, due, set } = timers[i] as PendingTimer
    const stack = slice(errorStack(set), 0, limits.stackChars)
    append(pending, { kind: repeat ? 'interval' : 'timeout', due: max(due, 0), stack })
  }
  for (let i = 0; i < tasks.length && pending.length < limits.listed; i++) {
    const { task, waitsFor } = tasks[i] as Stuck
    const name = slice(task, 0, limits.nameChars)
    append(pending, { kind: 'task', name, waitsFor: slice(waitsFor, 0, limits.nameChars), stack: '' })
  }
  return { count: timers.length + tasks.length, pending }
}
