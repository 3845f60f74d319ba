import { afterEach, describe, expect, test } from 'vitest'
import { configureHost } from '../../src/host.js'
import {
  EVENT_READ,
  EVENT_WRITE,
  getRunningLoop,
  RuntimeError,
  runSync,
  ValueError,
  VirtualClock,
} from '../../src/index.js'
import {
  BlockingIOError,
  BrokenPipeError,
  ConnectionResetError,
  DefaultSelector,
  decode,
  encode,
  OSError,
  type PairedSocket,
  SimulatedNetwork,
  setNetwork,
  socketPair,
} from '../../src/net/index.js'
import { networkOf } from '../../src/net/networks.js'

const ROOM = 65_536
const text = (socket: PairedSocket, most = 100): string => decode(socket.recv(most))

function failureOf(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

/** A selector on a clock of its own, and what it tells of: the data and the events of each key. */
function watching() {
  const clock = new VirtualClock()
  const selector = new DefaultSelector<string>({ clock })
  const told = (timeout: number | null = 0) => selector.select(timeout).map(([{ data }, events]) => `${data} ${events}`)
  return { clock, selector, told }
}

afterEach(() => {
  setNetwork(null)
  configureHost()
})

describe('of two sockets', () => {
  test('each receives what the other sends, in order and in the pieces that are asked for', () => {
    const [here, there] = socketPair()
    expect(there.send(encode('one, '))).toBe(5)
    expect(there.send(encode('two'))).toBe(3)
    expect([text(here, 3), text(here)]).toEqual(['one', ', two'])
    here.send(encode('back'))
    expect(text(there)).toBe('back')
  })

  test('what was sent stays as it was, and so does what was received', () => {
    const [here, there] = socketPair()
    const data = encode('ab')
    there.send(data)
    data[0] = 0
    const taken = here.recv(1)
    taken[0] = 0
    expect(text(here)).toBe('b')
  })

  test('neither waits: nothing to read and no room are errors', () => {
    const [here, there] = socketPair()
    const nothing = failureOf(() => here.recv(1))
    expect(nothing).toBeInstanceOf(BlockingIOError)
    expect(nothing).toMatchObject({ errno: 11, message: '[Errno 11] Resource temporarily unavailable' })
    expect(here.recv(0)).toHaveLength(0)
    expect(there.send(new Uint8Array(ROOM + 1))).toBe(ROOM)
    expect(failureOf(() => there.send(new Uint8Array(1)))).toBeInstanceOf(BlockingIOError)
    expect(there.send(new Uint8Array(0))).toBe(0)
    here.recv(1)
    expect(there.send(new Uint8Array(2))).toBe(1)
  })

  test('one that is closed leaves what it sent, then the end; nobody can send to it', () => {
    const [here, there] = socketPair()
    there.send(encode('bye'))
    there.close()
    there.close()
    expect(text(here)).toBe('bye')
    expect([text(here), text(here)]).toEqual(['', ''])
    expect(failureOf(() => here.send(encode('x')))).toBeInstanceOf(BrokenPipeError)
    for (const action of [() => there.recv(1), () => there.send(encode('x'))]) {
      expect(failureOf(action)).toMatchObject({ name: 'OSError', errno: 9 })
      expect(failureOf(action)).toBeInstanceOf(OSError)
    }
  })

  test('one that is closed with something unread resets the other: once, behind what had come', () => {
    const [here, there] = socketPair()
    here.send(encode('unread'))
    there.send(encode('bye'))
    there.close()
    expect(text(here)).toBe('bye')
    expect(failureOf(() => here.recv(1))).toBeInstanceOf(ConnectionResetError)
    expect(text(here)).toBe('')
  })

  test('both say what they take', () => {
    const [here] = socketPair()
    expect(() => here.send('text' as never)).toThrow('encode(text) gives its bytes')
    expect(failureOf(() => here.recv(-1))).toBeInstanceOf(ValueError)
    expect(() => here.recv(Number.NaN)).toThrow('an integer from 0 on, got NaN')
  })
})

describe('a selector of sockets', () => {
  test('tells of what is ready, in the order in which it became so, until it was read', () => {
    const { selector, told, clock } = watching()
    const [a, aThere] = socketPair()
    const [b, bThere] = socketPair()
    selector.register(a, EVENT_READ, 'a')
    selector.register(b, EVENT_READ, 'b')
    expect(told()).toEqual([])
    bThere.send(encode('1'))
    aThere.send(encode('23'))
    expect([told(5), told(null)]).toEqual([
      ['b 1', 'a 1'],
      ['b 1', 'a 1'],
    ])
    text(b)
    text(a, 1)
    expect(told()).toEqual(['a 1'])
    text(a)
    expect(told()).toEqual([])
    aThere.close()
    expect(told()).toEqual(['a 1'])
    expect(clock.time()).toBe(0)
  })

  test('waits for its timeout on the clock, and not at all for 0 or less', () => {
    const { selector, told, clock } = watching()
    const [here] = socketPair()
    selector.register(here, EVENT_READ, 'a')
    expect(told(2.5)).toEqual([])
    expect(clock.time()).toBe(2.5)
    expect([told(0), told(-1)]).toEqual([[], []])
    expect(clock.time()).toBe(2.5)
    expect(failureOf(() => selector.select())).toMatchObject({
      name: 'RuntimeError',
      message: 'select() would wait for ever: nothing can come',
    })
    expect(() => selector.select(Number.NaN)).toThrow('a timeout is a number of seconds or null, got NaN')
  })

  test('watches for room to write, for both, and for other events when it is modified', () => {
    const { selector, told } = watching()
    const [here, there] = socketPair()
    selector.register(here, EVENT_WRITE, 'w')
    expect(told()).toEqual(['w 2'])
    here.send(new Uint8Array(ROOM))
    expect(told()).toEqual([])
    there.recv(1)
    expect(told()).toEqual(['w 2'])
    const key = selector.modify(here, EVENT_READ + EVENT_WRITE, 'both')
    expect(key).toEqual({ fileobj: here, events: 3, data: 'both' })
    expect(told()).toEqual(['both 2'])
    there.send(encode('x'))
    expect(told()).toEqual(['both 3'])
    selector.modify(here, EVENT_READ, 'r')
    expect(told()).toEqual(['r 1'])
  })

  test('tells no more of one that is unregistered or closed, and of none when it is closed', () => {
    const { selector, told } = watching()
    const [a, aThere] = socketPair()
    const [b, bThere] = socketPair()
    selector.register(a, EVENT_READ, 'a')
    selector.register(b, EVENT_READ, 'b')
    for (const there of [aThere, bThere]) there.send(encode('x'))
    expect(selector.unregister(a).data).toBe('a')
    expect(told()).toEqual(['b 1'])
    selector.modify(b, EVENT_READ + EVENT_WRITE, 'b')
    b.close()
    expect(told()).toEqual([])
    selector.register(a, EVENT_READ, 'a again')
    expect(told()).toEqual(['a again 1'])
    selector.close()
    aThere.send(encode('x'))
    expect(told()).toEqual([])
    expect(a._watchers.size).toBe(0)
  })

  test('says what was expected instead', () => {
    const { selector } = watching()
    const [here, there] = socketPair()
    for (const action of [() => selector.modify(here, 1), () => selector.unregister(here)]) {
      expect(failureOf(action)).toBeInstanceOf(RuntimeError)
    }
    selector.register(here, EVENT_READ)
    expect(() => selector.register(here, EVENT_READ)).toThrow('registered already')
    expect(() => selector.register(there, 4)).toThrow('EVENT_READ, EVENT_WRITE or their sum, got 4')
    expect(() => selector.register({} as never, 1)).toThrow('a selector watches the sockets of a socketPair()')
    there.close()
    expect(() => selector.register(there, 1)).toThrow('this socket is closed')
  })

  test('waits on the running loop’s clock, else on the program’s; on real time it can only look', () => {
    const [here] = socketPair()
    const wait = () => {
      const selector = new DefaultSelector()
      selector.register(here, EVENT_READ)
      return selector.select(3)
    }
    runSync(function* () {
      wait()
      expect(getRunningLoop().time()).toBe(3)
    })
    const clock = new VirtualClock({ start: 1 })
    configureHost({ clock })
    wait()
    expect(clock.time()).toBe(4)
    configureHost()
    expect(wait).toThrow('select() cannot wait here: JavaScript cannot block')
    expect(new DefaultSelector().select(0)).toEqual([])
  })
})

test('a loop that polls a network calls back for a pair too', () => {
  const network = new SimulatedNetwork()
  setNetwork(network)
  const heard: string[] = []
  runSync(function* () {
    const loop = getRunningLoop()
    networkOf(loop)
    const [here, there] = socketPair()
    const done = loop.createFuture<void>()
    loop.addReader(here, () => {
      heard.push(`${loop.time()} ${text(here)}`)
      if (heard.length === 2) done.setResult()
    })
    loop.callLater(1, () => there.send(encode('one')))
    loop.callLater(2, () => there.send(encode('two')))
    yield* done
    loop.removeReader(here)
    expect(here._watchers.size).toBe(0)
  })
  expect(heard).toEqual(['1 one', '2 two'])
})
