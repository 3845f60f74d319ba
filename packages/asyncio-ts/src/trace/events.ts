/*
 * What a trace consists of: plain data, so that it goes through JSON and between workers as it is.
 *
 * Tasks, futures, callbacks, timers, locks, queues and generators are numbers: no two things of one recording have the same.
 * Values are texts, made when the event happened.
 */

/** A place in the program's source, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What each event says, whatever its kind. */
export interface EventBase {
  /** Its place in the list. */
  readonly i: number
  /** Loop time, in seconds. */
  readonly t: number
  /** How many turns have begun. */
  readonly turn: number
  /** The task in whose step it happened. */
  readonly task?: number
  /** The callback in whose course it happened. */
  readonly callback?: number
  /** The innermost generator that was running, where the host tells. */
  readonly frame?: number
  /** Where the program stood, where the host tells. */
  readonly loc?: Place
  /** The `i` of the event that made this one happen; none: the world outside, as a promise, or whoever began the run. */
  readonly cause?: number
}

/** How a task or a future ended. */
export type Ending = 'result' | 'error' | 'cancelled'

/** What a host tells of the program's generators. `id` is the generator. */
export type GeneratorEvent =
  /** `coroutine`: its function says that it is one. */
  | { readonly kind: 'gen/create'; readonly id: number; readonly name: string; readonly coroutine?: true }
  | {
      readonly kind: 'gen/resume'
      readonly id: number
      readonly op: 'next' | 'send' | 'throw' | 'close'
      readonly value?: string
      /** The generator that resumes it; none: plain code, or a task. */
      readonly from?: number
      /** JavaScript has thrown the value away: it was the first. */
      readonly dropped?: true
    }
  | { readonly kind: 'gen/yield'; readonly id: number; readonly value: string; readonly to?: number }
  | { readonly kind: 'gen/delegate'; readonly id: number; readonly to?: number; readonly value: string }
  | {
      readonly kind: 'gen/end'
      readonly id: number
      readonly how: 'return' | 'throw' | 'close'
      readonly value: string
    }

/** `id` is the task. */
export type TaskEvent =
  | {
      readonly kind: 'task/create'
      readonly id: number
      readonly name: string
      /** The name of its coroutine, where it has one, and the generator that it is, where the host tells of generators. */
      readonly coro?: string
      readonly gen?: number
      /** The task in whose step it was made. */
      readonly parent?: number
      readonly eager?: true
    }
  /** What it waited for gives a value, or an error is thrown in. `from`: what it waited for. */
  | {
      readonly kind: 'task/step'
      readonly id: number
      readonly op: 'send' | 'throw'
      readonly value?: string
      readonly from?: number
    }
  /** `on`: the future or task for which it waits from now on; none: it has let the others run. `what`: that in words. */
  | { readonly kind: 'task/suspend'; readonly id: number; readonly on?: number; readonly what?: string }
  /** What it waited for is done: `by`. */
  | { readonly kind: 'task/wake'; readonly id: number; readonly by: number }
  /** Somebody asks for its end. `by`: the task that does. */
  | { readonly kind: 'task/cancel'; readonly id: number; readonly by?: number; readonly message?: string }
  | { readonly kind: 'task/end'; readonly id: number; readonly how: Ending; readonly value: string }

/** `id` is the future; a task is one, too. */
export type FutureEvent =
  | { readonly kind: 'future/create'; readonly id: number; readonly name: string }
  | { readonly kind: 'future/settle'; readonly id: number; readonly how: Ending; readonly value: string }
  /** A function is to be called when it is done, or no longer. `fn` is the function. */
  | {
      readonly kind: 'future/callback'
      readonly id: number
      readonly op: 'add' | 'remove'
      readonly fn: number
      readonly name: string
    }

/** `id` is a task, a callback or a timer. */
export type LoopEvent =
  | { readonly kind: 'loop/turn' }
  | { readonly kind: 'loop/ready-push'; readonly id: number; readonly name: string }
  /** `cancelled`: it was cancelled meanwhile, and does nothing. */
  | { readonly kind: 'loop/ready-pop'; readonly id: number; readonly cancelled?: true }
  /** `when`: in seconds of loop time; null: never. */
  | { readonly kind: 'loop/timer-set'; readonly id: number; readonly name: string; readonly when: number | null }
  | { readonly kind: 'loop/timer-fire'; readonly id: number; readonly when: number | null }
  | { readonly kind: 'loop/timer-cancel'; readonly id: number }
  /** Something has come in from outside: a promise has settled, say. */
  | { readonly kind: 'loop/io'; readonly id: number; readonly name: string }
  /** A virtual clock has jumped. */
  | { readonly kind: 'loop/clock'; readonly from: number; readonly to: number }
  /** Nobody can wake anybody any more. */
  | { readonly kind: 'loop/deadlock'; readonly waiting: readonly { readonly task: number; readonly on?: number }[] }
  /** A loop closes, and drops the callbacks and timers that are left. */
  | { readonly kind: 'loop/close'; readonly dropped: readonly number[] }

