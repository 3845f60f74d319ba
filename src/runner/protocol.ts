/** How many seconds of loop time pass in a second of the reader's; `instant` waits for nothing. */
export type Speed = (typeof SPEEDS)[number]
export const SPEEDS = ['1', '4', '10', 'instant'] as const

/** Which console method printed a line. */
export type Stream = (typeof STREAMS)[number]
export const STREAMS = ['log', 'info', 'warn', 'error', 'debug'] as const
