import type { Host } from './host'

/** A host whose time moves only when a test says so. Hops take none. */
export interface FakeHost extends Host {
  /** Let `milliseconds` pass, and everything due in them happen in order. */
  pass(milliseconds: number): void
  /** Let them pass while something computes, so that nothing else can happen. */
  compute(milliseconds: number): void
}

export function createFakeHost(): FakeHost {
  let time = 1000
  let seq = 0
  const tasks: { at: number; seq: number; callback: () => void }[] = []
  const add = (callback: () => void, delayMs: number) => {
    const task = { at: time + delayMs, seq: seq++, callback }
    tasks.push(task)
    return task
  }
  return {
    now: () => time,
    setTimeout: add,
    clearTimeout: (task) => {
      const at = tasks.indexOf(task as (typeof tasks)[number])
      if (at >= 0) tasks.splice(at, 1)
    },
    hop: (callback) => void add(callback, 0),
    channel: null,
    processors: 1,
    clone: (value) => value,
    compute: (milliseconds) => {
      time += milliseconds
    },
    pass: (milliseconds) => {
      const end = time + milliseconds
      for (;;) {
        const next = tasks.sort((a, b) => a.at - b.at || a.seq - b.seq)[0]
        if (next === undefined || next.at > end) break
        tasks.shift()
        time = Math.max(time, next.at)
        next.callback()
      }
      time = end
    },
  }
}
