import { createTask, gather, getRunningLoop, run, sleep } from 'asyncio-ts'
import {
  ConnectionRefusedError,
  decode,
  encode,
  OSError,
  openConnection,
  type StreamReader,
  type StreamWriter,
  startServer,
} from 'asyncio-ts/net'

const now = () => String(Number(getRunningLoop().time().toPrecision(4)))

function* echo(reader: StreamReader, writer: StreamWriter) {
  console.log(now(), 'accepted', writer.getExtraInfo('peername')?.[0])
  for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
    console.log(now(), 'server got', decode(line).trim())
    writer.write(line)
    yield* writer.drain()
  }
  console.log(now(), 'server at eof', reader.atEof() ? 'True' : 'False')
  writer.close()
  yield* writer.waitClosed()
  console.log(now(), 'server closed')
}

function* ticking() {
  for (let i = 0; i < 12; i += 1) {
    console.log(now(), 'tick', i)
    yield* sleep(0.01)
  }
}

function* client(name: string, pause: number) {
  const [reader, writer] = yield* openConnection('localhost', 8888)
  console.log(now(), name, 'connected')
  for (let i = 0; i < 3; i += 1) {
    writer.write(encode(`${name} ${i}\n`))
    const line = decode(yield* reader.readline()).trim()
    console.log(now(), name, 'got', line)
    yield* sleep(pause)
  }
  writer.writeEof()
  const rest = yield* reader.read()
  console.log(now(), name, 'rest', rest.length, reader.atEof() ? 'True' : 'False')
  writer.close()
  yield* writer.waitClosed()
  console.log(now(), name, 'closed')
}

function* main() {
  const server = yield* startServer(echo, 'localhost', 8888)
  console.log(now(), 'serving', server.isServing() ? 'True' : 'False')
  const ticks = createTask(ticking())
  yield* gather([client('a', 0), client('b', 0.01), client('c', 0.005)])
  server.close()
  yield* server.waitClosed()
  console.log(now(), 'server gone')
  yield* ticks
  try {
    yield* openConnection('localhost', 8888)
  } catch (error) {
    if (!(error instanceof ConnectionRefusedError)) throw error
    console.log(now(), error.name, error.message)
  }
  try {
    yield* openConnection('nowhere.example', 80)
  } catch (error) {
    if (!(error instanceof OSError)) throw error
    console.log(now(), error.message)
  }
}

await run(main())