/** What stands in a line: for a lock, a place in a queue or an item of it, or for `join`. */
export type Side = 'get' | 'put' | 'join'

/** `id` is the lock, event, condition, semaphore, barrier or queue; `name` as `Lock 1`. */
export type SyncEvent =
  /** `free`: how many a semaphore has left. */
  | { readonly kind: 'sync/acquire'; readonly id: number; readonly name: string; readonly free?: number }
  /** Somebody comes to stand in line, at `position` (from 1); `future` is what is done when it is their turn. */
  | {
      readonly kind: 'sync/wait'
      readonly id: number
      readonly name: string
      readonly future: number
      readonly position: number
      /** Of a queue: for what. */
      readonly side?: Side
    }
  /** `to`: the tasks that it wakes. `unused`: a place of a semaphore that was kept for somebody who was cancelled. */
  | {
      readonly kind: 'sync/release'
      readonly id: number
      readonly name: string
      readonly to: readonly number[]
      readonly free?: number
      readonly unused?: true
    }
  /** An event is set. */
  | { readonly kind: 'sync/set'; readonly id: number; readonly name: string; readonly to: readonly number[] }
  /** An event is unset. */
  | { readonly kind: 'sync/clear'; readonly id: number; readonly name: string }
  /** Of a condition or a barrier. */
  | { readonly kind: 'sync/notify'; readonly id: number; readonly name: string; readonly to: readonly number[] }

/** `size`: how many items are in it now. `to`: the tasks that it wakes. */
export type QueueEvent =
  | {
      readonly kind: 'queue/put' | 'queue/get'
      readonly id: number
      readonly name: string
      readonly value: string
      readonly size: number
      readonly to: readonly number[]
    }
  | {
      readonly kind: 'queue/shutdown'
      readonly id: number
      readonly name: string
      readonly size: number
      readonly to: readonly number[]
    }

/** What a simulated network does. `id` is the message, or the socket from which is read. */
export type NetEvent =
  /** `end`: one direction of a stream ends. `from`, `to`: host and port. `size`: in bytes. */
  | {
      readonly kind: 'net/send'
      readonly id: number
      readonly way: 'data' | 'datagram' | 'end'
      readonly from: string
      readonly to: string
      readonly size: number
      readonly value: string
    }
  /** So many bytes of it have come to the socket `at`; what was sent at once may come in pieces, a datagram twice. */
  | { readonly kind: 'net/arrive'; readonly id: number; readonly at: number; readonly size: number }
  /** It comes to nobody, or a copy of it does not. */
  | { readonly kind: 'net/lost'; readonly id: number }
  /** The program takes what has come to a socket, or a part of it. */
  | { readonly kind: 'net/read'; readonly id: number; readonly size: number; readonly value: string }

/** Why a trace was cut: one of its limits, or whoever sends it on could not go on. */
export type TraceEnd = 'events' | 'bytes' | 'tasks' | 'failed'

/** What the program itself does, and the end of a trace that was cut. */
export type ProgramEvent =
  | { readonly kind: 'print'; readonly stream: 'out' | 'err'; readonly text: string }
  /** A line is about to be executed; what has changed since the one before, by name. */
  | { readonly kind: 'line'; readonly changed: Readonly<Record<string, string>> }
  /** No lines are told from here on, since a limit was reached: what variables hold is not known any more. */
  | { readonly kind: 'lines/end' }
  /** The last one of a trace that was cut: which limit was reached, and how many events are missing, up to now. */
  | { readonly kind: 'truncated'; readonly why: TraceEnd; readonly dropped: number }

/** What an event says beyond `EventBase`, by its kind. */
export type EventBody =
  | GeneratorEvent
  | TaskEvent
  | FutureEvent
  | LoopEvent
  | SyncEvent
  | QueueEvent
  | NetEvent
  | ProgramEvent

/** One thing that happened. */
export type TraceEvent = EventBase & EventBody
