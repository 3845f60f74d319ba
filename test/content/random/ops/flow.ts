import { currentTask, ExceptionGroup, isCancelled } from 'asyncio-ts'
import { act, block } from '../language'
import { ERRORS } from '../room'
import { show } from '../show'

/** Errors and what becomes of them. Its twin is `flow.py`. */
export const flow = {
  log: act(
    1,
    () => [],
    (room, at) => room.log(at.who, 'log'),
  ),

  raise: act(
    2,
    (d) => [d.error()],
    (room, at, kind) => {
      throw room.newError(kind, at.who)
    },
  ),

  repeat: block(
    2,
    (d) => [2 + d.below(2), d.steps()],
    function* (room, at, times, steps) {
      for (let time = 0; time < times; time += 1) yield* room.runSteps(at, steps)
    },
  ),

  catch: block(
    5,
    (d) => [
      d.from('all', 'errors', 'cancels'),
      d.from('swallow', 'swallow', 'rethrow', 'raise', 'uncancel'),
      d.steps(),
    ],
    function* (room, at, what, then, steps) {
      try {
        yield* room.runSteps(at, steps)
      } catch (error) {
        if (what !== 'all' && isCancelled(error) !== (what === 'cancels')) throw error
        room.log(at.who, `caught ${show(error)}`)
        if (then === 'rethrow') throw error
        if (then === 'raise') throw room.newError('ValueError', at.who)
        if (then === 'uncancel') room.log(at.who, `uncancel ${currentTask()?.uncancel()}`)
      }
    },
  ),

  finally: block(
    3,
    (d) => [d.steps(), d.steps()],
    function* (room, at, steps, last) {
      try {
        yield* room.runSteps(at, steps)
      } finally {
        room.log(at.who, 'finally')
        yield* room.runSteps(at, last)
      }
    },
  ),

  split: block(
    1,
    (d) => [d.from('ValueError', 'RuntimeError', 'TimeoutError', 'ExceptionGroup'), d.steps()],
    function* (room, at, kind, steps) {
      try {
        yield* room.runSteps(at, steps)
      } catch (error) {
        if (!(error instanceof ExceptionGroup)) throw error
        const [matching, rest] = error.split(kind === 'ExceptionGroup' ? ExceptionGroup : ERRORS[kind])
        room.log(at.who, `split ${show(matching)} ${show(rest)}`)
        if (rest !== undefined) throw rest
      }
    },
  ),
}
