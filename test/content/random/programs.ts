import fc from 'fast-check'
import type { Act, Draw, Expression, Make, Program, Step, Steps, Wait } from './language'
import { language, subjects } from './ops'
import { smaller } from './shrink'

// Many ties; and 0.1 + 0.2 beside 0.3, which are one moment to a clock that resolves a nanosecond.
const DELAYS = [0, 0, 0, 0.1, 0.2, 0.3, 0.5, 1, 1, 1.5, 2]
const LIMITS = [null, 0, 0, 0.1, 0.3, 0.5, 1, 1, 1.5, -1]
const ERRORS = ['ValueError', 'ValueError', 'RuntimeError', 'TimeoutError', 'CancelledError', 'ExceptionGroup']

const HOLDABLES = ['lock', 'condition', 'semaphore'] as const

/** Steps stand in steps so many levels deep. */
const MAX_DEPTH = 3

interface Weighted<T> {
  readonly kind: string
  readonly op: T
  /** Its weight and that of all before it. */
  readonly until: number
}

/** What a program may do: a different part of the language for each. */
class Swarm {
  readonly steps: Weighted<Act | Wait>[]
  readonly flat: Weighted<Act | Wait>[]
  readonly acts: Weighted<Act>[]
  readonly expressions: Weighted<Make>[]
  readonly flatExpressions: Weighted<Make>[]

  /** `weigh`: by how much more than others a kind is drawn; 0: never. */
  constructor(weigh: (kind: string) => number) {
    const steps = chosen(language.steps, weigh)
    const expressions = chosen(language.expressions, weigh)
    const acts = steps.filter((entry): entry is readonly [string, Act] => 'act' in entry[1])
    this.steps = weighted(steps)
    this.flat = weighted(steps.filter(([, op]) => 'act' in op || !op.holds))
    this.acts = weighted(acts)
    this.expressions = weighted(expressions)
    this.flatExpressions = weighted(expressions.filter(([, op]) => !op.holds))
  }
}

function chosen<T extends { readonly weight: number }>(
  from: Readonly<Record<string, T>>,
  weigh: (kind: string) => number,
): (readonly [string, T])[] {
  return Object.entries(from)
    .filter(([kind]) => weigh(kind) > 0)
    .map(([kind, op]) => [kind, { ...op, weight: op.weight * weigh(kind) }])
}

function weighted<T extends { readonly weight: number }>(entries: readonly (readonly [string, T])[]): Weighted<T>[] {
  let until = 0
  return entries.map(([kind, op]) => {
    until += op.weight
    return { kind, op, until }
  })
}

class RandomDraw implements Draw {
  readonly #random: fc.Random
  #swarm!: Swarm
  #holdables!: readonly ('lock' | 'condition' | 'semaphore')[]
  #depth = 0

  constructor(random: fc.Random) {
    this.#random = random
  }

  program(): Program {
    this.#swarm = this.#drawSwarm()
    this.#holdables = this.from(['lock'], ['condition', 'lock'], ['condition'], ['semaphore'], HOLDABLES)
    const bodies: Steps[] = []
    for (let left = 3 + this.below(4); left > 0; left -= 1) bodies.push(this.#list(() => this.#step(), 2, 9))
    const queue = (): [string, number] => [this.from('plain', 'plain', 'lifo', 'priority'), this.from(0, 1, 1, 2)]
    return {
      bodies,
      eager: this.below(4) === 0,
      forgiving: this.below(4) > 0,
      end: this.from(4, 4, 4, 10, 'join', 'now'),
      drive: this.below(4) > 0 ? 'run' : 'loop',
      values: [this.below(3), this.below(3)],
      parties: [this.below(3), 1 + this.below(2)],
      queues: [queue(), queue()],
    }
  }

  below(n: number): number {
    return this.#random.nextInt(0, n - 1)
  }

  flag(): boolean {
    return this.below(2) === 1
  }

  from<const A extends readonly unknown[]>(...all: A): A[number] {
    return all[this.below(all.length)]
  }

  which(): number {
    return this.below(12)
  }

  few(): number {
    return this.below(4) === 0 ? 1 : 0
  }

  holdable(): 'lock' | 'condition' | 'semaphore' {
    return this.from(...this.#holdables)
  }

  delay(): number {
    return this.from(...DELAYS)
  }

  limit(): number | null {
    return this.from(...LIMITS)
  }

  error(): string {
    return this.from(...ERRORS)
  }

  message(): string | null {
    return this.from(null, null, 'a', 'b')
  }

  steps(): Steps {
    return this.#deeper(() => this.#list(() => this.#step(), 1, 4))
  }

  acts(): Steps {
    if (this.#depth >= MAX_DEPTH || this.#swarm.acts.length === 0) return []
    return this.#deeper(() => this.#list(() => this.#take(this.#swarm.acts), 0, 3))
  }

  expression(): Expression {
    const { expressions, flatExpressions } = this.#swarm
    if (expressions.length === 0) return ['nap', this.delay()]
    const deep = this.#depth < MAX_DEPTH || flatExpressions.length === 0
    // Beyond the depth nothing but something to hold would be left: a program without any other expression.
    if (this.#depth > MAX_DEPTH + 2) return ['nap', this.delay()]
    return this.#deeper(() => this.#take(deep ? expressions : flatExpressions))
  }

  expressions(max: number): readonly Expression[] {
    return this.#list(() => this.expression(), 0, max)
  }

  #step(): Step {
    const { steps, flat } = this.#swarm
    return this.#take(this.#depth < MAX_DEPTH && (this.#depth < 1 || this.flag()) ? steps : flat)
  }

  #take(from: readonly Weighted<Act | Wait | Make>[]): Step {
    const last = from[from.length - 1]
    if (last === undefined) return ['sleep', this.delay(), null]
    const at = this.below(last.until)
    const { kind, op } = from.find(({ until }) => at < until) ?? last
    return [kind, ...op.draw(this)]
  }

  /** Short ones are more likely than long ones. */
  #list<T>(one: () => T, min: number, max: number): T[] {
    const length = min + Math.min(this.below(max - min + 1), this.below(max - min + 1) + 1)
    return Array.from({ length }, one)
  }

  #deeper<T>(draw: () => T): T {
    this.#depth += 1
    const drawn = draw()
    this.#depth -= 1
    return drawn
  }

  /** Some subjects, and of each some of what it has, a few much more often than others; now and then everything. */
  #drawSwarm(): Swarm {
    if (this.below(8) === 0) return WHOLE
    const weights = new Map(ALWAYS.map((kind) => [kind, 1]))
    for (const subject of subjects) {
      const share = this.from(0, 0, 3, 6, 8)
      for (const kind of subject) if (this.below(8) < share) weights.set(kind, this.below(5) === 0 ? 5 : 1)
    }
    return new Swarm((kind) => weights.get(kind) ?? 0)
  }
}

const ALWAYS = ['sleep', 'await', 'cancel']
const WHOLE = new Swarm(() => 1)

class ProgramArbitrary extends fc.Arbitrary<Program> {
  generate(random: fc.Random): fc.Value<Program> {
    return new fc.Value(new RandomDraw(random).program(), undefined)
  }

  canShrinkWithoutContext(_value: unknown): _value is Program {
    return true
  }

  shrink(program: Program): fc.Stream<fc.Value<Program>> {
    return fc.stream(smaller(program)).map((each) => new fc.Value(each, undefined))
  }
}

export const randomPrograms: fc.Arbitrary<Program> = new ProgramArbitrary()
