import { named } from './errors.js'

/** `getNowait` was called on a queue that is empty. */
export class QueueEmpty extends /* @__PURE__ */ named('QueueEmpty') {}

/** `putNowait` was called on a queue that is full. */
export class QueueFull extends /* @__PURE__ */ named('QueueFull') {}

/** The queue was shut down: it takes nothing more, and has nothing left to give. */
export class QueueShutDown extends /* @__PURE__ */ named('QueueShutDown') {}
