import fc from 'fast-check'

/**
 * A program in a little language that `interpreter.ts` and `interpreter.py` both run: bodies of coroutines, as lists of
 * steps. A number stands for one of what there is at that moment, taken modulo how many there are; a step that finds
 * nothing to act on does nothing. A task waits only for younger tasks, so that no two wait for each other, and a body
 * calls only bodies after it. Each body begins as a task of its own.
 */
export interface RandomProgram {
  readonly bodies: readonly (readonly Step[])[]
}

export type Step =
  | readonly ['log']
  | readonly ['sleep', number]
  | readonly ['spawn', number]
  | readonly ['inline', number]
  | readonly ['wait', number]
  | readonly ['cancel', number]
  | readonly ['uncancel']
  | readonly ['set' | 'fail' | 'drop' | 'await', number]
  | readonly ['gather', readonly Member[], boolean]
  | readonly ['lock', number, readonly Step[]]
  | readonly ['watch', 'task' | 'future', number]
  | readonly ['soon']
  | readonly ['later', number]
  | readonly ['set later', number, number]
  | readonly ['raise']
  | readonly ['catch', readonly Step[], boolean]
  | readonly ['finally', readonly Step[], readonly Step[]]

/** What is gathered: a coroutine of a body, a task, or a future. */
export type Member = readonly ['body' | 'task' | 'future', number]

// Many ties; and 0.1 + 0.2 beside 0.3, which are one moment to a clock that resolves a nanosecond.
export const delay = fc.constantFrom(0, 0, 0, 0.1, 0.2, 0.3, 0.5, 1, 1, 1.5, 2)
export const which = fc.nat({ max: 5 })
export const member = fc.tuple(fc.constantFrom('body' as const, 'task' as const, 'future' as const), which)

/** Steps that hold none. */
export const plain = fc.oneof(
  { weight: 1, arbitrary: fc.constant(['log'] as const) },
  { weight: 6, arbitrary: fc.tuple(fc.constant('sleep' as const), delay) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('spawn' as const), which) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('inline' as const), which) },
  { weight: 6, arbitrary: fc.tuple(fc.constant('wait' as const), which) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('cancel' as const), which) },
  { weight: 1, arbitrary: fc.constant(['uncancel'] as const) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('set' as const, 'fail' as const, 'drop' as const), which) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('await' as const), which) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constant('gather' as const), fc.array(member, { maxLength: 4, size: 'max' }), fc.boolean()),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constant('watch' as const), fc.constantFrom('task' as const, 'future' as const), which),
  },
  { weight: 1, arbitrary: fc.constant(['soon'] as const) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('later' as const), delay) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('set later' as const), delay, which) },
  { weight: 1, arbitrary: fc.constant(['raise'] as const) },
)

/** Steps to run at the end of a `finally`. */
const last = fc.oneof(fc.constant(['log'] as const), fc.tuple(fc.constant('sleep' as const), delay))

/** Lists of steps that hold others, so many levels deep. */
function steps(levels: number): fc.Arbitrary<readonly Step[]> {
  if (levels === 0) return fc.array(plain, { minLength: 1, maxLength: 3, size: 'max' })
  const inner = steps(levels - 1)
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 2, arbitrary: fc.tuple(fc.constant('lock' as const), which, inner) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('catch' as const), inner, fc.boolean()) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('finally' as const), inner, fc.array(last, { maxLength: 2, size: 'max' })),
    },
  )
  return fc.array(step, { minLength: 1, maxLength: 6, size: 'max' })
}

export const randomPrograms: fc.Arbitrary<RandomProgram> = fc.record({
  bodies: fc.array(steps(2), { minLength: 2, maxLength: 5, size: 'max' }),
})
