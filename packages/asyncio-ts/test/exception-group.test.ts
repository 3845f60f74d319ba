import { describe, expect, test } from 'vitest'
import { ExceptionGroup, RuntimeError, ValueError } from '../src/index.js'

const [a, b, c] = [new ValueError('a'), new RuntimeError('b'), new ValueError('c')]
const inner = new ExceptionGroup('inner', [b, c])
const group = new ExceptionGroup('outer', [a, inner], { cause: 'why' })

describe('an ExceptionGroup', () => {
  test('is an AggregateError that says how many errors it holds', () => {
    expect(group).toBeInstanceOf(AggregateError)
    expect(String(group)).toBe('ExceptionGroup: outer (2 sub-exceptions)')
    expect(new ExceptionGroup('one', [a]).message).toBe('one (1 sub-exception)')
    expect(group.errors).toEqual([a, inner])
    expect(group.cause).toBe('why')
    expect(group.stack).toMatch(/^ExceptionGroup: outer/)
  })

  test('splits into what matches and what does not, both nested as they were', () => {
    const [matching, rest] = group.split(ValueError)
    expect(matching?.message).toBe('outer (2 sub-exceptions)')
    expect(matching?.errors[0]).toBe(a)
    expect((matching?.errors[1] as ExceptionGroup | undefined)?.errors).toEqual([c])
    expect(rest?.errors).toHaveLength(1)
    expect((rest?.errors[0] as ExceptionGroup | undefined)?.errors).toEqual([b])
    expect([matching?.cause, rest?.cause]).toEqual(['why', 'why'])
  })

  test('is taken whole when it matches itself, and not at all when nothing does', () => {
    expect(group.split(Error)).toEqual([group, undefined])
    expect(group.subgroup(ExceptionGroup)).toBe(group)
    expect(group.subgroup(RangeError)).toBeUndefined()
    expect(group.subgroup((error) => error === inner)?.errors[0]).toBe(inner)
    expect(group.subgroup([RangeError, RuntimeError])?.message).toBe('outer (1 sub-exception)')
  })

  test('derives parts of its own kind', () => {
    class Failures extends ExceptionGroup {
      override derive(errors: readonly Error[]): Failures {
        return new Failures('derived', errors)
      }
    }
    expect(new Failures('own', [a, b]).subgroup(ValueError)).toBeInstanceOf(Failures)
    class Wrong extends ExceptionGroup {
      override derive(): never {
        return 5 as never
      }
    }
    expect(() => new Wrong('own', [a, b]).subgroup(ValueError)).toThrow('derive must return an ExceptionGroup, got 5')
  })

  test('takes errors only, and at least one', () => {
    expect(() => new ExceptionGroup('none', [])).toThrow(
      new ValueError('an ExceptionGroup takes at least one error, got none'),
    )
    expect(() => new ExceptionGroup('wrong', [a, 5 as never])).toThrow(
      new ValueError('Item 1 of the errors is no Error, got 5'),
    )
    expect(() => group.split('ValueError' as never)).toThrow(
      "expected a class of errors, an array of such, or a function, got 'ValueError'",
    )
    expect(() => group.split([a] as never)).toThrow(TypeError)
  })
})
