import { sleep } from 'asyncio-ts'
import { act, make, wait } from '../language'
import type { Item, Room } from '../room'
import { show } from '../show'

/** All are different, so that none are equal to a priority queue. */
function item(room: Room, priority: number): Item {
  room.items += 1
  return [priority, room.items]
}

function at<T>(all: readonly T[], n: number): T {
  return all[n % all.length] as T
}

/** Queues. Its twin is `queues.py`. */
export const queues = {
  'put nowait': act(
    4,
    (d) => [d.few(), d.below(4)],
    (room, place, n, priority) => {
      const queue = at(room.queues, n)
      queue.putNowait(item(room, priority))
      room.log(place.who, `put ${queue.qsize()} ${show(queue.full())}`)
    },
  ),

  'get nowait': act(
    2,
    (d) => [d.few()],
    (room, place, n) => {
      const queue = at(room.queues, n)
      room.log(place.who, `got ${show(queue.getNowait())} ${show(queue.empty())}`)
    },
  ),

  work: wait(
    4,
    (d) => [d.few(), d.delay()],
    function* (room, place, n, delay) {
      const queue = at(room.queues, n)
      room.log(place.who, `works at ${show(yield* queue.get())}`)
      yield* sleep(delay)
      queue.taskDone()
      room.log(place.who, 'worked')
    },
  ),

  'task done': act(
    2,
    (d) => [d.few()],
    (room, _place, n) => at(room.queues, n).taskDone(),
  ),

  shutdown: act(
    1,
    (d) => [d.few(), d.flag()],
    (room, place, n, immediate) => {
      at(room.queues, n).shutdown({ immediate })
      room.log(place.who, 'shut down')
    },
  ),

  'look at queue': act(
    1,
    (d) => [d.few()],
    (room, place, n) => {
      const queue = at(room.queues, n)
      // Long lists are shortened in our texts.
      room.log(place.who, `${queue.qsize() > 4 ? 'long' : queue} ${queue.maxsize}`)
    },
  ),
}

const free = Number.POSITIVE_INFINITY

/** Its twin is `queues.py`, too. */
export const queueExpressions = {
  put: make(
    6,
    (d) => [d.few(), d.below(4)],
    (room, _place, n, priority) => ({ awaitable: at(room.queues, n).put(item(room, priority)), rank: free }),
  ),

  get: make(
    6,
    (d) => [d.few()],
    (room, _place, n) => ({ awaitable: at(room.queues, n).get(), rank: free }),
  ),

  'join queue': make(
    2,
    (d) => [d.few()],
    (room, _place, n) => ({ awaitable: at(room.queues, n).join(), rank: free }),
  ),
}
