import { named, RuntimeError, ValueError } from './errors.js'
import { isError, printable, quote, repr } from './format.js'
import { isMissingThrow } from './missing-throw.js'
import { StopIteration } from './stop-iteration.js'

/** A generator that has not started. */
export const GEN_CREATED = 'GEN_CREATED'
/** A generator that executes at this moment. */
export const GEN_RUNNING = 'GEN_RUNNING'
/** A generator that waits at a `yield`. */
export const GEN_SUSPENDED = 'GEN_SUSPENDED'
/** A generator that has ended. */
export const GEN_CLOSED = 'GEN_CLOSED'

/** Where a generator stands, as `inspect.getgeneratorstate` says it. */
export type GeneratorState = typeof GEN_CREATED | typeof GEN_RUNNING | typeof GEN_SUSPENDED | typeof GEN_CLOSED

/**
 * Thrown by `close` into a generator where it is suspended. `catch` takes it too: let it through.
 *
 * Mirrors `GeneratorExit` in `Objects/exceptions.c`.
 *
 * @example
 * ```ts
 * const worker = generator(function* () {
 *   try {
 *     yield 1
 *   } catch (error) {
 *     if (error instanceof GeneratorExit) console.log('closed')
 *     throw error
 *   }
 * })
 * ```
 */
export class GeneratorExit extends /* @__PURE__ */ named('GeneratorExit') {}

/**
 * A generator as Python has it. `for…of` takes its values, and a `break` leaves it suspended; `yield*` delegates to it:
 * what is sent or thrown goes on to it, closing closes it, and what it returns is the value of the expression.
 *
 * Differs from Python when it delegates (`yield*`) to an iterator that has no `throw`, as an array's: an error thrown
 * in arrives there as a TypeError of the engine, and `close` ends that iterator by its `return`. What is sent arrives in
 * the `next` of any iterator, where Python wants a `send`: an array's takes no notice.
 *
 * Made by `generator`. Mirrors `Objects/genobject.c`.
 *
 * @example
 * ```ts
 * const averager = generator(function* (): Generator<number, void, number> {
 *   let [sum, count, average] = [0, 0, 0]
 *   for (;;) {
 *     sum += yield average
 *     count += 1
 *     average = sum / count
 *   }
 * })
 * const average = averager()
 * average.next() // starts it
 * average.send(10) // 10
 * average.send(20) // 15
 * average.close()
 * ```
 */
export class PyGenerator<Yield, Return = void, Send = unknown> {
  static {
    printable(PyGenerator)
  }
  readonly #body: Generator<Yield, Return, Send>
  readonly #name: string
  #state: GeneratorState = GEN_CREATED

  /** @internal Use `generator`. */
  constructor(body: Generator<Yield, Return, Send>, name: string) {
    this.#body = body
    this.#name = name
  }

  /** Where it stands: created, running, suspended or closed. */
  get state(): GeneratorState {
    return this.#state
  }

  /**
   * Resumes it; `value` is what its `yield` gives.
   *
   * @returns what it yields next.
   * @throws StopIteration with what it returns; TypeError when it has not started and `value` is not undefined;
   *   ValueError when it is executing.
   */
  send(value: Send): Yield {
    return yielded(this._send(value))
  }

  /** `send(undefined)`: starts it, or resumes it with nothing. */
  next(): Yield {
    return yielded(this._send(undefined))
  }

  /**
   * Throws an error in where it is suspended; a class is instantiated first (one that makes no error: TypeError). Before
   * the start, and after the end, the error just comes back.
   *
   * @returns what it yields next.
   */
  throw(error: unknown): Yield {
    return yielded(this._throw(error))
  }

