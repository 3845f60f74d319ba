/* Who waits for a queue, who is woken, and what a cancel in between may not lose. */
import { describe, expect, test } from 'vitest'
import {
  CancelledError,
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  isCancelled,
  Queue,
  QueueFull,
  runSync,
  sleep,
  type Task,
  TaskGroup,
  TimeoutError,
  waitFor,
} from '../src/index.js'

const get = (queue: Queue<number>): Task<number> => createTask(queue.get())

function* isCancelledOff(task: Task<unknown>): Coroutine<boolean> {
  try {
    yield* task
    return false
  } catch (error) {
    return isCancelled(error)
  }
}

describe('those who wait for a queue', () => {
  test('to hold something go on when something is put in later', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const getter = get(queue)
      yield* sleep(1)
      expect(getter.done()).toBe(false)
      getRunningLoop().callLater(1, () => queue.putNowait(1))
      expect(yield* getter).toBe(1)
      expect(getRunningLoop().time()).toBe(2)
    })
  })

  test('to have a place go on when something is taken out later', () => {
    runSync(function* () {
      const queue = new Queue<number>(1)
      getRunningLoop().callLater(1, () => queue.getNowait())
      yield* queue.put(1)
      expect(getRunningLoop().time()).toBe(0)
      yield* queue.put(2)
      expect(getRunningLoop().time()).toBe(1)
      expect([queue.getNowait(), queue.empty()]).toEqual([2, true])
    })
  })

  test('are not stopped by tasks that are made before and begin after', () => {
    runSync(function* () {
      const queue = new Queue<string>(1)
      const putters = [createTask(queue.put('a')), createTask(queue.put('b'))]
      expect(yield* queue.get()).toBe('a')
      expect(putters[0]?.done()).toBe(true)
      expect(yield* queue.get()).toBe('b')
      const getter = createTask(queue.get())
      yield* sleep(0)
      yield* queue.put('c')
      expect(yield* getter).toBe('c')
    })
  })

  test('hand any number of items on through one place, and none stays behind', () => {
    runSync(function* () {
      const queue = new Queue<number>(1)
      const got: number[] = []
      yield* new TaskGroup().with(function* (group) {
        group.createTask(
          (function* (): Coroutine<void> {
            for (let n = 0; n < 5; n += 1) yield* queue.put(n)
          })(),
        )
        group.createTask(
          (function* (): Coroutine<void> {
            for (let n = 0; n < 5; n += 1) got.push(yield* queue.get())
          })(),
        )
      })
      expect(got).toEqual([0, 1, 2, 3, 4])
      expect(String(queue)).toBe('<Queue maxsize=1 tasks=5>')
    })
  })

  test('for a place are all let in when all is taken out at once', () => {
    runSync(function* () {
      const queue = new Queue<number>(2)
      yield* new TaskGroup().with(function* (group) {
        group.createTask(
          (function* (): Coroutine<void> {
            yield* sleep(0)
            while (!queue.empty()) queue.getNowait()
          })(),
        )
        for (let n = 0; n < 4; n += 1) group.createTask(queue.put(n))
      })
      expect([queue.getNowait(), queue.getNowait()]).toEqual([2, 3])
    })
  })

  test('do not stand in line any more when they are cancelled or their time is over', () => {
    runSync(function* () {
      const queue = new Queue<number>(1)
      try {
        yield* waitFor(queue.get(), 1)
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(TimeoutError)
      }
      expect(String(queue)).toBe('<Queue maxsize=1>')
      queue.putNowait(1)
      const putter = createTask(queue.put(2))
      yield* sleep(0)
      expect(String(queue)).toMatch('_putters[1]')
      putter.cancel()
      expect(yield* isCancelledOff(putter)).toBe(true)
      expect(String(queue)).toBe('<Queue maxsize=1 _queue=[1] tasks=1>')
    })
  })

  test('get what comes when the first in line has been cancelled and is gone', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const [first, second] = [get(queue), get(queue)]
      yield* sleep(0)
      first.cancel()
      yield* sleep(0)
      expect(first.done()).toBe(true)
      queue.putNowait(1)
      expect(yield* second).toBe(1)
    })
  })

  test('in the middle of the line and are cancelled leave the others as they stood', () => {
    runSync(function* () {
      const queue = new Queue<string>(1)
      const [a, b, x] = ['a', 'b', 'x'].map((item) => createTask(queue.put(item)))
      yield* sleep(0)
      expect([a, b, x].map((task) => task?.done())).toEqual([true, false, false])
      x?.cancel()
      yield* sleep(0)
      expect(x?.cancelled()).toBe(true)
      expect(queue.getNowait()).toBe('a')
      yield* sleep(0)
      expect(b?.done()).toBe(true)
      expect([queue.getNowait(), queue.empty()]).toEqual(['b', true])
    })
  })
})

describe('a cancel of one who was woken', () => {
  test('leaves the items where they were, in order', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const reader = get(queue)
      yield* sleep(0)
      queue.putNowait(1)
      queue.putNowait(2)
      reader.cancel()
      expect(yield* isCancelledOff(reader)).toBe(true)
      expect([yield* queue.get(), yield* queue.get()]).toEqual([1, 2])
    })
  })

  test('leaves the items to the others who wait', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const readers = [get(queue), get(queue), get(queue)]
      yield* sleep(0)
      queue.putNowait(1)
      queue.putNowait(2)
      readers[0]?.cancel()
      const results = yield* gather(readers, { returnExceptions: true })
      expect(results).toEqual([new CancelledError(), expect.any(Number), expect.any(Number)])
      expect(results.slice(1).sort()).toEqual([1, 2])
    })
  })

  test('leaves its place free', () => {
    runSync(function* () {
      const queue = new Queue<number>(1)
      queue.putNowait(1)
      const writer = createTask(queue.put(2))
      yield* sleep(0)
      expect(queue.getNowait()).toBe(1)
      writer.cancel()
      expect(yield* isCancelledOff(writer)).toBe(true)
      yield* queue.put(2)
      expect([queue.getNowait(), queue.qsize()]).toEqual([2, 0])
    })
  })
})

test('a queue is empty until something is put in, full when it holds as many as it may', () => {
  runSync(function* () {
    const queue = new Queue<number>(1)
    expect([queue.empty(), queue.full()]).toEqual([true, false])
    yield* queue.put(1)
    expect([queue.empty(), queue.full()]).toEqual([false, true])
    expect(yield* queue.get()).toBe(1)
    expect([queue.empty(), queue.full()]).toEqual([true, false])
    expect(new Queue().full()).toBe(false)
  })
})

test('a queue whose size is no whole number holds as many as reach it', () => {
  runSync(function* () {
    const queue = new Queue<number>(1.3)
    queue.putNowait(1)
    expect(queue.full()).toBe(false)
    yield* queue.put(2)
    expect(queue.full()).toBe(true)
    expect(() => queue.putNowait(3)).toThrow(QueueFull)
  })
})
