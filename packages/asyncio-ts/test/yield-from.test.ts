/* Delegation with `yield*`: what goes through it in both directions, to generators of ours and to other iterators. */
import { describe, expect, test } from 'vitest'
import {
  GEN_CLOSED,
  GEN_CREATED,
  GEN_RUNNING,
  GEN_SUSPENDED,
  type GeneratorState,
  generator,
  type PyGenerator,
  StopIteration,
  ValueError,
} from '../src/index.js'

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('it did not throw')
}

/** Two generators, one of which delegates to the other; they log where they begin, what they get, and that they end. */
function pair(log: string[], fail?: (where: 'start' | 'on' | 'exit') => void) {
  const inner = generator(function* (): Generator<string, void, unknown> {
    try {
      log.push('inner starts')
      fail?.('start')
      log.push(`inner gets ${yield 'inner 1'}`)
      fail?.('on')
      log.push(`inner gets ${yield 'inner 2'}`)
    } finally {
      log.push('inner ends')
      fail?.('exit')
    }
  })
  return generator(function* (): Generator<string, void, unknown> {
    try {
      log.push('outer starts')
      log.push(`outer gets ${yield 'outer 1'}`)
      yield* inner()
      log.push(`outer gets ${yield 'outer 2'}`)
    } finally {
      log.push('outer ends')
    }
  })
}

/** Fails with `error` at one of the places. */
const failAt = (place: string, error: Error) => (where: string) => {
  if (where === place) throw error
}

/** A `next` that gives 1 the first time. */
function oneThen(next: () => never) {
  let first = true
  return (): IteratorResult<number, unknown> => {
    if (!first) return next()
    first = false
    return { done: false, value: 1 }
  }
}

/** An iterator that is no generator; `log` is what it was asked. */
function counting(log: unknown[], methods: Partial<Iterator<number, unknown, unknown>> = {}) {
  let n = 0
  return {
    next(...sent: unknown[]): IteratorResult<number, unknown> {
      log.push(...sent)
      n += 1
      return { done: false, value: n }
    },
    ...methods,
    [Symbol.iterator]() {
      return this
    },
  }
}

