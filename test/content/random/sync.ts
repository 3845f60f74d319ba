/* Runs programs of `sync-programs.ts` on asyncio-ts. Its twin is `sync.py`: keep them step for step the same. */
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  type EventLoop,
  getRunningLoop,
  isCancelled,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  runSync,
  Semaphore,
  sleep,
  type Task,
  VirtualClock,
} from 'asyncio-ts'
import { configureHost } from 'asyncio-ts/host'
import type { Holdable, QueueMade, Shown, SyncProgram, SyncStep } from './sync-programs'

type Item = [priority: number, number: number]

/** Raised by `raise`: what nobody but `catch` takes. */
class Raised extends Error {
  override name = 'Raised'
}

class Interpreter {
  readonly lines: string[] = []
  private readonly program: SyncProgram
  private readonly tasks: Task<void>[] = []
  private readonly locks: Lock[]
  private readonly conditions: Condition[]
  private readonly semaphores: Semaphore[]
  private readonly events: Event[]
  private readonly barriers: Barrier[]
  private readonly queues: Queue<Item>[]
  private loop!: EventLoop
  private ending = false
  private counter = 0
  private items = 0

  constructor(program: SyncProgram) {
    const { values, parties, queues } = program
    this.program = program
    this.locks = [new Lock(), new Lock()]
    this.conditions = [new Condition(), new Condition(this.locks[0])]
    this.semaphores = [new Semaphore(values[0]), new BoundedSemaphore(values[1])]
    this.events = [new Event(), new Event()]
    this.barriers = [new Barrier(parties[0]), new Barrier(parties[1])]
    this.queues = queues.map(makeQueue)
  }

  private log(who: number | string, what: string): void {
    this.lines.push(`${Math.round(this.loop.time() * 1e6)} ${who}: ${what}`)
  }

  *main(): Coroutine<void> {
    this.loop = getRunningLoop()
    for (const body of this.program.bodies.keys()) this.spawn(body)
    yield* sleep(20)
    this.ending = true
    this.log('main', 'ends')
    this.freeLocks()
  }

  /** At the end nobody may wait for ever to get a lock back. */
  private freeLocks(): void {
    for (const lock of [...this.locks, ...this.conditions]) if (lock.locked()) lock.release()
    this.loop.callLater(1, () => this.freeLocks())
  }

  private spawn(body: number): void {
    this.tasks.push(createTask(this.runBody(this.tasks.length, body)))
  }

  private task(n: number): Task<void> {
    return at(this.tasks, n)
  }

  private holdable(kind: Holdable, n: number): Lock | Condition | Semaphore {
    return at<Lock | Condition | Semaphore>(
      { lock: this.locks, condition: this.conditions, semaphore: this.semaphores }[kind],
      n,
    )
  }

  private shown(kind: Shown, n: number): { toString(): string } {
    if (kind === 'event') return at(this.events, n)
    if (kind === 'barrier') return at(this.barriers, n)
    if (kind === 'queue') return at(this.queues, n)
    return this.holdable(kind, n)
  }

  private *runBody(me: number, body: number): Coroutine<void> {
    this.log(me, 'starts')
    try {
      yield* this.runSteps(me, body, this.program.bodies[body] ?? [])
      this.log(me, 'ends')
    } catch (error) {
      this.log(me, `ends with ${show(error)}`)
      throw error
    }
  }

  private *runSteps(me: number, body: number, steps: readonly SyncStep[]): Coroutine<void> {
    for (const step of steps) {
      if (this.ending) return
      yield* this.runStep(me, body, step)
    }
  }

  private *runStep(me: number, body: number, step: SyncStep): Coroutine<void> {
    try {
      yield* this.attempt(me, body, step)
    } catch (error) {
      if (isCancelled(error) || error instanceof Raised) throw error
      this.log(me, `${step[0]}: ${show(error)}`)
    }
  }