  /**
   * Throws GeneratorExit in, and takes it back. One that has not started, or is closed, is just closed.
   *
   * @returns what it returns in answer, if it returns; otherwise undefined.
   * @throws RuntimeError when it yields in answer; ValueError when it is executing; whatever else comes out of it.
   */
  close(): Return | undefined {
    if (this.#state === GEN_RUNNING) throw alreadyExecuting()
    if (this.#state !== GEN_SUSPENDED) {
      this.#state = GEN_CLOSED
      return undefined
    }
    let result: IteratorResult<Yield, Return>
    try {
      result = this._throw(new GeneratorExit())
    } catch (error) {
      if (error instanceof GeneratorExit) return undefined
      throw error
    }
    if (!result.done) throw new RuntimeError('generator ignored GeneratorExit')
    return result.value
  }

  /** `for…of` sends undefined, as Python's `for` does, whatever the generator expects. */
  [Symbol.iterator](): Iterator<Yield, Return, Send | undefined> {
    return new PyGeneratorIterator(this)
  }

  toString(): string {
    return `<generator object ${this.#name}>`
  }

  get [Symbol.toStringTag](): string {
    return 'PyGenerator'
  }

  /** @internal */
  _send(value: Send | undefined): IteratorResult<Yield, Return> {
    if (this.#state === GEN_RUNNING) throw alreadyExecuting()
    if (this.#state === GEN_CREATED && value !== undefined) {
      throw new TypeError("can't send non-None value to a just-started generator")
    }
    // One that was closed before it started has a body that still could run.
    if (this.#state === GEN_CLOSED) return { done: true, value: undefined as Return }
    return this.#resume((body) => body.next(value as Send))
  }

  /** @internal */
  _throw(thrown: unknown): IteratorResult<Yield, Return> {
    if (this.#state === GEN_RUNNING) throw alreadyExecuting()
    const error = instantiate(thrown)
    if (this.#state !== GEN_SUSPENDED) {
      this.#state = GEN_CLOSED
      throw error
    }
    return this.#resume((body) => {
      try {
        return body.throw(error)
      } catch (out) {
        throw isMissingThrow(out) ? error : out
      }
    })
  }

  #resume(go: (body: Generator<Yield, Return, Send>) => IteratorResult<Yield, Return>): IteratorResult<Yield, Return> {
    this.#state = GEN_RUNNING
    try {
      const result = go(this.#body)
      this.#state = result.done ? GEN_CLOSED : GEN_SUSPENDED
      return result
    } catch (error) {
      this.#state = GEN_CLOSED
      if (error instanceof StopIteration) throw new RuntimeError('generator raised StopIteration', { cause: error })
      throw error
    }
  }
}

/** What JavaScript's own syntax drives. */
class PyGeneratorIterator<Yield, Return, Send> implements Iterator<Yield, Return, Send | undefined> {
  readonly #generator: PyGenerator<Yield, Return, Send>
  #delegated = false

  constructor(generator: PyGenerator<Yield, Return, Send>) {
    this.#generator = generator
  }

  /** `yield*` always passes an argument here, `for…of` and its like never do: so they can be told apart. */
  next(...sent: [] | [Send | undefined]): IteratorResult<Yield, Return> {
    this.#delegated = sent.length > 0
    return this.#generator._send(sent[0])
  }

  throw(error: unknown): IteratorResult<Yield, Return> {
    if (error instanceof GeneratorExit) {
      this.#generator.close()
      throw error
    }
    return this.#generator._throw(error)
  }

  /** Called by a `break` out of `for…of`, which as in Python closes nothing, and when whoever delegates is closed. */
  return(value?: Return): IteratorResult<Yield, Return> {
    if (this.#delegated) this.#generator.close()
    return { done: true, value: value as Return }
  }

  [Symbol.iterator](): this {
    return this
  }
}

type AnyGenerator = Generator<unknown, unknown, never>

type Of<G> = G extends Generator<infer Yield, infer Return, infer Send> ? PyGenerator<Yield, Return, Send> : never

/**
 * Makes of a `function*` one whose generators are Python's.
 *
 * Mirrors `Objects/genobject.c`, and PEP 342 and 380 in what its generators do.
 *
 * @example
 * ```ts
 * const counter = generator(function* (limit: number) {
 *   for (let i = 0; i < limit; i += 1) yield i
 * })
 * const c = counter(2)
 * c.next() // 0
 * c.next() // 1
 * c.next() // throws StopIteration
 * ```
 */
export function generator<This, A extends unknown[], G extends AnyGenerator>(
  fn: (this: This, ...args: A) => G,
): (this: This, ...args: A) => Of<G> {
  const { name } = fn
  const make = function (this: This, ...args: A): Of<G> {
    const body: unknown = fn.apply(this, args)
    if (!isGenerator(body)) {
      throw new TypeError(`generator takes a function* (here ${quote(name)}): write generator(function* () {…})`)
    }
    return new PyGenerator(body, name || 'anonymous') as Of<G>
  }
  Object.defineProperty(make, 'name', { value: name })
  return make
}

function isGenerator(value: unknown): value is Generator<unknown, unknown, unknown> {
  const candidate = value as Partial<Generator> | null | undefined
  return typeof candidate?.next === 'function' && typeof candidate.throw === 'function'
}

function yielded<Yield, Return>(result: IteratorResult<Yield, Return>): Yield {
  if (result.done) throw new StopIteration(result.value)
  return result.value
}

function alreadyExecuting(): ValueError {
  return new ValueError('generator already executing')
}

/** An error of a class; where that makes something else, a TypeError takes its place. */
function instantiate(thrown: unknown): unknown {
  if (typeof thrown !== 'function' || !(thrown.prototype instanceof Error || thrown === Error)) return thrown
  const made: unknown = new (thrown as new () => Error)()
  if (isError(made)) return made
  return new TypeError(`calling ${thrown.name} should have given an error, got ${repr(made)}`)
}
