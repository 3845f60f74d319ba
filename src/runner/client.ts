import type { RunnerAssets } from './assets'
import type { Compiled } from './compile/compile'
import { type Compiler, createCompiler } from './compile/compiler'
import { limits } from './limits'
import type { PartCode } from './parts'
import type { CrashReason, Speed } from './protocol'
import { type ActiveRun, createActiveRun } from './run'
import { openSandbox, type Sandbox } from './sandbox'
import { endOf, type Wrapper, wrapperOf } from './script'
import type { SessionEvent } from './session'
import { createWatch } from './watch'

/** A program of the reader's, with what its run depends on. */
export interface Program {
  /** The example's id. */
  readonly id: string
  /** Seeds `Math.random`; the id does when it is missing. */
  readonly seed?: string
  /** TypeScript. */
  readonly code: string
  /** Time of day at loop time 0, `HH:MM:SS`. */
  readonly start: string
  readonly clock: 'virtual' | 'wall'
  /** What happens is not recorded: the session gets no trace. */
  readonly record?: 'off'
  readonly speed: Speed
}

/** One run under way. After its `run/end` event both methods do nothing. */
export interface Run {
  readonly runId: number
  /** End it now, whatever it does. */
  stop(): void
  setSpeed(speed: Speed): void
}

export interface RunnerClient {
  /**
   * Resolves when the frame is ready and `code`, which the reader is likely to run next, is compiled, or they could not be
   * had. With `load` it waits in a worker by then: only for a program that the reader has seen to. Safe to call often.
   */
  warm(code: string, load?: boolean): Promise<void>
  /**
   * Compile and run a program. `onEvent` hears `run/prepare` before this returns, then the rest in order, and
   * `run/end` exactly once. Several runs may be under way at one time.
   */
  run(program: Program, onEvent: (event: SessionEvent) => void): Run
  /** End all runs, remove the frame and the compile worker. A later `warm` or `run` builds them again. */
  dispose(): void
}

type Runnable = Extract<Compiled, { ok: true }>

/** What lives from the first use of the client until it is disposed of. */
interface Machinery {
  readonly assets: RunnerAssets
  readonly wrapper: Wrapper
  readonly compiler: Compiler
}