describe('a generator that delegates', () => {
  test('starts the other in its place, and goes on when that one ends', () => {
    const log: string[] = []
    for (const value of pair(log)()) log.push(value)
    expect(log).toEqual([
      'outer starts',
      'outer 1',
      'outer gets undefined',
      'inner starts',
      'inner 1',
      'inner gets undefined',
      'inner 2',
      'inner gets undefined',
      'inner ends',
      'outer 2',
      'outer gets undefined',
      'outer ends',
    ])
  })

  test('gets what the other throws, in its first step or later, and both end', () => {
    for (const place of ['start', 'on']) {
      const error = new ValueError(place)
      const log: string[] = []
      const g = pair(log, failAt(place, error))()
      expect(thrownBy(() => [...g])).toBe(error)
      expect(log.slice(-2)).toEqual(['inner ends', 'outer ends'])
      expect(g.state).toBe(GEN_CLOSED)
    }
  })

  test('sends on what it is sent, and gets what the other throws in answer', () => {
    for (const place of ['none', 'on']) {
      const log: string[] = []
      const g = pair(log, failAt(place, new ValueError('in answer')))()
      const yielded = [g.next(), g.send(1)]
      if (place === 'on') {
        expect(() => g.send(2)).toThrow(new ValueError('in answer'))
      } else {
        yielded.push(g.send(2), g.send(3))
        expect(yielded).toEqual(['outer 1', 'inner 1', 'inner 2', 'outer 2'])
        expect(() => g.send(4)).toThrow(StopIteration)
      }
      const got = log.filter((line) => line.includes('gets'))
      const all = ['outer gets 1', 'inner gets 2', 'inner gets 3', 'outer gets 4']
      expect(got).toEqual(place === 'on' ? all.slice(0, 2) : all)
    }
  })

  test('closes the other first, and lets out what that one throws meanwhile', () => {
    for (const error of [null, new ValueError('in clean-up')]) {
      const log: string[] = []
      const g = pair(log, error === null ? undefined : failAt('exit', error))()
      g.next()
      g.next()
      if (error === null) expect(g.close()).toBeUndefined()
      else expect(thrownBy(() => g.close())).toBe(error)
      expect(log.slice(-2)).toEqual(['inner ends', 'outer ends'])
      expect(g.state).toBe(GEN_CLOSED)
    }
  })

  test('throws into the other what is thrown into it, and ends with it when nobody catches that', () => {
    const log: string[] = []
    const g = pair(log)()
    g.next()
    g.next()
    const error = new ValueError('thrown in')
    expect(thrownBy(() => g.throw(error))).toBe(error)
    expect(log.slice(-2)).toEqual(['inner ends', 'outer ends'])
  })

  test('gets whatever the other returns, as it is', () => {
    for (const result of [undefined, 1, [2], new StopIteration(3)]) {
      const inner = generator(function* (): Generator<string, unknown> {
        yield 'inner'
        return result
      })
      let got: unknown = 'nothing'
      const outer = generator(function* () {
        got = yield* inner()
      })
      expect([...outer()]).toEqual(['inner'])
      expect(got).toBe(result)
    }
  })

  test('gets what the other returns in answer to what is thrown in', () => {
    for (const result of [2, [2], new StopIteration(2)]) {
      const inner = generator(function* (): Generator<unknown, unknown> {
        try {
          yield 1
        } catch (error) {
          expect(error).toBeInstanceOf(ValueError)
        }
        return result
      })
      const outer = generator(function* (): Generator<unknown> {
        yield ['inner returned', yield* inner()]
      })
      const g = outer()
      expect(g.next()).toBe(1)
      expect(g.throw(ValueError)).toEqual(['inner returned', result])
    }
  })

  test('shows its own state, whoever runs within it', () => {
    const seen: GeneratorState[] = []
    let g: PyGenerator<number> | undefined
    const look = (): void => {
      if (g !== undefined) seen.push(g.state)
    }
    const inner = generator(function* () {
      look()
      yield 1
      look()
    })
    g = generator(function* () {
      yield* inner()
      look()
      yield 2
      look()
    })()
    const states = [g.state]
    for (let i = 0; i < 2; i += 1) {
      g.next()
      states.push(g.state)
    }
    expect(thrownBy(() => g?.next())).toBeInstanceOf(StopIteration)
    states.push(g.state)
    expect(states).toEqual([GEN_CREATED, GEN_SUSPENDED, GEN_SUSPENDED, GEN_CLOSED])
    expect(seen).toEqual(Array(4).fill(GEN_RUNNING))
  })

  test('is on the stack of the other, when it is resumed and when something is thrown in', () => {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 100
    try {
      const stack = () => new Error().stack ?? ''
      const inner = generator(function* deepest(): Generator<string> {
        try {
          yield stack()
          yield stack()
        } catch {
          yield stack()
        }
      })
      const spam = generator(function* spam(g: Iterable<string>) {
        yield* g
      })
      const eggs = generator(function* eggs(g: Iterable<string>) {
        yield* g
      })
      const g = spam(eggs(inner()))
      for (const trace of [g.next(), g.next(), g.throw(new ValueError('x'))]) {
        expect(trace).toMatch(/deepest[\s\S]*eggs[\s\S]*spam/)
      }
      expect(spam(inner()).next()).not.toMatch('eggs')
    } finally {
      Error.stackTraceLimit = limit
    }
  })
})

