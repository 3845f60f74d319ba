import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { KeptEdits, originalHash } from './kept-edits'
import { hasKept, keptKey, keptPrefix } from './kept-key'
import { limits } from './limits'
import { FakeStorage } from './testing'

const of = originalHash('original')
const key = (id: string) => keptKey('', { locale: 'en', id })

let storage: FakeStorage
let now: number
let edits: KeptEdits

beforeEach(() => {
  storage = new FakeStorage()
  now = 1_000
  edits = new KeptEdits(storage, keptPrefix(''), () => now++)
})

function keep(id: string, code: string) {
  return edits.write(key(id), { code, of }, edits.read(key(id)).raw)
}

describe('an edit', () => {
  test('is read as it was written, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (code) => {
        keep('a', code)
        expect(edits.read(key('a'))).toMatchObject({ kind: 'kept', kept: { code, of } })
      }),
    )
  })

  test('of one language is not one of the other, nor is that of another example', () => {
    keep('a', 'mine')
    expect(hasKept(storage, key('a'))).toBe(true)
    expect(hasKept(storage, key('b'))).toBe(false)
    expect(hasKept(storage, keptKey('', { locale: 'zh-Hans', id: 'a' }))).toBe(false)
  })

  test('is not written over what came there meanwhile, nor removed', () => {
    keep('a', 'mine')
    const { raw } = edits.read(key('a'))
    keep('a', 'of another tab')
    expect(edits.write(key('a'), { code: 'mine again', of }, raw)).toEqual({ kind: 'conflict' })
    expect(edits.remove(key('a'), raw)).toEqual({ kind: 'conflict' })
    expect(edits.read(key('a'))).toMatchObject({ kept: { code: 'of another tab' } })
  })

  test('that is too long is not kept', () => {
    expect(keep('a', 'x'.repeat(limits.keptCodeChars)).kind).toBe('written')
    expect(keep('a', 'x'.repeat(limits.keptCodeChars + 1)).kind).toBe('too-long')
    expect(edits.read(key('a'))).toMatchObject({ kind: 'kept' })
  })

  test('can be put back after it was replaced or removed', () => {
    keep('a', 'mine')
    const { raw } = edits.read(key('a'))
    edits.remove(key('a'), raw)
    edits.restore(key('a'), raw)
    expect(edits.read(key('a'))).toMatchObject({ kept: { code: 'mine' } })
    edits.restore(key('a'), null)
    expect(edits.read(key('a')).kind).toBe('none')
  })
})

describe('when there are too many', () => {
  test('the oldest goes, and nothing that is not an edit of ours', () => {
    storage.setItem('theme', 'dark')
    for (let n = 0; n <= limits.keptEdits; n++) keep(`e${n}`, 'mine')
    expect(edits.keys()).toHaveLength(limits.keptEdits)
    expect(edits.read(key('e0')).kind).toBe('none')
    expect(edits.read(key('e1')).kind).toBe('kept')
    expect(storage.getItem('theme')).toBe('dark')
  })

  test('characters, the oldest go until there is room', () => {
    const most = Math.floor(limits.keptChars / limits.keptCodeChars)
    for (let n = 0; n < most; n++) keep(`e${n}`, 'x'.repeat(limits.keptCodeChars - 100))
    expect(edits.keys()).toHaveLength(most)
    keep('last', 'x'.repeat(limits.keptCodeChars))
    expect(edits.keys()).toHaveLength(most)
    expect(edits.read(key('e0')).kind).toBe('none')
    expect(edits.read(key('last')).kind).toBe('kept')
  })
})

describe('a storage', () => {
  test('that refuses everything, as a private window may, throws nothing at us', () => {
    const refusing = new KeptEdits(new FakeStorage({ refuse: 'everything' }), keptPrefix(''))
    expect(refusing.read(key('a')).kind).toBe('none')
    expect(refusing.write(key('a'), { code: 'x', of }, null).kind).toBe('refused')
    expect(refusing.keys()).toEqual([])
    refusing.restore(key('a'), 'x')
    expect(hasKept(new FakeStorage({ refuse: 'everything' }), key('a'))).toBe(false)
  })

  test('that is not there keeps nothing and says so', () => {
    const none = new KeptEdits(null, keptPrefix(''))
    expect(none.read(key('a')).kind).toBe('none')
    expect(none.write(key('a'), { code: 'x', of }, null).kind).toBe('refused')
    expect(hasKept(null, key('a'))).toBe(false)
  })

  test('that is full says so, and what is kept stays', () => {
    keep('a', 'mine')
    storage.refuse = 'writing'
    expect(keep('a', 'more').kind).toBe('refused')
    expect(edits.read(key('a'))).toMatchObject({ kept: { code: 'mine' } })
  })

  test('with anything in it is read without a throw, and what is no edit is left there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', 'v1 ', 'v1 12 '), (text, start) => {
        storage.setItem(key('a'), start + text)
        const stored = edits.read(key('a'))
        expect(stored.raw).toBe(start + text)
        expect(stored.kind === 'kept' || stored.kind === 'unreadable').toBe(true)
      }),
    )
  })

  test.each([
    '',
    '{"code":"alert(1)"}',
    'v2 1 00000000\nfuture',
    'v1 1 0000000\nshort hash',
    'v1 NaN 00000000\n',
    `v1 1 00000000\n${'x'.repeat(limits.keptCodeChars + 1)}`,
  ])('does not take %j for an edit', (raw) => {
    storage.setItem(key('a'), raw)
    expect(edits.read(key('a'))).toEqual({ kind: 'unreadable', raw })
  })

  test('keeps what the first version wrote, readable for ever', () => {
    storage.setItem(key('a'), "v1 1763697344000 1a2b3c4d\nconsole.log('你好')\n")
    expect(edits.read(key('a'))).toMatchObject({ kept: { of: '1a2b3c4d', code: "console.log('你好')\n" } })
  })
})

test('another original has another hash', () => {
  expect(originalHash('a')).toMatch(/^[0-9a-f]{8}$/)
  expect(originalHash('a')).not.toBe(originalHash('b'))
})
