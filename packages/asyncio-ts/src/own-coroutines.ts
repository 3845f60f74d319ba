import { driverOf } from './coroutines.js'
import { runningLoopOrNull } from './current.js'
import { RuntimeError } from './errors.js'
import { settings } from './settings.js'

/*
 * What a plain generator cannot do, this package's own coroutines do: they have a name, object to being awaited by
 * native code, and are missed in debug mode when nobody drives them.
 */

type Make = (this: unknown, ...args: unknown[]) => object

/** A method that gives coroutines, and the class on whose prototype it stands. `inside`: see `ownMethod`. */
interface Method {
  readonly holder: Record<string, Make>
  readonly key: string
  readonly name: string
  readonly make: Make
  readonly inside: number
}

const methods: Method[] = []
/** How many loops are in debug mode. Without any, nothing of what follows costs anything. */
let watchers = 0

/**
 * Names the coroutines of one of this package's own `function*`, and makes it an error to `await` one in native code,
 * which otherwise would go on at once and say nothing. Both stand on the prototype that its generator objects share.
 */
export function own(fn: { readonly prototype: object }, name: string): void {
  // biome-ignore lint/suspicious/noThenProperty: being awaited by mistake is what it is for
  Object.defineProperties(fn.prototype, { name: { value: name }, then: { value: awaitedByMistake } })
}

/**
 * The same for a method `key` of a prototype; in debug mode its coroutines are watched as well. `inside`: how many calls
 * of this package lie between the program and this method.
 */
export function ownMethod<H extends object>(holder: H, key: keyof H & string, name: string, inside = 0): void {
  const made = holder as unknown as Record<string, Make>
  const make = made[key] as Make
  own(make as unknown as { readonly prototype: object }, name)
  methods.push({ holder: made, key, name, make, inside })
}

/** The `then` of a coroutine: rejects, since nothing but `yield*` and a task can drive it. */
function awaitedByMistake(this: { readonly name: string }, _: unknown, reject: (error: Error) => void): void {
  const call = `${this.name}(…)`
  reject(new RuntimeError(`${call} was awaited by native code: write yield* ${call} in a function*, or run(${call})`))
}

/**
 * A loop goes into debug mode. Methods are replaced meanwhile by such as watch what they give: looking at each call
 * whether somebody is debugging would be felt in the fastest of them.
 */
export function beginWatching(): void {
  watchers += 1
  if (watchers > 1) return
  for (const { holder, key, name, make, inside } of methods) {
    holder[key] = function watching(...args) {
      return watch(make.apply(this, args), name, watching, { above: 3, inside })
    }
  }
}

/** A loop goes out of debug mode, or closes. */
export function endWatching(): void {
  watchers -= 1
  if (watchers > 0) return
  for (const { holder, key, make } of methods) holder[key] = make
}

/** For functions, which cannot be replaced: watches a coroutine that `maker` has just made, if somebody is debugging. */
export function watched<C extends object>(coroutine: C, name: string, maker: object): C {
  return watchers === 0 ? coroutine : watch(coroutine, name, maker, { above: 4, inside: 0 })
}

/** A coroutine that nobody has begun to drive. */
interface Undriven {
  readonly coroutine: object
  readonly name: string
  readonly site: string | undefined
}

const DRIVING = ['next', 'throw', 'return', 'then'] as const

/** How many calls lie between a stack trace and whoever made a coroutine: this module's up to `maker`, then others. */
interface Depth {
  readonly above: number
  readonly inside: number
}

/** Notes a coroutine in the running loop, until somebody takes its first step, closes it, or awaits it by mistake. */
function watch<C extends object>(coroutine: C, name: string, maker: object, depth: Depth): C {
  const undriven = runningLoopOrNull()?._undriven
  if (undriven === undefined) return coroutine
  const entry: Undriven = { coroutine, name, site: callSite(maker, depth) }
  const methodsOf = coroutine as Record<string, Make>
  const found = (): void => {
    undriven.delete(entry)
    for (const key of DRIVING) delete methodsOf[key]
  }
  for (const key of DRIVING) {
    const method = methodsOf[key] as Make
    const value = (...args: unknown[]): unknown => {
      found()
      return method.apply(coroutine, args)
    }
    Object.defineProperty(coroutine, key, { value, configurable: true })
  }
  undriven.add(entry)
  return coroutine
}

/** More than this are not told one by one. */
const LIMIT = 100

/** The coroutines of one loop that were made in debug mode and that nobody has begun to drive, in order of creation. */
export class UndrivenCoroutines {
  readonly #entries = new Set<Undriven>()

  add(entry: Undriven): void {
    this.#entries.add(entry)
  }

  delete(entry: Undriven): void {
    this.#entries.delete(entry)
  }

  /** Reports what is left. What was given to a task is that task's business. */
  flush(): void {
    const left = [...this.#entries].filter(({ coroutine }) => driverOf(coroutine) === undefined)
    this.#entries.clear()
    for (const { name, site } of left.slice(0, LIMIT)) {
      const where = site === undefined ? '' : ` (called at ${site})`
      warn(`coroutine '${name}' was never awaited: write yield* before the call${where}`)
    }
    if (left.length > LIMIT) warn(`${left.length - LIMIT} more coroutines were never awaited`)
  }
}

function warn(message: string): void {
  settings.report('warning', undefined, message)
}

/** `file:line:column` of whoever called `maker`, where the engine tells. */
function callSite(maker: object, { above, inside }: Depth): string | undefined {
  const { captureStackTrace } = Error as { captureStackTrace?: (target: object, above: object) => void }
  const trace: { stack?: unknown } = captureStackTrace === undefined ? new Error() : {}
  captureStackTrace?.(trace, maker)
  const frames = String(trace.stack)
    .split('\n')
    .filter((line) => /:\d+:\d+\)?$/.test(line))
  const frame = frames[captureStackTrace === undefined ? above + inside : inside]
  return /([^\s(@]+:\d+:\d+)\)?$/.exec(frame ?? '')?.[1]
}
