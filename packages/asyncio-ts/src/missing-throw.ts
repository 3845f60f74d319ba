let message: string | null = null

/**
 * Whether this is what the engine throws when an error is thrown into a `yield*` over an iterator without `throw`, as an
 * array's. The engines have no code for it, each has its own words: so it is asked once.
 */
export function isMissingThrow(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false
  if (message === null) {
    const probe = (function* () {
      yield* [0]
    })()
    probe.next()
    try {
      probe.throw(null)
    } catch (own) {
      message = (own as Error).message
    }
  }
  return error.message === message
}
