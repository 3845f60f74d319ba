import { describe, expect, test } from 'vitest'
import {
  allTasks,
  type Coroutine,
  createTask,
  currentTask,
  type ExceptionContext,
  Future,
  getRunningLoop,
  InvalidStateError,
  isCoroutine,
  isFuture,
  runSync,
  sleep,
  type Task,
  ValueError,
  wait,
} from '../src/index.js'
import { errorOf } from './error-of.js'

function* five(): Coroutine<number> {
  return 5
}

describe('a task', () => {
  test('gives what its coroutine returns, and raises what it throws', () => {
    runSync(function* () {
      expect(yield* createTask(five())).toBe(5)
      const error = new ValueError('boom')
      const failing = createTask(
        (function* (): Coroutine<void> {
          throw error
        })(),
      )
      expect(yield* errorOf(failing)).toBe(error)
      expect(failing.exception()).toBe(error)
    })
  })

  test('can be given a name, and shows how it stands', () => {
    runSync(function* () {
      const task = createTask(sleep(1, 5), { name: 'nap' })
      expect(String(task)).toBe("<Task pending name='nap' coro=<sleep()>>")
      yield* sleep(0)
      expect(String(task)).toBe(
        "<Task pending name='nap' coro=<sleep()> wait_for=<Future pending cb=[Task.task_wakeup()]>>",
      )
      task.setName('other')
      task.cancel()
      expect(String(task)).toContain("<Task cancelling name='other' ")
      yield* errorOf(task)
      expect(String(task)).toBe("<Task cancelled name='other' coro=<sleep()>>")
      const done = createTask(five(), { name: 'f' })
      yield* done
      expect(String(done)).toBe("<Task finished name='f' coro=<coroutine> result=5>")
    })
  })

  test('has a text for its name, whatever it is given', () => {
    runSync(function* () {
      const task = createTask(five(), { name: 987654321 as never })
      expect(task.getName()).toBe('987654321')
      task.setName(123456789 as never)
      expect(task.getName()).toBe('123456789')
      task.setName([6] as never)
      expect(task.getName()).toBe('6')
      yield* task
    })
  })

  test('shows its callbacks while it is under way', () => {
    runSync(function* () {
      const task = createTask(five(), { name: 'f' })
      task.addDoneCallback(function told() {})
      expect(String(task)).toBe("<Task pending name='f' coro=<coroutine> cb=[told()]>")
      task.cancel()
      expect(String(task)).toBe("<Task cancelling name='f' coro=<coroutine> cb=[told()]>")
      yield* wait([task])
      expect(String(task)).toBe("<Task cancelled name='f' coro=<coroutine>>")
    })
  })

  test('keeps its coroutine, whose result it is, even if that is a Future', () => {
    runSync(function* () {
      const future = new Future<number>()
      const coroutine = (function* (): Coroutine<Future<number>> {
        return future
      })()
      const task = createTask(coroutine)
      yield* wait([task])
      expect(task.result() === future).toBe(true)
      expect(future.done()).toBe(false)
      expect(task.getCoro() === coroutine).toBe(true)
      expect(isFuture(task)).toBe(true)
    })
  })

  test('runs what its coroutine awaits as part of it', () => {
    runSync(function* () {
      function* sum(): Coroutine<number> {
        return (yield* five()) + (yield* five())
      }
      const task = createTask(sum())
      expect(yield* task).toBe(10)
    })
  })

  test('may be of a coroutine that is written by hand', () => {
    runSync(function* () {
      const byHand = (): Coroutine<number> => {
        const coroutine: Coroutine<number> = {
          next: () => ({ done: true, value: 42 }),
          throw(error) {
            throw error
          },
          return: (value) => ({ done: true, value }),
          [Symbol.iterator]: () => coroutine,
        }
        return coroutine
      }
      expect(yield* createTask(byHand())).toBe(42)
      expect(yield* createTask(byHand())).toBe(42)
    })
  })

  test('is numbered in order of creation when it has no name', () => {
    runSync(function* () {
      const [first, second] = [createTask(five()), createTask(five())]
      const number = (task: Task<unknown>): number => Number(task.getName().replace('Task-', ''))
      expect(number(second)).toBe(number(first) + 1)
      yield* second
    })
  })

  test('is the current one while it executes, and one of all until it is done', () => {
    runSync(function* () {
      const main = currentTask()
      let seen: unknown
      const task = createTask(
        (function* () {
          seen = currentTask()
          yield* sleep(0)
        })(),
      )
      // Compared by identity: a deep comparison would iterate over the tasks.
      expect([...allTasks()].map((each) => [main, task].indexOf(each))).toEqual([0, 1])
      getRunningLoop().callSoon(() => expect(currentTask()).toBeUndefined())
      yield* task
      expect(seen).toBe(task)
      expect([...allTasks()].map((each) => [main].indexOf(each))).toEqual([0])
    })
  })

  test('is the current one after each of its waits, whoever ran meanwhile', () => {
    runSync(function* () {
      const [first, second] = [new Future<void>(), new Future<void>()]
      const seen: string[] = []
      const note = (): number => seen.push(currentTask()?.getName() ?? 'none')
      const one = createTask(
        (function* () {
          note()
          yield* first
          note()
          second.setResult()
        })(),
        { name: 'one' },
      )
      const two = createTask(
        (function* () {
          note()
          first.setResult()
          yield* second
          note()
        })(),
        { name: 'two' },
      )
      yield* wait([one, two])
      expect(seen).toEqual(['one', 'two', 'one', 'two'])
    })
  })

  test('does not take a result or an error from outside', () => {
    runSync(function* () {
      const task = createTask(five())
      expect(() => task.setResult(6)).toThrow('Task does not support set_result operation')
      expect(() => task.setException(new Error())).toThrow('Task does not support set_exception operation')
      yield* task
    })
  })
})

