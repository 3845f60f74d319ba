import type { Coroutine, Future } from '../src/index.js'

/** Waits for what is meant to fail, and gives what it throws. */
export function* errorOf(awaitable: Coroutine<unknown> | Future<unknown>): Coroutine<Error> {
  try {
    yield* awaitable
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}
