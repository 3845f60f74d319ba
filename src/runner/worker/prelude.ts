/**
 * The first half of every run worker's script; the reader's program is the argument that the other half calls this
 * with. Nothing of the program runs before the realm is stripped and the page has sent its port.
 */
import { limits } from '../limits'
import { encode, parseToRunner } from '../protocol'
import { captureHost } from './host'
import { uncurry } from './primordials'
import { stripRealm } from './realm'
import { type Parts, type Program, type RunControl, startRun } from './run'
import { type PoolSettings, servePool } from './run-pool'

interface Port {
  onmessage: ((event: { data: unknown }) => void) | null
  postMessage(message: unknown, transfer?: readonly object[]): void
}

interface RealmEvent extends Event {
  readonly ports?: readonly Port[]
  readonly data?: unknown
  readonly reason?: unknown
  readonly error?: unknown
  readonly message?: unknown
}

type Listen = (type: string, listener: (event: RealmEvent) => void, capture: boolean) => void

export default function boot(program: Program, parts: Parts): void {
  const host = captureHost()
  const realm = globalThis as unknown as { addEventListener: Listen }
  const listen = realm.addEventListener.bind(realm)
  const stop = uncurry(Event.prototype.stopImmediatePropagation)
  const prevent = uncurry(Event.prototype.preventDefault)
  let control: RunControl | null = null
  let port: Port | null = null

  // Each event ends here: the program could listen too, and has nothing to hear.
  const on = (type: string, handle: (event: RealmEvent) => void): void => {
    const listener = (event: RealmEvent): void => {
      stop(event)
      prevent(event)
      handle(event)
    }
    listen(type, listener, true)
  }
  // While main is at its first steps there is nobody to tell yet.
  const uncaught = (error: unknown): void => {
    if (control === null) host.hop(() => control?.uncaught(error))
    else control.uncaught(error)
  }
  on('error', (event) => uncaught(event.error ?? event.message))
  on('unhandledrejection', (event) => uncaught(event.reason))
  on('messageerror', () => {})
  on('message', (event) => {
    const given = event.ports?.[0]
    if (port !== null || given === undefined) return
    port = given
    const pool = poolSettings(event.data)
    if (pool !== null) return servePool(program, parts, pool, host, given)
    const post = port.postMessage.bind(port)
    port.onmessage = ({ data }) => receive(data, post)
  })
  stripRealm()
  // V8 alone has a limit; of its ten frames a loop and the generators between take most.
  if ('stackTraceLimit' in Error) Error.stackTraceLimit = 6 * limits.stackFrames

  function receive(data: unknown, post: Port['postMessage']): void {
    const message = parseToRunner(data)
    if (message === null) return
    if (message.type === 'run/start' && control === null) {
      const { runId, settings } = message
      control = startRun(program, parts, runId, settings, host, (answer, along) =>
        post(encode(answer), along === undefined ? [] : [along]),
      )
    } else if (message.type === 'run/ping') control?.ping(message.nonce)
    else if (message.type === 'run/speed') control?.setSpeed(message.speed)
    else if (message.type === 'run/lost') control?.lost(message.worker)
  }
}

/** What the controller tells a worker of a pool; null: it is the run's own. */
function poolSettings(data: unknown): PoolSettings | null {
  return typeof data === 'object' && data !== null ? (data as PoolSettings) : null
}
