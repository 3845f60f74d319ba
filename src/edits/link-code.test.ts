import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { toBase64Url } from './base64url'
import { crc32 } from './crc32'
import { limits } from './limits'
import { linkTo, readLinkedCode } from './link-code'
import { readHash } from './link-hash'

/** What a reader gets who opens a hash: the program, or why there is none; null for a hash without a program. */
function open(hash: string) {
  const program = readHash(hash)?.program ?? null
  return program?.kind === 'data' ? readLinkedCode(program.data) : program
}

function hashOf(code: string, id = 'say-after', step: number | null = null): string {
  const link = linkTo(id, code, step)
  if (link.kind !== 'hash') throw new Error(`expected a link, got ${link.excess} too many`)
  return link.hash
}

/** A link with a correct checksum around whatever stream. */
function forged(packed: Uint8Array): string {
  const data = new Uint8Array(4 + packed.length)
  new DataView(data.buffer).setUint32(0, crc32(packed))
  data.set(packed, 4)
  return `#say-after~v1.${toBase64Url(data)}`
}

/** Programs as people write them and as nobody does: any characters, long and short, much and nothing repeated. */
const programs = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2_000 }),
  fc.string({ unit: 'grapheme', maxLength: 500 }),
  fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.nat(1_500))
    .map(([text, n]) => text.repeat(n).slice(0, 16_000)),
)

test('the checksum is the common CRC-32', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})

describe('a link', () => {
  test('made with the first version is read for ever', () => {
    const hash =
      '#say-after~v1.DzM2mm3NQQrCMBCF4f2cYhZCklIFt56moZ3WQDpTkpRSSm9QdKVbr-GBBLceQUqXuv54_3NtJyHhhKHnHKMn6nDGOkiLysaRSyf7FBVA3XOZnHCGTSBKmm1LJ4wpOG4MToA4OvJVtjX00QBiKRzF08FLo4szeS857qZ1ORcGZgA7WJfWa71F1SDBV8qYX3k97-_b8pc-j8t1hS8~12'
    expect(open(hash)).toEqual({ kind: 'code', code: LITERAL })
    expect(readHash(hash)?.program).toMatchObject({ step: 12 })
  })

  test('gives back any program whose link is short enough', () => {
    fc.assert(
      fc.property(programs, (code) => {
        const link = linkTo('say-after', code)
        if (link.kind === 'too-long') return
        expect(link.hash.length).toBeLessThanOrEqual(limits.hashChars)
        expect(link.hash).toMatch(/^#[a-z-]+~v1\.[\w-]+$/)
        expect(open(link.hash)).toEqual({ kind: 'code', code: Buffer.from(code).toString() })
      }),
      { numRuns: 300 },
    )
  })

  test.each(['', '\u0000', '\uFEFFlet a', 'a\r\nb\u2028c', '你好🎏', '👩‍👩‍👧‍👦', 'é', '\u{10ffff}'])(
    'keeps %j as it is',
    (code) => {
      expect(open(hashOf(code))).toEqual({ kind: 'code', code })
    },
  )

  test('writes a lone surrogate as U+FFFD, as a file would', () => {
    expect(open(hashOf('a\ud800b\udc00'))).toEqual({ kind: 'code', code: 'a\ufffdb\ufffd' })
  })

  test('carries a program of 64 KiB, and says by how many bytes another is longer', () => {
    const most = 'x'.repeat(limits.linkedCodeBytes)
    expect(open(hashOf(most))).toEqual({ kind: 'code', code: most })
    expect(linkTo('say-after', `${most}é`)).toEqual({ kind: 'too-long', excess: 2 })
  })

  test('that would be longer than 32 KiB is not made, and says by how much', () => {
    let seed = 1
    const noise = Array.from({ length: 60_000 }, () => {
      seed = (seed * 48271) % 0x7fffffff
      return String.fromCharCode(33 + (seed % 90))
    })
    const link = linkTo('say-after', noise.join(''))
    expect(link).toEqual({ kind: 'too-long', excess: expect.any(Number) })
    let fits = 0
    let tooLong = noise.length
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1
      if (linkTo('say-after', noise.slice(0, middle).join('')).kind === 'hash') fits = middle
      else tooLong = middle
    }
    const longest = noise.slice(0, fits).join('')
    expect(hashOf(longest).length).toBeGreaterThan(limits.hashChars - 8)
    expect(open(hashOf(longest))).toEqual({ kind: 'code', code: longest })
  })
})

