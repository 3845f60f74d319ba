import { checkCallback } from './checks.js'
import { RuntimeError, ValueError } from './errors.js'
import type { EventLoop } from './event-loop.js'
import { repr } from './format.js'
import { type Callback, Handle } from './handles.js'
import { EVENT_READ, EVENT_WRITE, type Selector, type SelectorData } from './selector.js'

/*
 * What a loop has registered with its selector: for each object a reader and a writer. Mirrors `Lib/asyncio/selector_events.py`.
 */

/** The place of a reader or a writer in the data of a key, which is also one less than its event. */
type Side = 0 | 1

const eventOf = (side: Side): number => (side === 0 ? EVENT_READ : EVENT_WRITE)

const withSide = ([reader, writer]: SelectorData, side: Side, handle: Handle | null): SelectorData =>
  side === 0 ? [handle, writer] : [reader, handle]

/** Calls back while the object can be read (0) or written (1), instead of whoever was called before. */
export function watch(
  loop: EventLoop,
  selector: Selector | null,
  side: Side,
  fileobj: object,
  callback: Callback,
  args: readonly unknown[],
): Handle {
  checkCallback(callback, side === 0 ? 'addReader' : 'addWriter')
  if ((typeof fileobj !== 'object' && typeof fileobj !== 'function') || fileobj === null) {
    throw new ValueError(`Invalid file object: ${repr(fileobj)}`)
  }
  if (selector === null) {
    throw new RuntimeError(
      'this loop has no selector to watch it: give it one by new EventLoop({ selector }), or use asyncio-ts/net',
    )
  }
  const handle = new Handle(loop, callback, args)
  const key = selector.getKey(fileobj)
  if (key === undefined) {
    selector.register(fileobj, eventOf(side), withSide([null, null], side, handle))
  } else {
    selector.modify(fileobj, key.events | eventOf(side), withSide(key.data, side, handle))
    key.data[side]?.cancel()
  }
  return handle
}

/** Calls back no more, and says whether anybody would have been. */
export function unwatch(selector: Selector | null, side: Side, fileobj: object): boolean {
  const key = selector?.getKey(fileobj)
  if (selector === null || key === undefined) return false
  const events = key.events & ~eventOf(side)
  if (events === 0) selector.unregister(fileobj)
  else selector.modify(fileobj, events, withSide(key.data, side, null))
  const handle = key.data[side]
  handle?.cancel()
  return handle !== null
}

/** Calls `run` with the handles for what has come: of each object the reader first, and with what it reads from. */
export function eachArrived(selector: Selector, run: (handle: Handle, readFrom: object | undefined) => void): void {
  for (const [{ fileobj, data }, events] of selector.select()) {
    for (const side of [0, 1] as const) {
      const handle = data[side]
      if ((events & eventOf(side)) === 0 || handle === null) continue
      if (handle.cancelled()) unwatch(selector, side, fileobj)
      else run(handle, side === 0 ? fileobj : undefined)
    }
  }
}
