/* What holds for all that tasks are synchronised with, and what it does to the error of a cancel. */
import { describe, expect, test } from 'vitest'
import {
  Barrier,
  BoundedSemaphore,
  type CancelledError,
  Condition,
  type Coroutine,
  createTask,
  Event,
  ensureFuture,
  isCancelled,
  Lock,
  Queue,
  runSync,
  Semaphore,
  sleep,
} from '../src/index.js'

describe('what synchronises tasks', () => {
  const all = () => [
    new Lock(),
    new Event(),
    new Condition(),
    new Semaphore(),
    new BoundedSemaphore(),
    new Barrier(2),
    new Queue(),
  ]

  test('cannot be waited for itself, only by its methods, and stays as it was', () => {
    runSync(function* () {
      for (const object of all()) {
        const before = String(object)
        const wait = function* (): Coroutine<void> {
          yield* object as unknown as Coroutine<void>
        }
        expect(() => wait().next()).toThrow(TypeError)
        expect(() => ensureFuture(object as never)).toThrow(/awaitable is required/)
        yield* sleep(0)
        expect(String(object)).toBe(before)
      }
    })
  })

  test('is free before, held during and free after the body of with', () => {
    runSync(function* () {
      for (const object of [new Lock(), new Condition(), new Semaphore(), new BoundedSemaphore()]) {
        expect(object.locked()).toBe(false)
        yield* object.with(function* () {
          expect(object.locked()).toBe(true)
          yield* sleep(1)
          expect(object.locked()).toBe(true)
        })
        expect(object.locked()).toBe(false)
      }
    })
  })
})

describe('the error of a cancel', () => {
  /** Waits on a condition, and keeps the error with which that ends; the task fails with that very error. */
  function waitingOn(condition: Condition) {
    const seen: CancelledError[] = []
    const task = createTask(
      condition.with(function* () {
        try {
          yield* condition.waitFor(() => false)
        } catch (error) {
          if (isCancelled(error)) seen.push(error)
          throw error
        }
      }),
    )
    return { task, seen }
  }

  function* sameError({ task, seen }: ReturnType<typeof waitingOn>): Coroutine<void> {
    try {
      yield* task
      expect.unreachable()
    } catch (error) {
      expect(error).toBe(seen[0])
      expect(seen.map(({ message }) => message)).toEqual(['enough'])
    }
  }

  test('comes out of a condition as it went in, message and all', () => {
    runSync(function* () {
      const waiting = waitingOn(new Condition())
      yield* sleep(0)
      waiting.task.cancel('enough')
      yield* sameError(waiting)
    })
  })

  test('comes out as it went in also where the lock was being taken again', () => {
    runSync(function* () {
      const condition = new Condition()
      const waiting = waitingOn(condition)
      yield* sleep(0)
      yield* condition.acquire()
      condition.notify()
      yield* sleep(0)
      waiting.task.cancel('enough')
      condition.release()
      yield* sameError(waiting)
      expect(condition.locked()).toBe(false)
    })
  })
})
