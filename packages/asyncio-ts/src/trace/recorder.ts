import type { Clock } from '../clock.js'
import { coroutineName } from '../coroutines.js'
import type { EventLoop } from '../event-loop.js'
import { CANCELLED, type DoneCallback, FAILED, Future, PENDING, RESOLVED } from '../futures.js'
import { Queue } from '../queues.js'
import type { Runnable } from '../ready-queue.js'
import { Semaphore } from '../semaphore.js'
import { Task } from '../tasks.js'
import type { Timer } from '../timer-heap.js'
import type { Change, NetworkNews, TraceSink } from '../trace-sink.js'
import type { Waiter, Wanted } from '../waiting-line.js'
import { Course } from './course.js'
import type { Ending, EventBase, EventBody, Place, TraceEvent } from './events.js'
import { Generators } from './generators.js'
import { EventLog, type TraceLimits } from './log.js'
import { type NameOf, preview } from './preview.js'
import { leadsTo, shortName, type Thing, Things } from './things.js'
import { isIdle, nameOf, plainTime, whatOf } from './words.js'

/** The options of `createRecorder`. */
export interface RecorderOptions {
  readonly limits?: TraceLimits
  /**
   * Makes the short text by which events show a value; `nameOf` knows what has a name of its own, as `Task-1`. Nothing of
   * the program may run in it. Default: `preview`.
   */
  readonly preview?: (value: unknown, nameOf: NameOf) => string
  /** The time of what happens before there is a loop, in seconds. Default: 0. */
  readonly time?: () => number
}

/**
 * Keeps what loops tell, as a list of plain events. A hook gives the objects of a loop; here they become numbers and texts, and
 * what the loop does not say is found: the cause, who gave way, who was woken and by what.
 *
 * Longer than a file here should be: each hook of a sink is a method, and they share one state.
 */
export class Recorder implements TraceSink {
  /** What has happened so far, in order. It grows while the run goes on. */
  readonly events: readonly TraceEvent[]
  /** For hosts that can tell of the program's generators. */
  readonly generators: Generators

  readonly #log: EventLog
  readonly #show: (value: unknown, nameOf: NameOf) => string
  readonly #outerTime: () => number
  readonly #things = new Things()
  readonly #course = new Course()
  /** What each loop has yet to run. */
  readonly #pending = new WeakMap<EventLoop, Set<number>>()
  /** What has come to a socket of which nobody was told yet. */
  readonly #arrived = new WeakMap<object, number | undefined>()
  /** The loop that told something last. */
  #loop: EventLoop | null = null
  #clock: Clock | undefined
  #time = 0
  #turn = 0
  /** A turn has begun in which nothing has happened yet. */
  #newTurn = false
  /** So many of the next pushes are of those who waited for `#doneFuture`, which `#doneEvent` has settled. */
  #expected = 0
  #doneEvent: number | undefined
  #doneFuture: Thing | undefined

