import {
  ALL_COMPLETED,
  type Awaitable,
  asCompleted,
  type Coroutine,
  ensureFuture,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  gather,
  isCancelled,
  isFuture,
  shield,
  sleep,
  waitFor,
  wait as waitForAll,
} from 'asyncio-ts'
import { type Made, make, type Place, wait } from '../language'
import type { Room } from '../room'
import { ending, show } from '../show'

/** The rank of what stands for others: below each of them. */
function below(made: readonly Made[]): number {
  return Math.min(...made.map(({ rank }) => rank)) - 0.5
}

const RETURN_WHEN = [ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION] as const

function* waiting(
  room: Room,
  futures: readonly Future<unknown>[],
  timeout: number | null,
  when: number,
): Coroutine<string> {
  const { done, pending } = yield* waitForAll(futures, { timeout, returnWhen: RETURN_WHEN[when] })
  return `done ${room.names(done)} pending ${room.names(pending)}`
}

/** What to wait for, of what there is or of several. Its twin is `several.py`. */
export const expressions = {
  body: make(
    6,
    (d) => [d.which()],
    (room, at, n) => {
      const called = room.call(at, n)
      return called && { awaitable: called.coroutine, rank: called.me }
    },
  ),

  thing: make(
    6,
    (d) => [d.which()],
    (room, at, n) => {
      const thing = room.above(at, n)
      return thing && { awaitable: thing.future, rank: thing.rank }
    },
  ),

  nap: make(
    2,
    (d) => [d.delay()],
    (_room, _at, delay) => ({ awaitable: sleep(delay, 'napped'), rank: Number.POSITIVE_INFINITY }),
  ),

  gather: make(
    6,
    (d) => [d.expressions(4), d.flag(), d.below(6) === 0],
    (room, at, expressions, returnExceptions, twice) => {
      const made = room.makeAll(at, expressions)
      room.tangled = true
      const all = made.map(({ awaitable }) => awaitable)
      const given = twice ? [...all, ...all] : all
      const gathered = returnExceptions ? gather(given, { returnExceptions }) : gather(given)
      return { awaitable: gathered, rank: below(made) }
    },
    true,
  ),

  shield: make(
    5,
    (d) => [d.expression()],
    (room, at, expression) => {
      const made = room.make(at, expression)
      room.tangled = true
      return made && { awaitable: shield(made.awaitable), rank: below([made]) }
    },
    true,
  ),

  'wait for': make(
    6,
    (d) => [d.expression(), d.from(null, -1, 0, 0, 0.1, 0.5, 1, 1, 1.5)],
    (room, at, expression, timeout) => {
      const made = room.make(at, expression)
      room.tangled = true
      return made && { awaitable: waitFor(made.awaitable, timeout), rank: below([made]) }
    },
    true,
  ),

  wait: make(
    4,
    (d) => [d.expressions(4), d.limit(), d.below(3)],
    (room, at, expressions, timeout, when) => {
      const made = room.makeAll(at, expressions)
      room.tangled = true
      const futures = made.map(({ awaitable }) => ensureFuture(awaitable))
      return { awaitable: waiting(room, futures, timeout, when), rank: below(made) }
    },
    true,
  ),
}

/** In which order CPython takes those that are done already depends on addresses: of these, one is left. */
function comparable(room: Room, made: readonly Made[]): readonly Awaitable<unknown>[] {
  const eager = room.loop.getTaskFactory() !== null
  const given = made.map(({ awaitable }) => (eager ? ensureFuture(awaitable) : awaitable))
  const isDone = (each: Awaitable<unknown>): boolean => each instanceof Future && each.done()
  const firstDone = given.find(isDone)
  return given.filter((each) => each === firstDone || !isDone(each))
}

/** Its twin is `several.py`, too. */
export const several = {
  'as completed': wait(
    4,
    (d) => [d.expressions(4), d.limit(), d.from('results', 'errors', 'futures'), d.from(9, 9, 9, 1, 2)],
    function* (room, at, expressions, timeout, mode, most) {
      const given = comparable(room, room.makeAll(at, expressions))
      yield* mode === 'futures'
        ? nextFutures(room, at, given, timeout, most)
        : nextResults(room, at, given, timeout, mode, most)
      room.log(at.who, 'all completed')
    },
  ),
}

function* nextFutures(
  room: Room,
  at: Place,
  given: readonly Awaitable<unknown>[],
  timeout: number | null,
  most: number,
) {
  let count = 0
  for (const next of asCompleted(given, { timeout }).futures()) {
    const future = yield* next
    room.log(
      at.who,
      `next ${given.includes(future) && isFuture(future) ? room.names([future]) : 'new'} ${ending(future)}`,
    )
    count += 1
    if (count >= most) break
  }
}

function* nextResults(
  room: Room,
  at: Place,
  given: readonly Awaitable<unknown>[],
  timeout: number | null,
  mode: 'results' | 'errors',
  most: number,
) {
  let count = 0
  for (const next of asCompleted(given, { timeout })) {
    try {
      room.log(at.who, `next ${show(yield* next)}`)
    } catch (error) {
      if (isCancelled(error) || mode === 'results') throw error
      room.log(at.who, `next ${show(error)}`)
    }
    count += 1
    if (count >= most) break
  }
}
