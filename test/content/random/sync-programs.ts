import fc from 'fast-check'

/**
 * A program about waiting for each other, in a little language that `sync.ts` and `sync.py` both run: bodies of tasks, as
 * lists of steps, over two of each: locks, events, conditions, semaphores, barriers and queues. A number stands for
 * one of what there is, taken modulo how many there are. Each body begins as a task of its own, and can spawn only those
 * after it. What goes wrong in a step is logged and the task goes on, unless it is a cancel or an error of `raise`.
 */
export interface SyncProgram {
  /** How many each semaphore lets in. */
  readonly values: readonly [number, number]
  /** How many each barrier takes. */
  readonly parties: readonly [number, number]
  readonly queues: readonly [QueueMade, QueueMade]
  readonly bodies: readonly (readonly SyncStep[])[]
}

export type QueueMade = readonly [kind: 'plain' | 'lifo' | 'priority', maxsize: number]

export type SyncStep =
  | readonly ['log']
  | readonly ['sleep', number]
  | readonly ['spawn', number]
  | readonly ['join task', number]
  | readonly ['cancel', number, string]
  | readonly ['cancel later', number, number]
  | readonly ['uncancel']
  | readonly ['raise']
  | readonly ['catch', readonly SyncStep[], boolean]
  | readonly ['finally', readonly SyncStep[], readonly SyncStep[]]
  | readonly ['timeout', number, readonly SyncStep[]]
  | readonly ['with', Holdable, number, readonly SyncStep[]]
  | readonly ['acquire' | 'release', Holdable, number]
  | readonly ['set' | 'clear' | 'wait event', number]
  | readonly ['set later', number, number]
  | readonly ['wait', number]
  | readonly ['wait for', number, number]
  | readonly ['count', number]
  | readonly ['notify', number, number]
  | readonly ['notify all', number]
  | readonly ['with barrier', number, readonly SyncStep[]]
  | readonly ['wait barrier' | 'reset' | 'abort', number]
  | readonly ['put' | 'put nowait', number, number]
  | readonly ['get' | 'get nowait' | 'task done' | 'join', number]
  | readonly ['work', number, number]
  | readonly ['shutdown', number, boolean]
  | readonly ['show', Shown, number]

export type Holdable = 'lock' | 'condition' | 'semaphore'
export type Shown = Holdable | 'event' | 'barrier' | 'queue'

const delay = fc.constantFrom(0, 0, 0, 0.1, 0.2, 0.3, 1, 1, 1.5, 2)
const which = fc.nat({ max: 5 })
const few = fc.nat({ max: 3 })

type Weighted = fc.WeightedArbitrary<SyncStep>

const weighted = (weight: number, arbitrary: fc.Arbitrary<SyncStep>): Weighted => ({ weight, arbitrary })

const common: Weighted[] = [
  weighted(1, fc.constant(['log'] as const)),
  weighted(5, fc.tuple(fc.constant('sleep' as const), delay)),
  weighted(2, fc.tuple(fc.constant('spawn' as const), which)),
  weighted(1, fc.tuple(fc.constant('join task' as const), which)),
  weighted(5, fc.tuple(fc.constant('cancel' as const), which, fc.constantFrom('', 'a', 'b'))),
  weighted(2, fc.tuple(fc.constant('cancel later' as const), delay, which)),
  weighted(1, fc.constant(['uncancel'] as const)),
  weighted(1, fc.constant(['raise'] as const)),
]

/** What there is to do with one subject; of holding something, only what is not a block. */
interface Subject {
  readonly steps: Weighted[]
  readonly holds: readonly Holdable[]
  readonly barriers: boolean
}

const show = (what: Shown): Weighted => weighted(1, fc.tuple(fc.constant('show' as const), fc.constant(what), which))

function held(what: Holdable): Weighted[] {
  const one = fc.constant(what)
  return [
    weighted(2, fc.tuple(fc.constant('acquire' as const), one, which)),
    weighted(2, fc.tuple(fc.constant('release' as const), one, which)),
    show(what),
  ]
}