describe('a link that something happened to', () => {
  const damaged = { kind: 'unreadable', reason: 'damaged' }

  test('is found damaged wherever its data was changed, and never throws', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/%.! é\u0000'
    fc.assert(
      fc.property(programs, fc.nat(), fc.constantFrom(...letters), fc.nat(2), (code, place, letter, cut) => {
        const link = linkTo('say-after', code)
        if (link.kind === 'too-long') return
        const start = '#say-after~v1.'.length
        const at = start + (place % (link.hash.length - start))
        // A letter in the place of one, between two, or in the place of two.
        const mutated = link.hash.slice(0, at) + letter + link.hash.slice(at + cut)
        if (mutated === link.hash || mutated.length > limits.hashChars) return
        expect(open(mutated)).toEqual(damaged)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is found damaged even where only bits were changed that carry nothing', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const ends = new Set<number>()
    for (const code of ['a', 'ab', 'abc', 'abcd']) {
      const hash = hashOf(code)
      ends.add((hash.length - '#say-after~v1.'.length) % 4)
      for (const letter of letters) {
        if (!hash.endsWith(letter)) expect(open(hash.slice(0, -1) + letter), hash).toEqual(damaged)
      }
    }
    // One, two and three bytes at the end: two of them leave bits over.
    expect(ends).toEqual(new Set([0, 2, 3]))
  })

  test('is found damaged wherever it was cut off', () => {
    const hash = hashOf("console.log('hello')")
    const start = '#say-after~'.length
    for (let end = start; end < hash.length; end++)
      expect(open(hash.slice(0, end)), hash.slice(0, end)).toEqual(damaged)
    expect(open(hash.slice(0, start - 1))).toBeNull()
  })

  test('never throws and never gives a program, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (text, versioned) => {
        expect(open(`#say-after~${versioned ? 'v1.' : ''}${text}`)?.kind).not.toBe('code')
      }),
      { numRuns: 1_000 },
    )
  })

  test('never throws on bytes with a correct checksum, and gives text or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (packed) => {
        expect(['code', 'unreadable']).toContain(open(forged(packed))?.kind)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is refused when it holds what is no UTF-8', () => {
    expect(open(forged(deflateSync(Uint8Array.of(0x61, 0xff))))).toEqual(damaged)
    expect(open(forged(deflateSync(Uint8Array.of(0xed, 0xa0, 0x80))))).toEqual(damaged)
  })

  test('may leave characters escaped, as messengers do', () => {
    const hash = hashOf('a()')
    expect(open(hash.replaceAll('~', '%7E').replaceAll('.', '%2e'))).toEqual({ kind: 'code', code: 'a()' })
  })
})

describe('a bomb', () => {
  const oversized = { kind: 'unreadable', reason: 'oversized' }

  test('of 20 MB in 26 kB is refused', () => {
    const bomb = forged(deflateSync(new Uint8Array(20_000_000), { level: 9 }))
    expect(bomb.length).toBeLessThan(limits.hashChars)
    expect(open(bomb)).toEqual(oversized)
  })

  test('of one byte too many is refused', () => {
    expect(open(forged(deflateSync(new Uint8Array(limits.linkedCodeBytes).fill(65))))?.kind).toBe('code')
    expect(open(forged(deflateSync(new Uint8Array(limits.linkedCodeBytes + 1).fill(65))))).toEqual(oversized)
  })

  test('that ends in a block as it is, is refused', () => {
    // As much as a program may have, in a stream that goes on, and then ten bytes in a stored block.
    const full = deflateRawSync(Buffer.alloc(limits.linkedCodeBytes, 'A'), { finishFlush: constants.Z_SYNC_FLUSH })
    const stored = [1, 10, 0, 245, 255, ...new Uint8Array(10)]
    expect(open(forged(Uint8Array.of(...full, ...stored)))).toEqual(oversized)
  })

  test('longer than 32 KiB is not read at all', () => {
    const long = `#say-after~v1.${'A'.repeat(limits.hashChars)}`
    expect(open(long)).toEqual(oversized)
    expect(readLinkedCode('A'.repeat(limits.hashChars + 1))).toEqual(oversized)
  })
})

/** What the literal link of the first version has to give. */
const LITERAL = `import { run, sleep } from 'asyncio-ts'

function* greet(name: string) {
  yield* sleep(1)
  console.log(\`hello, \${name}\`)
}

await run(greet('world'))
await run(greet('世界'))
await run(greet('🎏'))
`
