/* Runs programs of `group-programs.ts` on asyncio-ts. Its twin is `groups.py`: keep them step for step the same. */
import {
  ALL_COMPLETED,
  type Awaitable,
  allTasks,
  asCompleted,
  type Coroutine,
  createTask,
  currentTask,
  ExceptionGroup,
  eagerTaskFactory,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  isCancelled,
  RuntimeError,
  runSync,
  shield,
  type Task,
  TaskGroup,
  type Timeout,
  TimeoutError,
  timeout,
  ValueError,
  VirtualClock,
  wait,
  waitFor,
} from 'asyncio-ts'
import type { AsCompletedMode, ErrorKind, GroupProgram, GroupStep } from './group-programs'
import { Interpreter, pick, present } from './interpreter'
import type { Member, RandomProgram, Step } from './programs'

const RETURN_WHEN = [ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION] as const
const MAX_TASKS = 50
const ERRORS = { ValueError, RuntimeError, TimeoutError, ExceptionGroup } as const

class GroupInterpreter extends Interpreter {
  private readonly eager: boolean
  private readonly groups: TaskGroup[] = []
  private readonly timeouts: Timeout[] = []

  constructor(program: GroupProgram) {
    super(program as unknown as RandomProgram)
    this.eager = program.eager
  }

  /** Bodies that call each other can make more tasks than anybody wants to run. */
  protected override laterBody(body: number, n: number): number | null {
    return this.tasks.length < MAX_TASKS ? super.laterBody(body, n) : null
  }

  protected override prepare(): void {
    if (this.eager) this.loop.setTaskFactory(eagerTaskFactory)
    this.loop.setExceptionHandler((_, { message }) => {
      // When an error that nobody fetched is reported, CPython leaves to its collector.
      if (message.includes('shielded')) this.log('loop', message)
    })
  }

  /** How the tasks have ended, when all is over. */
  summary(): void {
    this.tasks.filter(present).forEach((task, index) => {
      this.lines.push(`${index} ${ending(task)} ${task.cancelling()}`)
    })
  }

  protected override *runStep(me: number, body: number, given: Step): Coroutine<void> {
    const step = given as Step | GroupStep
    switch (step[0]) {
      case 'cancel with': {
        const task = pick(this.tasks.filter(present), step[1])
        if (task !== null) this.log(me, `cancel ${Number(task.cancel(step[2]))} ${task.cancelling()}`)
        break
      }
      case 'cancelling':
        this.log(me, `cancelling ${currentTask()?.cancelling()} of ${allTasks().size}`)
        break
      case 'spawn eagerly': {
        const called = this.laterBody(body, step[1])
        if (called === null) break
        const slot = this.tasks.length
        this.tasks[slot] = createTask(this.coroutine(called), { eagerStart: step[2] })
        break
      }
      case 'throw':
        throw newError(step[1], me)
      case 'wait for several': {
        const futures = step[1].map((member) => this.anyFuture(body, member)).filter(present)
        const { done, pending } = yield* wait(futures, { timeout: step[2], returnWhen: RETURN_WHEN[step[3] % 3] })
        this.log(me, `done ${this.names(done)} pending ${this.names(pending)}`)
        break
      }
      case 'wait for': {
        const awaitable = this.member(me, body, step[1])
        if (awaitable !== null) this.log(me, `got ${yield* waitFor(awaitable, step[2])} in time`)
        break
      }
      case 'shield': {
        const awaitable = this.member(me, body, step[1])
        if (awaitable === null) break
        const shielded = shield(awaitable)
        this.log(me, `got ${step[2] === null ? yield* shielded : yield* waitFor(shielded, step[2])} shielded`)
        break
      }
      case 'as completed':
        yield* this.asCompleted(me, body, step[1], step[2], step[3])
        break
      case 'timeout': {
        const within = timeout(step[1])
        this.timeouts.push(within)
        try {
          yield* within.with(() => this.runSteps(me, body, step[2] as readonly Step[]))
        } finally {
          this.log(me, `expired ${Number(within.expired())} at ${currentTask()?.cancelling()}`)
        }
        break
      }
      case 'reschedule': {
        const within = latest(this.timeouts, step[1])
        if (within === null) break
        this.log(me, 'reschedules')
        within.reschedule(step[2] === null ? null : this.loop.time() + step[2])
        break
      }
      case 'group': {
        const group = new TaskGroup()
        this.groups.push(group)
        try {
          yield* group.with(() => this.runSteps(me, body, step[1] as readonly Step[]))
          this.log(me, 'grouped')
        } finally {
          this.log(me, `ungrouped ${currentTask()?.cancelling()}`)
        }
        break
      }
      case 'child': {
        const group = latest(this.groups, step[1])
        const called = this.laterBody(body, step[2])
        if (group === null || called === null) break
        const slot = this.tasks.length
        const options = step[3] === null ? {} : { eagerStart: step[3] }
        this.tasks[slot] = group.createTask(this.coroutine(called), options)
        break
      }
      case 'split':
        try {
          yield* this.runSteps(me, body, step[2] as readonly Step[])
        } catch (error) {
          if (!(error instanceof ExceptionGroup)) throw error
          const [matching, rest] = error.split(ERRORS[step[1]])
          this.log(me, `split ${this.show(matching ?? 'none')} ${this.show(rest ?? 'none')}`)
          if (this.ending) throw error
          if (rest !== undefined) throw rest
        }
        break
      default:
        yield* super.runStep(me, body, step)
    }
  }

