import { afterEach, describe, expect, test } from 'vitest'
import { configureHost } from '../../src/host.js'
import {
  type Coroutine,
  createTask,
  currentTask,
  gather,
  run,
  runSync,
  sleep,
  ValueError,
  VirtualClock,
} from '../../src/index.js'
import {
  type ClientConnected,
  ConnectionResetError,
  decode,
  encode,
  openConnection,
  SimulatedNetwork,
  type StreamReader,
  type StreamWriter,
  setNetwork,
  startServer,
} from '../../src/net/index.js'

afterEach(() => {
  configureHost()
  setNetwork(null)
})

/** Runs `client` beside a server that does `serve`. */
function together(
  serve: ClientConnected,
  client: (reader: StreamReader, writer: StreamWriter) => Coroutine<void>,
): void {
  runSync(function* () {
    const server = yield* startServer(serve, 'localhost', 80)
    yield* client(...(yield* openConnection('localhost', 80)))
    server.close()
    yield* server.waitClosed()
  })
}

function* failure(coroutine: Coroutine<unknown>): Coroutine<Error> {
  const [error] = yield* gather([coroutine], { returnExceptions: true })
  if (!(error instanceof Error)) throw new Error('it did not fail')
  return error
}

describe('a StreamWriter', () => {
  test('takes bytes, one array or several, and no text', () => {
    const got: string[] = []
    together(
      function* (reader, writer) {
        got.push(decode(yield* reader.read()))
        writer.close()
      },
      function* (_, writer) {
        expect(() => writer.write('text' as never)).toThrow(/must be a Uint8Array, got 'text': encode\(text\)/)
        const reused = encode('one ')
        writer.write(reused)
        reused.fill(0)
        writer.writelines([encode('two '), encode('three')])
        writer.close()
        yield* writer.waitClosed()
        yield* sleep(1)
        expect(String(writer)).toMatch(
          /^<StreamWriter transport=<SocketTransport closed bufsize=0> reader=<StreamReader/,
        )
      },
    )
    expect(got).toEqual(['one two three'])
  })

  test('may be drained by several at one time', () => {
    setNetwork(new SimulatedNetwork({ bufferSize: 1000 }))
    const log: string[] = []
    together(
      function* (reader, writer) {
        yield* sleep(1)
        yield* reader.read()
        writer.close()
      },
      function* (_, writer) {
        writer.write(new Uint8Array(100_000))
        const drains = ['a', 'b', 'c'].map((name) => createTask(writer.drain()).addDoneCallback(() => log.push(name)))
        expect(drains.length).toBe(3)
        yield* sleep(0.5)
        expect(log).toEqual([])
        yield* writer.drain()
        yield* sleep(0)
        writer.close()
        yield* writer.waitClosed()
      },
    )
    expect(log).toEqual(['a', 'b', 'c'])
  })

  test('that was reset says so at drain, also to a program that writes for ever', () => {
    together(
      (_, writer) => writer.transport.abort(),
      function* (_, writer) {
        const writing = function* (): Coroutine<never> {
          for (;;) {
            writer.write(new Uint8Array(1000))
            yield* writer.drain()
            yield* sleep(0.001)
          }
        }
        expect(yield* failure(writing())).toBeInstanceOf(ConnectionResetError)
        writer.close()
      },
    )
  })

  test('is closed although there is something to read', () => {
    together(
      function* (reader, writer) {
        writer.write(encode('unread'))
        yield* failure(reader.readexactly(100))
        writer.close()
      },
      function* (_, writer) {
        yield* sleep(1)
        writer.close()
        yield* writer.waitClosed()
      },
    )
  })

  test('ends its own reader when it is closed', () => {
    together(
      function* (reader, writer) {
        yield* reader.read()
        writer.close()
      },
      function* (reader, writer) {
        writer.close()
        yield* writer.waitClosed()
        expect((yield* reader.read()).length).toBe(0)
        expect(reader.atEof()).toBe(true)
      },
    )
  })
})

describe('what a server calls for a connection', () => {
  const reports = (serve: ClientConnected): string[] => {
    const messages: string[] = []
    configureHost({ report: (_kind, error, message) => messages.push(`${message}: ${error}`) })
    together(serve, function* (reader, writer) {
      // The connection is closed for it.
      expect((yield* reader.read()).length).toBe(0)
      writer.close()
    })
    return messages
  }

  test('may fail: that is reported', () => {
    const messages = reports(function* () {
      throw new ValueError('boom')
    })
    expect(messages).toEqual(['Unhandled exception in client_connected_cb: ValueError: boom'])
  })

  test('may be cancelled: that is not', () => {
    const messages = reports(function* () {
      currentTask()?.cancel()
      yield* sleep(0)
    })
    expect(messages).toEqual([])
  })

  test('may be a plain function, or an async one', async () => {
    const answers = await run(
      function* () {
        yield* startServer(
          (_, writer) => {
            writer.write(encode('plain'))
            writer.close()
          },
          'localhost',
          1,
        )
        yield* startServer(
          async (reader, writer) => {
            for await (const line of reader) writer.write(line)
            writer.close()
          },
          'localhost',
          2,
        )
        const answers: string[] = []
        for (const port of [1, 2]) {
          const [reader, writer] = yield* openConnection('localhost', port)
          // Who closes with something unread resets the connection.
          if (port === 2) writer.write(encode('async\nlines\n'))
          writer.writeEof()
          answers.push(decode(yield* reader.read()))
          writer.close()
        }
        return answers
      },
      { clock: new VirtualClock() },
    )
    expect(answers).toEqual(['plain', 'async\nlines\n'])
  })
})
