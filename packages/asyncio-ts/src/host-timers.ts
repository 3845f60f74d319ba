/*
 * The few things of the host that the package needs. They are taken once, when the module is loaded: a playground may
 * replace the globals afterwards without slowing the loop or leading it astray.
 */

/** The host's timers. Times in milliseconds here, as hosts count. */
export interface HostTimers {
  /** A clock that never goes back, in milliseconds. */
  now(): number
  /** Calls back once in so many milliseconds; what it returns is for `clearTimeout`. */
  setTimeout(callback: () => void, milliseconds: number): unknown
  /** Withdraws a timer. */
  clearTimeout(timer: unknown): void
  /** Calls back in a macrotask of its own, after all pending microtasks and in the order of asking. */
  hop(callback: () => void): void
}

interface Port {
  onmessage: (() => void) | null
  postMessage(message: null): void
}

interface Globals {
  performance?: { now(): number }
  setTimeout?: (callback: () => void, milliseconds: number) => unknown
  clearTimeout?: (timer: unknown) => void
  setImmediate?: (callback: () => void) => unknown
  MessageChannel?: new () => { port1: Port; port2: Port }
  console?: Record<'error' | 'warn' | 'log', (...values: unknown[]) => void>
}

const globals = globalThis as Globals

function missing(): never {
  throw new Error('asyncio-ts found no timers here: pass your own with configureHost({ timers }) from asyncio-ts/host')
}

/** One message a callback, so that each has a macrotask of its own. */
export function channelHop(Channel: new () => { port1: Port; port2: Port }): (callback: () => void) => void {
  const waiting: (() => void)[] = []
  let port: Port | null = null
  return (callback) => {
    if (port === null) {
      const channel = new Channel()
      channel.port1.onmessage = () => waiting.shift()?.()
      port = channel.port2
    }
    waiting.push(callback)
    port.postMessage(null)
  }
}

/**
 * The cheapest macrotask of the host is its hop. Node's setImmediate keeps the process alive exactly while it is pending,
 * which a MessageChannel there does not (its port would hold the process for ever, or not at all); browsers have the
 * channel, which unlike setTimeout is neither clamped to 4 ms nor slowed in the background.
 */
function capture(): HostTimers {
  const { performance = Date, setTimeout = missing, clearTimeout = missing, setImmediate, MessageChannel } = globals
  return {
    now: performance.now.bind(performance),
    setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimeout: (timer) => clearTimeout(timer),
    hop:
      setImmediate !== undefined
        ? (callback) => void setImmediate(callback)
        : MessageChannel !== undefined
          ? channelHop(MessageChannel)
          : (callback) => void setTimeout(callback, 0),
  }
}

const captured = /* @__PURE__ */ capture()
let current = captured

/** The timers in use. */
export function hostTimers(): HostTimers {
  return current
}

/** Replaces the timers; undefined brings back those of the host. */
export function setHostTimers(timers: HostTimers | undefined): void {
  current = timers ?? captured
}

const settled = /* @__PURE__ */ Promise.resolve()

/** Calls back in a microtask. */
export function microtask(callback: () => void): void {
  settled.then(callback)
}

const { console } = globals

/** Writes to the host's console, if it has one. */
export function log(level: 'error' | 'warn' | 'log', ...values: unknown[]): void {
  console?.[level](...values)
}
