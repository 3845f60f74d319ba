import * as asyncio from 'asyncio-ts'
import { DeadlockError, RuntimeError } from 'asyncio-ts'
import { configureHost, core, pendingTasks, type ReportKind, turnCount } from 'asyncio-ts/host'
import { limits } from '../limits'
import type { FromRunner, RunSettings, Speed, Stream, WireEnding, WireError } from '../protocol'
import { type Beat, createBeat } from './beat'
import { mendDateTimeFormat } from './calendar'
import { createConsole } from './console'
import { createDescribe } from './describe'
import { preview } from './format'
import type { Host } from './host'
import { createInspect } from './inspect'
import { modules } from './modules'
import { createOutput } from './output'
import { listPending } from './pending'
import { createWorkers, type Functions } from './pool'
import { apply, getOwnPropertyDescriptor, NativePromise, NativeTypeError, upwards, whenSettled } from './primordials'
import { createProxies } from './proxies'
import { createRandom } from './random'
import { install } from './realm'
import { createRequire } from './require'
import { createRunClock } from './run-clock'
import { mendFunctionText } from './source-text'
import { createSteps, type Steps } from './steps'
import { createStuckTasks } from './stuck'
import { createThrownValues, type ThrownValues } from './thrown'
import { createTimeOfDay } from './time-of-day'
import { createTimers } from './timers'
import { createTracing } from './tracing'
import { type TreeEnds, treesOf } from './tree'
import { describeUncaught, formatUncaught, sizeOfError, type Telling } from './uncaught'

/** A compiled program: given its modules and what its beacons call, a function that runs it. */
export type Program = (
  require: (specifier: unknown) => unknown,
  exports: object,
  look: Beat['look'],
  thrown: ThrownValues['note'],
  line: Steps['line'],
  at: Steps['at'],
  wait: Steps['wait'],
  make: Steps['make'],
  enter: Steps['enter'],
  off: Steps['off'],
  back: Steps['back'],
) => () => Promise<unknown>

/** The modules that come with this program, by the names it imports them by; each is made of what they share. */
export type Parts = Readonly<Record<string, (shared: typeof core) => Readonly<Record<string, unknown>>>>

export interface RunControl {
  ping(nonce: number): void
  setSpeed(speed: Speed): void
  /** A worker of a pool has died. */
  lost(worker: number): void
  /** An error that reached the realm itself. */
  uncaught(error: unknown): void
}

/** Hops that nothing may happen in before a run counts as over: what native code still had to say comes first. */
const HOPS_TO_FINISH = 2
/** The same before a program that waits for a promise counts as stuck. */
const HOPS_TO_DEADLOCK = 20

/**
 * Run a program to its end, once a realm.
 *
 * It is over when its main promise is settled and, after a further macrotask, nobody waits for the clock any more;
 * at once when main failed. Exactly one `run/end` is sent, and nothing after it.
 */
