import { describe, expect, it } from 'vitest'
import { Lock, RuntimeError } from '../src/index.js'
import { preview } from '../src/trace/index.js'

class Point {
  x = 1
  y = -0
}

describe('a preview', () => {
  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    [1.5, '1.5'],
    [10n, '10n'],
    ["it's", `"it's"`],
    [Symbol('s'), 'Symbol(s)'],
    [function named() {}, '<function named>'],
    [[1, [2, [3, [4]]]], '[1, [2, […]]]'],
    [{ a: { b: { c: 1 } } }, '{a: {b: {…}}}'],
    [{ 'a b': 1, c: 2 }, `{'a b': 1, c: 2}`],
    [new Point(), 'Point {x: 1, y: -0}'],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], '[1, 2, 3, 4, 5, 6, 7, 8, …]'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is shown
    [[, 1], '[<empty>, 1]'],
    [new Map([['k', new Set([1])]]), "Map(1) {'k' → Set(1) {1}}"],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new RuntimeError('no'), "RuntimeError('no')"],
    [new (class MyError extends Error {})('m'), "MyError('m')"],
    [new Lock(), '<Lock [unlocked]>'],
    [(function* () {})(), '<generator>'],
  ])('of %o', (value, text) => {
    expect(preview(value)).toBe(text)
  })

  it('is at most 80 characters long', () => {
    expect(preview('x'.repeat(500))).toHaveLength(80)
    expect(preview(Array.from({ length: 8 }, () => 'long text'.repeat(3)))).toMatch(/^.{79}…$/)
  })

  it('runs nothing of the program: no getter, no toString, no toJSON, no iterator', () => {
    const touched: string[] = []
    const touch = (what: string) => () => {
      touched.push(what)
      return what
    }
    class Trap extends Map<string, number> {
      override get size(): number {
        touched.push('size')
        return 3
      }
      override [Symbol.iterator](): never {
        touched.push('iterator')
        throw new Error()
      }
      override get [Symbol.toStringTag](): string {
        touched.push('tag')
        return 'x'
      }
    }
    class Failure extends Error {
      override get message(): string {
        touched.push('message')
        return ''
      }
      override get name(): string {
        touched.push('name')
        return ''
      }
    }
    const value = {
      toString: touch('toString'),
      toJSON: touch('toJSON'),
      get a() {
        return touch('getter')()
      },
    }
    expect(preview(value)).toBe('{toString: <function anonymous>, toJSON: <function anonymous>, a: <getter>}')
    expect(preview(new Trap([['a', 1]]))).toBe("Map(1) {'a' → 1}")
    expect(preview(new Failure())).toBe('Failure()')
    expect(touched).toEqual([])
  })

  it('survives what the traps of a Proxy throw', () => {
    const angry = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no')
        },
        getPrototypeOf: () => {
          throw new Error('no')
        },
      },
    )
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect([angry, proxy].map((value) => preview(value))).toEqual(['<unreadable>', '<unreadable>'])
  })
})
