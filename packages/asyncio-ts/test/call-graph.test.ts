import { expect, test, vi } from 'vitest'
import {
  type Coroutine,
  captureCallGraph,
  createTask,
  currentTask,
  Future,
  formatCallGraph,
  gather,
  getRunningLoop,
  printCallGraph,
  runSync,
  shield,
  sleep,
  type Task,
  TaskGroup,
  wait,
} from '../src/index.js'

function named<T>(name: string, coroutine: Coroutine<T>): Task<T> {
  return createTask(coroutine, { name })
}

test('a call graph shows who waits for a Future, through gather, shield, wait and groups', () => {
  runSync(function* () {
    currentTask()?.setName('main')
    const future = new Future<void>()
    const leaf = named(
      'leaf',
      (function* () {
        yield* future
      })(),
    )
    named(
      'gathers',
      (function* () {
        yield* gather([gather([leaf]), sleep(9)])
      })(),
    )
    const shields = named(
      'shields',
      (function* () {
        yield* shield(leaf)
      })(),
    )
    named('waits', wait([shields, leaf]))
    yield* sleep(0)
    expect(formatCallGraph(future)).toBe(
      [
        '* Future()',
        '  + Awaited by:',
        "    * Task(name='leaf')",
        '      + Awaited by:',
        "        * Task(name='gathers')",
        "        * Task(name='shields')",
        '          + Awaited by:',
        "            * Task(name='waits')",
        '              + Call stack:',
        '              |   coroutine wait()',
        "        * Task(name='waits')",
        '          + Call stack:',
        '          |   coroutine wait()',
      ].join('\n'),
    )
    expect(formatCallGraph(leaf, { limit: 0 })).not.toContain('Call stack')
    future.setResult(undefined)
    yield* shields
    expect(formatCallGraph(leaf)).toBe("* Task(name='leaf')")
  })
})

test('a task of a group is awaited by the one that runs the group, from the start until it is done', () => {
  runSync(function* () {
    const main = currentTask()
    main?.setName('main')
    const task = yield* new TaskGroup().with(function* (group) {
      const task = group.createTask(sleep(1), { name: 'child' })
      expect(captureCallGraph(task)?.awaitedBy.map(({ future }) => future === main)).toEqual([true])
      yield* sleep(0)
      expect(formatCallGraph(task)).toBe(
        [
          "* Task(name='child')",
          '  + Call stack:',
          '  |   coroutine sleep()',
          '  + Awaited by:',
          "    * Task(name='main')",
        ].join('\n'),
      )
      return task
    })
    expect(captureCallGraph(task)?.awaitedBy).toEqual([])
  })
})

test('without a Future it is that of the current task, and there is none in a callback', () => {
  runSync(function* () {
    const task = named(
      'task',
      (function* () {
        return formatCallGraph()
      })(),
    )
    yield* wait([task])
    expect(task.result()).toMatch(/^\* Task\(name='task'\)\n {2}\+ Awaited by:\n {4}\* Task/)
    const inCallback = new Future<unknown>()
    getRunningLoop().callSoon(() => inCallback.setResult([captureCallGraph(), formatCallGraph()]))
    expect(yield* inCallback).toEqual([undefined, ''])
  })
  expect(() => captureCallGraph()).toThrow('no running event loop')
  expect(() => captureCallGraph(5 as never)).toThrow('a call graph is that of a Future or a task, got 5')
})

test('tasks that wait for each other in a ring are shown once on each way', () => {
  runSync(function* () {
    const tasks: Task<void>[] = []
    const waits = function* (other: number): Coroutine<void> {
      yield* wait([tasks[other] as Task<void>])
    }
    tasks.push(named('a', waits(1)), named('b', waits(0)))
    yield* sleep(0)
    expect(formatCallGraph(tasks[0])).toBe(["* Task(name='a')", '  + Awaited by:', "    * Task(name='b')"].join('\n'))
    for (const task of tasks) task.cancel()
  })
})

test('printCallGraph prints it', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  runSync(function* () {
    printCallGraph(new Future())
  })
  expect(log.mock.calls).toEqual([['* Future()']])
  log.mockRestore()
})
