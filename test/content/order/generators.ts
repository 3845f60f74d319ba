import { generator, StopIteration, ValueError } from 'asyncio-ts'

// This program is about values that may be anything, as in Python.
type Any = Generator<string | number, string | undefined, string | undefined>

const echo = generator(function* (name: string): Any {
  let received = yield name
  while (received !== undefined) {
    try {
      received = yield `${name} got ${received}`
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      received = yield `${name} caught ${error.message}`
    }
  }
  return `${name} returns`
})

const outer = generator(function* (): Any {
  console.log('outer', yield* echo('inner'))
  yield 'outer goes on'
  return undefined
})

const python = (value: unknown) => (value === undefined ? 'None' : value)

function attempt(what: string, action: () => unknown): void {
  try {
    console.log(what, python(action()))
  } catch (error) {
    if (error instanceof StopIteration) console.log(what, 'StopIteration', python(error.value))
    else console.log(what, (error as Error).name, (error as Error).message)
  }
}

const running = outer()
console.log(running.state)
attempt('early send', () => running.send('x'))
attempt('next', () => running.next())
console.log(running.state)
attempt('send', () => running.send('a'))
attempt('throw', () => running.throw(new ValueError('v')))
attempt('send', () => running.send('b'))
attempt('next', () => running.next())
attempt('next', () => running.next())
attempt('next', () => running.next())
console.log(running.state)

const stubborn = generator(function* (): Any {
  try {
    yield 1
  } catch {
    console.log('refuses')
    yield 2
  }
  return undefined
})

const kept = stubborn()
kept.next()
attempt('close', () => kept.close())

const tidy = generator(function* (): Any {
  try {
    yield 1
  } finally {
    console.log('tidies up')
  }
  return undefined
})

let closed = tidy()
attempt('close before the start', () => closed.close())
attempt('next', () => closed.next())
closed = tidy()
closed.next()
attempt('close', () => closed.close())
attempt('close again', () => closed.close())
attempt('throw when closed', () => closed.throw(new ValueError('too late')))

const fresh = tidy()
attempt('throw before the start', () => fresh.throw(new ValueError('too early')))

const returnsAtExit = generator(function* (): Any {
  try {
    yield 1
  } catch {
    return 'last word'
  }
  return undefined
})

const last = returnsAtExit()
last.next()
attempt('close', () => last.close())

const stops = generator(function* (): Any {
  yield 1
  throw new StopIteration('within')
})

const within = stops()
within.next()
attempt('StopIteration within', () => within.next())

const again = generator(function* (): Any {
  yield itself.next()
  return undefined
})

const itself = again()
attempt('re-entry', () => itself.next())

const delegates = generator(function* (): Any {
  try {
    yield* tidy()
  } finally {
    console.log('and so does the outer')
  }
  return undefined
})

const delegating = delegates()
delegating.next()
attempt('close', () => delegating.close())
