import { repr } from '../core.js'

interface Codecs {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new (label?: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string }
}

const { TextEncoder, TextDecoder } = globalThis as unknown as Codecs

// Made once, when first needed: to make one costs more than a line takes to go through it.
let encoder: InstanceType<Codecs['TextEncoder']> | undefined
let decoder: InstanceType<Codecs['TextDecoder']> | undefined

/** No bytes at all. */
export const EMPTY: Uint8Array = /* @__PURE__ */ new Uint8Array(0)

/**
 * A text as bytes, in UTF-8. Streams carry bytes.
 *
 * Mirrors `str.encode`.
 *
 * @example
 * ```ts
 * writer.write(encode('hello\n'))
 * ```
 */
export function encode(text: string): Uint8Array {
  encoder ??= new TextEncoder()
  return encoder.encode(text)
}

/**
 * Bytes as a text, from UTF-8.
 *
 * Mirrors `bytes.decode`.
 *
 * @throws TypeError for bytes that are no UTF-8, as a part of a character is.
 *
 * @example
 * ```ts
 * const line = decode(yield* reader.readline())
 * ```
 */
export function decode(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { fatal: true })
  return decoder.decode(bytes)
}

/** Whether a value is a Uint8Array, of this realm or of another: a host's TextEncoder may live elsewhere. */
export function isBytes(data: unknown): data is Uint8Array {
  return data instanceof Uint8Array || Object.prototype.toString.call(data) === '[object Uint8Array]'
}

/** @throws TypeError for what is no bytes. */
export function checkBytes(data: unknown): Uint8Array {
  if (isBytes(data)) return data
  const hint = typeof data === 'string' ? ': encode(text) gives its bytes' : ''
  throw new TypeError(`data argument must be a Uint8Array, got ${repr(data)}${hint}`)
}

/** A copy, which nobody else can change. (`slice` of Node's Buffers, which are Uint8Arrays too, copies nothing.) */
export function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy
}

/** One after the other, as one. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first = EMPTY] = parts
  if (parts.length <= 1) return first
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Where `wanted` begins in `bytes`, from index `from` on; −1: nowhere. */
export function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] as number
  const last = bytes.length - wanted.length
  for (let at = bytes.indexOf(first, from); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let same = 1
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1
    if (same === wanted.length) return at
  }
  return -1
}

/** As Python writes bytes, `b'hello\n'`, for messages. */
export function showBytes(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    if (byte === 10) text += '\\n'
    else if (byte === 13) text += '\\r'
    else if (byte === 9) text += '\\t'
    else if (byte === 92) text += '\\\\'
    else if (byte === 39) text += "\\'"
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, '0')}`
    else text += String.fromCharCode(byte)
  }
  return `b'${text}'`
}
