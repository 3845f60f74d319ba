import {
  type Barrier,
  CancelledError,
  type Condition,
  type Coroutine,
  currentTask,
  type DeadlockError,
  type DoneCallback,
  type Event,
  type EventLoop,
  ExceptionGroup,
  eagerTaskFactory,
  type Future,
  type ExceptionGroup as Group,
  getRunningLoop,
  type Handle,
  isCancelled,
  type Lock,
  type Queue,
  RuntimeError,
  type Semaphore,
  sleep,
  Task,
  type TaskGroup,
  type Timeout,
  TimeoutError,
  ValueError,
} from 'asyncio-ts'
import type { Act, Expression, Made, Make, Place, Program, Step, Steps, Wait } from './language'
import { ending, show } from './show'

/** A future or task that steps can choose. */
export interface Thing {
  readonly name: string
  readonly rank: number
  readonly future: Future<unknown>
}

export type Item = [priority: number, number: number]

export interface Language {
  readonly steps: Readonly<Record<string, Act | Wait>>
  readonly expressions: Readonly<Record<string, Make>>
}

// No program needs as many; but bodies that call each other, in loops, could make more than anybody wants to run.
const MAX_RUNS = 40
const MAX_STEPS = 500

/** What exception handlers are told in both languages, and at the same time. */
const REPORTS = [
  'Exception in callback',
  'exception in shielded future',
  'unhandled exception during asyncio.run() shutdown',
  'has errored out but its parent task',
  'by hand',
]

/**
 * The room in which a program runs: what its steps share, and the log. Its twin is `room.py`: keep them step for step
 * the same.
 */
export class Room {
  readonly lines: string[] = []
  /** How often each kind of step, and of `(expression)`, did something; with `!`: how often it threw an error. */
  readonly acted = new Map<string, number>()
  readonly things: Thing[] = []
  readonly handles: Handle[] = []
  readonly callbacks: DoneCallback<unknown>[] = []
  readonly timeouts: Timeout[] = []
  readonly groups: TaskGroup[] = []
  locks: Lock[] = []
  conditions: Condition[] = []
  semaphores: Semaphore[] = []
  events: Event[] = []
  barriers: Barrier[] = []
  queues: Queue<Item>[] = []
  loop!: EventLoop
  counter = 0
  items = 0
  /**
   * Call graphs of CPython have one who calls `gather` or `shield` without waiting, or whose `wait` is over; and not one whose
   * `wait_for` waits for the end of what it has cancelled. Ours have who waits. So they are compared before any of these.
   */
  tangled = false
  readonly program: Program
  readonly #language: Language
  readonly #prepare: (room: Room) => void
  readonly #made = new WeakSet<Error>()
  #runs = 0
  #steps = 0
  #firstName = 0
  #over = false

  constructor(program: Program, language: Language, prepare: (room: Room) => void) {
    this.program = program
    this.#language = language
    this.#prepare = prepare
  }

  log(who: string, what: string): void {
    if (!this.#over) this.lines.push(`${Math.round(this.loop.time() * 1e6)} ${who}: ${what}`)
  }

  *main(): Coroutine<void> {
    this.loop = getRunningLoop()
    const me = currentTask() as Task<unknown>
    this.#firstName = Number(me.getName().slice('Task-'.length))
    this.loop.setExceptionHandler((_, context) => this.report(context.message, context.exception))
    if (this.program.eager) this.loop.setTaskFactory(eagerTaskFactory)
    for (let n = 0; n < 2; n += 1) this.addFuture()
    this.#prepare(this)
    this.#runs = 1
    const at = { me: 0, body: 0, who: '0' }
    for (let body = 1; body < this.program.bodies.length; body += 1) this.spawn(body, {})
    this.add('t0', 0, me)
    try {
      yield* this.runSteps(at, this.program.bodies[0] ?? [])
      this.log('0', 'steps done')
    } catch (error) {
      if (!this.program.forgiving) throw error
      this.log('0', `steps ended with ${show(error)}`)
    }
    if (this.program.end === 'join') {
      // Also those that begin meanwhile.
      for (let n = 0; n < this.things.length; n += 1) yield* this.#joinThing(this.things[n] as Thing)
    } else if (this.program.end !== 'now') yield* sleep(this.program.end)
    this.log('0', 'ends')
  }

  *#joinThing({ name, rank, future }: Thing): Coroutine<void> {
    if (rank === 0 || !(future instanceof Task)) return
    try {
      this.log('0', `${name} gave ${show(yield* future)}`)
    } catch (error) {
      this.log('0', `${name} threw ${show(error)}`)
    }
  }

