/* What holds for queues of all kinds, whatever the order in which they give their items. */
import { describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueShutDown,
  runSync,
  sleep,
  TaskGroup,
} from '../src/index.js'

/** Runs a coroutine for an empty queue of each kind, each on a loop of its own. */
function forEach(body: (make: (maxsize?: number) => Queue<number>) => Coroutine<void>): void {
  for (const Kind of [Queue, LifoQueue, PriorityQueue]) runSync(body((maxsize) => new Kind<number>(maxsize)))
}

const tooMany = 'task_done() called too many times'

/** Nothing goes in, and nothing comes out, whether one would wait or not. */
function* expectClosed(queue: Queue<number>): Coroutine<void> {
  expect(() => queue.putNowait(0)).toThrow(QueueShutDown)
  expect(() => queue.getNowait()).toThrow(QueueShutDown)
  for (const wait of [queue.put(0), queue.get()]) {
    try {
      yield* wait
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(QueueShutDown)
    }
  }
}

describe('a queue of any kind', () => {
  test('cannot have more items reported done than were put in', () => {
    forEach(function* (make) {
      expect(() => make().taskDone()).toThrow(tooMany)
    })
  })

  test('is joined when its workers have reported all items, and not before', () => {
    forEach(function* (make) {
      const queue = make()
      let sum = 0
      let running = true
      const worker = function* (): Coroutine<void> {
        while (running) {
          sum += yield* queue.get()
          yield* sleep(0)
          queue.taskDone()
        }
      }
      for (let n = 1; n <= 100; n += 1) queue.putNowait(n)
      yield* new TaskGroup().with(function* (group) {
        group.createTask(worker())
        group.createTask(worker())
        yield* queue.join()
        expect(sum).toBe(5050)
        running = false
        queue.putNowait(0)
        queue.putNowait(0)
      })
    })
  })

  test('into which nothing was put is joined at once, as often as one likes', () => {
    forEach(function* (make) {
      const queue = make()
      let others = 0
      createTask(
        (function* (): Coroutine<void> {
          others += 1
        })(),
      )
      yield* queue.join()
      yield* queue.join()
      expect(others).toBe(0)
    })
  })

  test('shows how many items are not reported done, and whether it is shut down', () => {
    forEach(function* (make) {
      const queue = make()
      const info = () => String(queue).replace(/^<\w+ /, '<')
      expect(info()).toBe('<maxsize=0>')
      for (const n of [1, 2]) queue.putNowait(n)
      for (let i = 0; i < 2; i += 1) queue.getNowait()
      expect(info()).toBe('<maxsize=0 tasks=2>')
      queue.taskDone()
      queue.taskDone()
      queue.shutdown()
      expect(info()).toBe('<maxsize=0 shutdown>')
    })
  })

  test('shut down while it is empty is joined, and throws at the getter who waits and at all who come', () => {
    forEach(function* (make) {
      const queue = make()
      const getter = createTask(queue.get())
      yield* sleep(0)
      queue.shutdown()
      expect(queue.qsize()).toBe(0)
      yield* queue.join()
      yield* sleep(0)
      expect(getter.exception()).toBeInstanceOf(QueueShutDown)
      yield* expectClosed(queue)
    })
  })

  test('shut down while it is full throws at the putter who waits, gives what it has, and then throws', () => {
    forEach(function* (make) {
      const queue = make(1)
      queue.putNowait(7)
      const joining = createTask(queue.join())
      const putter = createTask(queue.put(8))
      yield* sleep(0)
      expect(putter.done()).toBe(false)
      queue.shutdown()
      expect(queue.qsize()).toBe(1)
      yield* sleep(0)
      expect(putter.exception()).toBeInstanceOf(QueueShutDown)
      expect(yield* queue.get()).toBe(7)
      yield* sleep(0)
      expect(joining.done()).toBe(false)
      yield* expectClosed(queue)
      queue.taskDone()
      yield* sleep(0)
      expect(joining.done()).toBe(true)
      expect(() => queue.taskDone()).toThrow(tooMany)
    })
  })

  test('shut down at once throws its items away, and is joined', () => {
    forEach(function* (make) {
      const queue = make()
      queue.putNowait(7)
      const joining = createTask(queue.join())
      queue.shutdown({ immediate: true })
      expect(queue.qsize()).toBe(0)
      yield* sleep(0)
      expect(joining.done()).toBe(true)
      yield* expectClosed(queue)
      expect(() => queue.taskDone()).toThrow(tooMany)
    })
  })

  test('shut down at once is joined when the items that were taken before are reported', () => {
    forEach(function* (make) {
      const queue = make()
      for (const n of [7, 8]) queue.putNowait(n)
      const joining = createTask(queue.join())
      yield* queue.get()
      queue.shutdown({ immediate: true })
      expect(queue.qsize()).toBe(0)
      yield* sleep(0)
      expect(joining.done()).toBe(false)
      yield* expectClosed(queue)
      queue.taskDone()
      expect(() => queue.taskDone()).toThrow(tooMany)
      yield* sleep(0)
      expect(joining.done()).toBe(true)
    })
  })
})
