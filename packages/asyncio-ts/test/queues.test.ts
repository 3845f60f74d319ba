import { describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  DeadlockError,
  LifoQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  runSync,
  sleep,
  type Task,
} from '../src/index.js'

function* ended(task: Task<unknown>): Coroutine<string> {
  try {
    return String(yield* task)
  } catch (error) {
    return (error as Error).name
  }
}

describe('a queue', () => {
  test('gives the items in the order in which they were put in', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      for (let n = 0; n < 200; n += 1) yield* queue.put(n)
      expect([queue.qsize(), queue.maxsize, queue.full()]).toEqual([200, 0, false])
      for (let n = 0; n < 200; n += 1) expect(yield* queue.get()).toBe(n)
      expect(queue.empty()).toBe(true)
    })
  })

  test('has a producer wait while it is full, and a consumer while it is empty', () => {
    const log: string[] = []
    runSync(function* () {
      const queue = new Queue<number>(1)
      const consumer = createTask(
        (function* (): Coroutine<void> {
          for (let n = 0; n < 3; n += 1) {
            log.push(`got ${yield* queue.get()}`)
            yield* sleep(1)
          }
        })(),
      )
      for (let n = 0; n < 3; n += 1) {
        yield* queue.put(n)
        log.push(`put ${n}`)
      }
      yield* consumer
    })
    expect(log).toEqual(['put 0', 'got 0', 'put 1', 'got 1', 'put 2', 'got 2'])
  })

  test('does not give way when there is no need to wait', () => {
    runSync(function* () {
      let others = 0
      createTask(
        (function* (): Coroutine<void> {
          others += 1
        })(),
      )
      const queue = new Queue<string>(1)
      yield* queue.put('x')
      expect(yield* queue.get()).toBe('x')
      queue.taskDone()
      yield* queue.join()
      expect(others).toBe(0)
    })
  })

  test('wakes those who wait in the order of asking, but lets one who asks meanwhile overtake', () => {
    const log: string[] = []
    const queue = new Queue<number>()
    function* getter(name: string): Coroutine<void> {
      log.push(`${name} ${yield* queue.get()}`)
    }
    runSync(function* () {
      const waiting = ['a', 'b'].map((name) => createTask(getter(name)))
      yield* sleep(0)
      queue.putNowait(1)
      yield* getter('barging')
      queue.putNowait(2)
      queue.putNowait(3)
      for (const task of waiting) yield* task
    })
    // a was woken for 1, found nothing, and stands behind b now.
    expect(log).toEqual(['barging 1', 'a 2', 'b 3'])
  })

  test('says at once when it is empty or full', () => {
    const queue = new Queue<number>(1)
    expect(() => queue.getNowait()).toThrow(QueueEmpty)
    queue.putNowait(1)
    expect(queue.full()).toBe(true)
    expect(() => queue.putNowait(2)).toThrow(QueueFull)
    expect(queue.getNowait()).toBe(1)
  })

  test('passes the wake-up of a getter on when it is cancelled', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const first = createTask(queue.get())
      const second = createTask(queue.get())
      yield* sleep(0)
      queue.putNowait(1)
      first.cancel()
      expect(yield* second).toBe(1)
      expect(first.cancelled()).toBe(true)
    })
  })

  test('passes the wake-up of a putter on when it is cancelled', () => {
    runSync(function* () {
      const queue = new Queue<number>(1)
      queue.putNowait(0)
      const first = createTask(queue.put(1))
      const second = createTask(queue.put(2))
      yield* sleep(0)
      expect(queue.getNowait()).toBe(0)
      first.cancel()
      yield* second
      expect(queue.getNowait()).toBe(2)
      expect(first.cancelled()).toBe(true)
    })
  })

  test('forgets those who are cancelled while they wait', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      const tasks = [createTask(queue.get()), createTask(queue.get())]
      yield* sleep(0)
      expect(String(queue)).toBe('<Queue maxsize=0 _getters[2]>')
      for (const task of tasks) task.cancel()
      yield* sleep(0)
      expect(String(queue)).toBe('<Queue maxsize=0>')
      queue.putNowait(1)
      expect(yield* queue.get()).toBe(1)
    })
  })

  test('lets join through when each item was reported done', () => {
    const log: string[] = []
    runSync(function* () {
      const queue = new Queue<number>()
      queue.putNowait(1)
      queue.putNowait(2)
      const worker = createTask(
        (function* (): Coroutine<void> {
          for (;;) {
            const item = yield* queue.get()
            yield* sleep(1)
            log.push(`done ${item}`)
            queue.taskDone()
          }
        })(),
      )
      yield* queue.join()
      log.push('joined')
      worker.cancel()
      expect(() => queue.taskDone()).toThrow('task_done() called too many times')
    })
    expect(log).toEqual(['done 1', 'done 2', 'joined'])
  })

  test('shows what is in it and who waits', () => {
    runSync(function* () {
      const queue = new Queue<string>(2)
      queue.putNowait('a')
      queue.putNowait('b')
      createTask(queue.put('c')).addDoneCallback((put) => put.exception())
      yield* sleep(0)
      expect(String(queue)).toBe("<Queue maxsize=2 _queue=['a', 'b'] _putters[1] tasks=2>")
      queue.shutdown()
      expect(String(queue)).toBe("<Queue maxsize=2 _queue=['a', 'b'] tasks=2 shutdown>")
    })
  })

  test('belongs to the loop where somebody first had to wait', () => {
    const queue = new Queue<number>()
    function* waits(): Coroutine<number> {
      const getting = createTask(queue.get())
      yield* sleep(0)
      queue.putNowait(1)
      return yield* getting
    }
    expect(runSync(waits)).toBe(1)
    expect(() => runSync(waits)).toThrow(/ is bound to a different event loop: /)
  })

  test('says in the report of a deadlock who waits for what', () => {
    const queue = new Queue<number>(1)
    expect(() => runSync(queue.get())).toThrow(DeadlockError)
    const other = new Queue<number>(1)
    other.putNowait(1)
    expect(() => runSync(other.put(2))).toThrow('a place in <Queue maxsize=1 _queue=[1] _putters[1] tasks=1>')
    const unfinished = new Queue<number>()
    unfinished.putNowait(1)
    expect(() => runSync(unfinished.join())).toThrow('waits for the last taskDone of <Queue maxsize=0')
  })

  test('takes a number for its size', () => {
    expect(() => new Queue({ maxsize: 1 } as never)).toThrow(
      new TypeError('Queue takes its maxsize, a number; got <object>'),
    )
    expect(() => new LifoQueue('1' as never)).toThrow(/^LifoQueue takes its maxsize/)
    expect(new Queue(-1).full()).toBe(false)
  })
})

