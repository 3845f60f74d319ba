import type { Handle } from './handles.js'

/** There is something to read: data, an end, a connection to accept, or an error. */
export const EVENT_READ = 1
/** There is room to write, or a connection has come about or failed. */
export const EVENT_WRITE = 2

/** Who is called when an object can be read, and who when it can be written; null: nobody. */
export type SelectorData = readonly [reader: Handle | null, writer: Handle | null]

/** What a Selector watches: for which events, and whose business they are. */
export interface SelectorKey<Data = SelectorData, File extends object = object> {
  /** What is watched: a socket, say. */
  readonly fileobj: File
  /** `EVENT_READ`, `EVENT_WRITE`, or their sum. */
  readonly events: number
  /** What was given with it: a loop keeps its callbacks there. */
  readonly data: Data
}

/**
 * What a loop polls for input and output: once a turn, behind what is ready and before the timers that are due. Given to
 * a loop when it is made, as in `new EventLoop({ selector })`; the loop closes it. Programs use `loop.addReader` and
 * `loop.addWriter`, which register with it.
 *
 * It is level-triggered: an object that can be read is told of in each turn until it was read.
 *
 * Mirrors `Lib/selectors.py`. Differs: a loop never has it wait, since JavaScript cannot; instead it tells when something
 * comes by itself (`nextAt`), and calls back when something has come from outside (`onReady`).
 */
export interface Selector {
  /** Begins to watch an object; one that is watched already is an error: `modify` it. */
  register(fileobj: object, events: number, data: SelectorData): SelectorKey
  /** Watches the object for other events, or calls somebody else back. */
  modify(fileobj: object, events: number, data: SelectorData): SelectorKey
  /** Watches the object no longer. */
  unregister(fileobj: object): SelectorKey
  /** The key of an object that is watched. */
  getKey(fileobj: object): SelectorKey | undefined
  /**
   * What has come by now, in the order in which it came. Asking does not take it away: reading and writing does.
   * `timeout`: for how many seconds it may wait for the first, on a clock that can jump; null: without end. Default: 0.
   */
  select(timeout?: number | null): readonly (readonly [key: SelectorKey, events: number])[]
  /** The loop time, in seconds, at which something may come by itself: the loop looks again then. Default: Infinity. */
  nextAt?(): number
  /** Calls `wake` when something comes; the loop asks so before it waits. Returns a function that withdraws the request. */
  onReady(wake: () => void): () => void
  /** Whether what comes, comes from the host: then the loop gives the host a macrotask in each turn. Default: false. */
  readonly outside?: boolean
  /** Lets go of all that it watches. */
  close(): void
}
