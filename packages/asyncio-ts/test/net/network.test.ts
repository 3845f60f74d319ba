import { afterEach, describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  DeadlockError,
  gather,
  getRunningLoop,
  newEventLoop,
  RuntimeError,
  run,
  runSync,
  sleep,
  TimeoutError,
  ValueError,
  VirtualClock,
  waitFor,
} from '../../src/index.js'
import {
  ConnectionRefusedError,
  ConnectionResetError,
  createDatagramEndpoint,
  DatagramProtocol,
  decode,
  encode,
  GaiError,
  getNetwork,
  openConnection,
  SimulatedNetwork,
  type SimulatedNetworkOptions,
  type StreamReader,
  type StreamWriter,
  setNetwork,
  startServer,
} from '../../src/net/index.js'

afterEach(() => setNetwork(null))

function use(options: SimulatedNetworkOptions): SimulatedNetwork {
  const network = new SimulatedNetwork(options)
  setNetwork(network)
  return network
}

const time = (): number => Number(getRunningLoop().time().toPrecision(6))

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (let data = yield* reader.read(1000); data.length > 0; data = yield* reader.read(1000)) {
    writer.write(data)
    yield* writer.drain()
  }
  writer.close()
}

/** What a program fails with. */
function failureOf(main: () => Coroutine<unknown>): unknown {
  try {
    return runSync(main)
  } catch (error) {
    return error
  }
}

/** What an echo gives, and when each piece came. */
function* talk(host: string, port: number, text: string): Coroutine<[number, string][]> {
  const [reader, writer] = yield* openConnection(host, port)
  const pieces: [number, string][] = []
  writer.write(encode(text))
  writer.writeEof()
  for (let data = yield* reader.read(1000); data.length > 0; data = yield* reader.read(1000)) {
    pieces.push([time(), decode(data)])
  }
  writer.close()
  yield* writer.waitClosed()
  return pieces
}

