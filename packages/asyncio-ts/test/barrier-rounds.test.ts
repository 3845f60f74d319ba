/* Tasks that pass a barrier more than once, while others reset or abort it under way. */
import { describe, expect, test } from 'vitest'
import {
  Barrier,
  BrokenBarrierError,
  type Coroutine,
  createTask,
  gather,
  RuntimeError,
  runSync,
  sleep,
  type Task,
} from '../src/index.js'

const PARTIES = 5
const HALF = 2

/** As many tasks as the barrier takes, or one fewer, all of the same kind. */
const start = <T>(body: () => Coroutine<T>, count = PARTIES): Task<T>[] =>
  Array.from({ length: count }, () => createTask(body()))

/** Waits, and says whether the barrier broke. */
function* broke(barrier: Barrier): Coroutine<boolean> {
  try {
    yield* barrier.wait()
    return false
  } catch (error) {
    if (!(error instanceof BrokenBarrierError)) throw error
    return true
  }
}

describe('the rounds of a barrier', () => {
  test('let the same tasks through again and again, each with a number of the round', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const log: string[] = []
      const numbers = yield* gather(
        start(() =>
          barrier.with(function* () {
            log.push('first')
            return yield* barrier.with(function* (index) {
              log.push('second')
              return index
            })
          }),
        ),
      )
      expect(log).toEqual([...Array(PARTIES).fill('first'), ...Array(PARTIES).fill('second')])
      expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })

  test('end when the last has left: until then the barrier is draining', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const states: string[] = []
      yield* gather(
        start(() =>
          barrier.with(function* () {
            states.push(/\[(\w+)/.exec(String(barrier))?.[1] ?? '')
          }),
        ),
      )
      expect(states).toEqual(['draining', 'draining', 'draining', 'draining', 'filling'])
    })
  })

  test('do not mix: who comes back before the others have left waits for the next', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const others = new Barrier(PARTIES - HALF)
      const log: string[] = []
      let left = HALF
      yield* gather(
        start(function* () {
          yield* barrier.wait()
          if (left > 0) {
            left -= 1
            yield* barrier.wait()
            log.push('came back')
          } else {
            yield* others.wait()
            log.push('met')
            yield* barrier.wait()
          }
        }),
      )
      expect(log).toEqual(['met', 'met', 'met', 'came back', 'came back'])
      expect(barrier.nWaiting).toBe(0)
    })
  })

  test('count those who come one by one, and forget one that is cancelled', () => {
    runSync(function* () {
      const barrier = new Barrier(3)
      const counts: number[] = []
      const come = function* (): Coroutine<Task<number>> {
        const task = createTask(barrier.wait())
        yield* sleep(0)
        counts.push(barrier.nWaiting)
        return task
      }
      const gone = yield* come()
      const rest = [yield* come()]
      gone.cancel()
      yield* sleep(0)
      counts.push(barrier.nWaiting)
      rest.push(yield* come(), createTask(barrier.wait()))
      yield* gather(rest)
      expect(counts).toEqual([1, 2, 1, 2])
      expect([gone.cancelled(), barrier.nWaiting, barrier.broken]).toEqual([true, 0, false])
    })
  })
})

describe('a barrier that is reset', () => {
  test('while nobody waits stays whole; one that is aborted is broken', () => {
    runSync(function* () {
      const barrier = new Barrier(1)
      yield* barrier.reset()
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
      yield* barrier.abort()
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, true])
    })
  })

  test('while half have left throws at the other half', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      let through = 0
      const results = yield* gather(
        start(function* () {
          if (yield* broke(barrier)) return 'broken'
          through += 1
          if (through === PARTIES - HALF) yield* barrier.reset()
          return 'through'
        }),
      )
      expect(results.filter((result) => result === 'broken')).toHaveLength(HALF)
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
      expect(String(barrier)).toMatch('filling')
    })
  })

  test('while half have left keeps those who came back for the next round', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      let through = 0
      let thrown = 0
      const cameBack = yield* gather(
        start(function* () {
          if (yield* broke(barrier)) {
            thrown += 1
          } else {
            through += 1
            if (through > HALF) yield* barrier.reset()
          }
          return yield* broke(barrier)
        }),
      )
      expect(thrown).toBe(HALF)
      expect(cameBack).toEqual(Array(PARTIES).fill(false))
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })

  test('lets those it has thrown at wait again, together with one who comes later', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const tasks = start(function* () {
        const thrown = yield* broke(barrier)
        yield* barrier.wait()
        return thrown
      }, PARTIES - 1)
      const reset = createTask(barrier.reset())
      yield* sleep(0)
      const late = createTask(barrier.wait())
      expect(yield* gather(tasks)).toEqual(Array(PARTIES - 1).fill(true))
      yield* gather([reset, late])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })

  test('by the last to leave disturbs nobody who waits for the next round', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      let out = 0
      const results = yield* gather(
        start(function* () {
          yield* barrier.wait()
          out += 1
          if (out === PARTIES) yield* barrier.reset()
          const thrown = yield* broke(barrier)
          yield* barrier.wait()
          return thrown
        }),
      )
      expect(results).toEqual(Array(PARTIES).fill(false))
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })
})

describe('a barrier that is aborted', () => {
  test('while half have left throws at the other half, and at those who came back', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      let through = 0
      const results = yield* gather(
        start(function* () {
          if (yield* broke(barrier)) return 'thrown at inside'
          through += 1
          if (through > HALF) {
            yield* barrier.abort()
            return 'aborts'
          }
          return (yield* broke(barrier)) ? 'thrown at outside' : 'through'
        }),
      )
      const count = (wanted: string): number => results.filter((result) => result === wanted).length
      expect(['thrown at inside', 'thrown at outside', 'aborts'].map(count)).toEqual([HALF, PARTIES - HALF - 1, 1])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, true])
    })
  })

  /** Passes twice; the one in the middle aborts the barrier instead. Says who got a BrokenBarrierError, at either. */
  function* twice(barrier: Barrier): Coroutine<'aborts' | 'broken' | 'through'> {
    try {
      yield* barrier.with(function* (index) {
        if (index === HALF) throw new RuntimeError('failed')
      })
      yield* barrier.wait()
      return 'through'
    } catch (error) {
      if (error instanceof BrokenBarrierError) return 'broken'
      expect(error).toEqual(new RuntimeError('failed'))
      yield* barrier.abort()
      return 'aborts'
    }
  }

  test('by one that failed in the body of with throws at all others, on their way out or when they come back', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const results = yield* gather(start(() => twice(barrier)))
      expect([...results].sort()).toEqual(['aborts', 'broken', 'broken', 'broken', 'broken'])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, true])
    })
  })

  test('and reset when all have met elsewhere lets them all through again', () => {
    runSync(function* () {
      const barrier = new Barrier(PARTIES)
      const meeting = new Barrier(PARTIES)
      const results = yield* gather(
        start(function* () {
          const result = yield* twice(barrier)
          if ((yield* meeting.wait()) === HALF) yield* barrier.reset()
          yield* meeting.wait()
          yield* barrier.wait()
          return result
        }),
      )
      expect([...results].sort()).toEqual(['aborts', 'broken', 'broken', 'broken', 'broken'])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    })
  })
})
