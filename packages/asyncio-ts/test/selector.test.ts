import { describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  EVENT_READ,
  EVENT_WRITE,
  EventLoop,
  Future,
  getRunningLoop,
  RuntimeError,
  run,
  ScaledClock,
  type Selector,
  type SelectorData,
  type SelectorKey,
  sleep,
  ValueError,
  VirtualClock,
} from '../src/index.js'

/** Objects that are ready when the test says so. */
class FakeSelector implements Selector {
  readonly keys = new Map<object, SelectorKey>()
  readonly #come = new Map<object, number>()
  readonly #waiting = new Set<() => void>()
  closed = false
  /** Loop times at which something comes by itself, with what it does then. */
  readonly due: [when: number, object: object, events: number][] = []
  time = (): number => 0

  register(fileobj: object, events: number, data: SelectorData): SelectorKey {
    if (this.keys.has(fileobj)) throw new RuntimeError('watched already')
    const key = { fileobj, events, data }
    this.keys.set(fileobj, key)
    return key
  }

  modify(fileobj: object, events: number, data: SelectorData): SelectorKey {
    this.unregister(fileobj)
    return this.register(fileobj, events, data)
  }

  unregister(fileobj: object): SelectorKey {
    const key = this.keys.get(fileobj)
    if (key === undefined) throw new RuntimeError('not watched')
    this.keys.delete(fileobj)
    return key
  }

  getKey(fileobj: object): SelectorKey | undefined {
    return this.keys.get(fileobj)
  }

  select(): [SelectorKey, number][] {
    const found: [SelectorKey, number][] = []
    for (const [when, object, events] of this.due.splice(0)) {
      if (when <= this.time()) this.come(object, events)
      else this.due.push([when, object, events])
    }
    for (const [fileobj, come] of this.#come) {
      const key = this.keys.get(fileobj)
      if (key !== undefined && (key.events & come) !== 0) found.push([key, key.events & come])
    }
    return found
  }

