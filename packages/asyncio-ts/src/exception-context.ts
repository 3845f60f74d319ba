import type { Future } from './futures.js'
import type { Handle } from './handles.js'
import type { ReportKind } from './settings.js'
import type { Task } from './tasks.js'

/** What an exception handler is told. */
export interface ExceptionContext {
  /** What happened, in a sentence. */
  readonly message: string
  /** What was thrown; absent where something is only wrong. */
  readonly exception?: unknown
  /** The Future that failed. */
  readonly future?: Future<unknown>
  /** The task that failed. */
  readonly task?: Task<unknown>
  /** The handle of the callback that threw. */
  readonly handle?: Handle
  /** Default: `unhandled`. */
  readonly kind?: ReportKind
}
