import { named } from '../core.js'
import { EMPTY } from './bytes.js'

/**
 * The stream ended before there was as much as was asked for. What was there is in `partial`.
 *
 * Mirrors `IncompleteReadError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * try {
 *   const head = yield* reader.readexactly(8)
 * } catch (error) {
 *   if (!(error instanceof IncompleteReadError)) throw error
 *   console.log(`only ${error.partial.length} of ${error.expected} bytes`)
 * }
 * ```
 */
export class IncompleteReadError extends /* @__PURE__ */ named('IncompleteReadError') {
  /** The bytes that were there before the end. */
  readonly partial: Uint8Array = EMPTY
  /** How many were expected; undefined: up to a separator. */
  readonly expected: number | undefined

  constructor(partial: Uint8Array, expected?: number) {
    super(`${partial.length} bytes read on a total of ${expected ?? 'undefined'} expected bytes`)
    this.partial = partial
    this.expected = expected
  }
}

/**
 * The limit of the stream's buffer was reached while a separator was looked for. The data is left where it is.
 *
 * Mirrors `LimitOverrunError` in `Lib/asyncio/exceptions.py`.
 *
 * @example
 * ```ts
 * try {
 *   yield* reader.readuntil(encode('\n'))
 * } catch (error) {
 *   if (!(error instanceof LimitOverrunError)) throw error
 *   yield* reader.readexactly(error.consumed) // thrown away
 * }
 * ```
 */
export class LimitOverrunError extends /* @__PURE__ */ named('LimitOverrunError') {
  /** How many bytes can be read without missing a separator. */
  readonly consumed: number

  constructor(message: string, consumed: number) {
    super(message)
    this.consumed = consumed
  }
}
