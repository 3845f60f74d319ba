import * as asyncio from 'asyncio-ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../limits'
import { encode, parseFromRunner, type WireValue } from '../protocol'
import { createDescribe } from './describe'
import { createInspect } from './inspect'
import { createProxies } from './proxies'
import { type TreeEnds, treesOf } from './tree'

const describeKnown = createDescribe(asyncio)
const proxies = createProxies()
const ends: TreeEnds = {
  now: () => 0,
  describe: describeKnown,
  inspect: createInspect(asyncio, (value) => describeKnown(value) !== null),
  isProxy: proxies.isProxy,
}

const trees = (...values: unknown[]) => treesOf(values, limits.treeChars, ends)
const tree = (value: unknown) => trees(value).values[0]

/** A tree as lines: `key: text`, parts further in; inner keys in brackets. */
function drawn(value: WireValue | undefined, indent = ''): string[] {
  if (value === undefined) return []
  const key = value.key === undefined ? '' : value.inner ? `[${value.key}] ` : `${value.key}: `
  return [`${indent}${key}${value.text}`, ...(value.parts ?? []).flatMap((part) => drawn(part, `${indent}  `))]
}

/** Must never be called. */
const never = () => {
  throw new Error('the program ran')
}

class Point {
  x = 1
  #secret = 2
  get sum() {
    return this.x + this.#secret
  }
}

describe('the tree of a printed value', () => {
  it.each([
    [
      'an object',
      { a: 1, 'b c': 'two', [Symbol('s')]: null },
      ['Object', '  a: 1', "  'b c': 'two'", '  [Symbol(s)]: null'],
    ],
    [
      'an array with holes and names',
      Object.assign([1], { 2: -0, extra: 1n }),
      ['Array(3)', '  0: 1', '  <1 empty>', '  2: -0', '  extra: 1n'],
    ],
    [
      'a Map',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ k: 1 }, [2]],
      ]),
      ['Map(2)', "  'a': 1", '  1: =>', '    [key] Object', '      k: 1', '    [value] Array(1)', '      0: 2'],
    ],
    ['a Set', new Set(['a', 2]), ['Set(2)', "  'a'", '  2']],
    ['an instance', new Point(), ['Point', '  x: 1']],
    [
      'an error with a cause',
      new TypeError('no', { cause: new Error('why') }),
      ['TypeError: no', "  message: 'no'", '  cause: Error: why', "    message: 'why'"],
    ],
    ['a typed array', new Uint8Array([1, 2]), ['Uint8Array(2)', '  0: 1', '  1: 2']],
    [
      'dates, functions and expressions in an object',
      { at: new Date(0), f: function f() {}, r: /x/g, c: Point },
      ['Object', '  at: 1970-01-01T00:00:00.000Z', '  f: [Function: f]', '  r: /x/', '  c: [class Point]'],
    ],
    ['strings with control characters', ['a\n\u0007'], ['Array(1)', "  0: 'a\\n\\x07'"]],
    [
      'nothing inherited',
      Object.assign(Object.create(null), { a: undefined }),
      ['[Object: null prototype]', '  a: undefined'],
    ],
  ])('shows %s', (_, value, lines) => {
    expect(drawn(tree(value))).toEqual(lines)
  })

  it('is there only for what has parts', () => {
    for (const value of ['text', 1, null, undefined, Symbol('x'), 1n, [], {}, new Map(), () => {}, new Date(0)]) {
      expect(trees(value).values).toEqual([])
    }
    expect(trees('a', [1], 2, { b: 1 }).values.map(({ text }) => text)).toEqual(['Array(1)', 'Object'])
  })

  it('follows rings no further than once', () => {
    const ring: Record<string, unknown> = { name: 'ring' }
    ring.self = ring
    ring.list = [ring]
    expect(drawn(tree(ring))).toEqual([
      'Object',
      "  name: 'ring'",
      '  self: [Circular]',
      '  list: Array(1)',
      '    0: [Circular]',
    ])
  })

  it('calls nothing of the program', () => {
    const hostile = {
      get a() {
        return never()
      },
      set b(_: unknown) {
        never()
      },
      toString: never,
      toJSON: never,
      [Symbol.iterator]: never,
    }
    expect(drawn(tree({ hostile }))).toEqual([
      'Object',
      '  hostile: Object',
      '    a: [Getter]',
      '    b: [Setter]',
      '    toString: [Function: never]',
      '    toJSON: [Function: never]',
      '    [Symbol(Symbol.iterator)]: [Function: never]',
    ])
  })

  it('does not look into a Proxy that the realm knows, and survives one that it does not', () => {
    const traps = { get: never, ownKeys: never, getPrototypeOf: never, getOwnPropertyDescriptor: never }
    const known = new proxies.Proxy({}, traps)
    const revoked = proxies.Proxy.revocable({}, {})
    revoked.revoke()
    const found = Object.getOwnPropertyDescriptor(proxies.Proxy, 'revocable')?.value({}, traps)
    expect(drawn(tree([known, revoked.proxy, found.proxy, new Proxy({}, traps)]))).toEqual([
      'Array(4)',
      '  0: Proxy',
      '  1: Proxy',
      '  2: Proxy',
      '  3: [unreadable]',
    ])
  })

  it('is what it was when it was printed', () => {
    const list = [1]
    const before = tree(list)
    list.push(2)
    expect(drawn(before)).toEqual(['Array(1)', '  0: 1'])
  })

  it('says how much of a long list it leaves out', () => {
    const lines = drawn(tree(Array.from({ length: 5_000 }, (_, i) => i)))
    expect(lines).toHaveLength(limits.treeItems + 2)
    expect(lines.at(-1)).toBe('  … 4900 more')
    expect(drawn(tree(new Set(Array.from({ length: 500 }, (_, i) => i)))).at(-1)).toBe('  … 400 more')
    expect(drawn(tree(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])))).at(-1)).toBe(
      '  … 400 more',
    )
  })

  it('shows the insides of Futures, tasks and Python’s generators', () => {
    const shown: Record<string, string[]> = {}
    asyncio.runSync(function* () {
      const future = new asyncio.Future<number>()
      shown.pending = drawn(tree(future))
      future.setResult(4)
      shown.finished = drawn(tree(future))
      const failing = asyncio.createTask(
        (function* () {
          throw new asyncio.ValueError('bad')
          // biome-ignore lint/correctness/noUnreachable: makes it a generator
          yield
        })(),
        { name: 'failing' },
      )
      const waiting = asyncio.createTask(asyncio.sleep(1), { name: 'napping' })
      yield
      yield
      shown.failed = drawn(tree(failing))
      shown.waiting = drawn(tree(waiting)).map((line) => line.replace(/<.*>/, '<…>'))
      failing.exception()
      yield* waiting
    })
    expect(shown.pending?.slice(1)).toEqual(['  [state] pending'])
    expect(shown.finished?.slice(1)).toEqual(['  [state] finished', '  [result] 4'])
    expect(shown.failed).toEqual(
      expect.arrayContaining(["  [name] 'failing'", '  [state] finished', '  [exception] ValueError: bad']),
    )
    expect(shown.waiting).toEqual(
      expect.arrayContaining(["  [name] 'napping'", '  [state] pending', '  [waits for] <…>']),
    )

    const generator = asyncio.generator(function* count() {
      yield 1
    })()
    expect(drawn(tree(generator)).at(-1)).toBe('  [state] GEN_CREATED')
    generator.next()
    expect(drawn(tree(generator))).toEqual(['<generator object count>', '  [state] GEN_SUSPENDED'])
    generator.close()
    expect(drawn(tree(generator)).at(-1)).toBe('  [state] GEN_CLOSED')
  })

  it('keeps to its limits, and fits the protocol, whatever is printed', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      maxDepth: 12,
    })
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (values) => {
        const { values: found, chars } = trees(...values)
        const message = {
          type: 'run/output',
          runId: 1,
          lines: [{ stream: 'log', text: '', time: 0, values: found }],
          time: 0,
          turns: 0,
        } as const
        const text = encode(message)
        expect(parseFromRunner(text)).toEqual(JSON.parse(JSON.stringify(message)))
        expect(chars).toBeLessThan(limits.treeChars + 1_000)
        expect(text.length).toBeLessThan(3 * limits.treeChars)
      }),
    )
  })

  it('takes no longer and no more room for huge and deep things', () => {
    let deep: unknown = 'end'
    for (let i = 0; i < 1e5; i++) deep = { deep }
    const wide = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 'x'.repeat(1e5)))
    for (const value of [deep, wide, [new Array(4e9 / 2)], 'x'.repeat(1e8).split('', 10)]) {
      const { chars } = trees(value)
      expect(chars).toBeLessThan(limits.treeChars + 1_000)
    }
    expect(drawn(tree(deep)).length).toBeLessThanOrEqual(limits.treeDepth + 1)
  })

  it('is left out when there is no room for it', () => {
    expect(treesOf([[1, 2, 3]], 40, ends)).toEqual({ values: [], chars: 0 })
  })

  it('ends when its time is over', () => {
    let time = 0
    const slow = { ...ends, now: () => (time += 5) }
    expect(
      drawn(treesOf([Array.from({ length: 50 }, () => ({}))], limits.treeChars, slow).values[0]).length,
    ).toBeLessThan(12)
  })
})

