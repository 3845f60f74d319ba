import fc from 'fast-check'

/** Bodies of generators, and what is done from outside to one made of the first; `generators.ts` and `.py` run it. */
export interface GeneratorProgram {
  readonly bodies: readonly (readonly GeneratorStep[])[]
  readonly calls: readonly Call[]
}

/** Numbers of bodies are taken modulo those after the own one; numbers elsewhere are values. */
export type GeneratorStep =
  | readonly ['yield' | 'return' | 'delegate', number]
  | readonly ['raise', Thrown]
  | readonly ['re-enter']
  | readonly ['except', Thrown, readonly GeneratorStep[], readonly GeneratorStep[], boolean]
  | readonly ['finally', readonly GeneratorStep[], readonly GeneratorStep[]]

export type Call =
  | readonly ['next' | 'close' | 'state']
  | readonly ['send', number]
  | readonly ['throw', Thrown]
  | readonly ['for', number]

export type Thrown = 'ValueError' | 'GeneratorExit' | 'StopIteration'

const value = fc.integer({ min: 0, max: 9 })
const thrown = fc.constantFrom<Thrown[]>('ValueError', 'ValueError', 'GeneratorExit', 'GeneratorExit', 'StopIteration')

const plain: fc.Arbitrary<GeneratorStep> = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constant('yield' as const), value) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('delegate' as const), value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('return' as const), value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('raise' as const), thrown) },
  { weight: 1, arbitrary: fc.constant(['re-enter'] as const) },
)

function steps(levels: number): fc.Arbitrary<readonly GeneratorStep[]> {
  if (levels === 0) return fc.array(plain, { maxLength: 3, size: 'max' })
  const inner = steps(levels - 1)
  const step: fc.Arbitrary<GeneratorStep> = fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 3, arbitrary: fc.tuple(fc.constant('except' as const), thrown, inner, inner, fc.boolean()) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('finally' as const), inner, inner) },
  )
  return fc.array(step, { minLength: 1, maxLength: 4, size: 'max' })
}

const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(['next'] as const) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('send' as const), value) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('throw' as const), thrown) },
  { weight: 2, arbitrary: fc.constant(['close'] as const) },
  { weight: 1, arbitrary: fc.constant(['state'] as const) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('for' as const), value) },
)

export const generatorPrograms: fc.Arbitrary<GeneratorProgram> = fc.record({
  bodies: fc.array(steps(2), { minLength: 1, maxLength: 4, size: 'max' }),
  calls: fc.array(call, { minLength: 1, maxLength: 10, size: 'max' }),
})
