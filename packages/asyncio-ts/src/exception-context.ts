import type { Future } from './futures.js'
import type { Handle } from './handles.js'
import type { ReportKind } from './settings.js'
import type { Task } from './tasks.js'

/** What an exception handler is told. */
export interface ExceptionContext {
  readonly message: string
  /** What was thrown; absent where something is only wrong. */
  readonly exception?: unknown
  readonly future?: Future<unknown>
  readonly task?: Task<unknown>
  readonly handle?: Handle
  /** Default: `unhandled`. */
  readonly kind?: ReportKind
}