  /** What an exception handler is told. When an error that nobody fetched is reported, CPython leaves to its collector. */
  report(message: string, exception: unknown): void {
    const known = REPORTS.find((each) => message.includes(each))
    if (known !== undefined) this.log('loop', `${known}: ${show(exception)}`)
  }

  /** The end of the log. */
  finish(how: string): void {
    if (this.#over) return
    this.log('run', how)
    for (const { name, future } of this.things) {
      this.log(name, `${ending(future)} ${future instanceof Task ? future.cancelling() : ''}`)
    }
    this.#over = true
  }

  /** Nobody can wake anybody any more. */
  deadlocked({ waiting }: DeadlockError): void {
    const names = waiting.map(({ task }) => task.split(' ')[0] as string)
    for (const [index, { waitsFor }] of waiting.entries()) {
      this.log(
        'run',
        `${this.plainName(names[index] as string)} waits for ${names.includes(waitsFor) ? this.plainName(waitsFor) : 'something'}`,
      )
    }
    this.finish('deadlock')
  }

  nameOf(task: Task<unknown> | undefined): string {
    return task === undefined ? 'none' : this.plainName(task.getName())
  }

  /** Both languages number their tasks; but from which number, depends on what ran before. */
  plainName(name: string): string {
    return name.startsWith('Task-') ? `Task+${Number(name.slice('Task-'.length)) - this.#firstName}` : name
  }

  /** An error that the program throws on purpose: it is never forgiven. */
  newError(kind: string, text: string): Error {
    const error = makeError(kind, text)
    this.#made.add(error)
    return error
  }

  // Things to choose

  /** Makes a future or task eligible, unless it is already; two bodies can run in one task. */
  add(name: string, rank: number, future: Future<unknown>): void {
    if (!this.things.some((thing) => thing.future === future)) this.things.push({ name, rank, future })
  }

  addFuture(): void {
    this.add(`f${this.things.length}`, Number.POSITIVE_INFINITY, this.loop.createFuture())
  }

  any(n: number): Thing | null {
    return pick(this.things, n)
  }

  future(n: number): Thing | null {
    return pickPending(
      this.things.filter(({ rank }) => rank === Number.POSITIVE_INFINITY),
      n,
    )
  }

  task(n: number): Task<unknown> | null {
    return pick(
      this.things.filter(({ future }) => future instanceof Task),
      n,
    )?.future as Task<unknown> | null
  }

  /** What may be waited for. */
  above(at: Place, n: number): Thing | null {
    return pickPending(
      this.things.filter(({ rank }) => rank > at.me),
      n,
    )
  }

  names(futures: Iterable<Future<unknown>>): string {
    const nameOf = (future: Future<unknown>): string =>
      this.things.find((thing) => thing.future === future)?.name ?? '?'
    return `[${[...futures].map(nameOf).join(' ')}]`
  }

  // Running

  /** A coroutine of a body after this one, and its number; or null. */
  call(at: Place, n: number): { me: number; coroutine: Coroutine<unknown> } | null {
    const left = this.program.bodies.length - at.body - 1
    if (left <= 0 || this.#runs >= MAX_RUNS) return null
    return this.begin(at.body + 1 + (n % left))
  }

  begin(body: number): { me: number; coroutine: Coroutine<unknown> } {
    const me = this.#runs
    this.#runs += 1
    return { me, coroutine: this.runBody({ me, body, who: String(me) }) }
  }

  spawn(body: number, options: { name?: string; eagerStart?: boolean }): void {
    const { me, coroutine } = this.begin(body)
    this.add(`t${me}`, me, this.loop.createTask(coroutine, options))
  }

  *runBody(at: Place): Coroutine<number> {
    this.add(`t${at.me}`, at.me, currentTask() as Task<unknown>)
    this.log(at.who, 'starts')
    yield* this.runSteps(at, this.program.bodies[at.body] ?? [])
    this.log(at.who, 'ends')
    return at.me
  }

  *runSteps(at: Place, steps: Steps): Coroutine<void> {
    for (const step of steps) yield* this.runStep(at, step)
  }

  *runStep(at: Place, step: Step): Coroutine<void> {
    if (!this.#mayGoOn()) return
    const [kind, ...args] = step
    const op = this.#op(kind)
    try {
      const acted = 'act' in op ? op.act(this, at, ...args) : yield* op.run(this, at, ...args)
      if (acted !== false) this.#count(kind)
    } catch (error) {
      this.#forgive(at, kind, error)
    }
  }

  /** Within a callback. */
  act(at: Place, steps: Steps): void {
    for (const [kind, ...args] of steps) {
      if (!this.#mayGoOn()) return
      const op = this.#op(kind)
      try {
        if ('act' in op && op.act(this, at, ...args) !== false) this.#count(kind)
      } catch (error) {
        this.#forgive(at, kind, error)
      }
    }
  }

  make(at: Place, [kind, ...args]: Expression): Made | null {
    const made = this.#language.expressions[kind]?.make(this, at, ...args) ?? null
    if (made !== null) this.#count(`(${kind})`)
    return made
  }

  makeAll(at: Place, expressions: readonly Expression[]): readonly Made[] {
    return expressions.map((expression) => this.make(at, expression)).filter((made) => made !== null)
  }

  #op(kind: string): Act | Wait {
    const op = this.#language.steps[kind]
    if (op === undefined) throw new TypeError(`no such step: ${kind}`)
    return op
  }

  #mayGoOn(): boolean {
    this.#steps += 1
    return !this.#over && this.#steps <= MAX_STEPS
  }

  #count(kind: string): void {
    this.acted.set(kind, (this.acted.get(kind) ?? 0) + 1)
  }

  #forgive(at: Place, kind: string, error: unknown): void {
    if (!isCancelled(error)) this.#count(`${kind}!`)
    const deliberate =
      isCancelled(error) ||
      error instanceof ExceptionGroup ||
      error instanceof TimeoutError ||
      this.#made.has(error as Error)
    if (deliberate || !this.program.forgiving) throw error
    this.log(at.who, `${kind}: ${show(error)}`)
  }
}

export function pick<T>(from: readonly T[], n: number): T | null {
  return from[n % from.length] ?? null
}

/** One that is pending, if there is one; for some numbers any. */
function pickPending(things: readonly Thing[], n: number): Thing | null {
  const pending = n % 4 === 3 ? [] : things.filter(({ future }) => !future.done())
  return pick(pending.length > 0 ? pending : things, n)
}

/** The latest, or the one so many before it. */
export function latest<T>(from: readonly T[], n: number): T | null {
  return from[from.length - 1 - (n % from.length)] ?? null
}

export const ERRORS = { ValueError, RuntimeError, TimeoutError, CancelledError }

function makeError(kind: string, text: string): Error {
  if (kind in ERRORS) return new ERRORS[kind as keyof typeof ERRORS](text)
  const inner: Group = new ExceptionGroup('inner', [new RuntimeError(text)])
  return new ExceptionGroup('made', [new ValueError(text), inner])
}
