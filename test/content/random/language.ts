import type { Awaitable, Coroutine } from 'asyncio-ts'
import type { Room } from './room'

/**
 * A program in a little language that `room.ts` and `room.py` both run: bodies of coroutines, as lists of steps. The
 * first is run by the main task, and each of the others begins as a task of its own. What a step does, and how one is
 * drawn, stands in `ops/`, once in TypeScript and once in Python.
 *
 * A number mostly stands for one of what there is at that moment, taken modulo how many there are; a step that finds
 * nothing to act on does nothing. A body calls only bodies after it, so that each program ends, or waits for ever.
 */
export interface Program {
  readonly bodies: readonly Steps[]
  /** Whether the loop begins with the eager task factory. */
  readonly eager: boolean
  /** Whether a task goes on after it misused something (a lock that it does not hold, a queue that is full …). */
  readonly forgiving: boolean
  /** What the main task does after its steps: sleep so many seconds, wait for all tasks, or end at once. */
  readonly end: number | 'join' | 'now'
  /** By `run`, with its clean-up; or by the loop alone, that goes on after each `stop`. */
  readonly drive: 'run' | 'loop'
  /** How many each semaphore lets in. */
  readonly values: readonly number[]
  /** How many each barrier takes, less one. */
  readonly parties: readonly number[]
  readonly queues: readonly (readonly [kind: string, maxsize: number])[]
}

export type Step = readonly [kind: string, ...args: unknown[]]
export type Steps = readonly Step[]
/** Something to wait for. */
export type Expression = readonly [kind: string, ...args: unknown[]]

/** Where a step stands: in which run of which body, or in a callback made there. */
export interface Place {
  /** Which run of a body: they are numbered in the order in which they were asked for. */
  readonly me: number
  readonly body: number
  /** How the log calls it. */
  readonly who: string
}

/**
 * Something to wait for, and its rank. Whoever waits has a lower rank than what it waits for, so that nobody waits for
 * itself in a ring: there, cancelling would never come to an end in either language.
 */
export interface Made {
  readonly awaitable: Awaitable<unknown>
  readonly rank: number
}

/** Draws what a step is made of. */
export interface Draw {
  /** From 0 to `n - 1`. */
  below(n: number): number
  flag(): boolean
  from<const A extends readonly unknown[]>(...all: A): A[number]
  /** Which of the tasks, futures … there are. */
  which(): number
  /** Which of a few objects: mostly the first, so that tasks meet. */
  few(): number
  /** What can be held: of few kinds in one program. */
  holdable(): 'lock' | 'condition' | 'semaphore'
  delay(): number
  /** A limit in seconds, or none. */
  limit(): number | null
  error(): string
  message(): string | null
  /** Steps within a step; `acts`: those that do not wait, for callbacks. */
  steps(): Steps
  acts(): Steps
  expression(): Expression
  expressions(max: number): readonly Expression[]
}

/** False: it found nothing to act on. */
// biome-ignore lint/suspicious/noConfusingVoidType: most are functions that give nothing
type Acted = false | void

// biome-ignore lint/suspicious/noExplicitAny: what its `draw` gave, which only itself knows
type Given = any[]

interface Drawn {
  /** How often it is drawn, among the others. */
  readonly weight: number
  readonly draw: (from: Draw) => readonly unknown[]
}

/** A step that does not wait: it can stand in callbacks too. */
export interface Act extends Drawn {
  readonly act: (room: Room, at: Place, ...args: Given) => Acted
}

/** A step that may wait. */
export interface Wait extends Drawn {
  readonly run: (room: Room, at: Place, ...args: Given) => Coroutine<Acted>
  /** Whether it holds steps. */
  readonly holds: boolean
}

/** How an expression becomes something to wait for; null: it finds nothing. */
export interface Make extends Drawn {
  readonly make: (room: Room, at: Place, ...args: Given) => Made | null
  /** Whether it holds expressions. */
  readonly holds: boolean
}

type Args = readonly unknown[] | readonly []

export function act<A extends Args>(
  weight: number,
  draw: (from: Draw) => A,
  act: (room: Room, at: Place, ...args: A) => Acted,
): Act {
  return { weight, draw, act }
}

export function wait<A extends Args>(
  weight: number,
  draw: (from: Draw) => A,
  run: (room: Room, at: Place, ...args: A) => Coroutine<Acted>,
): Wait {
  return { weight, draw, run, holds: false }
}

export function block<A extends Args>(
  weight: number,
  draw: (from: Draw) => A,
  run: (room: Room, at: Place, ...args: A) => Coroutine<Acted>,
): Wait {
  return { weight, draw, run, holds: true }
}

export function make<A extends Args>(
  weight: number,
  draw: (from: Draw) => A,
  make: (room: Room, at: Place, ...args: A) => Made | null,
  holds = false,
): Make {
  return { weight, draw, make, holds }
}
