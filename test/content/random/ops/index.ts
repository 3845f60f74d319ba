import type { Language } from '../room'
import { callbacks } from './callbacks'
import { flow } from './flow'
import { limits } from './limits'
import { lockExpressions, locks } from './locks'
import { queueExpressions, queues } from './queues'
import { expressions, several } from './several'
import { tasks } from './tasks'

export { prepare } from './prepare'

/** All that a program can do, subject by subject. */
export const language: Language = {
  steps: { ...flow, ...tasks, ...several, ...callbacks, ...limits, ...locks, ...queues },
  expressions: { ...expressions, ...lockExpressions, ...queueExpressions },
}

/** What belongs together: a program mostly leaves whole subjects out, so that what it does meets more often. */
export const subjects: readonly (readonly string[])[] = [
  Object.keys(flow),
  Object.keys(tasks),
  [...Object.keys(several), ...Object.keys(expressions)],
  Object.keys(callbacks),
  Object.keys(limits),
  [...Object.keys(locks), ...Object.keys(lockExpressions)],
  [...Object.keys(queues), ...Object.keys(queueExpressions)],
]
