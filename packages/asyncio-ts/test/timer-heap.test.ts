import { expect, test } from 'vitest'
import { createTask, getRunningLoop, newEventLoop, runSync, sleep, VirtualClock } from '../src/index.js'

const noop = (): void => {}

test('equal deadlines keep the order in which they were set, however many', () => {
  const loop = newEventLoop({ clock: new VirtualClock() })
  const log: number[] = []
  const order = Array.from({ length: 200 }, (_, i) => i)
  for (const i of order) loop.callAt(i % 3, (n: number) => log.push(n), i)
  loop.runUntilCompleteSync(sleep(4))
  expect(log).toEqual([...order].sort((a, b) => (a % 3) - (b % 3) || a - b))
})

test('the heap is rebuilt when more than half of more than 100 timers are cancelled, and not before', () => {
  const loop = newEventLoop({ clock: new VirtualClock() })
  const heap = loop._timers
  const handles = Array.from({ length: 102 }, (_, i) => loop.callAt(i + 1, noop))
  const cancel = (count: number): void => {
    for (const handle of handles.splice(-count)) handle.cancel()
  }
  cancel(51)
  heap.prune()
  expect(heap.size).toBe(102)
  cancel(1)
  heap.prune()
  expect(heap.size).toBe(50)
  cancel(40)
  heap.prune()
  expect(heap.size).toBe(50)
})

test('timers fire by time and then by order of setting, whatever was cancelled in between', () => {
  const loop = newEventLoop({ clock: new VirtualClock() })
  const fired: number[] = []
  const set = Array.from({ length: 500 }, (_, n) => {
    const when = ((n * 7919) % 97) + 1
    return { n, when, handle: loop.callAt(when, () => fired.push(n)) }
  })
  for (const { n, handle } of set) if (n % 5 === 0 || n % 7 === 3) handle.cancel()
  loop.runUntilCompleteSync(sleep(50))
  // Enough of them for the heap to be rebuilt, with those that fired in the middle of it gone.
  for (const { n, handle } of set) if (n % 3 > 0) handle.cancel()
  loop.runUntilCompleteSync(sleep(100))
  const expected = set
    .filter(({ n, when }) => n % 5 !== 0 && n % 7 !== 3 && (when <= 50 || n % 3 === 0))
    .sort((a, b) => a.when - b.when || a.n - b.n)
  expect(fired).toEqual(expected.map(({ n }) => n))
  expect(loop._timers.size).toBe(0)
})

test('a sleep that is left before its time takes its timer along', () => {
  runSync(function* () {
    const { _timers: timers } = getRunningLoop()
    const closed = sleep(5)
    closed.next()
    closed.return(undefined)
    const thrownInto = sleep(6)
    thrownInto.next()
    expect(() => thrownInto.throw(new Error('enough'))).toThrow('enough')
    const task = createTask(sleep(7))
    yield* sleep(1)
    task.cancel()
    yield* sleep(1)
    timers.prune()
    expect([timers.size, getRunningLoop().time()]).toEqual([0, 2])
  })
})
