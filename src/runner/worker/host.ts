/** An end of a channel between workers. */
export interface ChannelPort {
  onmessage: ((event: { data: unknown }) => void) | null
  postMessage(message: unknown, transfer: readonly object[]): void
}

/** What the prelude needs of the realm it runs in, taken before the realm is stripped. Times in milliseconds. */
export interface Host {
  /** Never goes back. */
  now(): number
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
  /** Calls back in a macrotask of its own, once rejections that nobody handled have been told of. */
  hop(callback: () => void): void
  /** Makes a channel to another worker; null: there are no others. */
  readonly channel: (() => { readonly port1: ChannelPort; readonly port2: ChannelPort }) | null
  /** How many processors the machine has, as far as it tells. */
  readonly processors: number
  /** Copies a value as it would be copied to another worker. */
  clone(value: unknown, transfer: readonly object[]): unknown
}

interface Channel {
  port1: { onmessage: (() => void) | null }
  port2: { postMessage(message: null): void }
}

interface Globals {
  performance: { now(): number }
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
  setImmediate?: (callback: () => void) => unknown
  MessageChannel: new () => Channel
  navigator?: { readonly hardwareConcurrency?: number }
  structuredClone(value: unknown, options: { transfer: readonly object[] }): unknown
}

export function captureHost(): Host {
  const { performance, setTimeout, clearTimeout, setImmediate, MessageChannel, navigator, structuredClone } =
    globalThis as unknown as Globals
  const now = performance.now.bind(performance)
  return {
    now,
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer),
    hop:
      setImmediate === undefined ? twice(channelHop(new MessageChannel())) : (callback) => void setImmediate(callback),
    channel: setImmediate === undefined ? () => new MessageChannel() as never : null,
    processors: navigator?.hardwareConcurrency ?? 1,
    clone: (value, transfer) => structuredClone(value, { transfer }),
  }
}

/**
 * A browser tells of unhandled rejections in a task that it queues after the microtasks, so behind a message posted by
 * the same code; but before a message that this one's receiver posts.
 */
function twice(hop: Host['hop']): Host['hop'] {
  return (callback) => hop(() => hop(callback))
}

/** Callbacks wait in a chain, since arrays have methods that the program may replace. */
interface Waiting {
  readonly callback: () => void
  next: Waiting | null
}

function channelHop({ port1, port2 }: Channel): Host['hop'] {
  const post = port2.postMessage.bind(port2)
  let first: Waiting | null = null
  let last: Waiting | null = null
  port1.onmessage = () => {
    const waiting = first
    if (waiting === null) return
    first = waiting.next
    if (first === null) last = null
    waiting.callback()
  }
  return (callback) => {
    const waiting = { callback, next: null }
    if (last === null) first = waiting
    else last.next = waiting
    last = waiting
    post(null)
  }
}
