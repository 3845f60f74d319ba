import { GeneratorExit } from 'asyncio-ts'
import type { Place } from 'asyncio-ts/trace'
import { limits } from '../limits'
import {
  apply,
  bound,
  create,
  defineProperty,
  functionText,
  generatorPrototype,
  getOwnPropertyDescriptor,
  is,
  NativeProxy,
  ownKeys,
  slice,
  upwards,
  weakGet,
  weakSet,
} from './primordials'
import type { Tracing } from './tracing'

/**
 * What a compiled program calls while it is recorded (`compile/steps.ts`): it tells of its generators, and of the lines that
 * it is about to execute. The program's own code may call it as well, with whatever it likes: nothing here trusts it.
 *
 * Resuming a generator is seen by replacing `next`, `throw` and `return` of all generators, so that generator objects stay
 * what they are. Once the recording is over, JavaScript's own come back.
 */
export interface Steps {
  /** A line of a generator's (0: of the main part's) is about to be executed. False: do not call this any more. */
  line(owner: number, line: number, column: number, variables: object): boolean
  /** Execution is here. False as above. */
  at(owner: number, line: number, column: number): boolean
  /** A generator waits with this value at a `yield` (1: `yield*`), which is given back. */
  wait<T>(owner: number, line: number, column: number, delegates: number, value: T): T
  /**
   * Wraps a `function*`, so that what it makes is known by `label`. `flags`: 1, that is the name that it would get where it
   * stands; 2, it makes coroutines.
   */
  make<T>(owner: number, flags: number, label: string, fn: T): T
  /** A generator that nobody saw being made is at its start. */
  enter(owner: number, name: string): void
  /** The main part waits, or is over: what happens now happens nowhere in it. */
  off<T>(value: T): T
  /** The main part goes on in a statement that it had left, with this value. */
  back<T>(line: number, column: number, value: T): T
  /** The text of a function, also of one that was wrapped. */
  textOf(fn: () => void): string
}

type Op = (typeof OPS)[number]
const OPS = ['next', 'throw', 'return'] as const

/** A generator of the program. */
interface Gen {
  readonly object: object
  readonly owner: number
  started: boolean
  running: boolean
  over: boolean
  /** Where it waits. */
  waits: Place | undefined
  readonly seen: Seen
}

/** What variables were when they were told of last, by name. */
type Seen = Record<string, { readonly value: unknown; readonly text: string } | undefined>

/** Somebody resumes a generator that is not known. */
interface Stranger {
  readonly object: object
  readonly op: Op
  readonly value: unknown
}

