import fc from 'fast-check'
import { delay, type Member, member, plain, type Step, which } from './programs'

/**
 * A program as in `programs.ts`, with more kinds of steps: those about waiting for several, time limits, groups and
 * eager starts. Groups and
 * time limits count from the latest. `groups.ts` and `groups.py` run it.
 */
export interface GroupProgram {
  readonly bodies: readonly (readonly (Step | GroupStep)[])[]
  /** Whether tasks start eagerly unless they are told not to. */
  readonly eager: boolean
}

type Steps = readonly (Step | GroupStep)[]
/** Seconds, or null: none. */
type Limit = number | null

export type GroupStep =
  | readonly ['cancel with', number, string]
  | readonly ['cancelling']
  | readonly ['spawn eagerly', number, boolean]
  | readonly ['throw', ErrorKind]
  | readonly ['wait for several', readonly Member[], Limit, number]
  | readonly ['wait for', Member, Limit]
  | readonly ['shield', Member, Limit]
  | readonly ['as completed', readonly Member[], Limit, AsCompletedMode]
  | readonly ['timeout', Limit, Steps]
  | readonly ['reschedule', number, Limit]
  | readonly ['group', Steps]
  | readonly ['child', number, number, boolean | null]
  | readonly ['split', ErrorKind, Steps]

export type ErrorKind = 'ValueError' | 'RuntimeError' | 'TimeoutError' | 'ExceptionGroup'
/** What is asked for, and whether to go on after an error. */
export type AsCompletedMode = 'results' | 'futures' | 'results, errors too'

const limit = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 5, arbitrary: fc.constantFrom(-1, 0, 0.1, 0.3, 0.5, 0.5, 1, 1, 1.5, 2) },
)
const members = fc.array(member, { maxLength: 4, size: 'max' })
const message = fc.constantFrom('', 'a', 'b')
const errorKind = fc.constantFrom<ErrorKind>('ValueError', 'RuntimeError', 'TimeoutError', 'ExceptionGroup')
const tuple = fc.tuple

const more = fc.oneof(
  { weight: 3, arbitrary: tuple(fc.constant('cancel with' as const), which, message) },
  { weight: 1, arbitrary: fc.constant(['cancelling'] as const) },
  { weight: 2, arbitrary: tuple(fc.constant('spawn eagerly' as const), which, fc.boolean()) },
  { weight: 4, arbitrary: tuple(fc.constant('throw' as const), errorKind) },
  { weight: 3, arbitrary: tuple(fc.constant('wait for several' as const), members, limit, which) },
  { weight: 4, arbitrary: tuple(fc.constant('wait for' as const), member, limit) },
  { weight: 3, arbitrary: tuple(fc.constant('shield' as const), member, limit) },
  {
    weight: 3,
    arbitrary: tuple(
      fc.constant('as completed' as const),
      members,
      limit,
      fc.constantFrom<AsCompletedMode>('results', 'futures', 'results, errors too'),
    ),
  },
  { weight: 2, arbitrary: tuple(fc.constant('reschedule' as const), which, limit) },
  { weight: 6, arbitrary: tuple(fc.constant('child' as const), which, which, fc.constantFrom(null, true, false)) },
)
const child = tuple(fc.constant('child' as const), fc.constant(0), which, fc.constantFrom(null, null, true, false))
const single: fc.Arbitrary<Step | GroupStep> = fc.oneof({ weight: 1, arbitrary: plain }, { weight: 1, arbitrary: more })

/** Steps to run at the end of a `finally`: none that may wait for ever. */
const last: fc.Arbitrary<Step | GroupStep> = fc.oneof(
  fc.constant(['log'] as const),
  tuple(fc.constant('sleep' as const), delay),
  tuple(fc.constant('throw' as const), errorKind),
  tuple(fc.constant('cancel' as const), which),
)

/** Steps within a group that begin with some children. */
function populated(inner: fc.Arbitrary<Steps>): fc.Arbitrary<Steps> {
  return tuple(fc.array(child, { minLength: 1, maxLength: 3, size: 'max' }), inner).map(([children, rest]) => [
    ...children,
    ...rest,
  ])
}

function steps(levels: number): fc.Arbitrary<Steps> {
  if (levels === 0) return fc.array(single, { minLength: 1, maxLength: 3, size: 'max' })
  const inner = steps(levels - 1)
  const step = fc.oneof(
    { weight: 8, arbitrary: single },
    { weight: 4, arbitrary: tuple(fc.constant('group' as const), inner) },
    { weight: 3, arbitrary: tuple(fc.constant('group' as const), populated(inner)) },
    { weight: 4, arbitrary: tuple(fc.constant('timeout' as const), limit, inner) },
    { weight: 3, arbitrary: tuple(fc.constant('catch' as const), inner, fc.boolean()) },
    { weight: 2, arbitrary: tuple(fc.constant('split' as const), errorKind, inner) },
    { weight: 1, arbitrary: tuple(fc.constant('lock' as const), which, inner) },
    {
      weight: 1,
      arbitrary: tuple(fc.constant('finally' as const), inner, fc.array(last, { maxLength: 2, size: 'max' })),
    },
  )
  return fc.array(step as fc.Arbitrary<Step | GroupStep>, { minLength: 1, maxLength: 5, size: 'max' })
}

export const groupPrograms: fc.Arbitrary<GroupProgram> = fc.record({
  bodies: fc.array(steps(3), { minLength: 3, maxLength: 6, size: 'max' }),
  eager: fc.boolean(),
})
