import { RuntimeError } from './errors.js'
import type { EventLoop } from './event-loop.js'

/*
 * Which loop is meant when nobody says: the one whose turn executes; between turns, when native code runs, the only one
 * that is under way; for getEventLoop also the one that was set.
 */

let running: EventLoop | null = null
let chosen: EventLoop | null = null
const live = /* @__PURE__ */ new Set<EventLoop>()

/** The loop whose turn executes now, or null: nothing of asyncio's is on the stack. */
export function turningLoop(): EventLoop | null {
  return running
}

/** Sets the loop whose turn executes. */
export function setTurningLoop(loop: EventLoop | null): void {
  running = loop
}

/** A loop begins to be under way. */
export function addLiveLoop(loop: EventLoop): void {
  live.add(loop)
}

/** A loop is no longer under way. */
export function removeLiveLoop(loop: EventLoop): void {
  live.delete(loop)
}

/** The loops that are under way: the one whose turn executes, then the others in the order in which they began. */
export function liveLoops(): readonly EventLoop[] {
  return [...new Set(running === null ? live : [running, ...live])]
}

/** As `getRunningLoop`, but null when there is none, or when it is not clear which. */
export function runningLoopOrNull(): EventLoop | null {
  if (running !== null) return running
  if (live.size !== 1) return null
  const [only] = live
  return only ?? null
}

/**
 * The loop that runs the caller: within a coroutine or a callback that of its turn; in native code between turns (an
 * event listener, an async function) the only one under way.
 *
 * Mirrors `get_running_loop` in `Lib/asyncio/events.py`.
 *
 * @throws RuntimeError when there is none, or several between turns.
 *
 * @example
 * ```ts
 * const loop = getRunningLoop()
 * loop.callLater(1.5, () => console.log(loop.time()))
 * ```
 */
export function getRunningLoop(): EventLoop {
  const loop = runningLoopOrNull()
  if (loop !== null) return loop
  if (live.size > 1) {
    throw new RuntimeError(
      `${live.size} event loops are under way and none of them is executing this: say which, as in loop.createTask(…)`,
    )
  }
  throw new RuntimeError(
    'no running event loop: this needs one, so do it in a coroutine, as in run(main()), or in a callback of a loop',
  )
}

/**
 * The running loop; without one, the loop given to `setEventLoop`.
 *
 * Mirrors `get_event_loop` in `Lib/asyncio/events.py`.
 *
 * @throws RuntimeError when there is neither.
 *
 * @example
 * ```ts
 * setEventLoop(newEventLoop())
 * const future = getEventLoop().createFuture<string>()
 * ```
 */
export function getEventLoop(): EventLoop {
  const loop = runningLoopOrNull() ?? chosen
  if (loop !== null) return loop
  throw new RuntimeError('There is no current event loop: make one with newEventLoop(), or use run(main())')
}

/**
 * Says which loop `getEventLoop` gives while none is running; undefined: none.
 *
 * Mirrors `set_event_loop` in `Lib/asyncio/events.py`.
 *
 * @example
 * ```ts
 * const loop = newEventLoop()
 * setEventLoop(loop)
 * const future = new Future<string>() // of that loop
 * setEventLoop(undefined)
 * ```
 */
export function setEventLoop(loop: EventLoop | null | undefined): void {
  chosen = loop ?? null
}