export function startRun(
  program: Program,
  parts: Parts,
  runId: number,
  settings: RunSettings,
  host: Host,
  send: (message: FromRunner, port?: object) => void,
): RunControl {
  type Main = { state: 'running' } | { state: 'done' } | { state: 'failed'; error: unknown }
  let main: Main = { state: 'running' }
  let firstUncaught: WireError | null = null
  let uncaughtCount = 0
  let ending: WireEnding | null = null
  let told = false
  let checking = false
  let aliveTimer: unknown = null
  let mainDoneAt = Number.POSITIVE_INFINITY
  let pollingError: RuntimeError | null = null
  let lineErrorChars = 0
  const startedAt = host.now()
  const thrownValues = createThrownValues()
  const telling: Telling = { now: host.now, stackOf: thrownValues.stackOf }
  const stuck = createStuckTasks()
  const describe = createDescribe(asyncio)
  const proxies = createProxies()
  const recorded = settings.record !== 'off'
  const tracing = createTracing(runId, host, {
    recorded,
    send: (message) => {
      if (!told) send(message)
    },
    time: () => clock.time(),
    preview: (value, nameOf) => preview(value, (object) => previewOf(object, nameOf)),
  })
  const output = createOutput(runId, host, {
    send,
    turns: turnCount,
    recorded: tracing.print,
    onFlood: (reason) => end({ kind: 'flood', reason }),
  })
  const beat = createBeat(host, {
    tell: (line) => {
      if (ending === null) send({ type: 'run/busy', runId, line })
    },
    looked: output.late,
  })
  const clock = createRunClock(settings, host, {
    onQuiet: () => checkSoon(),
    onLook: (time) => onLook(time),
  })
  const timers = createTimers(clock, (error) => uncaught(error))

  function end(how: WireEnding): void {
    if (ending !== null) return
    ending = how
    tell(how)
  }

  /** Near the end of the stack this may fail halfway: the next ping then finds that it was not told. */
  function tell(how: WireEnding): void {
    if (told) return
    const time = clock.time()
    output.flush(time)
    tracing.flush()
    // What was printed last need not be what happened last: the page shows where the run ended, at any speed.
    send({ type: 'run/progress', runId, nonce: 0, time, turns: turnCount() })
    output.close()
    tracing.close()
    clock.close()
    host.clearTimeout(aliveTimer)
    send({ type: 'run/end', runId, ending: how })
    told = true
  }

  let looks = 0
  function onLook(time: number): void {
    if (tracing.busy) return
    looks++
    if (looks % 16 !== 0 || ending !== null) return
    beat.gaveWay()
    output.tick(time)
    // A loop under `runSync` lets no timer fire.
    if (time - mainDoneAt > limits.aliveLoopSeconds || host.now() - startedAt > limits.runWallMs) stillAlive()
  }

  /** Prints what tells of an error; the error goes along as long as there is room. */
  function printError(stream: Stream, text: string, error: WireError): void {
    const size = sizeOfError(error)
    const fits = lineErrorChars + size <= limits.lineErrorChars
    if (fits) lineErrorChars += size
    output.print(stream, text, clock.time(), fits ? { error } : {})
  }

  function uncaught(error: unknown): void {
    if (ending !== null) return
    const described = describeUncaught(error, telling)
    firstUncaught ??= described
    printError('error', formatUncaught(described), described)
    uncaughtCount++
    if (uncaughtCount > limits.uncaughtErrors) end({ kind: 'flood', reason: 'uncaught errors' })
  }

  function report(kind: ReportKind, error: unknown, message: string): void {
    const stream = kind === 'warning' ? 'warn' : 'error'
    if (error === undefined) {
      output.print(stream, message, clock.time())
      return
    }
    const described = describeUncaught(error, telling)
    printError(stream, `${message}\n${formatUncaught(described)}`, described)
  }

  function failed(thrown: unknown): void {
    const error = describeUncaught(thrown, telling)
    output.print('error', formatUncaught(error), clock.time())
    if (isDeadlock(thrown)) end({ kind: 'deadlock', error, waiting: stuck.list(thrown) })
    else if (pollingError !== null && thrown === pollingError) end({ kind: 'polling', error })
    else end({ kind: 'failed', error })
  }

  /** What an event calls an object: by its name, if it has one. A Proxy may run the program's code at each look. */
  function previewOf(object: object, nameOf: (object: object) => string | undefined): string | null {
    return nameOf(object) ?? (proxies.isProxy(object) ? 'Proxy' : (describe(object) ?? coroutineText(object)))
  }

  /** Watch, hop by hop, whether anything still happens. */
  function checkSoon(): void {
    if (checking || ending !== null) return
    checking = true
    let still = 0
    let seen = -1
    const check = (): void => {
      if (ending !== null) return
      const now = clock.activity + turnCount()
      still = now === seen ? still + 1 : 0
      seen = now
      if (!clock.quiet && main.state !== 'failed') {
        checking = false
        return
      }
      if (main.state === 'running' ? still >= HOPS_TO_DEADLOCK : still >= HOPS_TO_FINISH) {
        over()
        return
      }
      host.hop(check)
    }
    host.hop(check)
  }

  function over(): void {
    if (main.state === 'failed') failed(main.error)
    else if (main.state === 'running') {
      failed(new DeadlockError('the program waits for a promise that nothing can settle any more', pendingTasks()))
    } else end(firstUncaught === null ? { kind: 'finished' } : { kind: 'failed', error: firstUncaught })
  }

  function stillAlive(): void {
    end({ kind: 'alive', ...listPending(timers.list(), pendingTasks()) })
  }

  /** Loop time for `Date` and `performance`; a program that only watches it never sees it move. */
  let reads = 0
  let readsAt = -1
  function look(): number {
    const at = clock.activity + turnCount()
    reads = at === readsAt ? reads + 1 : 0
    readsAt = at
    if (settings.clock === 'virtual' && reads > limits.clockReads) {
      pollingError = new RuntimeError(
        'the program looks at the clock again and again without giving way, so that it cannot move: ' +
          'wait with `yield* sleep(…)` or `await` instead',
      )
      throw pollingError
    }
    return clock.time()
  }

  const timeOfDay = createTimeOfDay(settings.start, look)
  const treeEnds: TreeEnds = {
    now: host.now,
    describe,
    inspect: createInspect(asyncio, (value) => describe(value) !== null),
    isProxy: proxies.isProxy,
  }
  const console = createConsole({
    print: (stream, text, values) =>
      output.print(stream, text, clock.time(), { trees: treesOf(values, output.treeRoom, treeEnds) }),
    now: host.now,
    time: () => clock.time(),
    describe,
  })
  install('Proxy', proxies.Proxy)
  install('console', console)
  install('Date', timeOfDay.Date)
  install('performance', timeOfDay.performance)
  mendDateTimeFormat(timeOfDay.Date.now)
  const steps = createSteps(tracing)
  mendFunctionText(steps.textOf)
  install('setTimeout', timers.setTimeout)
  install('setInterval', timers.setInterval)
  install('clearTimeout', timers.clear)
  install('clearInterval', timers.clear)
  install('queueMicrotask', (callback: unknown) => {
    if (typeof callback !== 'function') throw new NativeTypeError('queueMicrotask needs a function to call')
    const call = (): void => {
      try {
        apply(callback, undefined, [])
      } catch (error) {
        uncaught(error)
      }
    }
    whenSettled(settled, call)
  })
  Math.random = createRandom(settings.seed)
  const exported: { __functions__?: Functions } = {}
  const workers = createWorkers(runId, host, {
    functions: () => exported.__functions__?.() ?? {},
    ask: (message, port) => {
      if (ending === null) send(message, port)
    },
  })
  configureHost({
    clock,
    report,
    ...(recorded && { trace: tracing.sink }),
    timers: { now: host.now, setTimeout: host.setTimeout, clearTimeout: host.clearTimeout, hop: host.hop },
    interrupted: stuck.interrupted,
    workers,
  })

  const made = Object.fromEntries(Object.entries(parts).map(([name, make]) => [name, make(core)]))
  send({ type: 'run/begin', runId })
  host.setTimeout(stillAlive, limits.runWallMs)
  const { line, at, wait, make, enter, off, back } = steps
  const runMain = program(
    createRequire({ ...modules, ...made }),
    exported,
    beat.look,
    thrownValues.note,
    line,
    at,
    wait,
    make,
    enter,
    off,
    back,
  )
  const running = apply(runMain, undefined, [])
  whenSettled(
    running,
    () => {
      off(undefined)
      main = { state: 'done' }
      mainDoneAt = clock.time()
      aliveTimer = host.setTimeout(stillAlive, limits.aliveWallMs)
      checkSoon()
    },
    (error) => {
      off(undefined)
      main = { state: 'failed', error }
      // Its timers are dropped; what microtasks still print comes before the error.
      clock.close()
      checkSoon()
    },
  )
  checkSoon()

  return {
    ping: (nonce) => {
      beat.gaveWay()
      if (ending !== null) return tell(ending)
      const time = clock.time()
      output.flush(time)
      tracing.flush()
      send({ type: 'run/progress', runId, nonce, time, turns: turnCount() })
    },
    setSpeed: (speed) => clock.setSpeed(speed),
    lost: workers.lost,
    uncaught,
  }
}

/** `sleep()` for a coroutine of the package, null for anything else. */
function coroutineText(object: object): string | null {
  const field = (key: string): unknown =>
    upwards(object, (at) => getOwnPropertyDescriptor(at, key) ?? null)?.value ?? undefined
  if (typeof field('next') !== 'function' || typeof field('throw') !== 'function') return null
  const name = field('name')
  return typeof name === 'string' && name !== '' ? `${name}()` : 'generator'
}

/** By its class's prototype: `instanceof` would ask the class, which the program has too, and a Proxy may throw. */
function isDeadlock(error: unknown): boolean {
  try {
    return upwards(error as object, (at) => at === DeadlockError.prototype || null) === true
  } catch {
    return false
  }
}

const settled = NativePromise.resolve()
