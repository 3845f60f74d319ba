import { Future, PENDING } from './futures.js'

/** A Future for a promise: in reports it says what it is. */
export class PromisedFuture<T> extends Future<T> {
  override _purpose(): string {
    return 'a promise'
  }
}

/**
 * Finishes a Future as a promise settles: at the poll of a turn, before due timers, in the order in which promises
 * settle. `hold` holds the clock until then.
 */
export function settleFrom<T>(promise: PromiseLike<T>, future: Future<T>, hold = false): Future<T> {
  const loop = future._loop
  const release = hold ? loop._clock.hold() : null
  const arrive = (finish: () => void): void => {
    loop._arrive({
      run: () => {
        if (future._state === PENDING) finish()
      },
    })
    release?.()
  }
  loop._expectPromise()
  // A thenable that is no promise might call back at once, twice, or throw.
  const orderly = promise instanceof Promise ? promise : Promise.resolve(promise)
  orderly.then(
    (value) => arrive(() => future._resolve(value)),
    (error) => arrive(() => future._fail(error)),
  )
  return future
}
