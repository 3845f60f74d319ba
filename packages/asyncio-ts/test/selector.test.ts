import { expect, test } from 'vitest'
import {
  createTask,
  EventLoop,
  Future,
  getRunningLoop,
  RuntimeError,
  run,
  ScaledClock,
  type Selector,
  type SelectorKey,
  sleep,
  VirtualClock,
} from '../src/index.js'

const READ = 1
const WRITE = 2

/** Objects that are ready when the test says so. */
class FakeSelector implements Selector {
  readonly #keys = new Map<object, SelectorKey>()
  readonly #come = new Map<object, number>()
  readonly #waiting = new Set<() => void>()
  closed = false

  register(fileobj: object, events: number, data: SelectorKey['data']): SelectorKey {
    if (this.#keys.has(fileobj)) throw new RuntimeError('watched already')
    const key = { fileobj, events, data }
    this.#keys.set(fileobj, key)
    return key
  }

  modify(fileobj: object, events: number, data: SelectorKey['data']): SelectorKey {
    this.unregister(fileobj)
    return this.register(fileobj, events, data)
  }

  unregister(fileobj: object): SelectorKey {
    const key = this.#keys.get(fileobj)
    if (key === undefined) throw new RuntimeError('not watched')
    this.#keys.delete(fileobj)
    return key
  }

  select(): [SelectorKey, number][] {
    const found: [SelectorKey, number][] = []
    for (const [fileobj, come] of this.#come) {
      const key = this.#keys.get(fileobj)
      if (key !== undefined && (key.events & come) !== 0) found.push([key, key.events & come])
    }
    return found
  }

  onReady(wake: () => void): () => void {
    this.#waiting.add(wake)
    return () => this.#waiting.delete(wake)
  }

  close(): void {
    this.closed = true
  }

  /** Something comes for an object; 0: it was taken. */
  come(fileobj: object, events: number): void {
    this.#come.set(fileobj, events)
    if (events !== 0) for (const wake of this.#waiting) wake()
  }
}

test('a selector is polled in each turn, behind what is ready and before due timers, until what has come is taken', async () => {
  const selector = new FakeSelector()
  const loop = new EventLoop({ clock: new VirtualClock(), selector })
  const [a, b] = [{}, {}]
  const log: string[] = []
  await run(
    function* () {
      let left = 2
      selector.register(a, READ, (events) => {
        log.push(`a ${events}`)
        left -= 1
        if (left === 0) selector.come(a, 0)
      })
      selector.register(b, READ, () => expect.unreachable())
      selector.modify(b, READ + WRITE, (events) => {
        log.push(`b ${events}`)
        selector.unregister(b)
      })
      loop.callLater(1, () => {
        selector.come(b, READ + WRITE)
        selector.come(a, READ + WRITE)
        loop.callSoon(() => log.push('ready'))
        loop.callLater(0, () => log.push('timer'))
      })
      yield* sleep(2)
    },
    { loopFactory: () => loop },
  )
  expect(log).toEqual(['ready', 'b 3', 'a 1', 'timer', 'a 1'])
  expect(selector.closed).toBe(true)
})

test('what comes to a selector wakes a loop that waits', async () => {
  const selector = new FakeSelector()
  const loop = new EventLoop({ clock: new ScaledClock(), selector })
  const socket = {}
  await run(
    function* () {
      const readable = new Future<number>()
      selector.register(socket, READ, (events) => {
        selector.come(socket, 0)
        readable.setResult(events)
      })
      setImmediate(() => setImmediate(() => selector.come(socket, READ)))
      const reader = createTask(readable[Symbol.iterator]())
      expect(yield* reader).toBe(READ)
      expect(getRunningLoop()).toBe(loop)
    },
    { loopFactory: () => loop },
  )
})
