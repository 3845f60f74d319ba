import fc from 'fast-check'

/** Connections, and what either side of each does, one step after the other; `streams.ts` and `.py` run it. */
export interface StreamProgram {
  /** Of the readers, in bytes. */
  readonly limit: number
  readonly connections: readonly Connection[]
}

export interface Connection {
  readonly client: readonly StreamStep[]
  readonly server: readonly StreamStep[]
}

export type StreamStep =
  | readonly ['write', text: string]
  | readonly ['fill', bytes: number]
  | readonly ['writelines', texts: readonly string[]]
  | readonly ['read' | 'readexactly', count: number]
  | readonly ['readuntil', separators: readonly string[]]
  | readonly ['marks', high: number, low: number]
  | readonly ['sleep', seconds: number]
  | readonly ['drain' | 'eof' | 'readline' | 'close' | 'abort' | 'closed' | 'state' | 'pause' | 'resume']

const text = fc.stringMatching(/^[ab;\n]{1,12}$/)
const separator = fc.constantFrom('\n', ';', 'ab', ';\n', 'b;', '')

const step: fc.Arbitrary<StreamStep> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('write' as const), text) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('fill' as const), fc.constantFrom(10, 40_000, 100_000)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('writelines' as const), fc.array(text, { maxLength: 3 })) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('read' as const), fc.constantFrom(-1, 0, 1, 3, 20, 200_000)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('readexactly' as const), fc.constantFrom(0, 1, 4, 9, 30, 50_000)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('readuntil' as const), fc.array(separator, { maxLength: 3 })) },
  { weight: 5, arbitrary: fc.constant(['readline'] as const) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('marks' as const), fc.constantFrom(0, 8, 1000), fc.constantFrom(0, 4)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('sleep' as const), fc.constantFrom(0, 0.01, 0.02, 0.5)) },
  { weight: 3, arbitrary: fc.constant(['drain'] as const) },
  { weight: 2, arbitrary: fc.constant(['eof'] as const) },
  { weight: 2, arbitrary: fc.constant(['close'] as const) },
  { weight: 1, arbitrary: fc.constant(['abort'] as const) },
  { weight: 1, arbitrary: fc.constant(['closed'] as const) },
  { weight: 2, arbitrary: fc.constant(['state'] as const) },
  { weight: 1, arbitrary: fc.constant(['pause'] as const) },
  { weight: 1, arbitrary: fc.constant(['resume'] as const) },
)
const steps = fc.array(step, { minLength: 1, maxLength: 9, size: 'max' })

export const streamPrograms: fc.Arbitrary<StreamProgram> = fc.record({
  limit: fc.constantFrom(4, 8, 65_536),
  connections: fc.array(fc.record({ client: steps, server: steps }), { minLength: 1, maxLength: 2, size: 'max' }),
})
