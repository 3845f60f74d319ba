import { deflateSync, inflateSync } from 'fflate'
import { fromBase64Url, toBase64Url } from './base64url'
import { crc32 } from './crc32'
import { limits } from './limits'
import { writeHash } from './link-hash'

/** How much too long a program is: for a link as it came out, or in itself. */
export interface TooLong {
  readonly kind: 'too-long'
  /** Beyond the limit: characters of the link, or bytes of the program. */
  readonly excess: number
}

export type LinkedCode =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'unreadable'; readonly reason: 'damaged' | 'oversized' }

const CRC_BYTES = 4

/**
 * The hash of a link that brings `code` to the example `id`: version 1, which is base64url, without padding, of the
 * CRC-32 of a raw deflate stream (big-endian) and that stream, which holds the program as UTF-8. A link made today must
 * be readable for ever: whatever changes here needs a version of its own.
 *
 * A lone surrogate, which no UTF-8 has, becomes U+FFFD, as in a file.
 */
export function linkTo(
  id: string,
  code: string,
  step: number | null = null,
): { readonly kind: 'hash'; readonly hash: string } | TooLong {
  const bytes = new TextEncoder().encode(code)
  if (bytes.length > limits.linkedCodeBytes) {
    return { kind: 'too-long', excess: bytes.length - limits.linkedCodeBytes }
  }
  const packed = deflateSync(bytes, { level: 9 })
  const data = new Uint8Array(CRC_BYTES + packed.length)
  new DataView(data.buffer).setUint32(0, crc32(packed))
  data.set(packed, CRC_BYTES)
  const hash = writeHash(id, toBase64Url(data), step)
  if (hash.length > limits.hashChars) return { kind: 'too-long', excess: hash.length - limits.hashChars }
  return { kind: 'hash', hash }
}

/**
 * The program that `linkTo` packed. Never throws. Any change to the data is found: the checksum is one of the packed
 * bytes, and data that says the same in other letters is refused. Nothing is unpacked beyond a buffer that is one byte
 * larger than a program may be, however much the stream would give.
 */
export function readLinkedCode(data: string): LinkedCode {
  if (data.length > limits.hashChars) return { kind: 'unreadable', reason: 'oversized' }
  const bytes = fromBase64Url(data)
  if (bytes === null || bytes.length <= CRC_BYTES) return damaged
  const packed = bytes.subarray(CRC_BYTES)
  if (new DataView(bytes.buffer).getUint32(0) !== crc32(packed)) return damaged
  try {
    const out = inflateSync(packed, { out: new Uint8Array(limits.linkedCodeBytes + 1) })
    if (out.length > limits.linkedCodeBytes) return { kind: 'unreadable', reason: 'oversized' }
    return { kind: 'code', code: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out) }
  } catch (error) {
    // A stored block that does not fit the buffer is the one thing that ends in a RangeError.
    return error instanceof RangeError ? { kind: 'unreadable', reason: 'oversized' } : damaged
  }
}

const damaged = { kind: 'unreadable', reason: 'damaged' } as const
