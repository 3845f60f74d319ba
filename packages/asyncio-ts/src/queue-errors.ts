import { named } from './errors.js'

/**
 * `getNowait` was called on a queue that is empty.
 *
 * Mirrors `QueueEmpty` in `Lib/asyncio/queues.py`.
 *
 * @example
 * ```ts
 * try {
 *   use(queue.getNowait())
 * } catch (error) {
 *   if (!(error instanceof QueueEmpty)) throw error
 * }
 * ```
 */
export class QueueEmpty extends /* @__PURE__ */ named('QueueEmpty') {}

/**
 * `putNowait` was called on a queue that is full.
 *
 * Mirrors `QueueFull` in `Lib/asyncio/queues.py`.
 *
 * @example
 * ```ts
 * try {
 *   queue.putNowait(item)
 * } catch (error) {
 *   if (!(error instanceof QueueFull)) throw error
 * }
 * ```
 */
export class QueueFull extends /* @__PURE__ */ named('QueueFull') {}

/**
 * The queue was shut down: it takes nothing more, and has nothing left to give.
 *
 * Mirrors `QueueShutDown` in `Lib/asyncio/queues.py`.
 *
 * @example
 * ```ts
 * try {
 *   for (;;) use(yield* queue.get())
 * } catch (error) {
 *   if (!(error instanceof QueueShutDown)) throw error // nothing more will come
 * }
 * ```
 */
export class QueueShutDown extends /* @__PURE__ */ named('QueueShutDown') {}
