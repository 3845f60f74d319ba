import type { Condition, Lock, Semaphore } from 'asyncio-ts'
import { act, block, type Draw, make, type Place, wait } from '../language'
import { pick, type Room } from '../room'
import { show } from '../show'

type Holdable = ReturnType<Draw['holdable']>

function holdable(room: Room, kind: Holdable, n: number): Lock | Condition | Semaphore {
  return pick<Lock | Condition | Semaphore>(
    { lock: room.locks, condition: room.conditions, semaphore: room.semaphores }[kind],
    n,
  ) as Lock
}

function at<T>(all: readonly T[], n: number): T {
  return all[n % all.length] as T
}

function* inside(room: Room, place: Place, what: string, steps: Parameters<Room['runSteps']>[1]) {
  room.log(place.who, what)
  yield* room.runSteps(place, steps)
}

/** Locks, conditions, semaphores, events and barriers. Its twin is `locks.py`. */
export const locks = {
  with: block(
    6,
    (d) => [d.holdable(), d.few(), d.steps()],
    function* (room, place, kind, n, steps) {
      yield* holdable(room, kind, n).with(() => inside(room, place, `has ${kind}`, steps))
      room.log(place.who, `gave ${kind}`)
    },
  ),

  release: act(
    3,
    (d) => [d.holdable(), d.few()],
    (room, place, kind, n) => {
      holdable(room, kind, n).release()
      room.log(place.who, `released ${kind}`)
    },
  ),

  'wait condition': wait(
    5,
    (d) => [d.few(), d.below(8) > 0],
    function* (room, place, n, hold) {
      const condition = at(room.conditions, n)
      const waits = function* () {
        room.log(place.who, `notified ${show(yield* condition.wait())}`)
      }
      yield* hold ? condition.with(waits) : waits()
    },
  ),

  'wait condition for': wait(
    4,
    (d) => [d.few(), d.below(8) > 0, d.below(4), d.acts()],
    function* (room, place, n, hold, enough, acts) {
      const condition = at(room.conditions, n)
      const predicate = (): boolean => {
        room.log(place.who, 'looks')
        if (room.counter < enough) room.act(place, acts)
        return room.counter >= enough
      }
      const waits = function* () {
        room.log(place.who, `enough ${show(yield* condition.waitFor(predicate))}`)
      }
      yield* hold ? condition.with(waits) : waits()
    },
  ),

  'notify with': wait(
    5,
    (d) => [d.few(), d.from(1, 1, 2, 3, 'all')],
    function* (room, place, n, count) {
      const condition = at(room.conditions, n)
      yield* condition.with(function* () {
        room.log(place.who, 'notifies')
        if (count === 'all') condition.notifyAll()
        else condition.notify(count)
      })
    },
  ),

  count: act(
    2,
    (d) => [d.from(1, 1, 2, -1)],
    (room, _place, by) => {
      room.counter += by
    },
  ),

  notify: act(
    2,
    (d) => [d.few(), d.from(1, 1, 2, 0, 3)],
    (room, _place, n, count) => at(room.conditions, n).notify(count),
  ),

  'notify all': act(
    1,
    (d) => [d.few()],
    (room, _place, n) => at(room.conditions, n).notifyAll(),
  ),

  'set event': act(
    3,
    (d) => [d.few()],
    (room, _place, n) => at(room.events, n).set(),
  ),

  'clear event': act(
    2,
    (d) => [d.few()],
    (room, place, n) => {
      const event = at(room.events, n)
      room.log(place.who, `event was ${show(event.isSet())}`)
      event.clear()
    },
  ),

  'with barrier': block(
    2,
    (d) => [d.few(), d.steps()],
    function* (room, place, n, steps) {
      yield* at(room.barriers, n).with((index) => inside(room, place, `through as ${index}`, steps))
    },
  ),

  reset: wait(
    1,
    (d) => [d.few()],
    function* (room, place, n) {
      yield* at(room.barriers, n).reset()
      room.log(place.who, 'reset')
    },
  ),

  abort: wait(
    1,
    (d) => [d.few()],
    function* (room, place, n) {
      yield* at(room.barriers, n).abort()
      room.log(place.who, 'aborted')
    },
  ),

  'look at lock': act(
    2,
    (d) => [d.from(d.holdable(), 'event', 'barrier'), d.few()],
    (room, place, kind, n) => {
      const shown =
        kind === 'event' ? at(room.events, n) : kind === 'barrier' ? at(room.barriers, n) : holdable(room, kind, n)
      const more =
        kind === 'event'
          ? at(room.events, n).isSet()
          : kind === 'barrier'
            ? [at(room.barriers, n).parties, at(room.barriers, n).nWaiting, at(room.barriers, n).broken]
            : holdable(room, kind, n).locked()
      room.log(place.who, `${shown} ${show(more)}`)
    },
  ),
}

const free = Number.POSITIVE_INFINITY

/** Its twin is `locks.py`, too. */
export const lockExpressions = {
  acquire: make(
    4,
    (d) => [d.holdable(), d.few()],
    (room, _place, kind, n) => ({ awaitable: holdable(room, kind, n).acquire(), rank: free }),
  ),

  event: make(
    4,
    (d) => [d.few()],
    (room, _place, n) => ({ awaitable: at(room.events, n).wait(), rank: free }),
  ),

  barrier: make(
    4,
    (d) => [d.few()],
    (room, _place, n) => ({ awaitable: at(room.barriers, n).wait(), rank: free }),
  ),
}
