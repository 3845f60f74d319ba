import { describe, expect, test } from 'vitest'
import {
  GEN_CLOSED,
  GEN_CREATED,
  GEN_RUNNING,
  GEN_SUSPENDED,
  GeneratorExit,
  generator,
  type PyGenerator,
  RuntimeError,
  StopIteration,
  ValueError,
} from '../src/index.js'

const echo = generator(function* (): Generator<string, never, string> {
  let got = 'ready'
  for (;;) got = yield got
})

/** Remembers what it is sent and the ValueErrors thrown in; returns `ret` when told to stop. */
function recorder(log: string[]) {
  return generator(function* (): Generator<string, string, string> {
    const seen: string[] = []
    for (;;) {
      try {
        const sent = yield seen.join(' ')
        if (sent === 'stop') return 'ret'
        seen.push(sent)
      } catch (error) {
        if (error instanceof GeneratorExit) log.push('inner exit')
        if (!(error instanceof ValueError)) throw error
        seen.push(`E${error.message}`)
      }
    }
  })
}

function delegating(log: string[]) {
  const inner = recorder(log)
  return generator(function* (): Generator<string, void, string> {
    try {
      log.push(yield* inner())
      yield 'outer'
    } catch (error) {
      if (error instanceof GeneratorExit) log.push('outer exit')
      throw error
    }
  })
}

/** Yields once more in answer to a close. */
const stubborn = generator(function* () {
  try {
    yield 1
  } catch {
    yield 2
  }
})

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

describe('a generator', () => {
  test('starts with next, then gives for each send what it yields next', () => {
    const g = echo()
    expect(g.state).toBe(GEN_CREATED)
    expect(g.next()).toBe('ready')
    expect(g.state).toBe(GEN_SUSPENDED)
    expect(g.send('a')).toBe('a')
    expect(g.send('b')).toBe('b')
  })

  test('refuses to be sent a value before it has started', () => {
    const g = echo()
    expect(() => g.send('early')).toThrow(new TypeError("can't send non-None value to a just-started generator"))
    expect(g.state).toBe(GEN_CREATED)
    expect(g.next()).toBe('ready')
  })

  test('ends with StopIteration, which carries what it returns, and then with empty ones', () => {
    const g = generator(function* () {
      yield 1
      return 'done'
    })()
    g.next()
    const first = thrownBy(() => g.next())
    expect(first).toBeInstanceOf(StopIteration)
    expect(first).toMatchObject({ name: 'StopIteration', value: 'done', message: 'done' })
    expect(g.state).toBe(GEN_CLOSED)
    expect(thrownBy(() => g.send('x' as never))).toMatchObject({ name: 'StopIteration', value: undefined, message: '' })
  })

  test('passes this and the arguments on to its function', () => {
    class Counter {
      step = 2
      count = generator(function* (this: Counter, limit: number) {
        for (let i = 0; i < limit; i += this.step) yield i
      })
    }
    expect([...new Counter().count(5)]).toEqual([0, 2, 4])
  })

  test('cannot be resumed by itself', () => {
    let self: PyGenerator<number> | undefined
    let state: string | undefined
    const ring = generator(function* (): Generator<number> {
      state = self?.state
      self?.next()
      yield 1
    })
    self = ring()
    expect(() => self?.next()).toThrow(new ValueError('generator already executing'))
    expect(state).toBe(GEN_RUNNING)
    expect(self.state).toBe(GEN_CLOSED)
  })

  test('cannot be closed by itself', () => {
    let self: PyGenerator<string> | undefined
    self = generator(function* (): Generator<string> {
      yield (thrownBy(() => self?.close()) as Error).message
    })()
    expect(self.next()).toBe('generator already executing')
  })

  test('turns a StopIteration that leaves its body into a RuntimeError', () => {
    const g = generator(function* () {
      yield 1
      throw new StopIteration(3)
    })()
    g.next()
    const error = thrownBy(() => g.next())
    expect(error).toBeInstanceOf(RuntimeError)
    expect(error).toMatchObject({ message: 'generator raised StopIteration', cause: { value: 3 } })
  })

  test('says what it is', () => {
    expect(String(generator(function* fib() {})())).toBe('<generator object fib>')
  })

  test('is made of nothing but a function*', () => {
    const notOne = generator((() => 5) as unknown as () => Generator)
    expect(() => notOne()).toThrow(TypeError)
  })
})

describe('throw', () => {
  test('raises the error where the generator is suspended, and gives what it yields next', () => {
    const g = recorder([])()
    g.next()
    expect(g.throw(new ValueError('v'))).toBe('Ev')
  })

  test('ends a generator that has not started, without running it', () => {
    const g = generator(function* () {
      expect.unreachable()
      yield 1
    })()
    const error = new ValueError('x')
    expect(thrownBy(() => g.throw(error))).toBe(error)
    expect(g.state).toBe(GEN_CLOSED)
  })

  test('comes back from one that is closed', () => {
    const g = echo()
    g.close()
    const error = new ValueError('x')
    expect(thrownBy(() => g.throw(error))).toBe(error)
  })

  test('makes an error of a class', () => {
    const g = echo()
    g.next()
    expect(() => g.throw(ValueError)).toThrow(ValueError)
  })
})

