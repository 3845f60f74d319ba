import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from './limits'
import { readHash, writeHash } from './link-hash'

const data = (text: string, step: number | null = null) => ({ kind: 'data', data: text, step })
const unreadable = (reason: string) => ({ kind: 'unreadable', reason })

test.each([
  ['#say-after', null],
  ['#say-after~v1.abc', data('abc')],
  ['#say-after~v1.abc~0', data('abc', 0)],
  ['#say-after~v1.abc~120', data('abc', 120)],
  ['#say-after~v1.abc~120~view=loop~compare=other', data('abc', 120)],
  ['#say-after~v1.abc~view=loop', data('abc')],
  ['#say-after~v1.abc~-1', data('abc')],
  ['#say-after~v1.abc~1e9', data('abc')],
  ['#say-after~v1.abc~99999999999', data('abc')],
  ['#say-after~look', null],
  ['#say-after~12', null],
  ['#say-after%7Ev1%2Eabc', data('abc')],
  ['#say-after~v1.', data('')],
  ['#say-after~', unreadable('damaged')],
  ['#say-after~v', unreadable('damaged')],
  ['#say-after~v1', unreadable('damaged')],
  ['#say-after~v0.abc', unreadable('damaged')],
  ['#say-after~v2.abc', unreadable('newer')],
  ['#say-after~v9999.abc', unreadable('newer')],
])('%s brings %j', (hash, program) => {
  expect(readHash(hash)).toEqual({ id: 'say-after', program })
})

test.each(['', '#', '#~v1.abc', '#Upper~v1.abc', '#__docusaurus_skipToContent_fallback', '#标题', '#a b', '#%', '#-'])(
  '%j is no link to an example',
  (hash) => {
    expect(readHash(hash)).toBeNull()
  },
)

test('a hash beyond the limit is not read, but its example is known', () => {
  expect(readHash(`#say-after~v1.${'A'.repeat(limits.hashChars)}`)).toEqual({
    id: 'say-after',
    program: unreadable('oversized'),
  })
})

test('whatever stands in the address, reading it does not throw', () => {
  const part = fc.constantFrom('#', 'a', 'id', '~', 'v1', '.', '%', '%zz', '%E0%A4', '~v', '12', '\ud800', '')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (text) => {
        readHash(text)
        readHash(`#${text}`)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('what is written is read again', () => {
  expect(writeHash('a')).toBe('#a')
  expect(writeHash('a', 'b')).toBe('#a~v1.b')
  expect(readHash(writeHash('a', 'b', 7))).toEqual({ id: 'a', program: data('b', 7) })
  expect(writeHash('a', null, 7)).toBe('#a')
})
