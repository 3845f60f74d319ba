import type { TraceEvent } from './events.js'
import type { FutureState, InLine, LockState, Named, QueueState, TaskState, TimerState, TraceState } from './state.js'

/** A line in which a future stands: of which lock or queue, and there on which side. */
interface Line {
  readonly id: number
  readonly side: 'waiters' | 'getters' | 'putters' | 'joiners'
}

const SIDES = { get: 'getters', put: 'putters', join: 'joiners' } as const

/**
 * The state while it is being folded. What stands in its maps is replaced, never changed, so that a copy is cheap and
 * what was given out stays as it is.
 */
export class Fold {
  #i = -1
  #t = 0
  #turn = 0
  /** The innermost last: an eager task takes its first step within that of another. */
  #running: readonly number[] = []
  #ready: readonly number[] = []
  #timers = new Map<number, TimerState>()
  #tasks = new Map<number, TaskState>()
  #futures = new Map<number, FutureState>()
  #lines = new Map<number, Line>()
  #locks = new Map<number, LockState>()
  #queues = new Map<number, QueueState>()
  /** What was met so far by any copy: they share it, since no number is ever that of something else. */
  #names = new Map<number, string>()

  copy(): Fold {
    const copy = new Fold()
    copy.#i = this.#i
    copy.#t = this.#t
    copy.#turn = this.#turn
    copy.#running = this.#running
    copy.#ready = this.#ready
    copy.#timers = new Map(this.#timers)
    copy.#tasks = new Map(this.#tasks)
    copy.#futures = new Map(this.#futures)
    copy.#lines = new Map(this.#lines)
    copy.#locks = new Map(this.#locks)
    copy.#queues = new Map(this.#queues)
    copy.#names = this.#names
    return copy
  }

