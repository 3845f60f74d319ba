import { describe, expect, test } from 'vitest'
import {
  allTasks,
  CancelledError,
  type Coroutine,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  type Future,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  runSync,
  sleep,
  Task,
  type TaskFactory,
  ValueError,
  VirtualClock,
} from '../src/index.js'

function* five(): Coroutine<number> {
  return 5
}

function* errorOf(awaitable: Future<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('an eager task', () => {
  test('takes its first step within createTask, as the current task, and the rest at later turns', () => {
    runSync(function* () {
      const main = currentTask()
      const seen: unknown[] = []
      const task = createTask(
        (function* (): Coroutine<string> {
          seen.push(currentTask()?.getName(), allTasks().size)
          yield* sleep(1)
          return 'x'
        })(),
        { name: 'eager', eagerStart: true },
      )
      expect(seen).toEqual(['eager', 2])
      expect(currentTask() === main).toBe(true)
      expect(yield* task).toBe('x')
    })
  })

  test('that need not wait is done when createTask returns, with its result, error or cancellation', () => {
    runSync(function* () {
      expect(createTask(five(), { eagerStart: true }).result()).toBe(5)
      const failing = createTask(
        (function* (): Coroutine<void> {
          throw new ValueError('boom')
        })(),
        { eagerStart: true },
      )
      expect(failing.exception()).toEqual(new ValueError('boom'))
      const cancelled = createTask(
        (function* (): Coroutine<void> {
          throw new CancelledError('own')
        })(),
        { eagerStart: true },
      )
      expect(cancelled.cancelled()).toBe(true)
      expect(allTasks().size).toBe(1)
    })
  })

  test('that cancels itself in its first step is cancelled where it waits', () => {
    runSync(function* () {
      const task = createTask(
        (function* () {
          currentTask()?.cancel('own')
          yield* sleep(1)
        })(),
        { eagerStart: true },
      )
      expect(task.done()).toBe(false)
      expect(yield* errorOf(task)).toEqual(new CancelledError('own'))
    })
  })

  test('is cancelled after its first step where it waits', () => {
    runSync(function* () {
      const task = createTask(sleep(1), { eagerStart: true })
      task.cancel('outside')
      expect(yield* errorOf(task)).toEqual(new CancelledError('outside'))
    })
  })

  test('starts at the next turn where no turn of its loop is under way', async () => {
    const loop = newEventLoop({ clock: new VirtualClock() })
    const task = loop.createTask(five(), { eagerStart: true })
    expect(task.done()).toBe(false)
    expect(await loop.runUntilComplete(task)).toBe(5)
    loop.close()
  })
})

describe('a task factory', () => {
  test('makes the tasks of its loop, those of gather too, with the options as they came', () => {
    runSync(function* () {
      const loop = getRunningLoop()
      const made: unknown[] = []
      const factory: TaskFactory = (loop, coro, options) => {
        made.push(options)
        return new Task(loop, coro, options)
      }
      expect(loop.getTaskFactory()).toBeNull()
      loop.setTaskFactory(factory)
      expect(loop.getTaskFactory()).toBe(factory)
      yield* createTask(five(), { name: 'five' })
      yield* gather([five()])
      loop.setTaskFactory(null)
      yield* createTask(five())
      expect(made).toEqual([{ name: 'five' }, {}])
    })
  })

  test('eagerTaskFactory starts all tasks eagerly but those that are told not to', () => {
    runSync(function* () {
      getRunningLoop().setTaskFactory(eagerTaskFactory)
      expect(createTask(five()).done()).toBe(true)
      expect(createTask(five(), { name: 'f', eagerStart: undefined }).done()).toBe(true)
      expect(createTask(five(), { eagerStart: false }).done()).toBe(false)
      expect(gather([five(), five()]).done()).toBe(true)
    })
  })

  test('createEagerTaskFactory makes tasks of a class of its own', async () => {
    class Traced<T> extends Task<T> {
      override get [Symbol.toStringTag](): string {
        return 'Traced'
      }
    }
    const loopFactory = () => {
      const loop = newEventLoop({ clock: new VirtualClock() })
      loop.setTaskFactory(createEagerTaskFactory(Traced))
      return loop
    }
    await run(
      function* () {
        const task = createTask(five(), { name: 'f' })
        expect(task).toBeInstanceOf(Traced)
        expect(String(task)).toBe("<Traced finished name='f' coro=<coroutine> result=5>")
      },
      { loopFactory },
    )
  })

  test('is a function or null', () => {
    runSync(function* () {
      expect(() => getRunningLoop().setTaskFactory(5 as never)).toThrow('a task factory must be a function or null')
    })
  })
})

test('a task that is given a name takes no number', () => {
  runSync(function* () {
    const number = (task: Task<unknown>): number => Number(task.getName().replace('Task-', ''))
    const first = createTask(five())
    createTask(five(), { name: 'named' })
    expect(number(createTask(five()))).toBe(number(first) + 1)
  })
})
