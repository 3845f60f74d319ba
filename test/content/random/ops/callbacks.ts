import { type Future, TimerHandle } from 'asyncio-ts'
import { act, type Place } from '../language'
import { pick, type Room } from '../room'
import { show } from '../show'

/** What is called back calls itself by a star. */
function within(at: Place): Place {
  return at.who.endsWith('*') ? at : { ...at, who: `${at.who}*` }
}

function thingOf(room: Room, n: number, any: boolean): Future<unknown> | null {
  return (any ? room.any(n) : room.future(n))?.future ?? null
}

/** Callbacks, futures that are set by hand, and the loop itself. Its twin is `callbacks.py`. */
export const callbacks = {
  'call soon': act(
    4,
    (d) => [d.acts()],
    (room, at, steps) => {
      room.handles.push(room.loop.callSoon(() => room.act(within(at), steps)))
    },
  ),

  'call later': act(
    4,
    (d) => [d.delay(), d.acts()],
    (room, at, delay, steps) => {
      room.handles.push(room.loop.callLater(delay, () => room.act(within(at), steps)))
    },
  ),

  'call at': act(
    2,
    (d) => [d.from(0, 0.5, 1, 1.5, 2), d.acts()],
    (room, at, when, steps) => {
      room.handles.push(room.loop.callAt(when, (who: Place) => room.act(who, steps), within(at)))
    },
  ),

  'cancel handle': act(
    3,
    (d) => [d.which()],
    (room, at, n) => {
      const handle = pick(room.handles, n)
      if (handle === null) return false
      handle.cancel()
      const when = handle instanceof TimerHandle ? Math.round(handle.when() * 1e6) : 'soon'
      room.log(at.who, `cancelled handle ${when} ${show(handle.cancelled())}`)
    },
  ),

  watch: act(
    4,
    (d) => [d.which(), d.acts()],
    (room, at, n, steps) => {
      const thing = room.any(n)
      if (thing === null) return false
      const callback = (future: Future<unknown>): void => {
        room.log(`${at.who}*`, `sees the end of ${room.names([future])} ${show(future.cancelled())}`)
        room.act(within(at), steps)
      }
      room.callbacks.push(callback)
      thing.future.addDoneCallback(callback)
    },
  ),

  'watch again': act(
    1,
    (d) => [d.which(), d.which()],
    (room, _at, n, which) => {
      const callback = pick(room.callbacks, which)
      if (callback === null) return false
      room.any(n)?.future.addDoneCallback(callback)
    },
  ),

  unwatch: act(
    2,
    (d) => [d.which(), d.which()],
    (room, at, n, which) => {
      const callback = pick(room.callbacks, which)
      const thing = room.any(n)
      if (callback === null || thing === null) return false
      room.log(at.who, `unwatched ${thing.future.removeDoneCallback(callback)}`)
    },
  ),

  future: act(
    2,
    () => [],
    (room) => {
      if (room.things.length >= 30) return false
      room.addFuture()
    },
  ),

  set: act(
    5,
    (d) => [d.which(), d.below(8) === 0],
    (room, at, n, any) => {
      const future = thingOf(room, n, any)
      if (future === null) return false
      future.setResult(`set by ${at.who}`)
    },
  ),

  fail: act(
    3,
    (d) => [d.which(), d.below(8) === 0, d.error()],
    (room, at, n, any, kind) => {
      const future = thingOf(room, n, any)
      if (future === null) return false
      future.setException(room.newError(kind, `set by ${at.who}`))
    },
  ),

  'cancel future': act(
    2,
    (d) => [d.which(), d.message()],
    (room, at, n, message) => {
      const future = thingOf(room, n, false)
      if (future === null) return false
      room.log(at.who, `cancel future ${show(message === null ? future.cancel() : future.cancel(message))}`)
    },
  ),

  stop: act(
    1,
    () => [],
    (room) => room.loop.stop(),
  ),

  'tell handler': act(
    1,
    (d) => [d.error()],
    (room, _at, kind) =>
      room.loop.callExceptionHandler({ message: 'by hand', exception: room.newError(kind, 'by hand') }),
  ),

  handler: act(
    1,
    (d) => [d.from('none', 'fails', 'logs')],
    (room, at, kind) => {
      room.loop.setExceptionHandler(
        kind === 'none'
          ? null
          : (_, { message, exception }) => {
              room.report(message, exception)
              if (kind === 'fails') throw room.newError('ValueError', at.who)
            },
      )
    },
  ),
}
