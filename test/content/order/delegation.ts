// What comes out of a generator that delegates when it is closed, or something is thrown into it.
import { GeneratorExit, generator, type PyGenerator, RuntimeError, StopIteration, ValueError } from 'asyncio-ts'

type Result = string | undefined
type Log = [string, Result][]

const ENDINGS = [
  'lets it through',
  'raises GeneratorExit',
  'raises StopIteration',
  'raises ValueError',
  'yields',
  'returns',
] as const
type Ending = (typeof ENDINGS)[number]

const python = (value: unknown) => (value === undefined ? 'None' : value)

function throwSomething(kind: string): Error {
  if (kind === 'GeneratorExit') return new GeneratorExit('thrown')
  if (kind === 'StopIteration') return new StopIteration('thrown')
  if (kind === 'RuntimeError') return new RuntimeError('thrown')
  return new ValueError('thrown')
}

const inner = generator(function* (ending: Ending): Generator<string, Result> {
  try {
    yield 'first'
    yield 'second'
  } catch (error) {
    console.log('  inner gets', (error as Error).name)
    if (ending === 'raises GeneratorExit') throw new GeneratorExit('raised')
    if (ending === 'raises StopIteration') throw new StopIteration('raised')
    if (ending === 'raises ValueError') throw new ValueError('raised')
    if (ending === 'yields') yield 'in answer'
    if (ending === 'returns') return 'returned'
    throw error
  }
  return 'never'
})

const outer = generator(function* (ending: Ending, log: Log): Generator<string, Result> {
  try {
    const result = yield* inner(ending)
    log.push(['outer gets', result])
    return result
  } catch (error) {
    log.push(['outer sees', (error as Error).name])
    throw error
  }
})

function attempt(what: string, action: () => unknown): void {
  try {
    console.log(' ', what, 'gives', python(action()))
  } catch (thrown) {
    const error = thrown as Error
    if (error instanceof StopIteration) {
      console.log(' ', what, 'ends with', python(error.value))
    } else {
      const cause = error.cause as Error | undefined
      const because = cause === undefined ? '' : `because of ${cause.name}`
      console.log(' ', what, 'raises', error.name, error.message, because)
    }
  }
}

function run(delegate: (ending: Ending, log: Log) => PyGenerator<string, Result>): void {
  for (const ending of ENDINGS) {
    for (const kind of ['close', 'GeneratorExit', 'StopIteration', 'RuntimeError', 'ValueError']) {
      const log: Log = []
      console.log(ending, kind)
      const made = delegate(ending, log)
      made.next()
      if (kind === 'close') attempt('close', () => made.close())
      else attempt('throw', () => made.throw(throwSomething(kind)))
      for (let i = 0; i < 3; i += 1) attempt('next', () => made.next())
      for (const [what, result] of log) console.log(' ', what, python(result))
    }
  }
}

run(outer)
console.log('directly')
run((ending) => inner(ending))

const between = generator(function* (ending: Ending, log: Log): Generator<string, Result> {
  yield* outer(ending, log)
  return undefined
})

console.log('through two')
run(between)
