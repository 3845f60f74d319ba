import { describe, expect, it } from 'vitest'
import { limits } from '../limits'
import { format } from './format'
import { describeUncaught, formatUncaught } from './uncaught'

const still = () => 0
const show = (value: unknown) => format(value, still)

class Counter {
  #hidden = 1
  value = this.#hidden
}

describe('a printed value', () => {
  it.each([
    ['text as it is', 'it\'s "so"\n', 'it\'s "so"\n'],
    ['numbers', [1, -0, 0.1, 1e21, Number.NaN], '[1, -0, 0.1, 1e+21, NaN]'],
    ['a big integer', 10n, '10n'],
    ['nothing', [undefined, null], '[undefined, null]'],
    ['truth', true, 'true'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['lists', [1, 1, 2], '[1, 1, 2]'],
    ['an empty list', [], '[]'],
    ['text inside, in single quotes', ['a', "it's", `'"`, 'a\n\\'], String.raw`['a', "it's", '\'"', 'a\n\\']`],
    ['holes', Object.assign(new Array(4), { 0: 1, 3: 2 }), '[1, <2 empty>, 2]'],
    ['objects', { a: 1, 'b c': [{}], [Symbol('s')]: 2 }, "{ a: 1, 'b c': [{}], [Symbol(s)]: 2 }"],
    ['an object without prototype', Object.create(null), '[Object: null prototype] {}'],
    ['an instance', new Counter(), 'Counter { value: 1 }'],
    ['an empty instance', new (class Empty {})(), 'Empty {}'],
    ['a map', new Map<unknown, unknown>([['a', { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }"],
    ['a set', new Set([1, 'x']), "Set(2) { 1, 'x' }"],
    ['an empty set', new Set(), 'Set(0) {}'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a pattern', /a\/b/gi, '/a\\/b/gi'],
    ['bytes', new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
    ['a function', [function f() {}, (() => () => {})()], '[[Function: f], [Function (anonymous)]]'],
    ['a generator function', function* g() {}, '[GeneratorFunction: g]'],
    ['a class', class A extends Counter {}, '[class A extends Counter]'],
    ['a promise', Promise.resolve(1), 'Promise {}'],
    ['an error', new TypeError('no'), 'TypeError: no'],
    ['an error without words', new RangeError(), 'RangeError'],
    ['an error inside', [new Error('no')], '[[Error: no]]'],
    ['an accessor', Object.defineProperty({}, 'x', { get: () => 1, enumerable: true }), '{ x: [Getter] }'],
  ])('shows %s', (_, value, text) => {
    expect(show(value)).toBe(text)
  })

  it('may contain itself', () => {
    const loop: unknown[] = []
    loop.push({ loop })
    expect(show(loop)).toBe('[{ loop: [Circular] }]')
    const twice = {}
    expect(show([twice, twice])).toBe('[{}, {}]')
  })

  it('runs no code of the program: no getter, toString, toJSON, iterator or inspect', () => {
    const boom = () => {
      throw new Error('ran')
    }
    const trap = { toString: boom, toJSON: boom, [Symbol.toPrimitive]: boom, [Symbol.iterator]: boom }
    Object.defineProperty(trap, 'x', { get: boom, enumerable: true })
    Object.defineProperty(trap, Symbol.toStringTag, { get: boom })
    expect(show(trap)).toContain('x: [Getter]')
    const map = new Map([[1, 2]])
    map.forEach = boom
    Object.defineProperty(map, 'size', { get: boom })
    expect(show(map)).toBe('Map(1) { 1 => 2 }')
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    expect(show([revoked.proxy])).toBe('[[unreadable]]')
  })

  it('is cut short when it is wide, deep, or takes too long', () => {
    expect(show(Array.from({ length: 105 }, () => 0))).toMatch(/0, … 5 more\]$/)
    expect(show(new Set(Array.from({ length: 105 }, (_, i) => i)))).toMatch(/99, … 5 more }$/)
    let deep: unknown = 1
    for (let i = 0; i < 50; i++) deep = [deep]
    expect(show(deep)).toBe('[[[[[[[…]]]]]]]')
    const wide = Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => 1))
    expect(show(wide).length).toBeLessThan(4 * limits.formatNodes)
    let time = 0
    expect(format(wide, () => time++).length).toBeLessThan(800)
  })
})

describe('what nobody caught', () => {
  class NoFood extends Error {}
  const telling = { now: still, stackOf: () => '' }
  class Named extends Error {
    override name = 'Chosen'
  }
  it.each([
    ['an error', new TypeError('no'), 'TypeError: no'],
    ['an error without words', new RangeError(), 'RangeError'],
    ['an error of a class of its own', new NoFood('gone'), 'NoFood: gone'],
    ['an error with a name of its own', new Named('x'), 'Chosen: x'],
    ['an aborted signal’s reason', new DOMException('stop', 'AbortError'), 'AbortError: stop'],
    ['a text', 'plain', "Uncaught: 'plain'"],
    ['nothing', undefined, 'Uncaught: undefined'],
  ])('reads as the last line of a traceback: %s', (_, thrown, text) => {
    expect(formatUncaught(describeUncaught(thrown, telling))).toBe(text)
  })

  it('has the members of a group, groups in groups too, and not without end', () => {
    const group = new AggregateError(
      [new Error('a'), new AggregateError([new RangeError('b')], 'inner'), null],
      'outer',
    )
    expect(describeUncaught(group, telling)).toMatchObject({
      name: 'AggregateError',
      members: [{ message: 'a' }, { members: [{ name: 'RangeError' }] }, { name: 'Uncaught', message: 'null' }],
    })
    group.errors.push(group)
    const wide = new AggregateError(
      Array.from({ length: 50 }, () => new AggregateError(Array.from({ length: 50 }, () => group))),
    )
    expect(JSON.stringify(describeUncaught(wide, telling)).match(/"name"/g)?.length).toBeLessThanOrEqual(21)
  })

  it('names the place where it was thrown when it is no error, or the cause of one', () => {
    const thrown = { now: still, stackOf: (value: unknown) => (value === 42 ? 'at 42' : '') }
    expect(describeUncaught(42, thrown).stack).toBe('at 42')
    expect(describeUncaught(new Error('wrapped', { cause: 42 }), thrown).stack).toMatch(/^at 42\nError: wrapped/)
  })

  it('says its name even when reading it fails', () => {
    const error = new Error('x')
    Object.defineProperty(error, 'message', {
      get() {
        throw new Error('ran')
      },
    })
    expect(formatUncaught(describeUncaught(error, telling))).toBe('Error')
  })
})
