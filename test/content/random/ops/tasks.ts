import {
  allTasks,
  captureCallGraph,
  currentTask,
  eagerTaskFactory,
  ensureFuture,
  type Future,
  type FutureCallGraph,
  sleep,
  Task,
  type TaskFactory,
} from 'asyncio-ts'
import { act, wait } from '../language'
import { ending, show } from '../show'

/** Tasks: making them, waiting for them, cancelling them, looking at them. Its twin is `tasks.py`. */
export const tasks = {
  sleep: wait(
    10,
    (d) => [d.delay(), d.from(null, null, null, 'slept')],
    function* (room, at, delay, result) {
      room.log(at.who, `slept ${show(result === null ? yield* sleep(delay) : yield* sleep(delay, result))}`)
    },
  ),

  spawn: act(
    5,
    (d) => [d.which(), d.from(null, null, null, true, false), d.from(null, null, 'a', 'b')],
    (room, at, n, eagerStart, name) => {
      const called = room.call(at, n)
      if (called === null) return false
      const options = { ...(eagerStart === null ? {} : { eagerStart }), ...(name === null ? {} : { name }) }
      room.add(`t${called.me}`, called.me, room.loop.createTask(called.coroutine, options))
    },
  ),

  inline: wait(
    2,
    (d) => [d.which()],
    function* (room, at, n) {
      const called = room.call(at, n)
      if (called === null) return false
      room.log(at.who, `got ${show(yield* called.coroutine)} inline`)
    },
  ),

  join: wait(
    6,
    (d) => [d.which()],
    function* (room, at, n) {
      const thing = room.above(at, n)
      if (thing === null) return false
      room.log(at.who, `got ${show(yield* thing.future)} of ${thing.name}`)
    },
  ),

  await: wait(
    10,
    (d) => [d.expression()],
    function* (room, at, expression) {
      const made = room.make(at, expression)
      if (made === null) return false
      room.log(at.who, `${expression[0]}: ${show(yield* made.awaitable as Future<unknown>)}`)
    },
  ),

  // What cannot be chosen otherwise: gathers, shields, tasks of the package's own coroutines.
  ensure: act(
    4,
    (d) => [d.expression()],
    (room, at, expression) => {
      const made = room.make(at, expression)
      if (made === null) return false
      room.add(`e${room.things.length}`, made.rank, ensureFuture(made.awaitable))
    },
  ),

  cancel: act(
    8,
    (d) => [d.which(), d.message()],
    (room, at, n, message) => {
      const task = room.task(n)
      if (task === null) return false
      const could = message === null ? task.cancel() : task.cancel(message)
      room.log(at.who, `cancel ${show(could)} ${task.cancelling()}`)
    },
  ),

  'cancel any': act(
    2,
    (d) => [d.which(), d.message()],
    (room, at, n, message) => {
      const thing = room.any(n)
      if (thing === null) return false
      room.log(
        at.who,
        `cancel ${thing.name} ${show(message === null ? thing.future.cancel() : thing.future.cancel(message))}`,
      )
    },
  ),

  uncancel: act(
    1,
    (d) => [d.which()],
    (room, at, n) => {
      const task = room.task(n)
      if (task === null) return false
      room.log(at.who, `uncancel ${task.uncancel()}`)
    },
  ),

  look: act(
    2,
    (d) => [d.which()],
    (room, at, n) => {
      const thing = room.any(n)
      if (thing === null) return false
      const { name, future } = thing
      const task =
        future instanceof Task
          ? ` ${room.nameOf(future)} ${future.cancelling()} ${show(future.getCoro() === undefined)}`
          : ''
      room.log(at.who, `sees ${name} ${show(future.done())} ${ending(future)}${task}`)
    },
  ),

  rename: act(
    1,
    (d) => [d.which(), d.from('c', 'd')],
    (room, _at, n, name) => {
      const task = room.task(n)
      if (task === null) return false
      task.setName(name)
    },
  ),

  who: act(
    1,
    () => [],
    (room, at) => {
      const all = [...allTasks()].map((task) => room.nameOf(task)).sort()
      room.log(at.who, `is ${room.nameOf(currentTask())} of ${all.join(' ')}`)
    },
  ),

  graph: act(
    1,
    (d) => [d.which()],
    (room, at, n) => {
      const task = room.task(n)
      if (task === null || task.done() || room.tangled) return false
      const found = new Set<string>()
      const walk = (graph: FutureCallGraph | undefined): void => {
        for (const each of graph?.awaitedBy ?? []) {
          if (each.future instanceof Task) found.add(room.nameOf(each.future))
          walk(each)
        }
      }
      walk(captureCallGraph(task, { limit: 0 }))
      room.log(at.who, `graph ${[...found].sort().join(' ')}`)
    },
  ),

  factory: act(
    1,
    (d) => [d.from('eager', 'none', 'logs')],
    (room, at, kind) => {
      const logs: TaskFactory = (loop, coroutine, options) => {
        room.log(at.who, `task made with ${Object.keys(options).length} options`)
        return new Task(loop, coroutine, options)
      }
      room.loop.setTaskFactory({ eager: eagerTaskFactory, none: null, logs }[kind])
    },
  ),
}
