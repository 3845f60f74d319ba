import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  RuntimeError,
  run,
  runSync,
  TimeoutError,
  wait,
} from '../../src/index.js'
import {
  BufferedProtocol,
  ConnectionRefusedError,
  createConnection,
  createDatagramEndpoint,
  createServer,
  DatagramProtocol,
  decode,
  encode,
  GaiError,
  OSError,
  openConnection,
  Protocol,
  type Server,
  type StreamReader,
  type StreamWriter,
  setNetwork,
  startServer,
  TlsContext,
  type Transport,
} from '../../src/net/index.js'
import { NodeNetwork } from '../../src/node/index.js'

/* On the machine's own loopback, in real time: nothing here waits for a clock, only for what the system does. */

beforeEach(() => setNetwork(new NodeNetwork()))
afterEach(() => setNetwork(null))

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (let data = yield* reader.read(65_536); data.length > 0; data = yield* reader.read(65_536)) {
    writer.write(data)
    yield* writer.drain()
  }
  writer.close()
}

const portOf = (server: Server): number => server.sockets[0]?.sockname[1] as number

describe('the network of the machine, in Node,', () => {
  test('runs a program of streams as a simulated one does', async () => {
    const answers = await run(function* () {
      const server = yield* startServer(echo, '127.0.0.1', 0)
      const ask = function* (text: string): Coroutine<string> {
        const [reader, writer] = yield* openConnection('127.0.0.1', portOf(server))
        expect(writer.getExtraInfo('peername')).toEqual(['127.0.0.1', portOf(server)])
        writer.write(encode(text))
        writer.writeEof()
        const answer = decode(yield* reader.read())
        writer.close()
        yield* writer.waitClosed()
        return answer
      }
      const answers = yield* gather(['a', 'b', 'c'].map(ask))
      server.close()
      yield* server.waitClosed()
      return answers
    })
    expect(answers).toEqual(['a', 'b', 'c'])
  })

  test('carries megabytes, and holds back who writes too fast', async () => {
    const size = 5_000_000
    const paused: string[] = []
    const total = await run(function* () {
      const server = yield* startServer(echo, '127.0.0.1', 0)
      const [reader, writer] = yield* openConnection('127.0.0.1', portOf(server))
      const protocol = writer.transport.getProtocol()
      const { pauseWriting } = protocol
      protocol.pauseWriting = () => {
        paused.push('paused')
        pauseWriting.call(protocol)
      }
      const sending = createTask(
        (function* () {
          for (let sent = 0; sent < size; sent += 100_000) {
            writer.write(new Uint8Array(100_000).fill(sent / 100_000))
            yield* writer.drain()
          }
          writer.writeEof()
        })(),
      )
      const all = yield* reader.read()
      yield* sending
      expect(all.every((byte, i) => byte === Math.floor(i / 100_000))).toBe(true)
      writer.close()
      server.close()
      return all.length
    })
    expect(total).toBe(size)
    expect(paused.length).toBeGreaterThan(0)
  })

  test('reports what the system does: refused, in use, unknown', async () => {
    const [refused, used, unknown] = await run(function* () {
      const server = yield* startServer(echo, '127.0.0.1', 0)
      const port = portOf(server)
      const used = createTask(startServer(echo, '127.0.0.1', port))
      yield* wait([used])
      server.close()
      yield* server.waitClosed()
      return yield* gather([openConnection('127.0.0.1', port), used, openConnection('name.invalid', 80)], {
        returnExceptions: true,
      })
    })
    expect(refused).toBeInstanceOf(ConnectionRefusedError)
    expect(String(refused)).toMatch(
      /^ConnectionRefusedError: \[Errno 111\] Connect call failed \('127\.0\.0\.1', \d+\)$/,
    )
    expect(used).toBeInstanceOf(OSError)
    expect(String(used)).toMatch(/error while attempting to bind on address .*address already in use/)
    expect(unknown).toBeInstanceOf(GaiError)
  })

  test('carries datagrams', async () => {
    class Inbox extends DatagramProtocol {
      readonly got = getRunningLoop().createFuture<string>()
      override datagramReceived(data: Uint8Array) {
        this.got.setResult(decode(data))
      }
    }
    const got = await run(function* () {
      const [into, inbox] = yield* createDatagramEndpoint(() => new Inbox(), { localAddr: ['127.0.0.1', 0] })
      const [out] = yield* createDatagramEndpoint(() => new DatagramProtocol(), {
        remoteAddr: into.getExtraInfo('sockname'),
      })
      out.sendto(encode('hello'))
      const text = yield* inbox.got
      out.close()
      into.close()
      return text
    })
    expect(got).toBe('hello')
  })

  test('serves protocols, buffered ones too, and the shape of TLS', async () => {
    class Upper extends Protocol {
      #transport!: Transport
      override connectionMade(transport: Transport) {
        this.#transport = transport
      }
      override dataReceived(data: Uint8Array) {
        this.#transport.write(encode(decode(data).toUpperCase()))
        this.#transport.close()
      }
    }
    class Buffer4 extends BufferedProtocol {
      text = ''
      readonly lost = getRunningLoop().createFuture<string>()
      readonly #buffer = new Uint8Array(4)
      override getBuffer() {
        return this.#buffer
      }
      override bufferUpdated(count: number) {
        this.text += decode(this.#buffer.subarray(0, count))
      }
      override connectionLost() {
        this.lost.setResult(this.text)
      }
    }
    const texts = await run(function* () {
      const plain = yield* createServer(() => new Upper(), '127.0.0.1', 0)
      const [transport, protocol] = yield* createConnection(() => new Buffer4(), '127.0.0.1', portOf(plain))
      transport.write(encode('hello world'))
      const first = yield* protocol.lost
      const certificate = { names: ['localhost'] }
      const secret = yield* createServer(() => new Upper(), '127.0.0.1', 0, { ssl: new TlsContext({ certificate }) })
      const [reader, writer] = yield* openConnection('127.0.0.1', portOf(secret), {
        ssl: true,
        serverHostname: 'localhost',
      })
      writer.write(encode('secret'))
      const second = decode(yield* reader.read())
      writer.close()
      plain.close()
      secret.close()
      return [first, second]
    })
    expect(texts).toEqual(['HELLO WORLD', 'SECRET'])
  })

  test('needs a real clock', () => {
    expect(() => runSync(openConnection('127.0.0.1', 1))).toThrow(RuntimeError)
    expect(TimeoutError.name).toBe('TimeoutError')
  })
})
