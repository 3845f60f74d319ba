/* How generators end: what they return, what they answer when they are closed or something is thrown into them. */
import { describe, expect, test } from 'vitest'
import { GEN_CLOSED, GeneratorExit, generator, RuntimeError, StopIteration, ValueError } from '../src/index.js'

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('it did not throw')
}

/** Returns what it is sent. */
const returning = generator(function* (): Generator<number, unknown, unknown> {
  return yield 1
})

/** Returns 0 when it is closed. */
const polite = generator(function* (): Generator<number, number | undefined> {
  try {
    yield 1
  } catch (error) {
    if (error instanceof GeneratorExit) return 0
    throw error
  }
  return undefined
})

describe('StopIteration', () => {
  test('carries whatever the generator returns, as it is', () => {
    for (const result of [undefined, 1, 'x', [2], new StopIteration(2)]) {
      const sent = returning()
      expect(sent.next()).toBe(1)
      expect(thrownBy(() => sent.send(result))).toMatchObject({ name: 'StopIteration', value: result })
      const next = generator(function* (): Generator<number, unknown> {
        yield 1
        return result
      })()
      next.next()
      expect((thrownBy(() => next.next()) as StopIteration).value).toBe(result)
    }
  })

  test('has the value for its message, and none without one', () => {
    expect(new StopIteration(undefined)).toMatchObject({ value: undefined, message: '' })
    expect(new StopIteration('spam')).toMatchObject({ value: 'spam', message: 'spam' })
    expect(String(new StopIteration([1]))).toBe('StopIteration: [1]')
  })

  test('thrown by the generator itself is an error, in the first step too', () => {
    const g = generator(function* (): Generator<number> {
      throw new StopIteration(undefined)
    })()
    expect(() => g.next()).toThrow(new RuntimeError('generator raised StopIteration'))
  })
})

describe('an anonymous generator', () => {
  test('is as good as one with a name, also where it delegates', () => {
    const named = generator(function* named(): Generator<number, unknown, unknown> {
      return yield 1
    })
    const makers = [named, returning].flatMap((make) => [
      make,
      generator(function* (): Generator<number, unknown, unknown> {
        return yield* make()
      }),
    ])
    for (const make of makers) {
      const g = make()
      expect(g.next()).toBe(1)
      expect((thrownBy(() => g.send(2)) as StopIteration).value).toBe(2)
    }
  })
})

describe('close', () => {
  test('gives nothing when GeneratorExit goes through, whatever would have been returned', () => {
    const g = generator(function* (): Generator<number, number> {
      yield 1
      return 0
    })()
    g.next()
    expect(g.close()).toBeUndefined()
  })

  test('asks only a generator that is suspended for its answer: not a new one, nor one that has ended', () => {
    expect(polite().close()).toBeUndefined()
    const ended = polite()
    ended.next()
    expect(() => ended.next()).toThrow(StopIteration)
    expect(ended.close()).toBeUndefined()
    const closed = polite()
    closed.next()
    expect([closed.close(), closed.close()]).toEqual([0, undefined])
  })

  test('lets out what the generator throws in answer', () => {
    const g = generator(function* () {
      try {
        yield 1
      } catch (error) {
        expect(error).toBeInstanceOf(GeneratorExit)
      }
      throw new ValueError('in answer')
    })()
    g.next()
    expect(() => g.close()).toThrow(new ValueError('in answer'))
    expect(g.state).toBe(GEN_CLOSED)
  })
})

describe('what is thrown in', () => {
  test('is kept while the generator goes on, and can be thrown back', () => {
    const g = generator(function* () {
      try {
        yield 'ready'
      } catch (error) {
        yield 'caught'
        yield 'still there'
        throw error
      }
    })()
    g.next()
    const error = new ValueError('x')
    expect([g.throw(error), g.next()]).toEqual(['caught', 'still there'])
    expect(thrownBy(() => g.next())).toBe(error)
  })

  test('may be answered by another error, also by a generator that has caught one before', () => {
    const g = generator(function* () {
      try {
        throw new TypeError('before')
      } catch {
        // It is done with.
      }
      try {
        yield 1
      } catch {
        throw new RuntimeError('in answer')
      }
    })()
    g.next()
    expect(() => g.throw(ValueError)).toThrow(new RuntimeError('in answer'))
  })

  test('is a TypeError for a class that makes something else than an error', () => {
    class Odd extends Error {
      constructor() {
        super()
        // biome-ignore lint/correctness/noConstructorReturn: that is what is odd
        return Odd as unknown as Odd
      }
    }
    const message = /^calling Odd should have given an error, got <function Odd>$/
    const fresh = generator(function* () {
      yield 1
    })()
    expect(() => fresh.throw(Odd)).toThrow(message)
    expect(() => fresh.next()).toThrow(StopIteration)
    const catching = generator(function* (): Generator<unknown> {
      try {
        yield 1
      } catch (error) {
        yield error
      }
    })()
    catching.next()
    const error = catching.throw(Odd)
    expect(error).toBeInstanceOf(TypeError)
    expect((error as Error).message).toMatch(message)
  })

  test('out of a for…of is caught around it', () => {
    const seen: unknown[] = []
    const g = generator(function* () {
      yield 1
      throw new ValueError('x')
    })()
    try {
      for (const value of g) seen.push(value)
    } catch (error) {
      seen.push((error as Error).message)
    }
    expect(seen).toEqual([1, 'x'])
  })
})
