import { type Coroutine, type Future, gather, getRunningLoop, RuntimeError, run, sleep, ValueError } from 'asyncio-ts'
import {
  BufferedProtocol,
  createConnection,
  createServer,
  decode,
  encode,
  OSError,
  Protocol,
  type Transport,
} from 'asyncio-ts/net'

const now = () => String(Number(getRunningLoop().time().toPrecision(4)))
const text = (value: boolean) => (value ? 'True' : 'False')
const kind = (error: Error | undefined) => (error === undefined ? 'NoneType' : error.name)

class Telling extends Protocol {
  transport!: Transport

  constructor(
    readonly name: string,
    readonly keepOpen: boolean,
    readonly done: Future<void>,
  ) {
    super()
  }

  override connectionMade(transport: Transport) {
    this.transport = transport
    console.log(now(), this.name, 'made', text(transport.isReading()), text(transport.isClosing()))
  }

  override dataReceived(data: Uint8Array) {
    const word = decode(data)
    console.log(now(), this.name, 'data', word)
    if (word === 'fail') throw new ValueError('boom')
    if (word === 'pause') {
      this.transport.pauseReading()
      getRunningLoop().callLater(0.05, () => this.transport.resumeReading())
    }
    if (this.name === 'server') this.transport.write(encode(`re: ${word}`))
  }

  override eofReceived() {
    console.log(now(), this.name, 'eof')
    return this.keepOpen
  }

  override connectionLost(error?: Error) {
    console.log(now(), this.name, 'lost', kind(error))
    if (!this.done.done()) this.done.setResult(undefined)
  }
}

class Buffered extends BufferedProtocol {
  readonly buffer = new Uint8Array(4)

  constructor(readonly done: Future<void>) {
    super()
  }

  override getBuffer(sizeHint: number) {
    console.log(now(), 'buffer', sizeHint)
    return this.buffer
  }

  override bufferUpdated(count: number) {
    console.log(now(), 'updated', decode(this.buffer.subarray(0, count)))
  }

  override eofReceived() {
    console.log(now(), 'buffered eof')
  }

  override connectionLost(error?: Error) {
    console.log(now(), 'buffered lost', kind(error))
    this.done.setResult(undefined)
  }
}

function* talk(keepOpen: boolean, words: string[]): Coroutine<void> {
  const loop = getRunningLoop()
  console.log('---', text(keepOpen), ...words)
  const [served, done] = [loop.createFuture<void>(), loop.createFuture<void>()]
  const server = yield* createServer(() => new Telling('server', keepOpen, served), '127.0.0.1', 7)
  const [transport, protocol] = yield* createConnection(() => new Telling('client', false, done), '127.0.0.1', 7)
  console.log(
    now(),
    text(transport.getProtocol() === protocol),
    transport.getExtraInfo('nothing' as never, 'otherwise' as never),
  )
  for (const word of words) {
    if (word === 'eof') transport.writeEof()
    else if (word === 'close') transport.close()
    else if (word === 'abort') transport.abort()
    else if (word === 'wait') yield* sleep(0.03)
    else transport.write(encode(word))
  }
  try {
    transport.write(encode('late'))
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error
    console.log('cannot write')
  }
  yield* sleep(0.2)
  transport.close()
  server.closeClients()
  yield* done
  yield* served
  server.close()
  yield* server.waitClosed()
}

function* main(): Coroutine<void> {
  const loop = getRunningLoop()
  loop.setExceptionHandler((_, { exception }) => console.log(now(), (exception as Error).message))
  for (const keepOpen of [false, true]) {
    yield* talk(keepOpen, ['a', 'wait', 'b', 'eof'])
    yield* talk(keepOpen, ['a', 'close'])
    yield* talk(keepOpen, ['a', 'abort'])
    yield* talk(keepOpen, ['pause', 'wait', 'b', 'wait', 'c', 'close'])
    yield* talk(keepOpen, ['fail'])
    yield* talk(keepOpen, [])
  }
  const done = loop.createFuture<void>()
  const server = yield* createServer(() => new Buffered(done), '127.0.0.1', 7)
  const [transport] = yield* createConnection(() => new Protocol(), '127.0.0.1', 7)
  transport.writelines(['hello', ' ', 'world'].map(encode))
  transport.close()
  yield* done
  server.close()
  try {
    yield* gather([
      createServer(() => new Protocol(), '127.0.0.1', 9),
      createServer(() => new Protocol(), '127.0.0.1', 9),
    ])
  } catch (error) {
    if (!(error instanceof OSError)) throw error
    console.log(error.message)
  }
}

await run(main())