describe('close', () => {
  test('throws GeneratorExit in and takes it back', () => {
    const log: string[] = []
    const g = generator(function* () {
      try {
        yield 1
      } catch (error) {
        log.push((error as Error).name)
        throw error
      } finally {
        log.push('finally')
      }
    })()
    g.next()
    expect(g.close()).toBeUndefined()
    expect(log).toEqual(['GeneratorExit', 'finally'])
    expect(g.state).toBe(GEN_CLOSED)
    expect(g.close()).toBeUndefined()
  })

  test('never runs one that has not started', () => {
    const g = generator(function* () {
      expect.unreachable()
      yield 1
    })()
    g.close()
    expect(g.state).toBe(GEN_CLOSED)
    expect(() => g.next()).toThrow(StopIteration)
  })

  test('gives what the generator returns in answer', () => {
    const g = generator(function* () {
      try {
        yield 1
      } catch {
        return 'bye'
      }
      return 'unseen'
    })()
    g.next()
    expect(g.close()).toBe('bye')
  })

  test('is an error when the generator yields in answer', () => {
    const g = stubborn()
    g.next()
    expect(() => g.close()).toThrow(new RuntimeError('generator ignored GeneratorExit'))
    expect(g.state).toBe(GEN_SUSPENDED)
  })
})

describe('for…of', () => {
  test('takes the values, and a break leaves the generator suspended for whoever goes on', () => {
    const g = generator(function* () {
      yield 1
      yield 2
      yield 3
    })()
    for (const value of g) {
      expect(value).toBe(1)
      break
    }
    expect(g.state).toBe(GEN_SUSPENDED)
    expect([...g]).toEqual([2, 3])
  })

  test('leaves it suspended when an array pattern takes only some', () => {
    const g = echo()
    const [first] = g
    expect(first).toBe('ready')
    expect(g.state).toBe(GEN_SUSPENDED)
  })
})

describe('yield* within a generator', () => {
  test('passes on what is sent and thrown, and gives what the inner one returns', () => {
    const log: string[] = []
    const g = delegating(log)()
    expect(g.next()).toBe('')
    expect(g.send('a')).toBe('a')
    expect(g.throw(new ValueError('v'))).toBe('a Ev')
    expect(g.send('stop')).toBe('outer')
    expect(log).toEqual(['ret'])
  })

  test('closes the inner one first', () => {
    const log: string[] = []
    const g = delegating(log)()
    g.next()
    g.close()
    expect(log).toEqual(['inner exit', 'outer exit'])
  })

  test('closes the inner one when a GeneratorExit is thrown in, and lets that very one out', () => {
    const log: string[] = []
    const g = delegating(log)()
    g.next()
    const exit = new GeneratorExit('x')
    expect(thrownBy(() => g.throw(exit))).toBe(exit)
    expect(log).toEqual(['inner exit', 'outer exit'])
  })

  test('raises in the outer one when the inner one ignores a close', () => {
    const g = generator(function* () {
      yield* stubborn()
    })()
    g.next()
    expect(() => g.close()).toThrow(new RuntimeError('generator ignored GeneratorExit'))
    expect(g.state).toBe(GEN_CLOSED)
  })

  test('hands the outer one what the inner one throws while it is closed', () => {
    const inner = generator(function* () {
      try {
        yield 1
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: a clean-up that fails is the subject
        throw new ValueError('in close')
      }
    })
    const outer = generator(function* (): Generator<number | string> {
      try {
        yield* inner()
      } catch (error) {
        yield `caught ${(error as Error).message}`
      }
    })
    const closed = outer()
    closed.next()
    expect(() => closed.close()).toThrow('generator ignored GeneratorExit')
    const thrown = outer()
    thrown.next()
    expect(thrown.throw(new TypeError('k'))).toBe('caught in close')
  })

  test('over an array: close ends it, and an error thrown in comes out', () => {
    const log: string[] = []
    const overArray = generator(function* () {
      try {
        yield* [1, 2, 3]
      } finally {
        log.push('finally')
      }
    })
    const closed = overArray()
    closed.next()
    expect(closed.close()).toBeUndefined()
    const thrown = overArray()
    thrown.next()
    expect(() => thrown.throw(new ValueError('q'))).toThrow(new ValueError('q'))
    expect(log).toEqual(['finally', 'finally'])
  })

  test('of a plain generator closes ours when that one is ended', () => {
    const g = echo()
    const plain = (function* () {
      yield* g
    })()
    plain.next()
    plain.return(undefined as never)
    expect(g.state).toBe(GEN_CLOSED)
  })
})
