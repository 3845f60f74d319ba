import { expect, test } from 'vitest'
import { newEventLoop, sleep, VirtualClock } from '../src/index.js'

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
