/* Runs programs of `generator-programs.ts` on the package's generators. Its twin is `generators.py`. */
import { GeneratorExit, generator, type PyGenerator, StopIteration, ValueError } from 'asyncio-ts'
import type { Call, GeneratorProgram, GeneratorStep, Thrown } from './generator-programs'

const CLASSES = { ValueError, GeneratorExit, StopIteration }
const make: Readonly<Record<Thrown, () => unknown>> = {
  ValueError: () => new ValueError(''),
  GeneratorExit: () => new GeneratorExit(),
  StopIteration: () => new StopIteration(undefined),
}

/** Carries a `return` out of nested steps. */
class Returned extends Error {
  constructor(readonly value: number) {
    super()
  }
}

type Steps<T> = Generator<number, T, number | undefined>

class Interpreter {
  readonly lines: string[] = []
  private readonly root: PyGenerator<number, number | undefined, number | undefined>

  constructor(private readonly program: GeneratorProgram) {
    this.root = this.make(0)
  }

  private log(...words: unknown[]): void {
    this.lines.push(words.map((word) => (word === undefined ? 'None' : word)).join(' '))
  }

  private make(body: number): PyGenerator<number, number | undefined, number | undefined> {
    const interpreter = this
    return generator(function* (): Steps<number | undefined> {
      try {
        yield* interpreter.runSteps(body, interpreter.program.bodies[body] ?? [])
      } catch (error) {
        if (!(error instanceof Returned)) throw error
        return error.value
      } finally {
        interpreter.log(body, 'is left')
      }
      return undefined
    })()
  }

  /** In Python the parts of a generator are generators too; here only those that `generator` makes are Python's. */
  private runSteps(body: number, steps: readonly GeneratorStep[]): Iterable<number, void, number | undefined> {
    const interpreter = this
    return generator(function* (): Steps<void> {
      for (const step of steps) yield* interpreter.runStep(body, step)
    })()
  }

  private runStep(body: number, step: GeneratorStep): Iterable<number, void, number | undefined> {
    const interpreter = this
    return generator(function* (): Steps<void> {
      switch (step[0]) {
        case 'yield':
          interpreter.log(body, 'got', yield step[1])
          break
        case 'delegate': {
          const left = interpreter.program.bodies.length - body - 1
          if (left > 0) interpreter.log(body, 'was returned', yield* interpreter.make(body + 1 + (step[1] % left)))
          break
        }
        case 'return':
          throw new Returned(step[1])
        case 'raise':
          throw make[step[1]]()
        case 're-enter':
          interpreter.attempt(`${body} re-enters`, () => interpreter.root.next())
          break
        case 'except':
          try {
            yield* interpreter.runSteps(body, step[2])
          } catch (error) {
            if (!(error instanceof CLASSES[step[1]])) throw error
            interpreter.log(body, 'caught', step[1])
            yield* interpreter.runSteps(body, step[3])
            if (!step[4]) throw error
          }
          break
        case 'finally':
          try {
            yield* interpreter.runSteps(body, step[1])
          } finally {
            interpreter.log(body, 'finally')
            yield* interpreter.runSteps(body, step[2])
          }
          break
      }
    })()
  }

  private attempt(what: string, action: () => unknown): void {
    try {
      this.log(what, action())
    } catch (error) {
      if (error instanceof StopIteration) this.log(what, 'StopIteration', error.value)
      else this.log(what, (error as Error).name, (error as Error).message)
    }
  }

  run(): void {
    for (const call of this.program.calls) this.call(call)
  }

  private call(call: Call): void {
    const { root } = this
    switch (call[0]) {
      case 'next':
        this.attempt('next', () => root.next())
        break
      case 'send':
        this.attempt('send', () => root.send(call[1]))
        break
      case 'throw':
        this.attempt('throw', () => root.throw(make[call[1]]()))
        break
      case 'close':
        this.attempt('close', () => root.close())
        break
      case 'state':
        this.log(root.state)
        break
      case 'for':
        this.attempt('for', () => this.take(call[1]))
        break
    }
  }

  private take(n: number): void {
    for (const value of this.root) {
      this.log('for', value)
      if (value >= n) break
    }
  }
}

/** Runs a program; returns its log. */
export function runGeneratorProgram(program: GeneratorProgram): readonly string[] {
  const interpreter = new Interpreter(program)
  interpreter.run()
  return interpreter.lines
}