/** A client of its own; a page has one, see `getRunnerClient`. Tests give assets of theirs. */
export function createRunnerClient(
  loadAssets: () => Promise<RunnerAssets> = async () => (await import(/* webpackPreload: true */ './assets')).assets,
): RunnerClient {
  const runs = new Map<number, ActiveRun>()
  /** Their compiled programs. */
  const started = new WeakMap<ActiveRun, Runnable>()
  let machinery: Promise<Machinery> | null = null
  /** The same, once it is there. */
  let atHand: Machinery | null = null
  let sandbox: Sandbox | null = null
  let heartbeat: ReturnType<typeof setInterval> | null = null
  let lastRunId = 0

  function prepare(): Promise<Machinery> {
    if (machinery !== null) return machinery
    addEventListener('pagehide', dispose)
    const loading = loadAssets().then((assets) => ({
      assets,
      wrapper: wrapperOf(assets.prelude),
      compiler: createCompiler(assets.startCompiler),
    }))
    machinery = loading
    loading.then(
      (machines) => {
        if (machinery === loading) atHand = machines
      },
      () => {},
    )
    // Offline, say: the next try shall load again.
    loading.catch(() => {
      if (machinery === loading) machinery = null
    })
    return loading
  }

  function openFrame({ assets, wrapper }: Machinery): Sandbox {
    if (sandbox !== null) return sandbox
    const opened = openSandbox(assets.controller, wrapper, {
      onMessage: (message) => {
        if (message.type === 'frame/pong') beat.heard()
        else if (message.type !== 'frame/ready') {
          beat.heard()
          runs.get(message.runId)?.receive(message)
        }
      },
      onLost: (reason) => {
        sandbox = null
        endAll({ kind: 'crashed', reason, detail: '' })
      },
    })
    sandbox = opened
    return opened
  }

  /** What is in the frame is gone at once. Runs that are not in it yet, and later ones, find a new one. */
  function replaceFrame(reason: CrashReason): void {
    sandbox?.dispose()
    sandbox = null
    for (const run of [...runs.values()]) if (run.started) run.end({ kind: 'crashed', reason, detail: '' })
    const before = machinery
    before?.then((machines) => before === machinery && openFrame(machines)).catch(() => {})
  }

  /** Has a program wait in a worker for its next run. */
  function loadAhead(compiled: Runnable): void {
    const before = machinery
    before
      ?.then(async (machines) => {
        if (machinery !== before) return
        const frame = openFrame(machines)
        const [parts] = await Promise.all([loadParts(machines, compiled), frame.ready])
        frame.send({ type: 'frame/load', runId: 0, code: compiled.code + endOf(parts) })
      })
      // Then the next run has to wait for its worker, and tells if there is none.
      .catch(() => {})
  }

  function endAll(ending: Parameters<ActiveRun['end']>[0]): void {
    for (const run of [...runs.values()]) run.end(ending)
  }

  /** Resolves when the frame in use is ready, or nobody wants it any more; a run that lost its frame does not. */
  async function readyFrame(machines: Machinery, wanted: () => boolean): Promise<void> {
    while (wanted()) {
      const frame = openFrame(machines)
      try {
        await frame.ready
      } catch (error) {
        if (frame === sandbox) throw error
      }
      if (frame === sandbox) return
    }
  }

  async function loadParts({ assets }: Machinery, compiled: Compiled): Promise<PartCode> {
    const names = compiled.ok ? compiled.parts : []
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await assets.loadPart(name)])))
  }

  let beat = createWatch(limits.heartbeatEveryMs, limits.heartbeatLostMs, () => performance.now())
  function watchFrame(): void {
    if (heartbeat !== null) return
    beat = createWatch(limits.heartbeatEveryMs, limits.heartbeatLostMs, () => performance.now())
    heartbeat = setInterval(() => {
      if (beat.tick()) replaceFrame('frame silent')
      else sandbox?.send({ type: 'frame/ping', runId: 0, nonce: 0 })
    }, limits.heartbeatEveryMs)
  }
  function unwatchFrame(): void {
    if (heartbeat !== null) clearInterval(heartbeat)
    heartbeat = null
  }

  async function start(active: ActiveRun, program: Program): Promise<void> {
    const machines = await prepare()
    // Stopped meanwhile, perhaps by `dispose`: then nothing may be built up again.
    if (active.ended) return
    const [compiled] = await Promise.all([
      machines.compiler.compile(program.code),
      readyFrame(machines, () => !active.ended),
    ])
    if (active.ended) return
    if (!compiled.ok) return active.end({ kind: 'invalid', error: compiled.error })
    const parts = await loadParts(machines, compiled)
    if (active.ended) return
    // Compiling may have taken longer than the frame lived.
    await readyFrame(machines, () => !active.ended)
    if (active.ended) return
    begin(active, compiled, machines, parts)
  }

  function begin(active: ActiveRun, compiled: Runnable, machines: Machinery, parts: PartCode): void {
    watchFrame()
    started.set(active, compiled)
    active.start(compiled, machines.wrapper, parts)
  }

  /** When all that a run takes is at hand: before anything is rendered, which its worker need not wait for. */
  function startAtOnce(active: ActiveRun, program: Program): boolean {
    const compiled = sandbox?.isReady ? atHand?.compiler.known(program.code) : undefined
    if (atHand === null || !compiled?.ok || compiled.parts.length > 0) return false
    begin(active, compiled, atHand, {})
    return true
  }

  function run(program: Program, onEvent: (event: SessionEvent) => void): Run {
    const runId = ++lastRunId
    const active = createActiveRun(runId, program, {
      onEvent,
      send: (message) => sandbox?.send(message),
      frameAnswers: () => beat.silentMs < 2 * limits.heartbeatEveryMs,
      onEnd: (worker) => {
        runs.delete(runId)
        if (runs.size === 0) unwatchFrame()
        if (worker === 'flooding') replaceFrame('neighbour flooded')
        // With the frame an endless loop goes at once. Where others run in it, theirs is the longer life.
        else if (worker === 'busy' && runs.size === 0) replaceFrame('frame shut')
        // Who has seen a program end may well run it again.
        const compiled = started.get(active)
        if (worker === 'resting' && compiled !== undefined) loadAhead(compiled)
      },
    })
    runs.set(runId, active)
    // Before anybody shows that it is being prepared: the compile worker is already at it meanwhile.
    const starting = startAtOnce(active, program) ? null : start(active, program)
    onEvent({ type: 'run/prepare', runId })
    starting?.catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error)
      active.end({ kind: 'crashed', reason: 'not loaded', detail })
    })
    return { runId, stop: () => active.end({ kind: 'stopped' }), setSpeed: active.setSpeed }
  }

  function dispose(): void {
    removeEventListener('pagehide', dispose)
    const machines = machinery
    machinery = null
    atHand = null
    endAll({ kind: 'stopped' })
    unwatchFrame()
    sandbox?.dispose()
    sandbox = null
    machines?.then(({ compiler }) => compiler.dispose()).catch(() => {})
  }

  return {
    warm: async (code, load = false) => {
      try {
        const loading = prepare()
        const machines = await loading
        if (machinery !== loading) return
        const parts = machines.compiler.compile(code).then(async (compiled) => {
          await loadParts(machines, compiled)
          return compiled
        })
        const [compiled] = await Promise.all([parts, openFrame(machines).ready])
        if (load && compiled.ok) loadAhead(compiled)
      } catch {
        // The next run tries again, and tells.
      }
    },
    run,
    dispose,
  }
}

let shared: RunnerClient | null = null

/** The page's client, made at the first call. */
export function getRunnerClient(): RunnerClient {
  shared ??= createRunnerClient()
  return shared
}