describe('a queue that is shut down', () => {
  test('takes nothing more, and gives what is left', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      queue.putNowait(1)
      queue.shutdown()
      expect(() => queue.putNowait(2)).toThrow(QueueShutDown)
      expect(yield* ended(createTask(queue.put(2)))).toBe('QueueShutDown')
      expect(yield* queue.get()).toBe(1)
      expect(() => queue.getNowait()).toThrow(QueueShutDown)
      expect(yield* ended(createTask(queue.get()))).toBe('QueueShutDown')
    })
  })

  test('wakes all who wait', () => {
    runSync(function* () {
      const empty = new Queue<number>()
      const full = new Queue<number>(1)
      full.putNowait(0)
      const waiting = [createTask(empty.get()), createTask(empty.get()), createTask(full.put(1))]
      yield* sleep(0)
      empty.shutdown()
      full.shutdown()
      for (const task of waiting) expect(yield* ended(task)).toBe('QueueShutDown')
    })
  })

  test('still wants what is left to be reported done', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      queue.putNowait(1)
      queue.shutdown()
      const joining = createTask(queue.join())
      yield* sleep(0)
      expect(joining.done()).toBe(false)
      queue.getNowait()
      queue.taskDone()
      yield* joining
    })
  })

  test('immediately throws away what is left, which counts as done', () => {
    runSync(function* () {
      const queue = new Queue<number>()
      queue.putNowait(1)
      queue.putNowait(2)
      queue.getNowait()
      const joining = createTask(queue.join())
      yield* sleep(0)
      queue.shutdown({ immediate: true })
      expect(() => queue.getNowait()).toThrow(QueueShutDown)
      yield* sleep(0)
      // The one that was taken before is still to be reported.
      expect(joining.done()).toBe(false)
      queue.taskDone()
      yield* joining
    })
  })
})

test('a LIFO queue gives the last first', () => {
  runSync(function* () {
    const queue = new LifoQueue<number>()
    for (const n of [1, 2, 3]) queue.putNowait(n)
    expect(String(queue)).toBe('<LifoQueue maxsize=0 _queue=[1, 2, 3] tasks=3>')
    expect([yield* queue.get(), yield* queue.get(), queue.getNowait()]).toEqual([3, 2, 1])
  })
})
