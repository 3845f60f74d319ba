/**
 * Runs a program in Node exactly as the page does — same compiler, same worker script, same messages, same reducer —
 * in a fresh `node:vm` context instead of a worker. For tests of the site's own examples: a vm context is no sandbox,
 * and a program that never gives way never comes back.
 */
import vm from 'node:vm'
import type { Program } from './client'
import { compile } from './compile/compile'
import { createLocator } from './compile/positions'
import { importTable } from './compile/table'
import { type Origin, toEnding, toOutputLine } from './errors'
import type { PartCode } from './parts'
import { encode, parseFromRunner, type ToRunner } from './protocol'
import { endOf, linesBefore, wrapperOf } from './script'
import { initialSession, reduceSession, type SessionEvent, type SessionState } from './session'

export interface NodeRunOptions {
  /** `(await bundleString('src/runner/worker/prelude.ts')).code` */
  readonly bundle: string
  /** The code of the parts that programs may import; those that a program needs must be there. */
  readonly parts?: PartCode
  /** False: the program does not tell of its generators and lines. */
  readonly steps?: boolean
  /** The time that the realm's own clock and timers go by; this machine's unless told otherwise. */
  readonly time?: RealmTime
}

export interface RealmTime {
  now(): number
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}

const realTime: RealmTime = {
  now: () => performance.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

let lastRunId = 0

/** Run a program to its end, at `program.speed`; `instant` unless it says otherwise. */
export function runInNode(
  program: Pick<Program, 'id' | 'code'> & Partial<Program>,
  { bundle, parts = {}, steps = true, time = realTime }: NodeRunOptions,
): Promise<SessionState> {
  const runId = ++lastRunId
  let state = initialSession
  const dispatch = (event: SessionEvent): void => {
    state = reduceSession(state, event)
  }
  dispatch({ type: 'run/prepare', runId })
  const compiled = compile(program.code, importTable, { steps })
  if (!compiled.ok) {
    dispatch({ type: 'run/end', runId, ending: { kind: 'invalid', error: compiled.error } })
    return Promise.resolve(state)
  }
  const wrapper = wrapperOf(bundle)
  const origin: Origin = {
    locate: createLocator(compiled.source, compiled.code, compiled.insertions),
    linesBefore: linesBefore(wrapper),
    lines: compiled.code.split('\n').length,
  }
  return new Promise((resolve, reject) => {
    const realm = createRealm((data) => {
      const message = parseFromRunner(data)
      if (message === null) return finish(() => reject(new Error(`the run sent what is no message: ${String(data)}`)))
      if (message.type === 'run/end') {
        dispatch({ type: 'run/end', runId, ending: toEnding(message.ending, origin) })
        finish(() => resolve(state))
      } else if (message.type === 'run/output') {
        dispatch({ ...message, lines: message.lines.map((line) => toOutputLine(line, origin)) })
      } else if (message.type === 'run/begin') dispatch(compiled.steps ? message : { ...message, plain: true })
      else if (message.type === 'run/progress' || message.type === 'run/trace') dispatch(message)
    }, time)
    const finish = (settle: () => void): void => {
      realm.dispose()
      settle()
    }
    const { id, seed = id, start = '00:00:00', clock = 'virtual', speed = 'instant', record } = program
    try {
      const needed = Object.fromEntries(compiled.parts.map((name) => [name, parts[name]]))
      realm.load(wrapper.before + compiled.code + endOf(needed) + wrapper.after)
      realm.post({
        type: 'run/start',
        runId,
        code: '',
        settings: { seed, start, clock, speed, ...(record && { record }) },
      })
    } catch (error) {
      finish(() => reject(error))
    }
  })
}

interface RealmEvent {
  readonly ports?: readonly unknown[]
  readonly reason?: unknown
}

interface Realm {
  load(script: string): void
  post(message: ToRunner): void
  dispose(): void
}

/** A context with as much of a worker's platform as programs may use, and a port that is two function calls. */
function createRealm(receive: (data: unknown) => void, time: RealmTime): Realm {
  const listeners = new Map<string, (event: object) => void>()
  const timers = new Set<unknown>()
  let live = true
  const port = {
    onmessage: null as ((event: { data: string }) => void) | null,
    postMessage: (data: unknown) => {
      if (live) receive(data)
    },
  }
  const globals = {
    performance: { now: () => time.now() },
    setTimeout: (callback: () => void, delayMs: number) => {
      const timer = time.setTimeout(() => {
        timers.delete(timer)
        callback()
      }, delayMs)
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer: unknown) => {
      if (timer === null) return
      timers.delete(timer)
      time.clearTimeout(timer)
    },
    setImmediate: (callback: () => void) => void setImmediate(() => live && callback()),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    AbortController,
    AbortSignal: shielded(AbortSignal),
    // Its own, since the realm's clean-up changes the prototype.
    Event: class extends Event {},
    EventTarget,
    DOMException,
    TextEncoder,
    TextDecoder,
    URL: shielded(URL),
    URLSearchParams,
    atob,
    btoa,
    structuredClone,
  }
  // As the sandbox's policy has it: no code from strings.
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  const fire = (type: string, event: RealmEvent): void => {
    listeners.get(type)?.(Object.assign(new Event(type, { cancelable: true }), event))
  }
  const stopListening = onRejections(vm.runInContext('Promise', context), (reason) =>
    fire('unhandledrejection', { reason }),
  )
  return {
    load: (script) => {
      vm.runInContext(script, context, { filename: 'playground-run.js' })
      fire('message', { ports: [port] })
    },
    post: (message) => port.onmessage?.({ data: encode(message) }),
    dispose: () => {
      live = false
      for (const timer of timers) time.clearTimeout(timer)
      stopListening()
    },
  }
}

/** The class as it is, but what the realm's clean-up takes from it is gone for the realm alone. */
function shielded<T extends object>(target: T): T {
  const gone = new Set<PropertyKey>()
  return new Proxy(target, {
    get: (from, key) => (gone.has(key) ? undefined : Reflect.get(from, key)),
    deleteProperty: (_, key) => Boolean(gone.add(key)),
  })
}

/** What to do with the rejections of a realm's promises that nobody handles. */
const realms = new Map<typeof Promise, (reason: unknown) => void>()
let others: NodeJS.UnhandledRejectionListener[] = []

/** Node tells of all realms alike: those of ours are ours, those of others go to whoever listened before. */
const dispatchRejection: NodeJS.UnhandledRejectionListener = (reason, promise) => {
  for (const [RealmPromise, handle] of realms) if (promise instanceof RealmPromise) return handle(reason)
  for (const other of others) other(reason, promise)
}

function onRejections(RealmPromise: typeof Promise, handle: (reason: unknown) => void): () => void {
  if (realms.size === 0) {
    others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', dispatchRejection)
  }
  realms.set(RealmPromise, handle)
  return () => {
    if (!realms.delete(RealmPromise) || realms.size > 0) return
    process.removeListener('unhandledRejection', dispatchRejection)
    for (const other of others) process.on('unhandledRejection', other)
  }
}
