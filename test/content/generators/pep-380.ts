/*
 * PEP 380: `yield from`, in JavaScript `yield*`. A table of cases, and so longer than other files.
 */
import { GeneratorExit, generator, type PyGenerator, StopIteration, ValueError } from 'asyncio-ts'
import type { Case } from './case'

type Sent = Generator<string, string, string | undefined>

export const pep380: readonly Case[] = [
  {
    rule: 'yields what the other yields, and goes on where that ends',
    python: `
def inner():
    yield 1
    yield 2

def outer():
    yield 0
    yield from inner()
    yield 3

log(list(outer()))
`,
    typescript({ log }) {
      const inner = generator(function* () {
        yield 1
        yield 2
      })

      const outer = generator(function* () {
        yield 0
        yield* inner()
        yield 3
      })

      log([...outer()])
    },
  },
  {
    rule: 'the value of the expression is what the other returns, None without a return',
    python: `
def inner(value):
    yield
    if value is not None:
        return value

def outer():
    log((yield from inner('a')))
    log((yield from inner(None)))

list(outer())
`,
    typescript({ log }) {
      const inner = generator(function* (value?: string) {
        yield
        if (value !== undefined) return value
        return undefined
      })

      const outer = generator(function* () {
        log(yield* inner('a'))
        log(yield* inner())
      })

      Array.from(outer())
    },
  },
  {
    rule: 'return value raises StopIteration(value)',
    python: `
def inner():
    return 'value'
    yield

def outer():
    return (yield from inner())

attempt(lambda: next(inner()))
attempt(lambda: next(outer()))
`,
    typescript({ attempt }) {
      const inner = generator(function* (): Generator<never, string> {
        return 'value'
      })

      const outer = generator(function* () {
        return yield* inner()
      })

      attempt(() => inner().next())
      attempt(() => outer().next())
    },
  },
  {
    rule: 'one that yields nothing takes no step of its own',
    python: `
def empty():
    return 'at once'
    yield

def outer():
    log((yield from empty()))
    yield 1

attempt(lambda: next(outer()))
`,
    typescript({ log, attempt }) {
      const empty = generator(function* (): Generator<never, string> {
        return 'at once'
      })

      const outer = generator(function* () {
        log(yield* empty())
        yield 1
      })

      attempt(() => outer().next())
    },
  },
  {
    rule: 'what is sent goes to the inner one, None too',
    python: `
def inner():
    while True:
        log('inner got', (yield 'ready'))

def outer():
    yield from inner()

it = outer()
attempt(lambda: next(it))
attempt(lambda: it.send('a'))
attempt(lambda: it.send(None))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* (): Sent {
        while (true) log('inner got', yield 'ready')
      })

      const outer = generator(function* (): Sent {
        return yield* inner()
      })

      const it = outer()
      attempt(() => it.next())
      attempt(() => it.send('a'))
      attempt(() => it.send(undefined))
    },
  },
  {
    rule: 'through three of them too, and what each returns goes up',
    python: `
def leaf():
    got = yield 'ready'
    return 'leaf ' + got

def middle():
    return 'middle ' + (yield from leaf())

def root():
    return 'root ' + (yield from middle())

it = root()
attempt(lambda: next(it))
attempt(lambda: it.send('x'))
`,
    typescript({ attempt }) {
      const leaf = generator(function* (): Sent {
        const got = yield 'ready'
        return `leaf ${got}`
      })

      const middle = generator(function* (): Sent {
        return `middle ${yield* leaf()}`
      })

      const root = generator(function* (): Sent {
        return `root ${yield* middle()}`
      })

      const it = root()
      attempt(() => it.next())
      attempt(() => it.send('x'))
    },
  },
  {
    rule: 'what is sent first to one that has not started never gets as far as the inner one',
    python: `
def inner():
    log('inner begins')
    yield 1

def outer():
    log('outer begins')
    yield from inner()

attempt(lambda: outer().send('early'))
attempt(lambda: outer().throw(ValueError('early')))
attempt(lambda: outer().close())
`,
    typescript({ log, attempt }) {
      const inner = generator(function* (): Generator<number, void, string> {
        log('inner begins')
        yield 1
      })

      const outer = generator(function* (): Generator<number, void, string> {
        log('outer begins')
        yield* inner()
      })

      attempt(() => outer().send('early'))
      attempt(() => outer().throw(new ValueError('early')))
      attempt(() => outer().close())
    },
  },
  {
    rule: 'an error that is thrown in goes to the inner one, which may go on',
    python: `
def inner():
    try:
        yield 1
    except ValueError as error:
        log('inner caught', error)
        yield 2

def outer():
    try:
        yield from inner()
    except ValueError:
        log('unseen')

it = outer()
next(it)
attempt(lambda: it.throw(ValueError('in')))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch (error) {
          log('inner caught', (error as Error).message)
          yield 2
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch {
          log('unseen')
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new ValueError('in')))
    },
  },
  {
    rule: 'one that the inner does not catch is raised in the outer, at the yield from',
    python: `
def inner():
    try:
        yield 1
    finally:
        log('inner finally')

def outer():
    try:
        yield from inner()
    except ValueError as error:
        log('outer caught', error)
    yield 2

it = outer()
next(it)
attempt(lambda: it.throw(ValueError('in')))
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } finally {
          log('inner finally')
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).message)
        }
        yield 2
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new ValueError('in')))
      attempt(() => it.next())
    },
  },
  {
    rule: 'one that the inner answers with a return gives the expression its value',
    python: `
def inner():
    try:
        yield 1
    except ValueError:
        return 'returned'

def outer():
    log((yield from inner()))
    yield 2

it = outer()
next(it)
attempt(lambda: it.throw(ValueError('in')))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch {
          return 'returned'
        }
        return 'unseen'
      })

      const outer = generator(function* () {
        log(yield* inner())
        yield 2
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new ValueError('in')))
    },
  },
  {
    rule: 'one that the inner answers with another error is that other one for the outer',
    python: `
def inner():
    try:
        yield 1
    except ValueError:
        raise TypeError('instead')

def outer():
    try:
        yield from inner()
    except Exception as error:
        log('outer caught', type(error).__name__, error)
        raise

it = outer()
next(it)
attempt(lambda: it.throw(ValueError('in')))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch {
          throw new TypeError('instead')
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).name, (error as Error).message)
          throw error
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new ValueError('in')))
    },
  },
  {
    rule: 'an error of the inner one is raised in the outer, at its first step too',
    python: `
def inner(steps):
    for step in range(steps):
        yield step
    raise ValueError(f'after {steps}')

def outer():
    for steps in range(2):
        try:
            yield from inner(steps)
        except ValueError as error:
            log('outer caught', error)

log(list(outer()))
`,
    typescript({ log }) {
      const inner = generator(function* (steps: number) {
        for (let step = 0; step < steps; step += 1) yield step
        throw new ValueError(`after ${steps}`)
      })

      const outer = generator(function* () {
        for (let steps = 0; steps < 2; steps += 1) {
          try {
            yield* inner(steps)
          } catch (error) {
            log('outer caught', (error as Error).message)
          }
        }
      })

      log([...outer()])
    },
  },
  {
    rule: 'what is thrown in once the inner one has ended goes to the outer',
    python: `
def inner():
    yield 1

def outer():
    yield from inner()
    try:
        yield 2
    except ValueError as error:
        log('outer caught', error)

it = outer()
next(it)
next(it)
attempt(lambda: it.throw(ValueError('in')))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        yield 1
      })

      const outer = generator(function* () {
        yield* inner()
        try {
          yield 2
        } catch (error) {
          log('outer caught', (error as Error).message)
        }
      })

      const it = outer()
      next(it)
      next(it)
      attempt(() => it.throw(new ValueError('in')))
    },
  },
  {
    rule: 'a StopIteration that is thrown in and that the inner one lets out is a RuntimeError for the outer',
    python: `
def inner():
    yield 1

def outer():
    try:
        yield from inner()
    except RuntimeError as error:
        log('outer caught', error)
        yield 2

it = outer()
next(it)
attempt(lambda: it.throw(StopIteration('in')))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        yield 1
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).message)
          yield 2
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new StopIteration('in')))
    },
  },
  {
    rule: 'close closes the inner one first, then the outer',
    python: `
def inner():
    try:
        yield 1
    finally:
        log('inner finally')

def outer():
    try:
        yield from inner()
    finally:
        log('outer finally')

it = outer()
next(it)
attempt(it.close)
log(state(it))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } finally {
          log('inner finally')
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } finally {
          log('outer finally')
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.close())
      log(it.state)
    },
  },
  {
    rule: 'what the inner one returns in answer to close is dropped, and the outer gets GeneratorExit',
    python: `
def inner():
    try:
        yield 1
    except GeneratorExit:
        return 'dropped'

def outer():
    try:
        log((yield from inner()))
    except GeneratorExit:
        log('outer GeneratorExit')
        return 'outer'

it = outer()
next(it)
attempt(it.close)
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch {
          return 'dropped'
        }
        return 'unseen'
      })

      const outer = generator(function* () {
        try {
          log(yield* inner())
        } catch (error) {
          log('outer', (error as Error).name)
          return 'outer'
        }
        return 'unseen'
      })

      const it = outer()
      next(it)
      attempt(() => it.close())
    },
  },
  {
    rule: 'an inner one that yields in answer to close is a RuntimeError in the outer',
    python: `
def inner():
    try:
        yield 1
    except GeneratorExit:
        yield 2

def outer():
    try:
        yield from inner()
    except RuntimeError as error:
        log('outer caught', error)
        raise

it = outer()
next(it)
attempt(it.close)
log(state(it))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch {
          yield 2
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).message)
          throw error
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.close())
      log(it.state)
    },
  },
  {
    rule: 'an error of the inner one in answer to close is raised in the outer, which may catch it and end',
    python: `
def inner():
    try:
        yield 1
    finally:
        raise ValueError('in clean-up')

def outer(swallows):
    try:
        yield from inner()
    except ValueError as error:
        log('outer caught', error)
        if not swallows:
            raise

for swallows in (False, True):
    it = outer(swallows)
    next(it)
    attempt(it.close)
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: a clean-up that fails is the subject
          throw new ValueError('in clean-up')
        }
      })

      const outer = generator(function* (swallows: boolean) {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).message)
          if (!swallows) throw error
        }
      })

      for (const swallows of [false, true]) {
        const it = outer(swallows)
        next(it)
        attempt(() => it.close())
      }
    },
  },
  {
    rule: 'a GeneratorExit that is thrown in closes the inner one, and is then raised in the outer',
    python: `
def inner():
    try:
        yield 1
    except GeneratorExit as error:
        log('inner', error is thrown)
        raise

def outer():
    try:
        yield from inner()
    except GeneratorExit as error:
        log('outer', error is thrown)
        raise

thrown = GeneratorExit('by hand')
it = outer()
next(it)
attempt(lambda: it.throw(thrown))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch (error) {
          log('inner', error === thrown)
          throw error
        }
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer', error === thrown)
          throw error
        }
      })

      const thrown = new GeneratorExit('by hand')
      const it = outer()
      next(it)
      attempt(() => it.throw(thrown))
    },
  },
  {
    rule: 'and so it is a RuntimeError when the inner one yields in answer',
    python: `
def inner():
    try:
        yield 1
    except GeneratorExit:
        yield 2

def outer():
    yield from inner()

it = outer()
next(it)
attempt(lambda: it.throw(GeneratorExit()))
log(state(it))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        try {
          yield 1
        } catch {
          yield 2
        }
      })

      const outer = generator(function* () {
        yield* inner()
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new GeneratorExit()))
      log(it.state)
    },
  },
  {
    rule: 'a GeneratorExit that the inner one raises by itself is an error like others',
    python: `
def inner():
    yield 1
    raise GeneratorExit('own')

def outer():
    try:
        yield from inner()
    except GeneratorExit as error:
        log('outer caught', error)
        yield 2

it = outer()
next(it)
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        yield 1
        throw new GeneratorExit('own')
      })

      const outer = generator(function* () {
        try {
          yield* inner()
        } catch (error) {
          log('outer caught', (error as Error).message)
          yield 2
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.next())
    },
  },
  {
    rule: 'goes on with one that has started already, where it stands',
    python: `
def inner():
    yield 1
    yield 2
    return 'end'

def outer(it):
    log((yield from it))

it = inner()
next(it)
log(list(outer(it)))
`,
    typescript({ log }) {
      const inner = generator(function* () {
        yield 1
        yield 2
        return 'end'
      })

      const outer = generator(function* (it: PyGenerator<number, string>) {
        log(yield* it)
      })

      const it = inner()
      next(it)
      log([...outer(it)])
    },
  },
  {
    rule: 'one that has ended or is closed gives None at once, whatever it has returned',
    python: `
def inner():
    yield 1
    return 'once'

def outer(it):
    log((yield from it))

ended = inner()
list(ended)
log(list(outer(ended)))
closed = inner()
closed.close()
log(list(outer(closed)))
`,
    typescript({ log }) {
      const inner = generator(function* () {
        yield 1
        return 'once'
      })

      const outer = generator(function* (it: PyGenerator<number, string>) {
        log(yield* it)
      })

      const ended = inner()
      Array.from(ended)
      log([...outer(ended)])
      const closed = inner()
      closed.close()
      log([...outer(closed)])
    },
  },
  {
    rule: 'somebody else may drive the inner one meanwhile',
    python: `
def inner():
    yield 1
    yield 2
    yield 3

def outer(it):
    yield from it
    yield 'outer'

it = inner()
outside = outer(it)
attempt(lambda: next(outside))
attempt(lambda: next(it))
attempt(lambda: next(outside))
it.close()
attempt(lambda: next(outside))
`,
    typescript({ attempt }) {
      const inner = generator(function* () {
        yield 1
        yield 2
        yield 3
      })

      const outer = generator(function* (it: PyGenerator<number>) {
        yield* it
        yield 'outer'
      })

      const it = inner()
      const outside = outer(it)
      attempt(() => outside.next())
      attempt(() => it.next())
      attempt(() => outside.next())
      it.close()
      attempt(() => outside.next())
    },
  },
  {
    rule: 'two may delegate to one: closing the first closes it for the second',
    python: `
def inner():
    yield 1
    yield 2

def outer(name, it):
    yield from it
    log(name, 'goes on')

it = inner()
first, second = outer('first', it), outer('second', it)
attempt(lambda: next(first))
attempt(lambda: next(second))
attempt(first.close)
attempt(lambda: next(second))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* () {
        yield 1
        yield 2
      })

      const outer = generator(function* (name: string, it: PyGenerator<number>) {
        yield* it
        log(name, 'goes on')
      })

      const it = inner()
      const [first, second] = [outer('first', it), outer('second', it)]
      attempt(() => first.next())
      attempt(() => second.next())
      attempt(() => first.close())
      attempt(() => second.next())
    },
  },
  {
    rule: 'a generator that delegates to itself is executing already',
    python: `
def g():
    try:
        yield from it
    except ValueError as error:
        log('caught', error)
    yield 1

it = g()
attempt(lambda: next(it))
`,
    typescript({ log, attempt }) {
      const g = generator(function* (): Generator<number> {
        try {
          yield* it
        } catch (error) {
          log('caught', (error as Error).message)
        }
        yield 1
      })

      const it: PyGenerator<number> = g()
      attempt(() => it.next())
    },
  },
  {
    rule: 'while the inner one runs the outer runs too; in between both are suspended',
    python: `
def inner():
    log(state(outside), state(inside))
    yield 1

def outer():
    yield from inside

inside = inner()
outside = outer()
next(outside)
log(state(outside), state(inside))
attempt(outside.close)
log(state(outside), state(inside))
`,
    typescript({ log, attempt }) {
      const inner = generator(function* (): Generator<number> {
        log(outside.state, inside.state)
        yield 1
      })

      const outer = generator(function* () {
        yield* inside
      })

      const inside: PyGenerator<number> = inner()
      const outside: PyGenerator<number> = outer()
      next(outside)
      log(outside.state, inside.state)
      attempt(() => outside.close())
      log(outside.state, inside.state)
    },
  },
  {
    rule: 'the inner one can drive neither itself nor the outer',
    python: `
def inner():
    attempt(lambda: next(outside))
    attempt(lambda: outside.throw(ValueError('in')))
    attempt(outside.close)
    attempt(lambda: next(inside))
    yield 1

def outer():
    yield from inside

inside = inner()
outside = outer()
attempt(lambda: next(outside))
`,
    typescript({ attempt }) {
      const inner = generator(function* (): Generator<number> {
        attempt(() => outside.next())
        attempt(() => outside.throw(new ValueError('in')))
        attempt(() => outside.close())
        attempt(() => inside.next())
        yield 1
      })

      const outer = generator(function* () {
        yield* inside
      })

      const inside: PyGenerator<number> = inner()
      const outside: PyGenerator<number> = outer()
      attempt(() => outside.next())
    },
  },
  {
    rule: 'any iterable will do: its values come, and the expression is None',
    python: `
def outer():
    log((yield from [1, 2]))
    log((yield from 'ab'))

log(list(outer()))
`,
    typescript({ log }) {
      const outer = generator(function* (): Generator<number | string> {
        log(yield* [1, 2])
        log(yield* 'ab')
      })

      log([...outer()])
    },
  },
  {
    rule: 'a plain iterator may give the expression its value at its end',
    python: `
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration('lift-off')
        self.n -= 1
        return self.n + 1

def outer():
    log((yield from Countdown(2)))

log(list(outer()))
`,
    typescript({ log }) {
      class Countdown implements Iterator<number, string>, Iterable<number, string> {
        constructor(private n: number) {}
        [Symbol.iterator]() {
          return this
        }
        next(): IteratorResult<number, string> {
          if (this.n === 0) return { done: true, value: 'lift-off' }
          this.n -= 1
          return { done: false, value: this.n + 1 }
        }
      }

      const outer = generator(function* () {
        log(yield* new Countdown(2))
      })

      log([...outer()])
    },
  },
  {
    rule: 'an error that is thrown in while a plain iterator is delegated to comes out',
    python: `
def outer():
    try:
        yield from [1, 2]
    finally:
        log('finally')

it = outer()
next(it)
attempt(lambda: it.throw(ValueError('in')))
log(state(it))
`,
    typescript({ log, attempt }) {
      const outer = generator(function* () {
        try {
          yield* [1, 2]
        } finally {
          log('finally')
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.throw(new ValueError('in')))
      log(it.state)
    },
  },
  {
    rule: 'close while a plain iterator is delegated to raises GeneratorExit in the outer alone',
    python: `
values = iter([1, 2, 3])

def outer():
    try:
        yield from values
    finally:
        log('finally')

it = outer()
next(it)
attempt(it.close)
log(list(values))
`,
    typescript({ log, attempt }) {
      const values = [1, 2, 3].values()

      const outer = generator(function* () {
        try {
          yield* values
        } finally {
          log('finally')
        }
      })

      const it = outer()
      next(it)
      attempt(() => it.close())
      log([...values])
    },
  },
  {
    rule: 'what cannot be iterated over is a TypeError in the outer',
    python: `
def outer():
    try:
        yield from 5
    except TypeError:
        log('TypeError')
    yield 1

attempt(lambda: next(outer()))
`,
    typescript({ log, attempt }) {
      const outer = generator(function* () {
        try {
          yield* 5 as unknown as Iterable<number>
        } catch (error) {
          log((error as Error).name)
        }
        yield 1
      })

      attempt(() => outer().next())
    },
  },
  {
    rule: 'a generator may delegate to more of its own kind, to any depth',
    python: `
def walk(tree):
    if isinstance(tree, list):
        for part in tree:
            yield from walk(part)
    else:
        yield tree

log(list(walk([1, [2, [3, [4, 5]], 6], [[[7]]]])))
`,
    typescript({ log }) {
      type Tree = number | Tree[]

      const walk = generator(function* (tree: Tree): Generator<number> {
        if (Array.isArray(tree)) for (const part of tree) yield* walk(part)
        else yield tree
      })

      log([...walk([1, [2, [3, [4, 5]], 6], [[[7]]]])])
    },
  },
]

/** The first steps, of which nothing is to be seen. */
function next(it: { next(): unknown }): void {
  it.next()
}