describe('a simulated network', () => {
  test('takes its latency for each way: one and a half round trips until a server knows', () => {
    use({ latency: 1, hosts: ['far.example'] })
    runSync(function* () {
      const accepted: number[] = []
      yield* startServer(() => void accepted.push(time()), 'far.example', 80)
      // The name was looked up.
      expect(time()).toBe(2)
      yield* openConnection('10.0.0.2', 80)
      expect(time()).toBe(4)
      yield* sleep(2)
      expect(accepted).toEqual([5])
    })
  })

  test('looks up names: those that it has, and no others', () => {
    const network = use({ hosts: ['a.example', 'b.example'], latency: 0 })
    expect(network.addHost('c.example')).toBe('10.0.0.4')
    expect(network.addHost('d.example', '192.168.0.7')).toBe('192.168.0.7')
    runSync(function* () {
      const server = yield* startServer(echo, ['a.example', 'd.example', 'a.example'], 80)
      expect(server.sockets.map(({ sockname }) => sockname)).toEqual([
        ['10.0.0.2', 80],
        ['192.168.0.7', 80],
      ])
      const [, writer] = yield* openConnection('d.example', 80)
      expect(writer.getExtraInfo('peername')).toEqual(['192.168.0.7', 80])
      expect(writer.getExtraInfo('sockname')).toEqual(['10.0.0.1', 49_152])
      const [lost] = yield* gather([openConnection('nowhere.example', 80)], { returnExceptions: true })
      expect(lost).toEqual(new GaiError(-2, 'Name or service not known'))
      const [refused] = yield* gather([openConnection('b.example', 80)], { returnExceptions: true })
      expect(refused).toEqual(new ConnectionRefusedError(111, "Connect call failed ('10.0.0.3', 80)"))
    })
  })

  test('sends what a limited bandwidth lets through, in packets', () => {
    use({ bandwidth: 1460, latency: 0 })
    runSync(function* () {
      yield* startServer(echo, 'localhost', 80)
      const pieces = yield* talk('localhost', 80, 'x'.repeat(3000))
      expect(pieces.map(([, text]) => text.length)).toEqual([1000, 460, 1000, 460, 80])
      expect(pieces.map(([when]) => Math.floor(when))).toEqual([1, 2, 2, 3, 3])
    })
  })

  test.each([
    ['jitter', { jitter: 0.5 }],
    ['loss', { loss: 0.3 }],
    ['both', { jitter: 0.5, loss: 0.3, bandwidth: 5000 }],
  ])('delivers streams whole and in order: %s', (_, conditions) => {
    const text = Array.from({ length: 3000 }, (_, i) => String(i)).join(' ')
    const once = (seed: number) => {
      use({ ...conditions, seed })
      return runSync(function* () {
        yield* startServer(echo, 'localhost', 80)
        return yield* talk('localhost', 80, text)
      })
    }
    const pieces = once(1)
    expect(pieces.map(([, piece]) => piece).join('')).toBe(text)
    expect(once(1)).toEqual(pieces)
    expect(once(2)).not.toEqual(pieces)
  })

  test('gives up a connection whose packets are all lost, and one that nobody answers', () => {
    const network = use({ hosts: ['dead.example'] })
    runSync(function* () {
      yield* startServer(echo, 'dead.example', 80)
      const [reader, writer] = yield* openConnection('dead.example', 80)
      network.setLink('dead.example', { silent: true })
      const before = time()
      writer.write(encode('hello'))
      const [lost, unanswered] = yield* gather([reader.read(10), openConnection('dead.example', 80)], {
        returnExceptions: true,
      })
      expect(String(lost)).toBe('TimeoutError: [Errno 110] Connection timed out')
      expect(String(unanswered)).toBe("TimeoutError: [Errno 110] Connect call failed ('10.0.0.2', 80)")
      expect(time() - before).toBeGreaterThan(60)
    })
  })

  test('sends again what was lost while a link was silent', () => {
    const network = use({ hosts: ['shop.example'] })
    runSync(function* () {
      yield* startServer(echo, 'shop.example', 80)
      const [reader, writer] = yield* openConnection('shop.example', 80)
      network.setLink('shop.example', { silent: true })
      writer.write(encode('hello '))
      yield* sleep(0.1)
      writer.write(encode('world'))
      yield* sleep(0.9)
      network.setLink('shop.example', { silent: false })
      expect(decode(yield* reader.readexactly(11))).toBe('hello world')
      expect(time()).toBeLessThan(2)
    })
  })

  test('can be told to refuse, by host and by port, and to reset', () => {
    const network = use({ hosts: ['shop.example'], latency: 0 })
    network.setLink('shop.example', { resetAfter: 10 })
    network.setLink('shop.example:81', { refused: true })
    runSync(function* () {
      yield* startServer(echo, 'shop.example', 80)
      yield* startServer(echo, 'shop.example', 81)
      const [refused] = yield* gather([openConnection('shop.example', 81)], { returnExceptions: true })
      expect(refused).toBeInstanceOf(ConnectionRefusedError)
      const [reader, writer] = yield* openConnection('shop.example', 80)
      writer.write(encode('hello'))
      expect(decode(yield* reader.readexactly(5))).toBe('hello')
      writer.write(encode('!'))
      const [reset] = yield* gather([reader.read()], { returnExceptions: true })
      expect(reset).toEqual(new ConnectionResetError(104, 'Connection reset by peer'))
    })
  })

  test('has a timeout around whatever takes too long', () => {
    use({ latency: 3 })
    runSync(function* () {
      yield* startServer(echo, 'localhost', 80)
      const [late] = yield* gather([waitFor(openConnection('localhost', 80), 5)], { returnExceptions: true })
      expect(late).toBeInstanceOf(TimeoutError)
      expect(time()).toBe(5)
    })
  })

  test('is a deadlock when nothing is on the way and everybody waits for it, which says for what', () => {
    const error = failureOf(function* () {
      const server = yield* startServer(echo, 'localhost', 80)
      createTask(server.serveForever(), { name: 'server' })
      const [reader] = yield* openConnection('localhost', 80)
      yield* reader.readline()
    })
    if (!(error instanceof DeadlockError)) throw error
    const waiting = error.waiting.map(({ waitsFor }) => waitsFor)
    expect(waiting).toEqual([
      'data from a stream',
      "connections to <Server sockets=[('127.0.0.1', 80)]>",
      'data from a stream',
    ])
  })

  test('is the same for loops that share a clock, whose sockets go with them', async () => {
    const network = use({})
    const clock = new VirtualClock()
    const serving = run(
      function* () {
        yield* startServer(echo, 'localhost', 80)
        yield* sleep(1)
      },
      { clock },
    )
    const answer = await run(
      function* () {
        yield* sleep(0)
        expect(yield* talk('localhost', 80, 'hello')).toEqual([[0.04, 'hello']])
        const [reader] = yield* openConnection('localhost', 80)
        const end = yield* reader.read()
        return [end.length, time()]
      },
      { clock },
    )
    await serving
    expect(answer).toEqual([0, 1.01])
    expect(getNetwork()).toBe(network)
  })

  test('refuses loops of different clocks at one time, and takes another when they are gone', async () => {
    use({})
    await run(
      function* () {
        yield* startServer(echo, 'localhost', 80)
        const other = newEventLoop({ clock: new VirtualClock() })
        expect(() => (getNetwork() as SimulatedNetwork).selectorFor(other)).toThrow(/lives on one clock/)
        other.close()
      },
      { clock: new VirtualClock() },
    )
    await run(() => startServer(echo, 'localhost', 80), { clock: new VirtualClock() })
  })

  test('is a network of its own for each loop, unless one is set', () => {
    const serve = () => startServer(echo, 'localhost', 80)
    runSync(serve)
    runSync(serve)
    expect(() => setNetwork(5 as never)).toThrow(/setNetwork takes a network or null/)
  })

  test('says what makes no sense', () => {
    expect(() => new SimulatedNetwork({ latency: -1 })).toThrow(
      new ValueError('latency must be a number from 0 to 1.7976931348623157e+308, got -1'),
    )
    expect(() => new SimulatedNetwork({ lag: 1 } as never)).toThrow(/^a link has no lag; it has latency, jitter, /)
    expect(() => new SimulatedNetwork({ seed: 'x' } as never)).toThrow("a seed is a number, got 'x'")
    expect(() => runSync(openConnection('localhost', 70_000))).toThrow(
      'a port is an integer from 0 to 65535, got 70000',
    )
    expect(() =>
      runSync(function* () {
        yield* startServer(echo, 'localhost', 80)
        yield* startServer(echo, null, 80)
      }),
    ).toThrow("[Errno 98] error while attempting to bind on address ('0.0.0.0', 80): [errno 98] address already in use")
  })

  test('needs no loop that has another selector', () => {
    const loop = newEventLoop({
      clock: new VirtualClock(),
      selector: { close() {}, select: () => [], onReady: () => () => {} } as never,
    })
    expect(() => loop.runUntilCompleteSync(openConnection('localhost', 1))).toThrow(RuntimeError)
    loop.close()
  })
})