const subjects = {
  locks: { steps: held('lock'), holds: ['lock'], barriers: false },
  events: {
    steps: [
      weighted(8, fc.tuple(fc.constantFrom('wait event' as const, 'set' as const, 'clear' as const), which)),
      weighted(2, fc.tuple(fc.constant('set later' as const), delay, which)),
      show('event'),
    ],
    holds: [],
    barriers: false,
  },
  conditions: {
    steps: [
      ...held('lock'),
      ...held('condition'),
      weighted(6, fc.tuple(fc.constant('wait' as const), which)),
      weighted(3, fc.tuple(fc.constant('wait for' as const), which, few)),
      weighted(3, fc.tuple(fc.constant('count' as const), fc.integer({ min: -1, max: 2 }))),
      weighted(5, fc.tuple(fc.constant('notify' as const), which, few)),
      weighted(3, fc.tuple(fc.constant('notify all' as const), which)),
    ],
    holds: ['condition', 'condition', 'lock'],
    barriers: false,
  },
  semaphores: { steps: held('semaphore'), holds: ['semaphore'], barriers: false },
  barriers: {
    steps: [
      weighted(8, fc.tuple(fc.constant('wait barrier' as const), which)),
      weighted(2, fc.tuple(fc.constantFrom('reset' as const, 'abort' as const), which)),
      show('barrier'),
    ],
    holds: [],
    barriers: true,
  },
  queues: {
    steps: [
      weighted(8, fc.tuple(fc.constant('put' as const), which, few)),
      weighted(8, fc.tuple(fc.constant('get' as const), which)),
      weighted(3, fc.tuple(fc.constant('put nowait' as const), which, few)),
      weighted(3, fc.tuple(fc.constant('get nowait' as const), which)),
      weighted(4, fc.tuple(fc.constant('work' as const), which, delay)),
      weighted(2, fc.tuple(fc.constantFrom('task done' as const, 'join' as const), which)),
      weighted(2, fc.tuple(fc.constant('shutdown' as const), which, fc.boolean())),
      show('queue'),
    ],
    holds: [],
    barriers: false,
  },
} satisfies Record<string, Subject>

const mixed: Subject = {
  steps: Object.values(subjects).flatMap(({ steps }) => steps),
  holds: ['lock', 'condition', 'semaphore'],
  barriers: true,
}

/** Lists of steps that hold others, so many levels deep. */
function stepsOf(subject: Subject, levels: number): fc.Arbitrary<readonly SyncStep[]> {
  const plain = fc.oneof(...common, ...subject.steps.map((step) => ({ ...step, weight: step.weight * 2 })))
  if (levels === 0) return fc.array(plain, { minLength: 1, maxLength: 3, size: 'max' })
  const inner = stepsOf(subject, levels - 1)
  const blocks: Weighted[] = [
    weighted(1, fc.tuple(fc.constant('catch' as const), inner, fc.boolean())),
    weighted(1, fc.tuple(fc.constant('finally' as const), inner, fc.array(plain, { maxLength: 2, size: 'max' }))),
    weighted(1, fc.tuple(fc.constant('timeout' as const), delay, inner)),
  ]
  if (subject.holds.length > 0) {
    blocks.push(weighted(5, fc.tuple(fc.constant('with' as const), fc.constantFrom(...subject.holds), which, inner)))
  }
  if (subject.barriers) blocks.push(weighted(2, fc.tuple(fc.constant('with barrier' as const), which, inner)))
  const step = fc.oneof({ weight: 8, arbitrary: plain }, { weight: 5, arbitrary: fc.oneof(...blocks) })
  return fc.array(step, { minLength: 1, maxLength: 6, size: 'max' })
}

const queue = fc.tuple(
  fc.constantFrom('plain' as const, 'plain' as const, 'lifo' as const, 'priority' as const),
  fc.constantFrom(0, 1, 1, 2),
)

function programsAbout(subject: Subject): fc.Arbitrary<SyncProgram> {
  return fc.record({
    values: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
    parties: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 })),
    queues: fc.tuple(queue, queue),
    bodies: fc.array(stepsOf(subject, 2), { minLength: 2, maxLength: 6, size: 'max' }),
  })
}

/** Most about one subject, so that tasks often meet; some about all at once. */
export const syncPrograms: fc.Arbitrary<SyncProgram> = fc.oneof(
  ...[...Object.values(subjects), mixed].map((subject) => programsAbout(subject)),
)
