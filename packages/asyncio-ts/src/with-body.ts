import { type Coroutine, isCoroutine, isPromiseLike } from './coroutines.js'
import { repr } from './format.js'

/** The coroutine of the body of a `with`, which `body` gives; `what` names the method in the error for anything else. */
export function bodyOf<A extends unknown[], T>(
  what: string,
  body: (...args: A) => Coroutine<T>,
  ...args: A
): Coroutine<T> {
  const coroutine: unknown = typeof body === 'function' ? body(...args) : body
  if (coroutine !== body && isCoroutine(coroutine)) return coroutine as Coroutine<T>
  const hint = isPromiseLike(coroutine)
    ? ': an async function cannot be driven by yield*, write function* and yield*'
    : ''
  throw new TypeError(
    `${what} takes a function that gives a coroutine, as function* () {…}; got ${repr(coroutine)}${hint}`,
  )
}

/** What can be taken and has to be given back. */
interface Holdable {
  acquire(): Coroutine<true>
  release(): void
}

/** Runs `body` while holding `lock`, and gives it back also when the body throws. */
export function* holding<T>(what: string, lock: Holdable, body: () => Coroutine<T>): Coroutine<T> {
  yield* lock.acquire()
  try {
    return yield* bodyOf(what, body)
  } finally {
    lock.release()
  }
}