test('select waits on a clock that can jump, and says when nothing can come', () => {
  const network = use({})
  runSync(function* () {
    const loop = getRunningLoop()
    const selector = network.selectorFor(loop)
    yield* startServer(echo, 'localhost', 80)
    const socket = network.connect(loop, ['127.0.0.1', 80])
    selector.register(socket, 2, [null, null])
    expect(selector.select()).toEqual([])
    expect(selector.select(0.015)).toEqual([])
    expect(time()).toBe(0.015)
    expect(selector.select(null).map(([key, events]) => [key.fileobj === socket, events])).toEqual([[true, 2]])
    expect(time()).toBe(0.02)
    expect(selector.select().length).toBe(1)
    // What waits to be accepted is told of too.
    selector.unregister(socket)
    expect(selector.select(null).length).toBe(1)
    const other = new SimulatedNetwork().selectorFor(loop)
    expect(() => other.select(null)).toThrow('select() would wait for ever: nothing can come')
  })
})

describe('datagrams', () => {
  class Inbox extends DatagramProtocol {
    readonly got: string[] = []
    override datagramReceived(data: Uint8Array) {
      this.got.push(decode(data))
    }
  }
  const send = (options: SimulatedNetworkOptions): string[] => {
    use(options)
    return runSync(function* () {
      const [, inbox] = yield* createDatagramEndpoint(() => new Inbox(), { localAddr: ['127.0.0.1', 9] })
      const [out] = yield* createDatagramEndpoint(() => new DatagramProtocol(), { remoteAddr: ['127.0.0.1', 9] })
      for (let i = 0; i < 50; i += 1) {
        out.sendto(encode(String(i)))
        yield* sleep(0.005)
      }
      yield* sleep(1)
      return inbox.got
    })
  }
  const all = Array.from({ length: 50 }, (_, i) => String(i))

  test('come in order when nothing is wrong', () => {
    expect(send({})).toEqual(all)
  })

  test('are lost, come twice or too late, the same ones for the same seed', () => {
    const lost = send({ loss: 0.3, seed: 3 })
    expect(lost.length).toBeLessThan(50)
    expect(lost).toEqual(all.filter((each) => lost.includes(each)))
    const twice = send({ duplicates: 0.3, seed: 3 })
    expect(twice.length).toBeGreaterThan(50)
    expect(new Set(twice).size).toBe(50)
    const late = send({ reordering: 0.3, seed: 3 })
    expect(late).not.toEqual(all)
    expect([...late].sort((a, b) => Number(a) - Number(b))).toEqual(all)
    expect(send({ loss: 0.3, reordering: 0.3, seed: 5 })).toEqual(send({ loss: 0.3, reordering: 0.3, seed: 5 }))
  })

  test('that find no room are gone', () => {
    use({ bufferSize: 10 })
    runSync(function* () {
      const [transport, inbox] = yield* createDatagramEndpoint(() => new Inbox(), { localAddr: ['127.0.0.1', 9] })
      const [out] = yield* createDatagramEndpoint(() => new DatagramProtocol(), { remoteAddr: ['127.0.0.1', 9] })
      for (const word of ['12345', '67890', 'more']) out.sendto(encode(word))
      yield* sleep(1)
      expect(inbox.got).toEqual(['12345', '67890'])
      transport.close()
    })
  })
})
