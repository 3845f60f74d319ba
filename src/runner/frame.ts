/**
 * The controller: the only script of the sandboxed frame, which has an opaque origin and a policy that lets nothing
 * else in. It starts a worker for each run, passes messages between page and workers, and counts and reads those of the
 * workers: whatever a program has made of its worker, it speaks for no run but its own, and never for the frame.
 */
import { limits } from './limits'
import {
  type CrashReason,
  encode,
  type FloodReason,
  type FromRunner,
  parseFromRunner,
  parseToRunner,
  type RunSettings,
  type ToRunner,
} from './protocol'

/** Trusted Types keep `new Worker` to addresses that this script made itself. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

interface LoadedWorker {
  readonly worker: Worker
  readonly url: string
}

interface RunWorker extends LoadedWorker {
  readonly port: MessagePort
  readonly settings: RunSettings
  /** Of its pools, by their numbers. */
  readonly pool: Map<number, Worker>
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('playground', {
  createScriptURL: (url) => url,
})

function control(page: MessagePort): void {
  const runs = new Map<number, RunWorker>()
  let before: Blob | null = null
  let after = ''
  /** Has its program, and nobody to start it: a worker takes longer to come up than all else before a first line. */
  let spare: (LoadedWorker & { readonly code: string }) | null = null

  const send = (message: FromRunner): void => page.postMessage(encode(message))

  function end(runId: number): void {
    const run = runs.get(runId)
    if (run === undefined) return
    runs.delete(runId)
    run.worker.terminate()
    for (const worker of run.pool.values()) worker.terminate()
    run.port.close()
    URL.revokeObjectURL(run.url)
  }

  function crash(runId: number, reason: FloodReason | CrashReason, detail = ''): void {
    if (!runs.has(runId)) return
    end(runId)
    send({ type: 'run/crash', runId, reason, detail })
  }

  function load(code: string): LoadedWorker {
    const url = URL.createObjectURL(new Blob([before as Blob, code, after], { type: 'text/javascript' }))
    return { worker: new Worker(policy?.createScriptURL(url) ?? url), url }
  }

  function dropSpare(): void {
    spare?.worker.terminate()
    if (spare !== null) URL.revokeObjectURL(spare.url)
    spare = null
  }

  function loadAhead(code: string): void {
    if (before === null || spare?.code === code) return
    dropSpare()
    spare = { code, ...load(code) }
    // Nothing of it has been called, so nothing is said or goes wrong; if it does, its run shall find out.
    spare.worker.onerror = (event) => {
      event.preventDefault()
      dropSpare()
    }
    spare.worker.onmessage = dropSpare
  }

  function takeLoaded(code: string): LoadedWorker {
    if (spare?.code !== code) return load(code)
    const taken = spare
    spare = null
    return taken
  }

  function start(message: Extract<ToRunner, { type: 'run/start' }>): void {
    const { runId, code, settings } = message
    if (before === null || runs.has(runId)) return
    const { worker, url } = takeLoaded(code)
    const { port1: port, port2 } = new MessageChannel()
    runs.set(runId, { worker, port, url, settings, pool: new Map() })
    worker.onerror = (event) => {
      event.preventDefault()
      crash(runId, 'worker died', event.message?.slice(0, limits.reasonChars))
    }
    // The prelude speaks by its port alone. What is said past it would be neither counted nor read.
    worker.onmessage = () => crash(runId, 'nonsense')
    worker.onmessageerror = () => crash(runId, 'worker unreadable')
    const tooMuch = createCounter()
    port.onmessage = ({ data, ports: [along] }) => {
      if (typeof data !== 'string') crash(runId, 'nonsense')
      else if (data.length > limits.messageChars) crash(runId, 'message size')
      else if (tooMuch()) crash(runId, 'messages')
      else if (!isOfRun(data, runId)) crash(runId, 'nonsense')
      else {
        const message = parseFromRunner(data)
        if (message?.type === 'run/pool') join(message, along)
        else if (message?.type === 'run/unpool') leave(message)
        // It may just have ended the run.
        if (runs.has(runId)) page.postMessage(data)
      }
    }
    worker.postMessage(null, [port2])
    // The code is part of the worker's script already.
    port.postMessage(encode({ ...message, code: '' }))
  }

  /** A worker for a pool of a run: the same script. It speaks to the program alone, by the port that came for it. */
  function join(
    { runId, worker: number }: Extract<FromRunner, { type: 'run/pool' }>,
    port: MessagePort | undefined,
  ): void {
    const run = runs.get(runId)
    if (run === undefined) return
    if (port === undefined || run.pool.size >= limits.poolWorkers || run.pool.has(number)) {
      crash(runId, 'nonsense')
      return
    }
    const worker = new Worker(policy?.createScriptURL(run.url) ?? run.url)
    run.pool.set(number, worker)
    worker.onmessage = () => crash(runId, 'nonsense')
    worker.onerror = (event) => {
      event.preventDefault()
      leave({ runId, worker: number })
      run.port.postMessage(encode({ type: 'run/lost', runId, worker: number }))
    }
    const { seed, start } = run.settings
    worker.postMessage({ seed: `${seed} ${number}`, start }, [port])
  }

  function leave({ runId, worker }: { readonly runId: number; readonly worker: number }): void {
    const pool = runs.get(runId)?.pool
    pool?.get(worker)?.terminate()
    pool?.delete(worker)
  }

  page.onmessage = ({ data }) => {
    const message = parseToRunner(data)
    switch (message?.type) {
      case 'frame/prelude':
        before = new Blob([message.before])
        after = message.after
        return send({ type: 'frame/ready', runId: 0 })
      case 'frame/ping':
        return send({ type: 'frame/pong', runId: 0, nonce: message.nonce })
      case 'frame/load':
        return loadAhead(message.code)
      case 'run/start':
        return start(message)
      case 'run/stop':
        return end(message.runId)
      case 'run/ping':
      case 'run/speed':
        return runs.get(message.runId)?.port.postMessage(data)
    }
  }
}

/** True for what a worker may say: of its own run, and neither what is the frame's nor what is the controller's. */
function isOfRun(data: string, runId: number): boolean {
  const message = parseFromRunner(data)
  return message !== null && message.runId === runId && message.type !== 'run/crash'
}

/** True once more messages came within a second than may. */
function createCounter(): () => boolean {
  let since = performance.now()
  let count = 0
  return () => {
    const now = performance.now()
    if (now - since > 1000) {
      since = now
      count = 0
    }
    return ++count > limits.messagesPerSecond
  }
}

addEventListener('message', function take(event) {
  const [port] = event.ports
  if (event.source !== parent || self.origin !== 'null' || port === undefined) return
  removeEventListener('message', take)
  control(port)
})
