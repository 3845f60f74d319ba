import { type Coroutine, gather, getRunningLoop, run, sleep, ValueError } from 'asyncio-ts'
import {
  createConnection,
  decode,
  encode,
  SimulatedNetwork,
  StreamReader,
  StreamReaderProtocol,
  StreamWriter,
  setNetwork,
  startServer,
} from 'asyncio-ts/net'

const now = () => String(Number(getRunningLoop().time().toPrecision(4)))

class Loud extends StreamReaderProtocol {
  override pauseWriting() {
    console.log(now(), 'pause')
    super.pauseWriting()
  }

  override resumeWriting() {
    console.log(now(), 'resume')
    super.resumeWriting()
  }
}

function* slow(reader: StreamReader, writer: StreamWriter) {
  let total = 0
  for (let data = yield* reader.read(3000); data.length > 0; data = yield* reader.read(3000)) {
    total += data.length
    yield* sleep(0.02)
  }
  console.log(now(), 'server read', total)
  writer.write(encode(String(total)))
  writer.close()
}

function* send(limits: { high?: number; low?: number }): Coroutine<void> {
  const reader = new StreamReader()
  const protocol = new Loud(reader)
  const [transport] = yield* createConnection(() => protocol, '127.0.0.1', 8888)
  transport.setWriteBufferLimits(limits)
  const writer = new StreamWriter(transport, protocol, reader)
  console.log(now(), 'limits', ...transport.getWriteBufferLimits())
  for (let i = 0; i < 6; i += 1) {
    writer.write(new Uint8Array(5000))
    console.log(now(), 'wrote', i, transport.getWriteBufferSize())
    yield* writer.drain()
    console.log(now(), 'drained', i, transport.getWriteBufferSize())
  }
  writer.writelines([new Uint8Array(10), new Uint8Array(20)])
  writer.writeEof()
  console.log(now(), 'eof', writer.canWriteEof() ? 'True' : 'False')
  const before = now()
  console.log(before, 'answer', decode(yield* reader.read()))
  writer.close()
  yield* writer.waitClosed()
}

function* main(): Coroutine<void> {
  setNetwork(new SimulatedNetwork({ bandwidth: 200_000, bufferSize: 8192 }))
  const server = yield* startServer(slow, '127.0.0.1', 8888, { limit: 2000 })
  yield* send({})
  yield* send({ high: 6000 })
  yield* send({ high: 0 })
  yield* gather([send({ low: 2000 }), send({ high: 9000, low: 1000 })])
  try {
    yield* send({ high: 1, low: 2 })
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    console.log(error.message)
  }
  server.closeClients()
  server.close()
  yield* server.waitClosed()
  console.log(now(), 'done')
}

await run(main())