describe('a ring of generators', () => {
  test('cannot be made: one that delegates counts as executing', () => {
    const log: string[] = []
    let first: PyGenerator<string> | undefined
    const second = generator(function* (): Generator<string> {
      yield 'second'
      log.push('second delegates back')
      if (first !== undefined) yield* first
      expect.unreachable()
    })
    first = generator(function* (): Generator<string> {
      yield 'first'
      yield* second()
      expect.unreachable()
    })()
    const ring = first
    expect(() => {
      for (const value of ring) log.push(value)
    }).toThrow(new ValueError('generator already executing'))
    expect(log).toEqual(['first', 'second', 'second delegates back'])
  })

  test('goes on where the refusal is caught, whether it is resumed, sent to or thrown at', () => {
    class Own extends Error {}
    function* quietly(value: number): Generator<number, void, unknown> {
      try {
        yield value
      } catch (error) {
        if (!(error instanceof Own)) throw error
      }
    }
    const ways: ((g: PyGenerator<number>) => number)[] = [(g) => g.next(), (g) => g.send(42), (g) => g.throw(Own)]
    for (const go of ways) {
      const inner = generator(function* (): Generator<number, void, unknown> {
        yield* quietly(1)
        try {
          yield* g
        } catch (error) {
          expect(error).toEqual(new ValueError('generator already executing'))
        }
        yield* quietly(2)
      })
      const outer = generator(function* (): Generator<number, void, unknown> {
        yield* quietly(0)
        yield* inner()
        yield* quietly(3)
      })
      const g = outer()
      const values = [g.next()]
      expect(() => {
        for (;;) values.push(go(g))
      }).toThrow(StopIteration)
      expect(values).toEqual([0, 1, 2, 3])
    }
  })

  test('is refused also to an iterator that is being closed', () => {
    const seen: unknown[] = []
    const g: PyGenerator<number> = generator(function* (): Generator<number, void, unknown> {
      yield* counting([], {
        return() {
          seen.push(
            g.state,
            thrownBy(() => g.next()),
          )
          return { done: true, value: undefined }
        },
      })
    })()
    g.next()
    g.close()
    expect(seen).toEqual([GEN_RUNNING, new ValueError('generator already executing')])
  })
})

describe('over other iterators', () => {
  test('it gives what they hold, whether asked by next or sent nothing', () => {
    const overArray = generator(function* (): Generator<number, void, undefined> {
      yield* [0, 1, 2]
    })
    expect([...overArray()]).toEqual([0, 1, 2])
    const g = overArray()
    expect([g.send(undefined), g.next(), g.send(undefined)]).toEqual([0, 1, 2])
    expect(() => g.next()).toThrow(StopIteration)
  })

  test('it ends at once when they hold nothing', () => {
    const empty = generator(function* () {
      yield* []
    })
    expect(() => empty().next()).toThrow(StopIteration)
  })

  test('it gets what they return', () => {
    const g = generator(function* (): Generator<number, unknown> {
      return yield* counting([], { next: () => ({ done: true, value: 42 }) })
    })()
    expect(thrownBy(() => g.next())).toMatchObject({ value: 42 })
  })

  test('it hands them what it is sent whole, be it an array', () => {
    const sent: unknown[] = []
    const g = generator(function* (): Generator<number, void, unknown> {
      yield* counting(sent)
    })()
    expect([g.next(), g.send([1, 2, 3])]).toEqual([1, 2])
    expect(sent).toEqual([undefined, [1, 2, 3]])
  })

  test('it sends in vain to those that take nothing', () => {
    const g = generator(function* (): Generator<number, void, unknown> {
      yield* [0, 1, 2]
    })()
    expect([g.next(), g.send(42), g.send(42)]).toEqual([0, 1, 2])
  })

  test('it throws into them what is thrown in, and goes on with what they give', () => {
    const log: unknown[] = []
    const g = generator(function* (): Generator<number, void, unknown> {
      yield* counting([], {
        throw(error) {
          log.push(error)
          return { done: false, value: 7 }
        },
      })
    })()
    g.next()
    const error = new ValueError('thrown in')
    expect(g.throw(error)).toBe(7)
    expect(log).toEqual([error])
    expect(g.next()).toBe(2)
  })

  test('it lets out what their methods throw, and the one that cannot be read', () => {
    const broken = new ValueError('broken')
    const fails = (): never => {
      throw broken
    }
    const over = (iterator: Iterable<number>) => {
      const g = generator(function* (): Generator<number, void, unknown> {
        yield* iterator as Iterable<number, void, unknown>
      })()
      g.next()
      return g
    }
    const unreadable = Object.defineProperty(counting([]), 'throw', { get: fails })
    expect(thrownBy(() => over(unreadable).throw(new TypeError('x')))).toBe(broken)
    expect(thrownBy(() => over(counting([], { throw: fails })).throw(new TypeError('x')))).toBe(broken)
    expect(thrownBy(() => over(counting([], { return: fails })).close())).toBe(broken)
    const g = over(counting([], { next: oneThen(fails) }))
    expect(thrownBy(() => g.send(1))).toBe(broken)
  })
})
