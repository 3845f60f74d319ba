import { afterEach, describe, expect, it } from 'vitest'
import { configureHost, pendingTasks, taskOf } from '../src/host.js'
import { type Coroutine, createTask, DeadlockError, Future, runSync, sleep, type Task } from '../src/index.js'

afterEach(() => configureHost())

describe('a host', () => {
  it('sees which tasks of all loops are pending, and what they wait for', () => {
    expect(pendingTasks()).toEqual([])
    runSync(function* main() {
      const task = createTask(sleep(1), { name: 'nap' })
      yield
      const pending = pendingTasks()
      expect(pending).toMatchObject([{ waitsFor: 'nothing' }, { task: 'nap sleep()', waitsFor: '<Future pending>' }])
      expect(taskOf(pending[1] as (typeof pending)[number])).toBe(task)
      yield* task
    })
    expect(pendingTasks()).toEqual([])
  })

  it('finds the tasks of a deadlock', () => {
    let task: Task<void> | undefined
    try {
      runSync(function* () {
        task = createTask(stuck())
        yield* task
      })
    } catch (error) {
      const { waiting } = error as DeadlockError
      expect(error).toBeInstanceOf(DeadlockError)
      expect(waiting.map(taskOf)[1]).toBe(task)
    }
    expect.assertions(2)
  })

  it('is called when a waiting task is interrupted, before its handlers run, with its place on the stack', () => {
    const heard: string[] = []
    configureHost({
      interrupted: (task) => {
        heard.push(task.getName(), `${/\bstuck\b/.test(String(new Error().stack))}`)
      },
    })
    runSync(function* () {
      const task = createTask(
        stuck(() => heard.push('handler')),
        { name: 'waiter' },
      )
      yield
      task.cancel()
      yield* sleep(0)
    })
    expect(heard).toEqual(['waiter', 'true', 'handler'])
  })

  it('is not called for what is only waited for', () => {
    const heard: string[] = []
    configureHost({ interrupted: (task) => void heard.push(task.getName()) })
    runSync(function* () {
      yield* createTask(sleep(1))
    })
    expect(heard).toEqual([])
  })
})

function* stuck(handler?: () => void): Coroutine<void> {
  try {
    yield* new Future<void>()
  } finally {
    handler?.()
  }
}
