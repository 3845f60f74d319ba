/** What a Selector watches: for which events, and who is called back with those that have come. */
export interface SelectorKey {
  /** What is watched: a socket, say. */
  readonly fileobj: object
  /** A sum of the selector's event numbers, as 1 for reading and 2 for writing. */
  readonly events: number
  /** Called by the loop, in each turn in which any of the events has come, with the sum of those. */
  readonly data: (events: number) => unknown
}

/**
 * What a loop polls for input and output: once a turn, before the timers that are due. Given to a loop when it is made,
 * as in `new EventLoop({ selector })`; the loop closes it.
 *
 * On a virtual clock a selector takes part in time as loops do: by `wakeAt` for what comes at a time, by `hold` while
 * something may come from outside.
 *
 * Mirrors `Lib/selectors.py`. Differs: `select` never waits, since JavaScript cannot; instead it tells when to look again.
 */
export interface Selector {
  /** Begins to watch an object; one that is watched already is an error: `modify` it. */
  register(fileobj: object, events: number, data: SelectorKey['data']): SelectorKey
  /** Watches the object for other events, or calls somebody else back. */
  modify(fileobj: object, events: number, data: SelectorKey['data']): SelectorKey
  /** Watches the object no longer. */
  unregister(fileobj: object): SelectorKey
  /** What has come by now, in the order in which it came. Asking does not take it away: reading and writing does. */
  select(): readonly (readonly [key: SelectorKey, events: number])[]
  /** Calls `wake` when something comes; the loop asks so before it waits. Returns a function that withdraws the request. */
  onReady(wake: () => void): () => void
  /** Lets go of all that it watches. */
  close(): void
}
