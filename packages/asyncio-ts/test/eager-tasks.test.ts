import { describe, expect, test } from 'vitest'
import {
  allTasks,
  CancelledError,
  type Coroutine,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  runSync,
  sleep,
  Task,
  type TaskFactory,
  TaskGroup,
  ValueError,
  VirtualClock,
} from '../src/index.js'
import { errorOf } from './error-of.js'

function* five(): Coroutine<number> {
  return 5
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

  test('that is done in its first step can no longer be cancelled', () => {
    runSync(function* () {
      const task = createTask(five(), { eagerStart: true })
      expect(task.cancel()).toBe(false)
      expect([yield* task, task.cancelled(), task.cancelling()]).toEqual([5, false, 0])
    })
  })

  test('can give in its first step what its creator waits for', () => {
    runSync(function* () {
      const future = getRunningLoop().createFuture<string>()
      const task = createTask(
        (function* (): Coroutine<void> {
          future.setResult('a message')
        })(),
        { eagerStart: true },
      )
      expect(task.done()).toBe(true)
      expect(yield* future).toBe('a message')
    })
  })

  test('is the current one, and one of all, in its first step and in those after', () => {
    runSync(function* () {
      const gate = getRunningLoop().createFuture<void>()
      const seen: [unknown, boolean][] = []
      const note = (): void => {
        const current = currentTask()
        seen.push([current, current !== undefined && allTasks().has(current)])
      }
      const task: Task<void> = createTask(
        (function* () {
          note()
          yield* gate
          note()
        })(),
        { eagerStart: true },
      )
      expect(seen.length).toBe(1)
      expect(allTasks().has(task)).toBe(true)
      gate.setResult(undefined)
      yield* task
      expect(seen.map(([current, listed]) => [current === task, listed])).toEqual([
        [true, true],
        [true, true],
      ])
      expect(allTasks().has(task)).toBe(false)
    })
  })

  test('that is done in its first step has let go of its coroutine, which others keep', () => {
    runSync(function* () {
      expect(createTask(five(), { eagerStart: true }).getCoro()).toBeUndefined()
      const coroutine = sleep(1)
      const waiting = createTask(coroutine, { eagerStart: true })
      yield* waiting
      expect(waiting.getCoro() === coroutine).toBe(true)
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
        expect(String(task)).toBe("<Traced finished name='f' result=5>")
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

describe('how many tasks it takes', () => {
  /** Runs a program, and gives the number of tasks made, and of those that were not done at once. */
  function tasksOf(eager: boolean, program: () => Coroutine<unknown>): { made: number; waited: number } {
    let [made, waited] = [0, 0]
    class Counted<T> extends Task<T> {
      constructor(...args: ConstructorParameters<typeof Task<T>>) {
        super(...args)
        made += 1
        if (!this.done()) waited += 1
      }
    }
    const loopFactory = () => {
      const loop = newEventLoop({ clock: new VirtualClock() })
      loop.setTaskFactory(
        eager ? createEagerTaskFactory(Counted) : (loop, coro, options) => new Counted(loop, coro, options),
      )
      return loop
    }
    // Main is a task of its own, outside of the count: no turn was under way when it was made.
    runSync(program, { loopFactory })
    return { made: made - 1, waited: waited - 1 }
  }

  function* chain(depth: number): Coroutine<number> {
    return depth === 0 ? 0 : 1 + (yield* chain(depth - 1))
  }

  function* groups(width: number, depth: number): Coroutine<void> {
    if (depth === 0) return
    yield* new TaskGroup().with(function* (group) {
      for (let i = 0; i < width; i += 1) group.createTask(groups(width, depth - 1))
    })
  }

  function* gathers(width: number, depth: number): Coroutine<void> {
    if (depth > 0) yield* gather(Array.from({ length: width }, () => gathers(width, depth - 1)))
  }

  test('coroutines that await each other make none', () => {
    for (const eager of [false, true]) {
      expect(tasksOf(eager, () => chain(100))).toEqual({ made: 0, waited: 0 })
    }
  })

  const made = 5 + 5 ** 2 + 5 ** 3 + 5 ** 4

  test('gathers within each other make one for each coroutine; eager ones are done at once', () => {
    const program = () => gathers(5, 4)
    expect(tasksOf(false, program)).toEqual({ made, waited: made })
    expect(tasksOf(true, program)).toEqual({ made, waited: 0 })
  })

  test('groups within each other do, too; of eager ones only those wait that have children themselves', () => {
    const program = () => groups(5, 4)
    expect(tasksOf(false, program)).toEqual({ made, waited: made })
    expect(tasksOf(true, program)).toEqual({ made, waited: 5 + 5 ** 2 + 5 ** 3 })
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
