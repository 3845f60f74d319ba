import { runningLoopOrNull } from './current.js'
import type { EventLoop } from './event-loop.js'
import type { DoneCallback, Future } from './futures.js'
import type { Runnable } from './ready-queue.js'
import type { Task } from './tasks.js'
import type { Timer } from './timer-heap.js'
import type { Waiter } from './waiting-line.js'

/** What can happen to a lock, an event, a condition, a semaphore, a barrier or a queue. */
export type Change = 'acquire' | 'release' | 'set' | 'clear' | 'notify' | 'put' | 'get' | 'shutdown'

/** What a network tells of a message: a piece of a stream, the end of one, or a datagram. */
export type NetworkNews =
  /** It goes out. `text`: what it says; none: `shown` is all that can be shown of it. */
  | {
      readonly step: 'send'
      readonly message: object
      readonly way: 'data' | 'datagram' | 'end'
      readonly from: string
      readonly to: string
      readonly size: number
      readonly text: string | undefined
      readonly shown: string
    }
  /** So many bytes of it have come to a socket. */
  | {
      readonly step: 'arrive'
      readonly message: object
      readonly socket: object
      readonly size: number
    }
  /** It comes to nobody, or a copy of it does not. */
  | { readonly step: 'lost'; readonly message: object }
  /** The program takes bytes that have come to a socket. */
  | {
      readonly step: 'read'
      readonly socket: object
      readonly size: number
      readonly text: string | undefined
      readonly shown: string
    }

/**
 * What a loop tells while it runs, each thing as soon as it has happened. `createRecorder` of `asyncio-ts/trace` makes
 * one. Nothing of the loop may be changed from within, and nothing thrown.
 */
export interface TraceSink {
  /** A turn begins; it may find nothing to do. */
  turn(loop: EventLoop): void
  /** Something has gone into the ready queue: from outside the loop, because its time has come, or for any other reason. `readFrom`: what can be read now. */
  push(loop: EventLoop, runnable: Runnable, from: 'io' | 'timer' | undefined, readFrom?: object): void
  /** It has come out, and runs now. */
  pop(loop: EventLoop, runnable: Runnable): void
  /** A task takes its first step within what executes; then that step is over. */
  eager(task: Task<unknown>, begins: boolean): void
  /** It waits for its time from now on. */
  timerSet(loop: EventLoop, timer: Timer): void
  /** `cancel` is called, perhaps not for the first time. The timer of a sleep is cancelled by settling its Future. */
  timerCancelled(loop: EventLoop, timer: Timer): void
  /** From within the constructor: nothing of a class that extends Future is there yet. */
  futureCreated(future: Future<unknown>): void
  /** It has its result. Then each of its waiters is pushed, before anything else happens. */
  futureSettled(future: Future<unknown>, waiters: unknown): void
  /** A task or a callback waits for it; for one that is done, a push follows. */
  waiterAdded(future: Future<unknown>, waiter: Runnable | DoneCallback<never>): void
  /** By `removeDoneCallback`, also when it was not there. */
  callbackRemoved(future: Future<unknown>, callback: DoneCallback<never>): void
  /** Before anything is done about it. */
  taskCancelled(task: Task<unknown>, message: string | undefined): void
  /** The clock has found that nobody can ever wake anybody. */
  deadlock(loop: EventLoop): void
  /** It is closed; what was still in its queues is dropped. */
  closed(loop: EventLoop): void
  /** Somebody has come to stand in a line. */
  lineJoined(waiter: Waiter, position: number): void
  /** Before anybody is woken by it. `detail`: an item; whether a release gives back what nobody has used. */
  changed(loop: EventLoop, thing: object, change: Change, detail: unknown): void
  /** A simulated network has news of a message. */
  network(loop: EventLoop, news: NetworkNews): void
}

/** Tells the trace of the running loop, if there is one, of a change to something that belongs to no loop. */
export function tell(thing: object, change: Change, detail?: unknown): void {
  const loop = runningLoopOrNull()
  if (loop !== null && loop._trace !== null) loop._trace.changed(loop, thing, change, detail)
}