  state(): TraceState {
    return {
      i: this.#i,
      t: this.#t,
      turn: this.#turn,
      running: this.#running.slice(-1).map(this.#named)[0],
      ready: this.#ready.map(this.#named),
      // A map keeps the order of setting, and sorting keeps that of equals.
      timers: [...this.#timers.values()].sort(byTime),
      tasks: [...this.#tasks.values()],
      futures: [...this.#futures.values()],
      locks: [...this.#locks.values()],
      queues: [...this.#queues.values()],
    }
  }

  apply(event: TraceEvent): void {
    this.#i = event.i
    this.#t = event.t
    this.#turn = event.turn
    if (event.task === undefined && event.callback === undefined) this.#running = []
    switch (event.kind) {
      case 'task/create': {
        const { id, name, coro, parent } = event
        const more = { ...(coro === undefined ? null : { coro }), ...(parent === undefined ? null : { parent }) }
        this.#tasks.set(id, { id, name, ...more, status: 'waiting', waiters: [] })
        this.#names.set(id, name)
        break
      }
      case 'task/step':
        if (this.#running[this.#running.length - 1] !== event.id) this.#running = [...this.#running, event.id]
        this.#setTask(event.id, { status: 'running' })
        break
      case 'task/suspend': {
        const { id, on, what } = event
        this.#stop(id)
        if (on === undefined) break
        this.#setTask(id, { status: 'waiting', waitsFor: on, ...(what === undefined ? null : { what }) })
        this.#setWaiters(on, (waiters) => [...waiters, this.#named(id)])
        break
      }
      case 'task/end':
        this.#stop(event.id)
        this.#setTask(event.id, { status: event.how, value: event.value })
        this.#setWaiters(event.id, () => [])
        break
      case 'future/create':
        this.#futures.set(event.id, { id: event.id, name: event.name, waiters: [] })
        this.#names.set(event.id, event.name)
        break
      case 'future/settle':
        this.#futures.delete(event.id)
        this.#timers.delete(event.id)
        this.#leaveLine(event.id, event.how === 'result')
        break
      case 'future/callback': {
        const { fn } = event
        this.#names.set(fn, event.name)
        const add = event.op === 'add'
        this.#setWaiters(event.id, (waiters) =>
          add ? [...waiters, this.#named(fn)] : waiters.filter(({ id }) => id !== fn),
        )
        break
      }
      case 'loop/ready-push':
        this.#ready = [...this.#ready, event.id]
        this.#names.set(event.id, event.name)
        if (this.#tasks.has(event.id)) this.#setTask(event.id, { status: 'ready' })
        break
      case 'loop/ready-pop': {
        const place = this.#ready.indexOf(event.id)
        this.#ready = this.#ready.filter((_, index) => index !== place)
        this.#running = [event.id]
        break
      }
      case 'loop/timer-set': {
        const { id, name, when } = event
        this.#timers.set(id, { id, name, when })
        this.#names.set(id, name)
        break
      }
      case 'loop/timer-fire':
      case 'loop/timer-cancel':
        this.#timers.delete(event.id)
        break
      case 'loop/io':
        this.#names.set(event.id, event.name)
        break
      case 'loop/close':
        for (const id of event.dropped) this.#timers.delete(id)
        this.#ready = this.#ready.filter((id) => !event.dropped.includes(id))
        break
      case 'sync/wait': {
        const { id, name, future, side, task } = event
        this.#join(side === undefined ? { id, side: 'waiters' } : { id, side: SIDES[side] }, name, future, task)
        break
      }
      case 'sync/acquire':
      case 'sync/release':
      case 'sync/set':
      case 'sync/clear':
      case 'sync/notify':
        this.#changeLock(event)
        break
      case 'queue/put':
      case 'queue/get':
      case 'queue/shutdown': {
        const queue = this.#queue(event.id, event.name)
        const shutDown = queue.shutDown || event.kind === 'queue/shutdown'
        this.#queues.set(event.id, { ...queue, size: event.size, shutDown })
        break
      }
      case 'gen/create':
        this.#names.set(event.id, event.name)
        break
      default:
    }
  }

  readonly #named = (id: number): Named => ({ id, name: this.#names.get(id) ?? '' })

  /** A step is over. */
  #stop(task: number): void {
    this.#running = this.#running.filter((id) => id !== task)
  }

  /** What it waits for is not kept over a change of its status. */
  #setTask(id: number, change: Pick<TaskState, 'status'> & Partial<TaskState>): void {
    const { waitsFor: _, what: __, ...task } = this.#tasks.get(id) ?? { id, name: '', waiters: [] }
    this.#tasks.set(id, { ...task, ...change })
  }

  #setWaiters(id: number, change: (waiters: readonly Named[]) => readonly Named[]): void {
    const task = this.#tasks.get(id)
    if (task !== undefined) this.#tasks.set(id, { ...task, waiters: change(task.waiters) })
    const future = this.#futures.get(id)
    if (future !== undefined) this.#futures.set(id, { ...future, waiters: change(future.waiters) })
  }

  #join(line: Line, name: string, future: number, task: number | undefined): void {
    const { id, side } = line
    const last: InLine = task === undefined ? { future } : { future, task }
    this.#lines.set(future, line)
    if (side === 'waiters') {
      const lock = this.#lock(id, name)
      this.#locks.set(id, { ...lock, waiters: [...lock.waiters, last] })
    } else {
      const queue = this.#queue(id, name)
      this.#queues.set(id, { ...queue, [side]: [...queue[side], last] })
    }
  }

  /** A future that stood in a line is done: woken, or cancelled. */
  #leaveLine(future: number, woken: boolean): void {
    const line = this.#lines.get(future)
    if (line === undefined) return
    const { id, side } = line
    const others = (waiters: readonly InLine[]): InLine[] => waiters.filter((waiter) => waiter.future !== future)
    this.#lines.delete(future)
    const lock = this.#locks.get(id)
    const queue = this.#queues.get(id)
    if (side === 'waiters' && lock !== undefined) {
      // What a semaphore wakes somebody for is kept for them.
      const free = lock.free === undefined ? null : { free: lock.free - (woken ? 1 : 0) }
      this.#locks.set(id, { ...lock, ...free, waiters: others(lock.waiters) })
    } else if (side !== 'waiters' && queue !== undefined) {
      this.#queues.set(id, { ...queue, [side]: others(queue[side]) })
    }
  }

  #changeLock(event: Extract<TraceEvent, { kind: `sync/${string}` }>): void {
    const lock = this.#lock(event.id, event.name)
    const { task } = event
    switch (event.kind) {
      case 'sync/acquire': {
        const holders = task === undefined ? lock.holders : [...lock.holders, task]
        this.#locks.set(event.id, { ...lock, holders, ...(event.free === undefined ? null : { free: event.free }) })
        break
      }
      case 'sync/release': {
        const own = lock.holders.indexOf(task ?? 0)
        const left = event.unused ? -1 : Math.max(own, 0)
        const holders = lock.holders.filter((_, index) => index !== left)
        this.#locks.set(event.id, { ...lock, holders, ...(event.free === undefined ? null : { free: event.free }) })
        break
      }
      case 'sync/set':
      case 'sync/clear':
        this.#locks.set(event.id, { ...lock, set: event.kind === 'sync/set' })
        break
      default:
        this.#locks.set(event.id, lock)
    }
  }

  #lock(id: number, name: string): LockState {
    this.#names.set(id, name)
    return this.#locks.get(id) ?? { id, name, holders: [], waiters: [] }
  }

  #queue(id: number, name: string): QueueState {
    this.#names.set(id, name)
    const none = { getters: [], putters: [], joiners: [] }
    return this.#queues.get(id) ?? { id, name, size: 0, ...none, shutDown: false }
  }
}

/** The earliest first, and last what will never come. */
function byTime(a: TimerState, b: TimerState): number {
  if (a.when === b.when) return 0
  return b.when === null || (a.when !== null && a.when < b.when) ? -1 : 1
}
