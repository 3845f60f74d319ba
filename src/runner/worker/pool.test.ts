import { RuntimeError } from 'asyncio-ts'
import { afterEach, describe, expect, test } from 'vitest'
import { createFakeHost } from './fake-host'
import type { ChannelPort } from './host'
import { createWorkers, type Functions, serve } from './pool'

interface Said {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly name: string; readonly message: string; readonly stack: string }
}

/** A worker of a pool that serves these functions, and what it answers to a job. */
function worker(functions: ReturnType<Functions>): (name: string, ...args: unknown[]) => Promise<Said> {
  let heard: (said: Said) => void = () => {}
  const port: ChannelPort = {
    onmessage: null,
    // As a channel does: what cannot be copied is refused.
    postMessage: (message) => heard(structuredClone(message) as Said),
  }
  serve(() => functions, port)
  let id = 0
  return (name, ...args) =>
    new Promise((resolve) => {
      heard = resolve
      id += 1
      port.onmessage?.({ data: { id, name, args } })
    })
}

const bomb = (): never => {
  throw new Error('a trap of the program')
}
const trapped = (target: object = {}): object =>
  new Proxy(target, { get: bomb, getPrototypeOf: bomb, ownKeys: bomb, has: bomb, getOwnPropertyDescriptor: bomb })

describe('a worker of a pool always answers', () => {
  test.each<readonly [what: string, thrown: () => unknown, told: RegExp]>([
    ['an error', () => new RangeError('too far'), /^RangeError: too far$/],
    ['no error', () => 'text', /^RuntimeError: something that is no Error was thrown: text$/],
    ['a Proxy whose traps throw', () => trapped(), /^RuntimeError: .* <unreadable>$/],
    ['a Proxy for an error', () => trapped(new Error('x')), /^RuntimeError: .* <unreadable>$/],
    ['an object that is no text', () => Object.create(null), /^RuntimeError: .* <unreadable>$/],
    [
      'an error whose name throws',
      () => Object.defineProperty(new Error('m'), 'name', { get: bomb }),
      /^<unreadable>: m$/,
    ],
    [
      'an error whose texts are objects',
      () => Object.assign(new Error('m'), { name: { toString: bomb } }),
      /^<unreadable>: m$/,
    ],
    ['an error whose stack throws', () => Object.defineProperty(new Error('m'), 'stack', { get: bomb }), /^Error: m$/],
  ])('when a function throws %s', async (_, thrown, told) => {
    const throws = async (): Promise<never> => {
      throw thrown()
    }
    const call = worker({
      now: () => {
        throw thrown()
      },
      later: throws,
    })
    for (const name of ['now', 'later']) {
      const { error } = await call(name)
      expect(`${error?.name}: ${error?.message}`).toMatch(told)
    }
  })

  test.each<readonly [what: string, given: () => unknown]>([
    ['a Proxy whose traps throw', () => trapped()],
    [
      'an object that is looked at and throws',
      () => ({
        [Symbol.for('asyncio-ts.transfer')]: null,
        get value() {
          return bomb()
        },
      }),
    ],
    ['a function', () => () => 1],
    ['a thenable that throws', () => Object.defineProperty({}, 'then', { get: bomb })],
    ['a promise that is frozen', () => Object.freeze(Promise.resolve(bomb))],
    ['a promise whose class throws', () => Object.defineProperty(Promise.resolve(1), 'constructor', { get: bomb })],
  ])('when a function gives %s', async (_, given) => {
    const call = worker({ given })
    expect((await call('given')).error).toMatchObject({ name: expect.any(String), message: expect.any(String) })
    // And goes on working.
    expect(await worker({ given, one: () => 1 })('one')).toEqual({ id: 1, value: 1 })
  })

  test('when there is no such function', async () => {
    expect((await worker({})('missing')).error?.message).toBe('there is no function missing at the top of the program')
  })
})

describe('what the program does to its realm before its functions are called', () => {
  const { bind, call } = Function.prototype
  afterEach(() => {
    Object.assign(Function.prototype, { bind, call })
  })

  test('gives it no port by which it could answer for others', async () => {
    const seen: unknown[] = []
    const spy = function (this: unknown, ...args: unknown[]): unknown {
      seen.push(this, ...args)
      return undefined
    }
    const ask = worker({ one: () => 1 })
    Object.defineProperties(Function.prototype, {
      bind: { value: spy, configurable: true, writable: true },
      call: { value: spy, configurable: true, writable: true },
    })
    const again = worker({ one: () => 1 })
    const answers = [await ask('one'), await again('one')]
    Object.assign(Function.prototype, { bind, call })
    expect(answers).toEqual([
      { id: 1, value: 1 },
      { id: 1, value: 1 },
    ])
    const ports = seen.filter((value) => typeof value === 'object' && value !== null && 'postMessage' in value)
    expect(ports).toEqual([])
  })
})

describe('the program side of a pool', () => {
  function workers(processors = 8) {
    const asked: object[] = []
    const ports: { port1: ChannelPort; port2: ChannelPort }[] = []
    const channel = () => {
      const ends = {
        port1: { onmessage: null, postMessage: () => {} },
        port2: { onmessage: null, postMessage: () => {} },
      }
      ports.push(ends)
      return ends
    }
    const made = createWorkers(
      1,
      { ...createFakeHost(), channel, processors },
      { functions: () => ({}), ask: (message) => asked.push(message) },
    )
    return { made, asked, ports }
  }
  const silent = { onMessage: () => {}, onLost: () => {} }

  test('has four workers at most, however many processors there are, and says so', () => {
    const { made, asked } = workers(64)
    for (let count = 0; count < 4; count += 1) made.start(silent)
    expect(() => made.start(silent)).toThrow(RuntimeError)
    expect(() => made.start(silent)).toThrow('a run may have 4 workers here')
    expect(asked).toHaveLength(4)
  })

  test('hears nothing any more of a worker that was ended, and gets its place back', () => {
    const { made, asked, ports } = workers(1)
    const heard: unknown[] = []
    const worker = made.start({ onMessage: (message) => heard.push(message), onLost: () => {} })
    ports[0]?.port1.onmessage?.({ data: 'in time' })
    worker.terminate()
    ports[0]?.port1.onmessage?.({ data: 'late' })
    expect(heard).toEqual(['in time'])
    made.start(silent)
    expect(asked.map((message) => (message as { type: string }).type)).toEqual(['run/pool', 'run/unpool', 'run/pool'])
  })

  test('hears of one that died once, and nothing of numbers that are none', () => {
    const { made } = workers()
    const lost: string[] = []
    made.start({ onMessage: () => {}, onLost: ({ message }) => lost.push(message) })
    made.lost(7)
    made.lost(1)
    made.lost(1)
    expect(lost).toEqual(['it died'])
  })
})
