const BRAND = Symbol.for('asyncio-ts.transfer')

interface Transfer {
  readonly [BRAND]: readonly object[]
  readonly value: unknown
}

/**
 * Hands buffers over to a worker, or back from it, in the place of a copy: an argument of `runInExecutor`, or what the
 * function returns. Afterwards they are empty here. `buffers` are those within the value; default: the value's own.
 *
 * @example
 * ```ts
 * const pixels = new Uint8Array(1_000_000)
 * const grey = yield* loop.runInExecutor(pool, toGrey, transfer(pixels))
 * pixels.length // 0
 * ```
 */
export function transfer<T extends object>(value: T, buffers?: readonly object[]): T {
  const own = ArrayBuffer.isView(value) ? [(value as ArrayBufferView).buffer] : [value]
  // Who runs the function unwraps it: to the types it is the value itself.
  return { [BRAND]: buffers ?? own, value } as Transfer as unknown as T
}

/** The value, and what is handed over with it. */
export function unwrap(value: unknown): readonly [value: unknown, buffers: readonly object[]] {
  const buffers = (value as Partial<Transfer> | null | undefined)?.[BRAND]
  return buffers === undefined ? [value, []] : [(value as Transfer).value, buffers]
}
