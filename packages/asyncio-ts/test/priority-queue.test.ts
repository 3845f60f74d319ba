import { describe, expect, test } from 'vitest'
import { PriorityQueue, runSync } from '../src/index.js'

function sorted<T>(items: readonly T[], compare?: (a: T, b: T) => number): T[] {
  const queue = new PriorityQueue<T>(0, compare === undefined ? {} : { compare })
  for (const item of items) queue.putNowait(item)
  return items.map(() => queue.getNowait())
}

describe('a priority queue', () => {
  test('gives the least first', () => {
    const numbers = Array.from({ length: 300 }, (_, i) => (i * 7919) % 301)
    expect(sorted(numbers)).toEqual([...numbers].sort((a, b) => a - b))
    runSync(function* () {
      const queue = new PriorityQueue<number>(2)
      yield* queue.put(2)
      yield* queue.put(1)
      expect(queue.full()).toBe(true)
      expect(yield* queue.get()).toBe(1)
    })
  })

  test('compares strings, bigints beside numbers, and arrays element by element', () => {
    expect(sorted(['b', 'a', 'B'])).toEqual(['B', 'a', 'b'])
    expect(sorted([3n, 1, 2n])).toEqual([1, 2n, 3n])
    expect(sorted([[1, 'b'], [1], [0, 'z'], [1, 'a'], [1, 'a', 0]])).toEqual([
      [0, 'z'],
      [1],
      [1, 'a'],
      [1, 'a', 0],
      [1, 'b'],
    ])
    expect(
      sorted([
        [[2], 1],
        [[1, 5], 2],
      ]),
    ).toEqual([
      [[1, 5], 2],
      [[2], 1],
    ])
  })

  test('gives equals in the order in which they were put in', () => {
    const items = Array.from({ length: 50 }, (_, n) => ({ n, priority: n % 3 }))
    const order = sorted(items, (a, b) => a.priority - b.priority).map(({ n }) => n)
    expect(order).toEqual([0, 1, 2].flatMap((p) => items.filter(({ priority }) => priority === p).map(({ n }) => n)))
  })

  test('looks at the second element only when the first are equal', () => {
    const task = { name: 'a task' }
    expect(
      sorted([
        [2, task],
        [1, null],
        [3, task],
      ]),
    ).toEqual([
      [1, null],
      [2, task],
      [3, task],
    ])
    expect(
      sorted([
        [1, task],
        [1, task],
      ]),
    ).toHaveLength(2)
    expect(() =>
      sorted([
        [1, task],
        [1, {}],
      ]),
    ).toThrow(/^'<' not supported between <object> and <object>/)
  })

  test('refuses to compare what has no order, and says to give compare', () => {
    expect(() => sorted([{}, {}])).toThrow(/^'<' not supported between .* give it \{ compare \} for anything else$/)
    expect(() => sorted<unknown>([1, '1'])).toThrow("'<' not supported between '1' and 1")
    expect(() => sorted<unknown>([true, false])).toThrow(TypeError)
    expect(() => sorted<unknown>([null, null])).toThrow(TypeError)
    expect(sorted([{}])).toEqual([{}])
  })

  test('stays as it was when a comparison fails', () => {
    const queue = new PriorityQueue<unknown>()
    for (const n of [3, 1, 2]) queue.putNowait(n)
    expect(() => queue.putNowait('x')).toThrow(TypeError)
    expect(String(queue)).toBe('<PriorityQueue maxsize=0 _queue=[1, 3, 2] tasks=3>')
    expect([queue.getNowait(), queue.getNowait(), queue.getNowait(), queue.empty()]).toEqual([1, 2, 3, true])

    let broken = false
    const fragile = new PriorityQueue<number>(0, {
      compare: (a, b) => {
        if (broken) throw new RangeError('broken')
        return a - b
      },
    })
    for (const n of [5, 4, 3, 2, 1]) fragile.putNowait(n)
    broken = true
    expect(() => fragile.getNowait()).toThrow('broken')
    expect(() => fragile.putNowait(0)).toThrow('broken')
    broken = false
    expect([1, 2, 3, 4, 5].map(() => fragile.getNowait())).toEqual([1, 2, 3, 4, 5])
  })

  test('wants compare to be a function that gives a number', () => {
    expect(() => new PriorityQueue(0, { compare: 1 as never })).toThrow(/^compare must be a function/)
    expect(() => sorted([1, 2], ((a: number, b: number) => a < b) as never)).toThrow(
      /^compare must give a number.*false$/,
    )
  })
})
