/*
 * The exceptions of Python that asyncio's users meet, under their own names. Each `name` is set on the prototype as a
 * literal, so that it survives minification and is in place when the engine writes the head of the stack.
 */

const setName = (errorClass: { readonly prototype: Error }, name: string): void => {
  Object.defineProperty(errorClass.prototype, 'name', { value: name, configurable: true, writable: true })
}

/** Something was asked for at the wrong time or in the wrong way; the message says what to do instead. */
export class RuntimeError extends Error {
  static {
    setName(RuntimeError, 'RuntimeError')
  }
}

/** A value of the right type that makes no sense here. */
export class ValueError extends Error {
  static {
    setName(ValueError, 'ValueError')
  }
}

/** The time allowed was over. */
export class TimeoutError extends Error {
  static {
    setName(TimeoutError, 'TimeoutError')
  }
}

/** A Future was asked for what it does not have yet, or told a second time what it is. */
export class InvalidStateError extends Error {
  static {
    setName(InvalidStateError, 'InvalidStateError')
  }
}

/**
 * Thrown into a coroutine whose task is being cancelled; its message is the one given to `cancel`, or empty.
 *
 * `catch` takes it too, other than Python's `except Exception`: begin with `if (isCancelled(error)) throw error`.
 */
export class CancelledError extends Error {
  static {
    setName(CancelledError, 'CancelledError')
  }
}

/** Whether an error is a cancellation, which a `catch` should let through. */
export function isCancelled(error: unknown): error is CancelledError {
  return error instanceof CancelledError
}

/** A task that can never go on, and what it waits for. */
export interface Stuck {
  readonly task: string
  readonly waitsFor: string
}

/** On a virtual clock: nothing is ready, no timer is set, and nobody outside can wake anybody. */
export class DeadlockError extends RuntimeError {
  static {
    setName(DeadlockError, 'DeadlockError')
  }
  /** The tasks that wait, in order of creation. */
  readonly waiting: readonly Stuck[]

  constructor(message: string, waiting: readonly Stuck[]) {
    super(message)
    this.waiting = waiting
  }
}

/** Whether a value is an error, of this realm or of another. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}

const thrown = new WeakMap<Error, { readonly value: unknown }>()

/** What a Future keeps when it fails: errors as they are, anything else as the cause of a RuntimeError. */
export function toError(value: unknown): Error {
  if (isError(value)) return value
  const error = new RuntimeError(`something that is no Error was thrown: ${describe(value)}`, { cause: value })
  thrown.set(error, { value })
  return error
}

/** The very object that was thrown, where `toError` had to wrap it. */
export function asThrown(error: unknown): unknown {
  const wrapped = isError(error) ? thrown.get(error) : undefined
  return wrapped === undefined ? error : wrapped.value
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' ? 'an object' : String(value)
}
