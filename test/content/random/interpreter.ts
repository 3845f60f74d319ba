/* Runs programs of `programs.ts` on asyncio-ts. Its twin is `interpreter.py`: keep them step for step the same. */
import {
  type Awaitable,
  type Coroutine,
  createTask,
  currentTask,
  type EventLoop,
  type Future,
  gather,
  getRunningLoop,
  Lock,
  run,
  runSync,
  sleep,
  type Task,
  ValueError,
  VirtualClock,
} from 'asyncio-ts'
import { configureHost } from 'asyncio-ts/host'
import type { Member, RandomProgram, Step } from './programs'

export class Interpreter {
  readonly lines: string[] = []
  protected readonly bodies: readonly (readonly Step[])[]
  protected readonly tasks: (Task<number> | null)[] = []
  protected ending = false
  protected loop!: EventLoop
  protected futures: Future<number>[] = []
  protected locks: Lock[] = []

  constructor(program: RandomProgram) {
    this.bodies = program.bodies
  }

  protected log(who: number | string, what: string): void {
    this.lines.push(`${Math.round(this.loop.time() * 1e6)} ${who}: ${what}`)
  }

  *main(): Coroutine<void> {
    this.loop = getRunningLoop()
    this.futures = Array.from({ length: 3 }, () => this.loop.createFuture<number>())
    this.locks = Array.from({ length: 2 }, () => new Lock())
    this.prepare()
    for (const body of this.bodies.keys()) this.spawn(body)
    yield* sleep(20)
    this.ending = true
    this.log('main', 'ends')
  }

  /** For interpreters of more. */
  protected prepare(): void {}

  protected coroutine(body: number): Coroutine<number> {
    this.tasks.push(null)
    return this.runBody(this.tasks.length - 1, body)
  }

  protected spawn(body: number): void {
    const me = this.tasks.length
    this.tasks[me] = createTask(this.coroutine(body))
  }

  /** A body after `body`, or null. */
  protected laterBody(body: number, n: number): number | null {
    const left = this.bodies.length - body - 1
    return left > 0 ? body + 1 + (n % left) : null
  }

  protected youngerTask(me: number, n: number): Task<number> | null {
    return pick(this.tasks.slice(me + 1).filter(present), n)
  }

  protected future(n: number): Future<number> {
    return this.futures[n % 3] as Future<number>
  }

  protected *runBody(me: number, body: number): Coroutine<number> {
    this.log(me, 'starts')
    yield* this.runSteps(me, body, this.bodies[body] ?? [])
    this.log(me, 'ends')
    return me
  }

  protected *runSteps(me: number, body: number, steps: readonly Step[]): Coroutine<void> {
    for (const step of steps) {
      if (this.ending) return
      yield* this.runStep(me, body, step)
    }
  }

  protected *runStep(me: number, body: number, step: Step): Coroutine<void> {
    switch (step[0]) {
      case 'log':
        this.log(me, 'log')
        break
      case 'sleep':
        yield* sleep(step[1])
        this.log(me, 'slept')
        break
      case 'spawn': {
        const called = this.laterBody(body, step[1])
        if (called !== null) this.spawn(called)
        break
      }
      case 'inline': {
        const called = this.laterBody(body, step[1])
        if (called !== null) yield* this.runBody(me, called)
        break
      }
      case 'wait': {
        const task = this.youngerTask(me, step[1])
        if (task !== null) this.log(me, `got ${yield* task}`)
        break
      }
      case 'cancel': {
        const task = pick(this.tasks.filter(present), step[1])
        if (task !== null) this.log(me, `cancel ${Number(task.cancel())} ${task.cancelling()}`)
        break
      }
      case 'uncancel':
        this.log(me, `uncancel ${currentTask()?.uncancel()}`)
        break
      case 'await':
        this.log(me, `got ${yield* this.future(step[1])}`)
        break
      case 'set':
      case 'fail':
      case 'drop':
        this.settle(me, step[0], this.future(step[1]))
        break
      case 'gather': {
        const members = step[1].map((member) => this.member(me, body, member)).filter(present)
        const results = step[2] ? yield* gather(members, { returnExceptions: true }) : yield* gather(members)
        this.log(me, `gathered ${results.map((result) => this.show(result)).join(' ')}`)
        break
      }
      case 'lock':
        yield* (this.locks[step[1] % 2] as Lock).with(() => this.locked(me, body, step[2]))
        this.log(me, 'unlocked')
        break
      case 'watch': {
        const future = step[1] === 'future' ? this.future(step[2]) : this.youngerTask(me, step[2])
        future?.addDoneCallback((future) => this.log(me, `saw the end ${Number(future.cancelled())}`))
        break
      }
      case 'soon':
        this.loop.callSoon(() => this.log(me, 'soon'))
        break
      case 'later':
        this.loop.callLater(step[1], () => this.log(me, 'later'))
        break
      case 'set later':
        this.loop.callLater(step[1], () => this.settle(me, 'set', this.future(step[2])))
        break
      case 'raise':
        throw new ValueError('')
      case 'catch':
        try {
          yield* this.runSteps(me, body, step[1])
        } catch (error) {
          this.log(me, `caught ${this.show(error)}`)
          if (this.ending || !step[2]) throw error
        }
        break
      case 'finally':
        try {
          yield* this.runSteps(me, body, step[1])
        } finally {
          this.log(me, 'finally')
          for (const last of step[2]) yield* this.runStep(me, body, last)
        }
        break
    }
  }

  protected *locked(me: number, body: number, steps: readonly Step[]): Coroutine<void> {
    this.log(me, 'locked')
    yield* this.runSteps(me, body, steps)
  }

  protected settle(me: number, kind: 'set' | 'fail' | 'drop', future: Future<number>): void {
    if (future.done()) this.log(me, 'settled already')
    else if (kind === 'set') future.setResult(me)
    else if (kind === 'fail') future.setException(new ValueError(''))
    else future.cancel()
  }

  protected show(result: unknown): string {
    return result instanceof Error ? result.name : String(result)
  }

  protected member(me: number, body: number, [kind, n]: Member): Awaitable<number> | null {
    if (kind === 'future') return this.future(n)
    if (kind === 'task') return this.youngerTask(me, n)
    const called = this.laterBody(body, n)
    return called === null ? null : this.coroutine(called)
  }
}

export function present<T>(value: T | null): value is T {
  return value !== null
}

export function pick<T>(from: readonly T[], n: number): T | null {
  return from[n % from.length] ?? null
}

// When an error that nobody fetched is reported, CPython leaves to its collector.
configureHost({ report: () => {} })

/** Runs a program to its end without ever leaving this turn of JavaScript's own loop; returns its log. */
export function runProgramSync(program: RandomProgram): readonly string[] {
  const interpreter = new Interpreter(program)
  runSync(interpreter.main(), { clock: new VirtualClock() })
  return interpreter.lines
}

/** Runs a program on a loop that hops on JavaScript's, as in a page. */
export async function runProgram(program: RandomProgram): Promise<readonly string[]> {
  const interpreter = new Interpreter(program)
  await run(interpreter.main(), { clock: new VirtualClock() })
  return interpreter.lines
}
