import { currentTask, TaskGroup, type Timeout, timeout, timeoutAt } from 'asyncio-ts'
import { act, block, type Place, type Steps } from '../language'
import { latest, type Room } from '../room'
import { show } from '../show'

function* limited(room: Room, at: Place, within: Timeout, steps: Steps) {
  room.timeouts.push(within)
  try {
    yield* within.with(() => room.runSteps(at, steps))
  } finally {
    room.log(at.who, `expired ${show(within.expired())} ${currentTask()?.cancelling()}`)
  }
}

/** Limits of time, and groups. Its twin is `limits.py`. */
export const limits = {
  timeout: block(
    4,
    (d) => [d.limit(), d.steps()],
    (room, at, delay, steps) => limited(room, at, timeout(delay), steps),
  ),

  'timeout at': block(
    2,
    (d) => [d.from(null, 0, 0.5, 1, 2), d.steps()],
    (room, at, when, steps) => limited(room, at, timeoutAt(when), steps),
  ),

  reschedule: act(
    2,
    (d) => [d.which(), d.limit()],
    (room, _at, n, delay) => {
      const within = latest(room.timeouts, n)
      if (within === null) return false
      within.reschedule(delay === null ? null : room.loop.time() + delay)
    },
  ),

  'look at timeout': act(
    1,
    (d) => [d.which()],
    (room, at, n) => {
      const within = latest(room.timeouts, n)
      if (within === null) return false
      const when = within.when()
      room.log(
        at.who,
        `timeout ${show(within.expired())} ${when === undefined ? 'never' : Math.round(when * 1e6)} ${within}`,
      )
    },
  ),

  // Enters one a second time, too late.
  'timeout again': block(
    1,
    (d) => [d.which(), d.steps()],
    function* (room, at, n, steps) {
      const within = latest(room.timeouts, n)
      if (within === null) return false
      yield* within.with(() => room.runSteps(at, steps))
    },
  ),

  group: block(
    5,
    (d) => [d.steps()],
    function* (room, at, steps) {
      const group = new TaskGroup()
      room.groups.push(group)
      try {
        yield* group.with(() => room.runSteps(at, steps))
        room.log(at.who, 'grouped')
      } finally {
        room.log(at.who, `ungrouped ${currentTask()?.cancelling()}`)
      }
    },
  ),

  child: act(
    6,
    (d) => [d.which(), d.which(), d.from(null, null, null, true, false)],
    (room, at, n, body, eagerStart) => {
      const group = latest(room.groups, n)
      const called = group === null ? null : room.call(at, body)
      if (group === null || called === null) return false
      const task = group.createTask(called.coroutine, eagerStart === null ? {} : { eagerStart })
      room.add(`t${called.me}`, called.me, task)
    },
  ),
}