describe('a hostile tree on the wire', () => {
  const line = (value: unknown) =>
    parseFromRunner(
      JSON.stringify({
        ...JSON.parse(encode({ type: 'run/output', runId: 1, lines: [], time: 0, turns: 0 })),
        lines: [{ stream: 'log', text: '', time: 0, values: [value] }],
      }),
    )
  const good = { kind: 'object', text: 'a' }

  it.each([
    ['of no kind', { text: 'a' }],
    ['of an unknown kind', { kind: 'html', text: 'a' }],
    ['without a text', { kind: 'object' }],
    ['with a text that is none', { kind: 'object', text: { toString: 1 } }],
    ['with a key that is none', { ...good, key: 1 }],
    ['with a false inner', { ...good, inner: false }],
    ['with parts that are no list', { ...good, parts: { 0: good } }],
    ['with a part that does not fit', { ...good, parts: [good, null] }],
    ['with too many parts', { ...good, parts: Array.from({ length: 500 }, () => good) }],
    ['with a field of its own', { ...good, onclick: 'x' }],
    ['with a prototype', JSON.parse('{"kind":"object","text":"a","__proto__":{}}')],
  ])('%s is no message', (_, value) => {
    expect(line(good)).not.toBeNull()
    expect(line(value)).toBeNull()
  })

  it('deeper than any that is made is no message, and overflows nothing', () => {
    const nest = (levels: number) => {
      let text = '{"kind":"object","text":"a"}'
      for (let i = 0; i < levels; i++) text = `{"kind":"object","text":"a","parts":[${text}]}`
      return JSON.parse(text)
    }
    expect(line(nest(limits.treeDepth))).not.toBeNull()
    expect(line(nest(limits.treeDepth + 1))).toBeNull()
    expect(line(nest(1_000))).toBeNull()
  })

  it('is never anything but what the types say', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const message = line(value)
        if (message?.type !== 'run/output') return
        const [first] = message.lines[0]?.values ?? []
        expect(typeof first?.text).toBe('string')
      }),
    )
  })
})