  nextAt(): number {
    return Math.min(...this.due.map(([when]) => when))
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

function makeLoop() {
  const selector = new FakeSelector()
  const loop = new EventLoop({ clock: new VirtualClock(), selector })
  selector.time = () => loop.time()
  return { selector, loop, options: { loopFactory: () => loop } }
}

test('a selector is polled in each turn, behind what is ready and before due timers, until what has come is taken', async () => {
  const { selector, loop, options } = makeLoop()
  const [a, b] = [{}, {}]
  const log: string[] = []
  await run(function* () {
    let left = 2
    loop.addReader(a, () => {
      log.push('a read')
      left -= 1
      if (left === 0) selector.come(a, 0)
    })
    loop.addReader(b, (word: string) => log.push(`b read ${word}`), 'by its argument')
    loop.addWriter(b, () => {
      log.push('b written')
      loop.removeReader(b)
      loop.removeWriter(b)
    })
    loop.callLater(1, () => {
      selector.come(b, EVENT_READ + EVENT_WRITE)
      selector.come(a, EVENT_READ + EVENT_WRITE)
      loop.callSoon(() => log.push('ready'))
      loop.callLater(0, () => log.push('timer'))
    })
    yield* sleep(2)
  }, options)
  expect(log).toEqual(['ready', 'b read by its argument', 'b written', 'a read', 'timer', 'a read'])
  expect(selector.closed).toBe(true)
})

describe('a reader', () => {
  test('takes the place of the one before, which is cancelled', async () => {
    const { selector, loop, options } = makeLoop()
    const log: string[] = []
    await run(function* () {
      const socket = {}
      const first = loop.addReader(socket, () => log.push('first'))
      loop.addReader(socket, () => {
        log.push('second')
        selector.come(socket, 0)
      })
      expect(first.cancelled()).toBe(true)
      selector.come(socket, EVENT_READ)
      yield* sleep(1)
    }, options)
    expect(log).toEqual(['second'])
  })

  test('that is removed in the turn in which it would have been called is not called', async () => {
    const { selector, loop, options } = makeLoop()
    const log: string[] = []
    await run(function* () {
      const [a, b] = [{}, {}]
      loop.addReader(a, () => {
        log.push('a')
        expect(loop.removeReader(a)).toBe(true)
        expect(loop.removeReader(b)).toBe(true)
      })
      loop.addReader(b, () => log.push('b'))
      selector.come(a, EVENT_READ)
      selector.come(b, EVENT_READ)
      yield* sleep(1)
      expect(selector.keys.size).toBe(0)
    }, options)
    expect(log).toEqual(['a'])
  })

  test('whose handle is cancelled is unregistered at the next event', async () => {
    const { selector, loop, options } = makeLoop()
    await run(function* () {
      const socket = {}
      loop.addReader(socket, () => expect.unreachable()).cancel()
      selector.come(socket, EVENT_READ)
      yield* sleep(1)
      expect(selector.keys.size).toBe(0)
    }, options)
  })

  test('is removed apart from the writer, and removing says whether there was one', async () => {
    const { selector, loop, options } = makeLoop()
    await run(function* () {
      const socket = {}
      expect(loop.removeReader(socket)).toBe(false)
      loop.addWriter(socket, () => {})
      expect(loop.removeReader(socket)).toBe(false)
      loop.addReader(socket, () => {})
      expect(selector.getKey(socket)?.events).toBe(EVENT_READ + EVENT_WRITE)
      expect(loop.removeWriter(socket)).toBe(true)
      expect(selector.getKey(socket)?.events).toBe(EVENT_READ)
      expect(loop.removeReader(socket)).toBe(true)
      expect(selector.keys.size).toBe(0)
      yield* sleep(0)
    }, options)
    expect(loop.removeReader({})).toBe(false)
  })

  test('that fails is reported, and others are called', async () => {
    const { selector, loop, options } = makeLoop()
    const messages: string[] = []
    loop.setExceptionHandler((_, { message }) => messages.push(message))
    await run(function* () {
      const socket = {}
      loop.addReader(socket, function failing() {
        loop.removeReader(socket)
        throw new ValueError('boom')
      })
      selector.come(socket, EVENT_READ)
      yield* sleep(1)
    }, options)
    expect(messages).toEqual(['Exception in callback failing()'])
  })

  test('needs a selector, a function, an object and an open loop', () => {
    const plain = new EventLoop({ clock: new VirtualClock() })
    expect(() => plain.addReader({}, () => {})).toThrow(/^this loop has no selector .*asyncio-ts\/net/)
    const { loop } = makeLoop()
    expect(() => loop.addReader({}, 5 as never)).toThrow(/^a callable object was expected by addReader/)
    expect(() => loop.addWriter({}, 5 as never)).toThrow(/^a callable object was expected by addWriter/)
    expect(() => loop.addReader(5 as never, () => {})).toThrow(new ValueError('Invalid file object: 5'))
    loop.close()
    expect(() => loop.addReader({}, () => {})).toThrow(/^Event loop is closed/)
  })
})

type Drive = (main: () => Coroutine<number>, loop: EventLoop) => Promise<number>
const drives: [string, Drive][] = [
  ['run', (main, loop) => run(main, { loopFactory: () => loop })],
  ['runUntilCompleteSync', async (main, loop) => loop.runUntilCompleteSync(main())],
]

test.each(drives)(
  'what comes at a time of its own is waited for, before a timer of the same time: %s',
  async (_, drive) => {
    const { selector, loop } = makeLoop()
    const socket = {}
    const log: string[] = []
    selector.due.push([3, socket, EVENT_READ])
    const time = await drive(function* () {
      const readable = new Future<void>({ loop })
      loop.addReader(socket, () => {
        log.push(`read at ${loop.time()}`)
        selector.come(socket, 0)
        readable.setResult(undefined)
      })
      loop.callAt(3, () => log.push('timer'))
      yield* readable
      return loop.time()
    }, loop)
    expect(time).toBe(3)
    expect(log).toEqual(['read at 3', 'timer'])
  },
)

test('what comes to a selector wakes a loop that waits', async () => {
  const selector = new FakeSelector()
  const loop = new EventLoop({ clock: new ScaledClock(), selector })
  const socket = {}
  await run(
    function* () {
      const readable = new Future<number>()
      loop.addReader(socket, () => {
        selector.come(socket, 0)
        readable.setResult(7)
      })
      setImmediate(() => setImmediate(() => selector.come(socket, EVENT_READ)))
      const reader = createTask(readable[Symbol.iterator]())
      expect(yield* reader).toBe(7)
      expect(getRunningLoop()).toBe(loop)
    },
    { loopFactory: () => loop },
  )
})