  private *asCompleted(
    me: number,
    body: number,
    members: readonly Member[],
    limit: number | null,
    mode: AsCompletedMode,
  ): Coroutine<void> {
    const given = members
      .map((member) => (this.eager ? this.anyFuture(body, member) : this.member(me, body, member)))
      .filter(present)
    // In which order CPython takes those that are done already depends on addresses.
    const isDone = (each: Awaitable<number>): boolean => each instanceof Future && each.done()
    const firstDone = given.find(isDone)
    const awaitables = given.filter((each) => each === firstDone || !isDone(each))
    if (mode === 'futures') {
      for (const next of asCompleted(awaitables, { timeout: limit }).futures()) {
        const future = yield* next
        this.log(me, `next ${awaitables.includes(future) ? this.names([future]) : 'new'} ${ending(future)}`)
      }
      return
    }
    for (const next of asCompleted(awaitables, { timeout: limit })) {
      try {
        this.log(me, `next ${yield* next}`)
      } catch (error) {
        if (isCancelled(error) || mode === 'results') throw error
        this.log(me, `next ${this.show(error)}`)
      }
    }
    this.log(me, 'all completed')
  }

  /** A future, any task, or a new one. */
  private anyFuture(body: number, [kind, n]: Member): Future<number> | null {
    if (kind === 'future') return this.future(n)
    if (kind === 'task') return pick(this.tasks.filter(present), n)
    const called = this.laterBody(body, n)
    if (called === null) return null
    const slot = this.tasks.length
    const task = createTask(this.coroutine(called))
    this.tasks[slot] = task
    return task
  }

  private names(futures: Iterable<Future<number>>): string {
    const name = (future: Future<number>): string => {
      const index = this.futures.indexOf(future)
      return index >= 0 ? `f${index}` : `t${this.tasks.indexOf(future as Task<number>)}`
    }
    return `[${[...futures].map(name).join(' ')}]`
  }

  protected override show(result: unknown): string {
    return show(result)
  }
}

/** The latest, or the one so many before it. */
function latest<T>(from: readonly T[], n: number): T | null {
  return from[from.length - 1 - (n % from.length)] ?? null
}

function newError(kind: ErrorKind, me: number): Error {
  if (kind !== 'ExceptionGroup') return new ERRORS[kind](`${me}`)
  return new ExceptionGroup('made', [new ValueError(`${me}`), new ExceptionGroup('inner', [new RuntimeError(`${me}`)])])
}

function show(result: unknown): string {
  if (!(result instanceof Error)) return String(result)
  const errors = result instanceof ExceptionGroup ? `[${result.errors.map(show).join(' ')}]` : ''
  return `${result.name}(${result.message})${errors}`
}

function ending(future: Future<number>): string {
  if (!future.done()) return 'pending'
  if (future.cancelled()) return 'cancelled'
  return show(future.exception() ?? future.result())
}

/** Runs a program to its end; returns its log. */
export function runGroupProgram(program: GroupProgram): readonly string[] {
  const interpreter = new GroupInterpreter(program)
  runSync(interpreter.main(), { clock: new VirtualClock() })
  interpreter.summary()
  return interpreter.lines
}