  constructor({ limits, preview: show = preview, time = () => 0 }: RecorderOptions = {}) {
    this.#log = new EventLog(limits)
    this.#show = show
    this.#outerTime = time
    this.events = this.#log.events
    this.generators = new Generators(this.#course, this.#things, {
      add: (body, cause) => this.#add(body, cause),
      preview: (value) => this.#preview(value),
    })
  }

  /** Whether a limit was reached: then nothing is kept any more. */
  get full(): boolean {
    return this.#log.full
  }

  /** How many events are missing since a limit was reached. */
  get dropped(): number {
    return this.#log.dropped
  }

  /** The number by which events speak of a task, a future, a lock …; undefined if none has. */
  idOf(object: object): number | undefined {
    return this.#things.get(object)?.id
  }

  /** The program has printed something: the number of the event, unless it was dropped. */
  print(stream: 'out' | 'err', text: string): number | undefined {
    return this.#add({ kind: 'print', stream, text }, this.#course.event)
  }

  /**
   * A line is about to be executed. What happens from now on happens there, until the next one. `changed`: previews of the
   * variables that are new, or not what they were.
   */
  line(loc: Place, changed: Readonly<Record<string, string>> = {}): void {
    this.#course.loc = loc
    this.#add({ kind: 'line', changed }, this.#course.event)
  }

  /** No lines are told any more: from now on nobody knows where execution is, unless `at` says so. */
  linesEnd(): void {
    this.#add({ kind: 'lines/end' }, this.#course.event)
    this.#course.forgetPlaces()
  }

  /** What happens from now on happens there; undefined: nobody knows where. */
  at(loc: Place | undefined): void {
    this.#course.loc = loc
  }

  /** The text by which events show a value. */
  preview(value: unknown): string {
    return this.#preview(value)
  }

  turn(loop: EventLoop): void {
    this.#loop = loop
    this.#newTurn = true
  }

  push(loop: EventLoop, runnable: Runnable, from: 'io' | 'timer' | undefined, readFrom?: object): void {
    this.#loop = loop
    const thing = this.#things.get(runnable)
    if (runnable instanceof Task) {
      if (thing === undefined) this.#pushNew(runnable)
      else this.#pushTask(thing)
    } else if (from === 'timer' && thing !== undefined) {
      const fired = this.#add(
        { kind: 'loop/timer-fire', id: thing.id, when: plainTime((runnable as Timer)._when) },
        thing.armed,
      )
      thing.armed = undefined
      this.#enqueue(thing, fired)
    } else {
      const callback = thing ?? this.#things.add(runnable, nameOf(runnable))
      const cause =
        from === 'io'
          ? this.#add({ kind: 'loop/io', id: callback.id, name: callback.name }, this.#takeArrived(readFrom))
          : this.#course.event
      this.#enqueue(callback, this.#takeExpected()?.event ?? cause)
    }
  }

  pop(loop: EventLoop, runnable: Runnable): void {
    this.#loop = loop
    const thing = this.#things.get(runnable) ?? this.#things.add(runnable, nameOf(runnable))
    this.#pendingOf(loop).delete(thing.id)
    this.#expected = 0
    const task = runnable instanceof Task ? runnable : null
    if (task === null) this.#course.begin(undefined, thing)
    else this.#course.begin(thing, undefined)
    const idle = task === null && isIdle(runnable)
    const body = { kind: 'loop/ready-pop', id: thing.id } as const
    const current = this.#course.current
    current.event = this.#add(idle ? { ...body, cancelled: true } : body, thing.pushed)
    if (task?._state === PENDING) current.event = this.#step(task, thing, current.event)
  }

  eager(task: Task<unknown>, begins: boolean): void {
    if (!begins) {
      this.#course.leave()
      return
    }
    this.#loop = task._loop
    const thing = this.#create(task, true)
    this.#course.enter(thing, undefined)
    this.#course.current.event = this.#step(task, thing, thing.pushed)
  }

  timerSet(loop: EventLoop, timer: Timer): void {
    this.#loop = loop
    const sleeps = timer instanceof Future
    const thing = this.#things.get(timer) ?? this.#things.add(timer, nameOf(timer))
    if (sleeps) thing.name = 'sleep'
    thing.armed = this.#add(
      { kind: 'loop/timer-set', id: thing.id, name: thing.name, when: plainTime(timer._when) },
      this.#course.event,
    )
    this.#pendingOf(loop).add(thing.id)
  }

  timerCancelled(loop: EventLoop, timer: Timer): void {
    const thing = this.#things.get(timer)
    if (thing === undefined || thing.armed === undefined) return
    this.#loop = loop
    this.#disarm(thing, this.#course.event)
  }

  futureCreated(future: Future<unknown>): void {
    // The constructor of Task has not begun.
    if (future instanceof Task) return
    this.#loop = future._loop
    const thing = this.#things.add(future, this.#things.numbered('Future'))
    this.#add({ kind: 'future/create', id: thing.id, name: thing.name }, this.#course.event)
  }

  futureSettled(future: Future<unknown>, waiters: unknown): void {
    this.#loop = future._loop
    const thing = this.#thing(future)
    const how = ENDINGS[future._state] as Ending
    const end = { id: thing.id, how, value: this.#outcome(future) }
    let settled: number | undefined
    if (future instanceof Task) {
      settled = this.#add({ kind: 'task/end', ...end }, this.#course.current.event, this.#course.current.left)
    } else {
      settled = this.#add({ kind: 'future/settle', ...end }, this.#settler(future, thing, waiters))
      if (thing.armed !== undefined) this.#disarm(thing, settled)
    }
    this.#expect(waiters === null ? 0 : Array.isArray(waiters) ? waiters.length : 1, thing, settled)
  }

  waiterAdded(future: Future<unknown>, waiter: Runnable | DoneCallback<never>): void {
    this.#loop = future._loop
    const thing = this.#thing(future)
    let added: number | undefined
    if (typeof waiter === 'function') {
      const { id: fn, name } = this.#things.callback(waiter)
      added = this.#add({ kind: 'future/callback', id: thing.id, op: 'add', fn, name }, this.#course.event)
    } else {
      const task = this.#thing(waiter as Task<unknown>)
      task.waitsFor = thing
      const body = { kind: 'task/suspend', id: task.id, on: thing.id, what: whatOf(future, thing) } as const
      task.waitsAt = this.#course.current.left
      added = this.#add(body, this.#course.current.event, task.waitsAt)
    }
    if (future._state !== PENDING) this.#expect(1, thing, added)
  }

  callbackRemoved(future: Future<unknown>, callback: DoneCallback<never>): void {
    if (future._state !== PENDING) return
    this.#loop = future._loop
    const { id: fn, name } = this.#things.callback(callback)
    const id = this.#thing(future).id
    this.#add({ kind: 'future/callback', id, op: 'remove', fn, name }, this.#course.event)
  }

  taskCancelled(task: Task<unknown>, message: string | undefined): void {
    this.#loop = task._loop
    const course = this.#course
    const { id } = this.#thing(task)
    const by = course.current.task?.id
    // Cancelling one that waits cancels what it waits for.
    const through = course.cancels.find((cancel) => cancel.task._waiter !== null && leadsTo(cancel.task._waiter, task))
    const again = course.cancels.some((cancel) => cancel.task === task)
    const event = this.#add(
      {
        kind: 'task/cancel',
        id,
        ...(by === undefined ? null : { by }),
        ...(message === undefined ? null : { message: this.#preview(message) }),
      },
      through === undefined || again ? course.event : through.event,
    )
    course.cancels.push({ task, event })
  }

  deadlock(loop: EventLoop): void {
    this.#loop = loop
    const waiting = [...loop._allTasks()].map((task) => ({
      task: this.#thing(task).id,
      ...(task._waiter === null ? null : { on: this.#thing(task._waiter).id }),
    }))
    this.#add({ kind: 'loop/deadlock', waiting })
  }

  closed(loop: EventLoop): void {
    this.#loop = loop
    const pending = this.#pendingOf(loop)
    this.#add({ kind: 'loop/close', dropped: [...pending] }, this.#course.event)
    pending.clear()
  }

  lineJoined(waiter: Waiter, position: number): void {
    this.#loop = waiter._loop
    const { _wanted: wanted } = waiter
    const lock = this.#things.lock(wanted._of ?? wanted)
    const future = this.#thing(waiter)
    future.line = lock
    const side = wanted._side
    const body = { kind: 'sync/wait', id: lock.id, name: lock.name, future: future.id, position } as const
    this.#add(side === undefined ? body : { ...body, side }, this.#course.event)
  }

  changed(loop: EventLoop, object: object, change: Change, detail: unknown): void {
    const { _of: owner } = object as Wanted
    // The event that a queue has within says nothing that the queue does not.
    if (owner instanceof Queue) return
    this.#loop = loop
    const lock = this.#things.lock(owner ?? object)
    const to: number[] = []
    const event = this.#add(this.#changeOf(lock, object, change, detail, to), this.#course.event)
    lock.change = { course: this.#course.number, event, to }
  }

  network(loop: EventLoop, news: NetworkNews): void {
    this.#loop = loop
    if (news.step === 'read') {
      const socket = this.#things.get(news.socket)
      // What has come before the recording is nobody's message.
      if (socket === undefined) return
      const { size } = news
      this.#add({ kind: 'net/read', id: socket.id, size, value: this.#shown(news) }, this.#course.event)
      return
    }
    const message = this.#things.get(news.message) ?? this.#things.add(news.message, 'message')
    const { id } = message
    if (news.step === 'send') {
      const { way, from, to, size } = news
      const value = this.#shown(news)
      message.pushed = this.#add({ kind: 'net/send', id, way, from, to, size, value }, this.#course.event)
    } else if (news.step === 'lost') {
      this.#add({ kind: 'net/lost', id }, message.pushed)
    } else {
      const at = (this.#things.get(news.socket) ?? this.#things.add(news.socket, 'socket')).id
      const event = this.#add({ kind: 'net/arrive', id, at, size: news.size }, message.pushed)
      // Of several, the first one has made the socket ready.
      if (!this.#arrived.has(news.socket)) this.#arrived.set(news.socket, event)
    }
  }

  #takeArrived(socket: object | undefined): number | undefined {
    if (socket === undefined) return undefined
    const event = this.#arrived.get(socket)
    this.#arrived.delete(socket)
    return event
  }

  /** The text of what a network carries. */
  #shown({ text, shown }: { readonly text: string | undefined; readonly shown: string }): string {
    return text === undefined ? shortName(shown) : this.#preview(text)
  }

  #changeOf({ id, name }: Thing, object: object, change: Change, detail: unknown, to: number[]): EventBody {
    const free = object instanceof Semaphore ? { free: object._value } : null
    switch (change) {
      case 'acquire':
        return { kind: 'sync/acquire', id, name, ...free }
      case 'release':
        return { kind: 'sync/release', id, name, to, ...free, ...(detail === true ? { unused: true as const } : null) }
      case 'clear':
        return { kind: 'sync/clear', id, name }
      case 'set':
      case 'notify':
        return { kind: `sync/${change}`, id, name, to }
      default: {
        const size = Queue.prototype.qsize.call(object)
        if (change === 'shutdown') return { kind: 'queue/shutdown', id, name, size, to }
        return { kind: `queue/${change}`, id, name, value: this.#preview(detail), size, to }
      }
    }
  }

  /** What has settled it: something done to a lock or queue, a cancel, or what executes. */
  #settler(future: Future<unknown>, { line }: Thing, waiters: unknown): number | undefined {
    const course = this.#course
    if (future._state === CANCELLED) {
      const cancel = course.cancels.find(({ task }) => task._waiter === future)
      return cancel?.event ?? course.event
    }
    if (line?.change === undefined || line.change.course !== course.number) return course.event
    if (waiters instanceof Task) line.change.to.push(this.#thing(waiters).id)
    return line.change.event
  }

  #pushNew(task: Task<unknown>): void {
    const thing = this.#create(task, false)
    this.#enqueue(thing, thing.pushed)
  }

  #pushTask(thing: Thing): void {
    const done = this.#takeExpected()
    if (done === null) {
      thing.waitsAt = this.#course.current.left
      const suspended = this.#add({ kind: 'task/suspend', id: thing.id }, this.#course.current.event, thing.waitsAt)
      this.#enqueue(thing, suspended)
      return
    }
    thing.waitsFor = undefined
    this.#add({ kind: 'task/wake', id: thing.id, by: done.future.id }, done.event)
    this.#enqueue(thing, done.event)
  }

  #create(task: Task<unknown>, eager: boolean): Thing {
    const thing = this.#things.add(task, Task.prototype.getName.call(task))
    const body = Task.prototype.getCoro.call(task) as object | undefined
    const gen = body === undefined ? undefined : this.#things.get(body)
    const coro = gen === undefined ? coroutineName(body) : `${gen.name.replace(/ \d+$/, '')}()`
    const parent = this.#course.current.task?.id
    thing.pushed = this.#add(
      {
        kind: 'task/create',
        id: thing.id,
        name: thing.name,
        ...(coro === 'coroutine' ? null : { coro: shortName(coro) }),
        ...(gen === undefined ? null : { gen: gen.id }),
        ...(parent === undefined ? null : { parent }),
        ...(eager ? { eager: true as const } : null),
      },
      this.#course.event,
    )
    return thing
  }

  #step(task: Task<unknown>, thing: Thing, cause: number | undefined): number | undefined {
    const waiter = task._waiter
    const throws = task._mustCancel || (waiter !== null && waiter._state !== RESOLVED)
    const value = task._mustCancel ? this.#outcome(task) : waiter !== null ? this.#outcome(waiter) : undefined
    return this.#add(
      {
        kind: 'task/step',
        id: thing.id,
        op: throws ? 'throw' : 'send',
        ...(value === undefined ? null : { value }),
        ...(waiter === null ? null : { from: this.#thing(waiter).id }),
      },
      cause,
      thing.waitsAt,
    )
  }

  #enqueue(thing: Thing, cause: number | undefined): void {
    thing.pushed = this.#add({ kind: 'loop/ready-push', id: thing.id, name: thing.name }, cause)
    this.#pendingOf(this.#loop as EventLoop).add(thing.id)
  }

  #disarm(thing: Thing, cause: number | undefined): void {
    thing.armed = undefined
    this.#pendingOf(this.#loop as EventLoop).delete(thing.id)
    this.#add({ kind: 'loop/timer-cancel', id: thing.id }, cause)
  }

  #expect(pushes: number, future: Thing, event: number | undefined): void {
    this.#expected = pushes
    this.#doneFuture = future
    this.#doneEvent = event
  }

  #takeExpected(): { readonly future: Thing; readonly event: number | undefined } | null {
    if (this.#expected === 0 || this.#doneFuture === undefined) return null
    this.#expected -= 1
    return { future: this.#doneFuture, event: this.#doneEvent }
  }

  /** Also of a future that was there before the recording. */
  #thing(future: Future<unknown>): Thing {
    const known = this.#things.get(future)
    if (known !== undefined) return known
    if (future instanceof Task) return this.#create(future, false)
    this.futureCreated(future)
    return this.#things.get(future) as Thing
  }

  #pendingOf(loop: EventLoop): Set<number> {
    let pending = this.#pending.get(loop)
    if (pending === undefined) {
      pending = new Set()
      this.#pending.set(loop, pending)
    }
    return pending
  }

  /** What came of it, or will: one that is pending is about to be cancelled. */
  #outcome(future: Future<unknown>): string {
    if (future._state === RESOLVED || future._state === FAILED) return this.#preview(future._value)
    const message = future._cancelMessage
    return `CancelledError(${message === undefined ? '' : this.#preview(message)})`
  }

  #preview(value: unknown): string {
    return this.#log.full ? '' : this.#show(value, this.#things.nameOf)
  }

  /** `place`: where it happens, if nothing of the program executes. */
  #add(body: EventBody, cause?: number, place?: Place): number | undefined {
    const loop = this.#loop
    const t = loop?._clock.time() ?? this.#outerTime()
    this.#noteJump(loop, t, body.kind === 'loop/timer-fire' ? cause : undefined)
    if (this.#newTurn && OPENING.has(body.kind)) {
      this.#newTurn = false
      this.#turn += 1
      this.#log.add({ t, turn: this.#turn }, { kind: 'loop/turn' })
    }
    const { task, callback } = this.#course.current
    const { frame, loc = place } = this.#course
    const base: { -readonly [Key in keyof Omit<EventBase, 'i'>]: EventBase[Key] } = { t, turn: this.#turn }
    if (task !== undefined) base.task = task.id
    if (callback !== undefined) base.callback = callback.id
    if (frame !== undefined) base.frame = frame.thing.id
    if (loc !== undefined) base.loc = loc
    if (cause !== undefined) base.cause = cause
    return this.#log.add(base, body)
  }

  /** Virtual time stands still but for its jumps; that one was made is seen as soon as anything happens after it. */
  #noteJump(loop: EventLoop | null, to: number, cause: number | undefined): void {
    const clock = loop?._clock
    const from = this.#time
    this.#time = to
    if (clock === this.#clock && clock?.jump !== undefined && from !== to) {
      const base = { t: to, turn: this.#turn }
      this.#log.add(cause === undefined ? base : { ...base, cause }, { kind: 'loop/clock', from, to })
    }
    this.#clock = clock
  }
}

const ENDINGS = [undefined, 'result', 'error', 'cancelled'] as const

/** With what a turn can begin. */
const OPENING: ReadonlySet<string> = new Set(['loop/io', 'loop/timer-fire', 'loop/ready-pop'])