  private *attempt(me: number, body: number, step: SyncStep): Coroutine<void> {
    switch (step[0]) {
      case 'log':
        this.log(me, 'log')
        break
      case 'sleep':
        yield* sleep(step[1])
        this.log(me, 'slept')
        break
      case 'spawn': {
        const left = this.program.bodies.length - body - 1
        if (left > 0) this.spawn(body + 1 + (step[1] % left))
        break
      }
      case 'join task': {
        const younger = this.tasks.slice(me + 1)
        if (younger.length > 0) yield* at(younger, step[1])
        this.log(me, 'joined')
        break
      }
      case 'cancel': {
        const task = this.task(step[1])
        const cancelled = step[2] === '' ? task.cancel() : task.cancel(step[2])
        this.log(me, `cancel ${Number(cancelled)} ${task.cancelling()}`)
        break
      }
      case 'cancel later': {
        const task = this.task(step[2])
        this.loop.callLater(step[1], () => task.cancel())
        break
      }
      case 'uncancel':
        this.log(me, `uncancel ${currentTask()?.uncancel()}`)
        break
      case 'raise':
        throw new Raised()
      case 'catch':
        try {
          yield* this.runSteps(me, body, step[1])
        } catch (error) {
          this.log(me, `caught ${show(error)}`)
          if (this.ending || !step[2]) throw error
        }
        break
      case 'finally':
        try {
          yield* this.runSteps(me, body, step[1])
        } finally {
          this.log(me, 'finally')
          for (const last of step[2]) if (!this.ending) yield* this.runStep(me, body, last)
        }
        break
      case 'timeout': {
        const task = currentTask()
        const timer = this.loop.callLater(step[1], () => task?.cancel('timeout'))
        try {
          yield* this.runSteps(me, body, step[2])
        } finally {
          timer.cancel()
        }
        break
      }
      case 'with':
        yield* this.holdable(step[1], step[2]).with(() => this.inside(me, body, `has ${step[1]}`, step[3]))
        this.log(me, `gave ${step[1]}`)
        break
      case 'acquire':
        this.log(me, `acquired ${Number(yield* this.holdable(step[1], step[2]).acquire())}`)
        break
      case 'release':
        this.holdable(step[1], step[2]).release()
        this.log(me, 'released')
        break
      case 'set':
        at(this.events, step[1]).set()
        break
      case 'clear':
        at(this.events, step[1]).clear()
        break
      case 'set later': {
        const event = at(this.events, step[2])
        this.loop.callLater(step[1], () => event.set())
        break
      }
      case 'wait event':
        this.log(me, `event ${Number(yield* at(this.events, step[1]).wait())}`)
        break
      case 'wait':
        this.log(me, `notified ${Number(yield* at(this.conditions, step[1]).wait())}`)
        break
      case 'wait for':
        this.log(me, `true ${Number(yield* at(this.conditions, step[1]).waitFor(() => this.asked(me) >= step[2]))}`)
        break
      case 'count':
        this.counter += step[1]
        break
      case 'notify':
        at(this.conditions, step[1]).notify(step[2])
        break
      case 'notify all':
        at(this.conditions, step[1]).notifyAll()
        break
      case 'with barrier':
        yield* at(this.barriers, step[1]).with((index) => this.inside(me, body, `through as ${index}`, step[2]))
        break
      case 'wait barrier':
        this.log(me, `through as ${yield* at(this.barriers, step[1]).wait()}`)
        break
      case 'reset':
        yield* at(this.barriers, step[1]).reset()
        this.log(me, 'reset')
        break
      case 'abort':
        yield* at(this.barriers, step[1]).abort()
        this.log(me, 'aborted')
        break
      case 'show':
        this.log(me, String(this.shown(step[1], step[2])))
        break
      default:
        yield* this.handleQueue(me, step)
    }
  }

  private *handleQueue(me: number, step: SyncStep & readonly [unknown, number, ...unknown[]]): Coroutine<void> {
    const queue = at(this.queues, step[1])
    switch (step[0]) {
      case 'put':
        yield* queue.put(this.item(step[2]))
        this.log(me, `put ${Number(queue.full())}`)
        break
      case 'put nowait':
        queue.putNowait(this.item(step[2]))
        this.log(me, `put ${queue.qsize()}`)
        break
      case 'get':
        this.log(me, `got ${yield* queue.get()}`)
        break
      case 'get nowait':
        this.log(me, `got ${queue.getNowait()} ${Number(queue.empty())}`)
        break
      case 'work':
        this.log(me, `works at ${yield* queue.get()}`)
        yield* sleep(step[2])
        queue.taskDone()
        this.log(me, 'worked')
        break
      case 'task done':
        queue.taskDone()
        break
      case 'join':
        yield* queue.join()
        this.log(me, 'joined')
        break
      case 'shutdown':
        queue.shutdown({ immediate: step[2] })
        this.log(me, 'shut down')
        break
    }
  }

  private *inside(me: number, body: number, what: string, steps: readonly SyncStep[]): Coroutine<void> {
    this.log(me, what)
    yield* this.runSteps(me, body, steps)
  }

  private asked(me: number): number {
    this.log(me, 'looks')
    return this.counter
  }

  /** All are different, so that none are equal to a priority queue. */
  private item(priority: number): Item {
    this.items += 1
    return [priority, this.items]
  }
}

function makeQueue([kind, maxsize]: QueueMade): Queue<Item> {
  if (kind === 'lifo') return new LifoQueue(maxsize)
  return kind === 'priority' ? new PriorityQueue(maxsize) : new Queue(maxsize)
}

function at<T>(all: readonly T[], n: number): T {
  return all[n % all.length] as T
}

function show(error: unknown): string {
  const { name, message } = error as Error
  return message === '' ? name : `${name}: ${message}`
}

// When an error that nobody fetched is reported, CPython leaves to its collector.
configureHost({ report: () => {} })

/** Runs a program to its end; returns its log. */
export function runSyncProgram(program: SyncProgram): readonly string[] {
  const interpreter = new Interpreter(program)
  runSync(interpreter.main(), { clock: new VirtualClock() })
  return interpreter.lines
}
