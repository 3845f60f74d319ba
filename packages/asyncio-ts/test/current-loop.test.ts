/*
 * Which loop things belong to that are made without naming one: the one that runs the caller, or else the one that was
 * set; without either there is an error.
 */
import { afterEach, describe, expect, test } from 'vitest'
import {
  allTasks,
  asCompleted,
  type Coroutine,
  currentTask,
  ensureFuture,
  Future,
  gather,
  newEventLoop,
  RuntimeError,
  setEventLoop,
  shield,
  sleep,
  ValueError,
  VirtualClock,
  wrapFuture,
} from '../src/index.js'

afterEach(() => setEventLoop(undefined))

const newLoop = () => newEventLoop({ clock: new VirtualClock() })

function* five(): Coroutine<number> {
  return 5
}

const makers: [string, () => Future<unknown>][] = [
  ['a Future', () => new Future()],
  ['ensureFuture of a coroutine', () => ensureFuture(five())],
  ['wrapFuture of a promise', () => wrapFuture(Promise.resolve(5))],
  ['gather of nothing', () => gather([])],
  ['gather of coroutines', () => gather([five(), five()])],
  ['shield of a coroutine', () => shield(five())],
]

describe.each(makers)('%s', (_name, make) => {
  test('without a loop is an error', () => {
    expect(make).toThrow(
      new RuntimeError('There is no current event loop: make one with newEventLoop(), or use run(main())'),
    )
  })

  test('within a coroutine belongs to the loop that runs it, whichever was set', () => {
    setEventLoop(newLoop())
    const loop = newLoop()
    function* main(): Coroutine<[Future<unknown>]> {
      return [make()]
    }
    const [future] = loop.runUntilCompleteSync(main())
    expect(future.getLoop()).toBe(loop)
  })

  test('outside belongs to the loop that was set', () => {
    const loop = newLoop()
    setEventLoop(loop)
    expect(make().getLoop()).toBe(loop)
  })
})

test('asCompleted makes its tasks on the current loop', () => {
  expect(() => asCompleted([five()])).toThrow(RuntimeError)
  const loop = newLoop()
  setEventLoop(loop)
  const [next] = asCompleted([five()])
  expect(allTasks(loop).size).toBe(1)
  expect(loop.runUntilCompleteSync(next as Coroutine<number>)).toBe(5)
  const inside = newLoop()
  function* main(): Coroutine<number[]> {
    const results: number[] = []
    for (const each of asCompleted([five()])) results.push(yield* each)
    return results
  }
  expect(inside.runUntilCompleteSync(main())).toEqual([5])
})

test('gather of Futures belongs to their loop, and refuses those of another', () => {
  const [one, other] = [newLoop(), newLoop()]
  setEventLoop(other)
  const children = [one.createFuture<number>(), one.createFuture<number>()]
  for (let i = 0; i < 2; i += 1) {
    const all = gather(children)
    expect(all.getLoop()).toBe(one)
    expect(all.done()).toBe(false)
  }
  expect(() => gather([one.createFuture(), other.createFuture()])).toThrow(ValueError)
})

test('ensureFuture refuses a Future or task of another loop than the one that is named', () => {
  const [one, other] = [newLoop(), newLoop()]
  for (const future of [one.createFuture<number>(), one.createTask(five())]) {
    expect(ensureFuture(future, { loop: one }) === future).toBe(true)
    const refused = expect(() => ensureFuture(future, { loop: other }))
    refused.toThrow(ValueError)
    refused.toThrow(/^The future belongs to a different loop than the one specified as the loop argument/)
  }
  expect(ensureFuture(five(), { loop: other }).getLoop()).toBe(other)
})

test('a task belongs to the loop that makes it', () => {
  for (const loop of [newLoop(), newLoop()]) {
    const task = loop.createTask(five())
    expect(task.getLoop()).toBe(loop)
    expect(loop.runUntilCompleteSync(task)).toBe(5)
  }
})

test('there is no current task outside of tasks, and none to ask for without a loop', () => {
  const loop = newLoop()
  expect(currentTask(loop)).toBeUndefined()
  expect(() => currentTask()).toThrow(/^no running event loop/)
  function* main(): Coroutine<boolean> {
    return currentTask() === task && currentTask(loop) === task && currentTask(undefined) === task
  }
  const task = loop.createTask(main())
  expect(loop.runUntilCompleteSync(task)).toBe(true)
  expect(currentTask(loop)).toBeUndefined()
  loop.runUntilCompleteSync(sleep(0))
})
