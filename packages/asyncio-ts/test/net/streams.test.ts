import { expect, test } from 'vitest'
import { type Coroutine, getRunningLoop, runSync } from '../../src/index.js'
import {
  ConnectionRefusedError,
  decode,
  encode,
  GaiError,
  openConnection,
  type StreamReader,
  type StreamWriter,
  startServer,
} from '../../src/net/index.js'

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
    writer.write(line)
    yield* writer.drain()
  }
  writer.close()
}

test('a client and a server talk', () => {
  const log: string[] = []
  runSync(function* () {
    const server = yield* startServer(echo, 'localhost', 8888)
    const loop = getRunningLoop()
    const [reader, writer] = yield* openConnection('localhost', 8888)
    const say = (what: string): number => log.push(`${loop.time().toFixed(2)} ${what}`)
    say('connected')
    writer.write(encode('hello\nworld\n'))
    // Waited for first: a template would read the clock before it waits.
    const first = yield* reader.readline()
    say(decode(first))
    const second = yield* reader.readline()
    say(decode(second))
    writer.writeEof()
    const rest = yield* reader.read()
    say(`${rest.length}`)
    writer.close()
    yield* writer.waitClosed()
    server.close()
    yield* server.waitClosed()
    say('closed')
  })
  expect(log).toEqual(['0.02 connected', '0.04 hello\n', '0.04 world\n', '0.06 0', '0.06 closed'])
})

test('refused', () => {
  expect(() => runSync(openConnection('localhost', 1))).toThrow(
    new ConnectionRefusedError(111, "Connect call failed ('127.0.0.1', 1)"),
  )
  expect(() => runSync(openConnection('nowhere', 1))).toThrow(GaiError)
})
