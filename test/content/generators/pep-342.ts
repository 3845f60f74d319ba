/*
 * PEP 342, with what PEP 255 says of generators at all and PEP 479 of StopIteration: values, errors and GeneratorExit that
 * are sent into a generator. A table of cases, and so longer than other files.
 */
import { GeneratorExit, generator, type PyGenerator, RuntimeError, StopIteration, ValueError } from 'asyncio-ts'
import type { Case } from './case'

export const pep342: readonly Case[] = [
  {
    rule: 'calling the function runs nothing: the body begins with the first next',
    python: `
def g():
    log('begins')
    yield 1

it = g()
log(state(it))
attempt(lambda: next(it))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        log('begins')
        yield 1
      })

      const it = g()
      log(it.state)
      attempt(() => it.next())
      log(it.state)
    },
  },
  {
    rule: 'the end is a StopIteration, and each next after it is one too',
    python: `
def g():
    yield 1

it = g()
next(it)
attempt(lambda: next(it))
attempt(lambda: next(it))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        yield 1
      })

      const it = g()
      it.next()
      attempt(() => it.next())
      attempt(() => it.next())
      log(it.state)
    },
  },
  {
    rule: 'after an error has left it, a generator is at its end',
    python: `
def g():
    yield 1
    raise ValueError('out')

it = g()
next(it)
attempt(lambda: next(it))
attempt(lambda: next(it))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        yield 1
        throw new ValueError('out')
      })

      const it = g()
      it.next()
      attempt(() => it.next())
      attempt(() => it.next())
      log(it.state)
    },
  },
  {
    rule: 'a for takes the values, and leaves the return value',
    python: `
def g():
    yield 1
    yield 2
    return 3

for value in g():
    log(value)
`,
    typescript({ log }) {
      const g = generator(function* () {
        yield 1
        yield 2
        return 3
      })

      for (const value of g()) log(value)
    },
  },
  {
    rule: 'a break out of a for closes nothing that somebody still holds',
    python: `
def g():
    try:
        yield 1
        yield 2
    finally:
        log('finally')

it = g()
for value in it:
    log(value)
    break
log(state(it))
attempt(lambda: next(it))
attempt(it.close)
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
          yield 2
        } finally {
          log('finally')
        }
      })

      const it = g()
      for (const value of it) {
        log(value)
        break
      }
      log(it.state)
      attempt(() => it.next())
      attempt(() => it.close())
    },
  },
  {
    rule: 'yield is an expression: it gives what is sent, and None after a next',
    python: `
def g():
    while True:
        log('got', (yield))

it = g()
attempt(lambda: next(it))
attempt(lambda: it.send('a'))
attempt(lambda: next(it))
attempt(lambda: it.send(None))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<void, void, string | undefined> {
        while (true) log('got', yield)
      })

      const it = g()
      attempt(() => it.next())
      attempt(() => it.send('a'))
      attempt(() => it.next())
      attempt(() => it.send(undefined))
    },
  },
  {
    rule: 'yields within one expression are taken from the left to the right',
    python: `
def g():
    log((yield 'first'), (yield 'second'))

it = g()
attempt(lambda: next(it))
attempt(lambda: it.send(1))
attempt(lambda: it.send(2))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<string, void, number> {
        log(yield 'first', yield 'second')
      })

      const it = g()
      attempt(() => it.next())
      attempt(() => it.send(1))
      attempt(() => it.send(2))
    },
  },
  {
    rule: 'send gives the value of the next yield',
    python: `
def g():
    received = yield 'ready'
    while True:
        received = yield received * 2

it = g()
next(it)
attempt(lambda: it.send(1))
attempt(lambda: it.send(21))
`,
    typescript({ attempt }) {
      const g = generator(function* (): Generator<string | number, void, number> {
        let received = yield 'ready'
        while (true) received = yield received * 2
      })

      const it = g()
      it.next()
      attempt(() => it.send(1))
      attempt(() => it.send(21))
    },
  },
  {
    rule: 'send(None) starts a generator as next does',
    python: `
def g():
    yield 1

attempt(lambda: g().send(None))
`,
    typescript({ attempt }) {
      const g = generator(function* (): Generator<number, void, undefined> {
        yield 1
      })

      attempt(() => g().send(undefined))
    },
  },
  {
    rule: 'anything else sent to one that has not started is a TypeError, and it can still start',
    python: `
def g():
    log('begins')
    yield 1

it = g()
attempt(lambda: it.send('early'))
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<number, void, string> {
        log('begins')
        yield 1
      })

      const it = g()
      attempt(() => it.send('early'))
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'send raises StopIteration with what the generator returns',
    python: `
def g():
    received = yield
    return received

it = g()
next(it)
attempt(lambda: it.send('the end'))
attempt(lambda: it.send('too late'))
`,
    typescript({ attempt }) {
      const g = generator(function* (): Generator<void, string, string> {
        const received = yield
        return received
      })

      const it = g()
      it.next()
      attempt(() => it.send('the end'))
      attempt(() => it.send('too late'))
    },
  },
  {
    rule: 'throw raises where the generator is suspended, and gives the value of the next yield',
    python: `
def g():
    try:
        yield 1
    except ValueError as error:
        log('caught', error)
        yield 2

it = g()
next(it)
attempt(lambda: it.throw(ValueError('in')))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch (error) {
          log('caught', (error as Error).message)
          yield 2
        }
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new ValueError('in')))
      attempt(() => it.next())
    },
  },
  {
    rule: 'what is thrown in and not caught comes out as it is, and ends the generator',
    python: `
def g():
    try:
        yield 1
    finally:
        log('finally')

it = g()
next(it)
thrown = ValueError('in')
try:
    it.throw(thrown)
except ValueError as error:
    log(error is thrown)
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } finally {
          log('finally')
        }
      })

      const it = g()
      it.next()
      const thrown = new ValueError('in')
      try {
        it.throw(thrown)
      } catch (error) {
        log(error === thrown)
      }
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'another error in answer to a throw comes out in its place',
    python: `
def g():
    try:
        yield 1
    except ValueError:
        raise RuntimeError('instead')

it = g()
next(it)
attempt(lambda: it.throw(ValueError('in')))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          throw new RuntimeError('instead')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new ValueError('in')))
      log(it.state)
    },
  },
  {
    rule: 'a return in answer to a throw is a StopIteration',
    python: `
def g():
    try:
        yield 1
    except ValueError:
        return 'returned'

it = g()
next(it)
attempt(lambda: it.throw(ValueError('in')))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          return 'returned'
        }
        return 'unseen'
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new ValueError('in')))
      log(it.state)
    },
  },
  {
    rule: 'a class that is thrown in becomes an error of it',
    python: `
def g():
    try:
        yield 1
    except ValueError as error:
        log(isinstance(error, ValueError))
        yield 2

it = g()
next(it)
attempt(lambda: it.throw(ValueError))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch (error) {
          log(error instanceof ValueError)
          yield 2
        }
      })

      const it = g()
      it.next()
      attempt(() => it.throw(ValueError))
    },
  },
  {
    rule: 'throw before the start: the body never runs, and the generator is closed',
    python: `
def g():
    log('begins')
    yield 1

it = g()
attempt(lambda: it.throw(ValueError('early')))
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        log('begins')
        yield 1
      })

      const it = g()
      attempt(() => it.throw(new ValueError('early')))
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'throw after the end: the error comes back',
    python: `
def g():
    yield 1

it = g()
list(it)
attempt(lambda: it.throw(ValueError('late')))
attempt(lambda: it.throw(GeneratorExit('late')))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        yield 1
      })

      const it = g()
      Array.from(it)
      attempt(() => it.throw(new ValueError('late')))
      attempt(() => it.throw(new GeneratorExit('late')))
      log(it.state)
    },
  },
  {
    rule: 'a GeneratorExit that is thrown by hand and not caught comes out as it is',
    python: `
def g():
    try:
        yield 1
    finally:
        log('finally')

it = g()
next(it)
attempt(lambda: it.throw(GeneratorExit('by hand')))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } finally {
          log('finally')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new GeneratorExit('by hand')))
      log(it.state)
    },
  },
  {
    rule: 'a yield in answer to a GeneratorExit that is thrown by hand is just a yield',
    python: `
def g():
    try:
        yield 1
    except GeneratorExit:
        yield 2

it = g()
next(it)
attempt(lambda: it.throw(GeneratorExit()))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          yield 2
        }
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new GeneratorExit()))
      log(it.state)
    },
  },
  {
    rule: 'a StopIteration that the body raises becomes a RuntimeError, with it as the cause (PEP 479)',
    python: `
def g():
    yield 1
    raise StopIteration('within')

it = g()
next(it)
try:
    next(it)
except RuntimeError as error:
    log(error, '/', type(error.__cause__).__name__, error.__cause__.value)
log(state(it))
`,
    typescript({ log }) {
      const g = generator(function* () {
        yield 1
        throw new StopIteration('within')
      })

      const it = g()
      it.next()
      try {
        it.next()
      } catch (error) {
        const cause = (error as Error).cause as StopIteration
        log((error as Error).message, '/', cause.name, cause.value)
      }
      log(it.state)
    },
  },
  {
    rule: 'so does one that comes from a next within the body, which ends no loop by accident',
    python: `
def empty():
    return
    yield

def g():
    while True:
        yield next(empty())

attempt(lambda: next(g()))
`,
    typescript({ attempt }) {
      const empty = generator(function* (): Generator<number> {})

      const g = generator(function* () {
        while (true) yield empty().next()
      })

      attempt(() => g().next())
    },
  },
  {
    rule: 'and one that is thrown in and not caught',
    python: `
def g():
    yield 1

it = g()
next(it)
attempt(lambda: it.throw(StopIteration('in')))
early = g()
attempt(lambda: early.throw(StopIteration('early')))
`,
    typescript({ attempt }) {
      const g = generator(function* () {
        yield 1
      })

      const it = g()
      it.next()
      attempt(() => it.throw(new StopIteration('in')))
      const early = g()
      attempt(() => early.throw(new StopIteration('early')))
    },
  },
  {
    rule: 'close raises GeneratorExit where the generator is suspended, and takes it back',
    python: `
def g():
    try:
        yield 1
    except GeneratorExit:
        log('GeneratorExit')
        raise
    finally:
        log('finally')

it = g()
next(it)
attempt(it.close)
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch (error) {
          log((error as Error).name)
          throw error
        } finally {
          log('finally')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.close())
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'close before the start: the body never runs',
    python: `
def g():
    log('begins')
    yield 1

it = g()
attempt(it.close)
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        log('begins')
        yield 1
      })

      const it = g()
      attempt(() => it.close())
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'close after the end, by itself, by an error or by a close, does nothing',
    python: `
def g():
    yield 1
    raise ValueError

by_error = g()
next(by_error)
attempt(lambda: next(by_error))
attempt(by_error.close)
by_close = g()
next(by_close)
attempt(by_close.close)
attempt(by_close.close)
`,
    typescript({ attempt }) {
      const g = generator(function* () {
        yield 1
        throw new ValueError('')
      })

      const byError = g()
      byError.next()
      attempt(() => byError.next())
      attempt(() => byError.close())
      const byClose = g()
      byClose.next()
      attempt(() => byClose.close())
      attempt(() => byClose.close())
    },
  },
  {
    rule: 'close gives what the generator returns in answer (since 3.13), once',
    python: `
def g():
    try:
        yield 1
    except GeneratorExit:
        return 'bye'

it = g()
next(it)
attempt(it.close)
attempt(it.close)
`,
    typescript({ attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          return 'bye'
        }
        return 'unseen'
      })

      const it = g()
      it.next()
      attempt(() => it.close())
      attempt(() => it.close())
    },
  },
  {
    rule: 'a yield in answer to close is a RuntimeError, and leaves the generator suspended there',
    python: `
def g():
    try:
        yield 1
    except GeneratorExit:
        yield 2
    log('goes on')

it = g()
next(it)
attempt(it.close)
log(state(it))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          yield 2
        }
        log('goes on')
      })

      const it = g()
      it.next()
      attempt(() => it.close())
      log(it.state)
      attempt(() => it.next())
    },
  },
  {
    rule: 'also a yield in a finally',
    python: `
def g():
    try:
        yield 1
    finally:
        yield 2

it = g()
next(it)
attempt(it.close)
attempt(it.close)
`,
    typescript({ attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } finally {
          yield 2
        }
      })

      const it = g()
      it.next()
      attempt(() => it.close())
      attempt(() => it.close())
    },
  },
  {
    rule: 'another error in answer to close comes out of it',
    python: `
def g():
    try:
        yield 1
    finally:
        raise ValueError('in clean-up')

it = g()
next(it)
attempt(it.close)
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: a clean-up that fails is the subject
          throw new ValueError('in clean-up')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.close())
      log(it.state)
    },
  },
  {
    rule: 'a StopIteration in answer to close becomes a RuntimeError too',
    python: `
def g():
    try:
        yield 1
    except GeneratorExit:
        raise StopIteration('out')

it = g()
next(it)
attempt(it.close)
`,
    typescript({ attempt }) {
      const g = generator(function* () {
        try {
          yield 1
        } catch {
          throw new StopIteration('out')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.close())
    },
  },
  {
    rule: 'close runs each finally from the inner to the outer',
    python: `
def g():
    try:
        try:
            yield 1
        finally:
            log('inner')
    finally:
        log('outer')

it = g()
next(it)
attempt(it.close)
`,
    typescript({ log, attempt }) {
      const g = generator(function* () {
        try {
          try {
            yield 1
          } finally {
            log('inner')
          }
        } finally {
          log('outer')
        }
      })

      const it = g()
      it.next()
      attempt(() => it.close())
    },
  },
  {
    rule: 'a return in a finally keeps errors and GeneratorExit from coming out',
    python: `
def g():
    try:
        yield 1
    finally:
        return 'kept'

it = g()
next(it)
attempt(it.close)
it = g()
next(it)
attempt(lambda: it.throw(ValueError('in')))
`,
    typescript({ attempt }) {
      const g = generator(function* (): Generator<number, string> {
        try {
          yield 1
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: that it may be done is the subject
          return 'kept'
        }
      })

      let it = g()
      it.next()
      attempt(() => it.close())
      it = g()
      it.next()
      attempt(() => it.throw(new ValueError('in')))
    },
  },
  {
    rule: 'yield may stand in try, except and finally, and each error is seen where it belongs',
    python: `
def g():
    try:
        yield 'try'
        raise ValueError('own')
    except ValueError as error:
        log('caught', error, (yield 'except'))
    finally:
        log('finally', (yield 'finally'))

it = g()
attempt(lambda: next(it))
attempt(lambda: next(it))
attempt(lambda: it.send('a'))
attempt(lambda: it.send('b'))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<string, void, string> {
        try {
          yield 'try'
          throw new ValueError('own')
        } catch (error) {
          log('caught', (error as Error).message, yield 'except')
        } finally {
          log('finally', yield 'finally')
        }
      })

      const it = g()
      attempt(() => it.next())
      attempt(() => it.next())
      attempt(() => it.send('a'))
      attempt(() => it.send('b'))
    },
  },
  {
    rule: 'a generator that runs cannot be resumed, thrown into or closed by anybody, and goes on',
    python: `
def g():
    log(state(it))
    attempt(lambda: next(it))
    attempt(lambda: it.send(1))
    attempt(lambda: it.throw(KeyError('in')))
    attempt(it.close)
    yield 'unharmed'

it = g()
attempt(lambda: next(it))
log(state(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<string> {
        log(it.state)
        attempt(() => it.next())
        attempt(() => it.send(1))
        attempt(() => it.throw(new RangeError('in')))
        attempt(() => it.close())
        yield 'unharmed'
      })

      const it: PyGenerator<string> = g()
      attempt(() => it.next())
      log(it.state)
    },
  },
]