export function createSteps(tracing: Tracing): Steps {
  const { recorder, guarded } = tracing
  const known = new WeakMap<object, Gen>()
  const wrapped = new WeakMap<object, () => void>()
  const main: Seen = create(null)
  let running: Gen | null = null
  let stranger: Stranger | null = null
  let told = 0
  let asked = 0
  let linesOver = false

  const resumed = guarded((gen: Gen, op: Op, value: unknown, _: unknown) => {
    const { object, waits } = gen
    if (op === 'next') {
      const sends = value !== undefined
      recorder.generators.resumed(object, sends ? 'send' : 'next', value, { dropped: sends && !gen.started })
    } else if (op === 'return' || isExit(value)) recorder.generators.resumed(object, 'close')
    else recorder.generators.resumed(object, 'throw', value)
    if (!linesOver) recorder.at(waits)
  })
  const yielded = guarded((gen: Gen, value: unknown, _: unknown, __: unknown) => {
    recorder.generators.yielded(gen.object, value)
  })
  const ended = guarded((gen: Gen, how: 'return' | 'throw' | 'close', value: unknown, _: unknown) => {
    recorder.generators.ended(gen.object, how, value)
  })
  const created = guarded((gen: Gen, name: string, coroutine: boolean, _: unknown) => {
    recorder.generators.created(gen.object, name, { coroutine })
  })

  function know(object: object, owner: number, name: string, coroutine = false): Gen {
    const seen: Seen = create(null)
    const gen: Gen = { object, owner, started: false, running: false, over: false, waits: undefined, seen }
    weakSet(known as WeakMap<object, unknown>, object, gen)
    created(gen, name, coroutine, undefined)
    return gen
  }

  function resume(self: object, op: Op, value: unknown, go: (self: object, value: unknown) => unknown): unknown {
    if (tracing.over) {
      restore()
      return go(self, value)
    }
    let gen = weakGet(known as WeakMap<object, unknown>, self) as Gen | undefined
    if (gen?.running || gen?.over) return go(self, value)
    const around = running
    const strangerAround = stranger
    running = gen ?? null
    stranger = gen === undefined ? { object: self, op, value } : null
    if (gen !== undefined) start(gen, op, value)
    try {
      const result = go(self, value)
      gen ??= weakGet(known as WeakMap<object, unknown>, self) as Gen | undefined
      if (gen !== undefined) {
        gen.running = false
        // What a `yield*` passes on is whatever the inner one gave; only the engine itself ends a generator.
        const { done, value: out } = partsOf(result)
        if (done) {
          gen.over = true
          ended(gen, op === 'return' || (op === 'throw' && isExit(value)) ? 'close' : 'return', out, undefined)
        } else yielded(gen, out, undefined, undefined)
      }
      return result
    } catch (error) {
      gen ??= weakGet(known as WeakMap<object, unknown>, self) as Gen | undefined
      if (gen !== undefined) {
        gen.running = false
        gen.over = true
        ended(gen, op === 'throw' && is(error, value) && isExit(error) ? 'close' : 'throw', error, undefined)
      }
      throw error
    } finally {
      running = around
      stranger = strangerAround
    }
  }

  function start(gen: Gen, op: Op, value: unknown): void {
    resumed(gen, op, value, undefined)
    gen.started = true
    gen.running = true
  }

  const natives: Record<string, unknown> = create(null)
  const ours: Record<string, unknown> = create(null)
  for (const op of OPS) {
    const native = generatorPrototype[op] as (this: object, value: unknown) => unknown
    const go = bound(native)
    // A method, which no `new` can call, as the native ones.
    const method = {
      [op](this: object, value: unknown): unknown {
        return resume(this, op, value, go)
      },
    }[op] as () => void
    natives[op] = native
    ours[op] = method
    weakSet(wrapped as WeakMap<object, unknown>, method, native)
    defineProperty(generatorPrototype, op, { value: method, writable: true, enumerable: false, configurable: true })
  }

  let restored = false
  function restore(): void {
    if (restored) return
    restored = true
    for (let i = 0; i < OPS.length; i++) {
      const op = OPS[i] as Op
      // The program may have put something of its own there, which goes on calling ours.
      if (getOwnPropertyDescriptor(generatorPrototype, op)?.value !== ours[op]) continue
      defineProperty(generatorPrototype, op, {
        value: natives[op],
        writable: true,
        enumerable: false,
        configurable: true,
      })
    }
  }

  /** Whether lines are told of; at a limit they end. */
  function goesOn(): boolean {
    if (tracing.over || linesOver) return false
    asked++
    if (told < limits.traceLines && asked <= limits.traceSteps) return true
    linesOver = true
    tellLinesEnd(undefined, undefined, undefined, undefined)
    return false
  }

  /** Whether it is the owner that executes. */
  function executes(owner: number): boolean {
    return owner === 0 ? running === null && stranger === null : running !== null && running.owner === owner
  }

  const tellLine = guarded((line: number, column: number, variables: object, _: unknown) => {
    const seen = running === null ? main : running.seen
    const changed: Record<string, string> = create(null)
    const names = ownKeys(variables)
    for (let i = 0; i < names.length && i < limits.traceNames; i++) {
      const name = names[i] as string
      const value: unknown = getOwnPropertyDescriptor(variables, name)?.value
      if (typeof name !== 'string' || typeof value === 'function') continue
      const before = seen[name]
      const isObject = typeof value === 'object' && value !== null
      if (before !== undefined && !isObject && is(before.value, value)) continue
      const text = recorder.preview(value)
      if (before === undefined || before.text !== text) changed[name] = text
      // Objects change within: they are known by what they look like, and none is kept alive.
      seen[name] = { value: isObject ? undefined : value, text }
    }
    recorder.line({ line, column }, changed)
  })
  const tellAt = guarded((place: Place | undefined, _: unknown, __: unknown, ___: unknown) => recorder.at(place))
  const tellLinesEnd = guarded(() => recorder.linesEnd())
  const tellDelegated = guarded((gen: Gen, to: unknown, _: unknown, __: unknown) => {
    recorder.generators.delegated(gen.object, to)
  })

  return {
    line: (owner, line, column, variables) => {
      if (!goesOn()) return false
      if (!executes(owner)) return true
      told++
      tellLine(line, column, variables, undefined)
      return true
    },
    at: (owner, line, column) => {
      if (!goesOn()) return false
      if (executes(owner)) tellAt({ line, column }, undefined, undefined, undefined)
      return true
    },
    wait: (owner, line, column, delegates, value) => {
      if (running === null || running.owner !== owner || tracing.over) return value
      running.waits = { line, column }
      tellAt(running.waits, undefined, undefined, undefined)
      if (delegates === 1) tellDelegated(running, value, undefined, undefined)
      return value
    },
    make: <T>(owner: number, flags: number, label: string, fn: T): T => {
      if (typeof fn !== 'function') return fn
      if ((flags & 1) !== 0) defineProperty(fn, 'name', { value: label, configurable: true })
      const short = slice(`${label}`, 0, limits.previewChars)
      const handler = create(null) as ProxyHandler<T & object>
      handler.apply = (target, self, args) => {
        const made: unknown = apply(target as unknown as () => void, self, args)
        if (!tracing.over && typeof made === 'object' && made !== null) know(made, owner, short, (flags & 2) !== 0)
        return made
      }
      const proxy = new NativeProxy(fn, handler)
      weakSet(wrapped as WeakMap<object, unknown>, proxy, fn)
      return proxy
    },
    enter: (owner, name) => {
      if (stranger === null || tracing.over) return
      const { object, op, value } = stranger
      stranger = null
      const gen = know(object, owner, name === '' ? 'generator' : slice(`${name}`, 0, limits.previewChars))
      running = gen
      start(gen, op, value)
    },
    off: (value) => {
      if (!tracing.over && executes(0)) tellAt(undefined, undefined, undefined, undefined)
      return value
    },
    back: (line, column, value) => {
      if (!linesOver && !tracing.over && executes(0)) tellAt({ line, column }, undefined, undefined, undefined)
      return value
    },
    textOf: (fn) => functionText((weakGet(wrapped as WeakMap<object, unknown>, fn) as (() => void) | undefined) ?? fn),
  }
}

function isExit(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  try {
    return upwards(error, (at) => at === GeneratorExit.prototype || null) === true
  } catch {
    return false
  }
}

/** Of what `next` gives, without calling a getter. */
function partsOf(result: unknown): { readonly done: boolean; readonly value: unknown } {
  if (typeof result !== 'object' || result === null) return { done: false, value: undefined }
  try {
    return {
      done: getOwnPropertyDescriptor(result, 'done')?.value === true,
      value: getOwnPropertyDescriptor(result, 'value')?.value,
    }
  } catch {
    return { done: false, value: undefined }
  }
}