describe('a task that is settled past its own methods', () => {
  test.each<[string, (task: Task<unknown>, value: Error) => void]>([
    ['a result', (task, value) => Future.prototype.setResult.call(task, value)],
    ['an error', (task, value) => Future.prototype.setException.call(task, value)],
  ])('keeps %s, takes no step any more, and tells the exception handler', (what, settle) => {
    runSync(function* () {
      const told: ExceptionContext[] = []
      getRunningLoop().setExceptionHandler((_loop, context) => told.push(context))
      for (const started of [false, true]) {
        const task = createTask(
          (function* () {
            yield* sleep(1)
            expect.unreachable()
          })(),
        )
        if (started) yield* sleep(0)
        const value = new ValueError(what)
        settle(task, value)
        yield* sleep(2)
        expect(what === 'a result' ? task.result() : task.exception()).toBe(value)
        // Compared by identity: a deep comparison would iterate over the task.
        expect(told.map((context) => context.task === task)).toEqual([true])
        expect(told.pop()?.exception).toBeInstanceOf(InvalidStateError)
        expect(allTasks().has(task)).toBe(false)
      }
    })
  })
})

describe('sleep', () => {
  test('of nothing lets the callbacks run that are ready, and gives its result', () => {
    runSync(function* () {
      let sum = 0
      getRunningLoop().callSoon(() => {
        sum += 1
      })
      expect(sum).toBe(0)
      const ten = yield* sleep(0, 10)
      expect(sum).toBe(1)
      sum += ten
      expect(sum).toBe(11)
    })
  })

  test('gives its result after so many seconds of loop time', () => {
    runSync(function* () {
      expect(yield* sleep(1.5, 'x')).toBe('x')
      expect(getRunningLoop().time()).toBe(1.5)
      expect(yield* sleep(-1, 'y')).toBe('y')
      expect(getRunningLoop().time()).toBe(1.5)
    })
  })

  test('refuses what is no number of seconds', () => {
    expect(() => sleep('1' as never)).toThrow("sleep takes a number of seconds, got '1'")
    expect(() => runSync(sleep(Number.NaN))).toThrow(new ValueError('Invalid delay: NaN (not a number)'))
  })
})

test('isCoroutine knows generator objects and the coroutines of the package', () => {
  const asyncGenerator = (async function* () {})()
  expect([five(), sleep(1), asyncGenerator, [].values(), Promise.resolve(), five, null].map(isCoroutine)).toEqual([
    ...[true, true],
    ...[false, false, false, false, false],
  ])
})
