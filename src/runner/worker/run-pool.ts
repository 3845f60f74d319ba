/**
 * The program in a worker of a pool: its top is executed, so that its functions have what they use, but nothing runs,
 * prints or waits. Then its functions are called as they are asked for.
 */
import * as asyncio from 'asyncio-ts'
import { core } from 'asyncio-ts/host'
import type { RunSettings } from '../protocol'
import type { ChannelPort, Host } from './host'
import { modules } from './modules'
import { type Functions, serve } from './pool'
import { apply, create, NativePromise, whenSettled } from './primordials'
import { createRandom } from './random'
import { install } from './realm'
import { createRequire } from './require'
import type { Parts, Program } from './run'
import type { Steps } from './steps'
import { createTimeOfDay } from './time-of-day'

/** What a pool worker is told of its run. */
export type PoolSettings = Pick<RunSettings, 'seed' | 'start'>

const nothing = (): undefined => undefined

/** Nobody is told of the steps of a program that is not recorded. */
const untold: Omit<Steps, 'textOf'> = {
  line: () => false,
  at: () => false,
  wait: (_owner, _line, _column, _delegates, value) => value,
  make: (_owner, _flags, _label, fn) => fn,
  enter: nothing,
  off: (value) => value,
  back: (_line, _column, value) => value,
}

export function servePool(program: Program, parts: Parts, settings: PoolSettings, host: Host, port: ChannelPort): void {
  const beganAt = host.now()
  // Work here takes real time; no loop's time passes.
  const timeOfDay = createTimeOfDay(settings.start, () => (host.now() - beganAt) / 1000)
  const console = create(null)
  for (const name of [
    'log',
    'info',
    'warn',
    'error',
    'debug',
    'table',
    'dir',
    'assert',
    'trace',
    'group',
    'groupEnd',
  ]) {
    console[name] = nothing
  }
  install('console', console)
  install('Date', timeOfDay.Date)
  install('performance', timeOfDay.performance)
  for (const name of ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval']) install(name, nothing)
  Math.random = createRandom(settings.seed)

  const never = (): Promise<never> => new NativePromise<never>(nothing)
  const halt = (): never => {
    throw new Error('nothing runs in a worker of a pool')
  }
  const main = { ...asyncio, run: never, runSync: halt }
  const made = Object.fromEntries(Object.entries(parts).map(([name, make]) => [name, make(core)]))
  const exported: { __functions__?: Functions } = {}
  const { line, at, wait, make, enter, off, back } = untold
  const runMain = program(
    createRequire({ ...modules, 'asyncio-ts': main, ...made }),
    exported,
    () => Number.MAX_SAFE_INTEGER,
    (error) => error,
    line,
    at,
    wait,
    make,
    enter,
    off,
    back,
  )
  // Its functions are there once its first steps are done, whatever becomes of the others.
  whenSettled(apply(runMain, undefined, []) as Promise<unknown>, nothing, nothing)
  serve(exported.__functions__ ?? (() => ({})), port)
}
